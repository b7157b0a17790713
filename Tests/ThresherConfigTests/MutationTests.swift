// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherConfig
import ThresherEngine
import ThresherPlugin

/// A name in a shipped file: a key, a stage or a word of a closed list.
private struct Token {
    var line: Int
    var column: Int
    var text: String
    /// The names that are valid in its place.
    var valid: [String]
}

/// Every misspelling by one letter: each letter replaced, left out, swapped with the next, and a
/// letter put in at each place.
private func misspellings(of word: String, _ random: inout SeededRandom) -> [String] {
    let letters = Array(word)
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz_")
    var all: [String] = []
    for index in letters.indices {
        var replaced = letters
        replaced[index] = alphabet.randomElement(using: &random) ?? "x"
        all.append(String(replaced))
        var shortened = letters
        shortened.remove(at: index)
        all.append(String(shortened))
        if index + 1 < letters.count {
            var swapped = letters
            swapped.swapAt(index, index + 1)
            all.append(String(swapped))
        }
    }
    for index in 0...letters.count {
        var longer = letters
        longer.insert(alphabet.randomElement(using: &random) ?? "x", at: index)
        all.append(String(longer))
    }
    return all.filter { $0 != word && !$0.isEmpty }
}

/// A line taken apart: `indent`, perhaps `- `, a key, perhaps a value.
private struct Line {
    var isItem: Bool
    var nameColumn: Int
    var name: String
    var valueColumn: Int
    var value: String
    var isKey: Bool

    init?(_ text: Substring) {
        var rest = text.drop { $0 == " " }
        guard !rest.isEmpty, !rest.hasPrefix("#") else { return nil }
        isItem = rest.hasPrefix("- ")
        if isItem { rest = rest.dropFirst(2) }
        nameColumn = text.distance(from: text.startIndex, to: rest.startIndex) + 1
        name = String(rest.prefix { $0 != ":" })
        let tail = rest.dropFirst(name.count)
        isKey = tail.hasPrefix(":")
        let value = tail.dropFirst().drop { $0 == " " || $0 == "[" }
        valueColumn = text.distance(from: text.startIndex, to: value.startIndex) + 1
        self.value = value.hasSuffix("]") ? String(value.dropLast()) : String(value)
    }
}

private func daemonTokens(_ text: String) -> [Token] {
    let sections = DaemonKeys.sections
    let sectionNames = sections.dropFirst().map(\.name)
    var tokens: [Token] = []
    var section = sections[0]
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, textLine) in lines.enumerated() {
        guard let line = Line(textLine) else { continue }
        if line.nameColumn == 1 { section = sections[0] }
        let top = section.name.isEmpty ? sectionNames : []
        tokens.append(
            Token(
                line: index + 1, column: line.nameColumn, text: line.name,
                valid: section.keys.map(\.name) + top))
        if let named = sections.first(where: { $0.name == line.name }) { section = named }
        guard let key = section.keys.first(where: { $0.name == line.name }) else { continue }
        var words = key.words
        switch key.type {
        case .bool: words += ["true", "false"]
        case .choice(let choices): words += choices
        default: break
        }
        if key.name == "sinks" { words = ["json", "text", "markdown"] }
        if words.contains(line.value) {
            tokens.append(
                Token(
                    line: index + 1, column: line.valueColumn, text: line.value, valid: words))
        }
    }
    return tokens
}

private func pipelineTokens(_ text: String, _ catalogue: Catalogue) -> [Token] {
    let specs = catalogue.stages.map { $0.spec }
    var tokens: [Token] = []
    var valid = ["name", "version", "match", "reader", "stages"]
    let top = valid
    var fields: [AnyField] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, textLine) in lines.enumerated() {
        guard let line = Line(textLine) else { continue }
        if line.isItem {
            tokens.append(
                Token(
                    line: index + 1, column: line.nameColumn, text: line.name,
                    valid: specs.map(\.name)))
            fields = specs.first { $0.name == line.name }?.fields ?? []
            valid = fields.map(\.name) + ["when", "on_error"]
            continue
        }
        if line.nameColumn == 1 { valid = top }
        tokens.append(
            Token(line: index + 1, column: line.nameColumn, text: line.name, valid: valid))
        if line.name == "match" { valid = ["path", "media_type"] }
        if case .choice(let words) = fields.first(where: { $0.name == line.name })?.type {
            tokens.append(
                Token(
                    line: index + 1, column: line.valueColumn, text: line.value, valid: words))
        }
    }
    return tokens
}

@Suite(.timeLimit(.minutes(5)))
struct MutationTests {
    /// A tally of suggestions.
    struct Tally {
        var all = 0
        var right = 0
        var wrong: [String] = []
    }

    private func examine(
        _ name: String, _ kind: CheckReport.Kind, _ random: inout SeededRandom, _ tally: inout Tally
    ) throws {
        let text = try shipped(name)
        let tokens =
            kind == .daemon ? daemonTokens(text) : pipelineTokens(text, shippedCatalogue)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for token in tokens {
            for misspelt in misspellings(of: token.text, &random)
            where !token.valid.contains(misspelt) {
                var changed = lines
                var letters = Array(changed[token.line - 1])
                letters.replaceSubrange(
                    token.column - 1..<token.column - 1 + token.text.count, with: misspelt)
                changed[token.line - 1] = String(letters)
                let found = CheckReport.check(
                    [ConfigurationText(name: name, changed.joined(separator: "\n"))], as: kind,
                    catalogue: shippedCatalogue
                ).diagnostics
                let places = found.map(\.place)
                #expect(
                    places == [Place(line: token.line, column: token.column)],
                    "\(name): \(token.text) as \(misspelt): \(found.map(short))")
                tally.all += 1
                if found.first?.suggestion == token.text {
                    tally.right += 1
                } else {
                    let said = found.first?.suggestion ?? "nothing"
                    tally.wrong.append("\(misspelt) for \(token.text): \(said)")
                }
            }
        }
        // Every line that is no comment has a name in it.
        #expect(Set(tokens.map(\.line)).count == lines.count { Line($0[...]) != nil })
    }

    @Test func `finds every name misspelt by one letter, and what was meant`() throws {
        var random = SeededRandom(seed: 20_260_302)
        var tally = Tally()
        try examine("config/thresher.yaml", .daemon, &random, &tally)
        for name in ["default", "news", "strip"] {
            try examine("pipelines/\(name).yaml", .pipelines, &random, &tally)
        }
        let share = Double(tally.right) / Double(tally.all)
        print(
            "misspelt names: \(tally.all), every one at its line and column; right suggestion:"
                + " \(tally.right) (\(Int((share * 1_000).rounded())) in 1,000)")
        if !tally.wrong.isEmpty {
            print("other suggestions: \(tally.wrong.joined(separator: "; "))")
        }
        #expect(tally.all > 1_000)
        #expect(share >= 0.95)
    }
}
