// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Reads a pipeline from a file's node.
struct PipelineReader {
    static let keys = ["name", "version", "match", "reader", "stages"]

    let checker: Checker
    let catalogue: Catalogue
    /// The name for a file that gives none.
    let defaultName: String
    /// Whether the file was read to its end, so that what is missing is really missing.
    let isComplete: Bool

    /// The pipeline; `nil` when there is too little to check it as a whole.
    func read(_ root: YAMLNode?) -> PipelineFile? {
        guard let root, !root.isNull else {
            if isComplete {
                checker.error(at: 0, "the file is empty; a pipeline has at least 'stages:'")
            }
            return nil
        }
        if root.isRefused { return nil }
        guard let pairs = root.pairs else {
            checker.error(at: root.start, "a pipeline is 'key: value' lines, found \(root.found)")
            return nil
        }
        var file = PipelineFile(
            checker: checker,
            definition: PipelineDefinition(name: defaultName, steps: []), nameOffset: 0,
            matchOffset: root.start)
        var seen: Set<String> = []
        var hasStages = false
        for pair in pairs {
            let isFirst = seen.insert(pair.key).inserted
            var scratch = file
            switch pair.key {
            case "name": readName(pair, &scratch)
            case "version": readVersion(pair, &scratch)
            case "match": readMatch(pair, &scratch)
            case "reader": readReader(pair, &scratch)
            case "stages":
                hasStages = true
                StepReader(checker: checker, catalogue: catalogue).read(pair, into: &scratch)
            default:
                checker.unknown(
                    at: pair.keyStart, "unknown key \(Visible.quoted(pair.key))", word: pair.key,
                    among: PipelineReader.keys)
                // A misspelt 'stages' is one mistake, not two.
                let meant = Suggestion.nearest(to: pair.key, among: PipelineReader.keys)
                if meant == "stages" { hasStages = true }
            }
            if isFirst { file = scratch }
        }
        if !hasStages && isComplete {
            checker.error(at: root.start, "'stages' is missing: a pipeline has at least one stage")
        }
        if !seen.contains("name") && !Words.isPipelineName(defaultName) {
            checker.error(
                at: root.start,
                "the file's name \(Visible.quoted(defaultName)) is no name for a pipeline (a-z, 0-9,"
                    + " '_', '-'); add 'name:'")
        }
        return file
    }

    private func value(_ pair: YAMLPair, _ type: FieldType) -> JSONValue? {
        ValueReader(checker: checker, name: pair.key, keyStart: pair.keyStart)
            .read(pair.value, as: type)
    }

    private func readName(_ pair: YAMLPair, _ file: inout PipelineFile) {
        file.nameOffset = pair.value.start
        guard let name = value(pair, .string)?.string else { return }
        if Words.isPipelineName(name) {
            file.definition.name = name
        } else {
            checker.error(
                at: pair.value.start,
                "'name' takes up to 64 of a-z, 0-9, '_' and '-', found \(Visible.quoted(name))")
        }
    }

    private func readVersion(_ pair: YAMLPair, _ file: inout PipelineFile) {
        guard let version = value(pair, .int(1...1_000_000_000))?.int else { return }
        file.definition.version = version
    }

    private func readReader(_ pair: YAMLPair, _ file: inout PipelineFile) {
        guard let name = value(pair, .string)?.string else { return }
        let names = catalogue.readers.map { $0.spec.name }
        // A catalogue without readers (of a test) has the one that every build has.
        let known = names.isEmpty ? ["document"] : names
        if known.contains(name) {
            file.definition.reader = name
        } else {
            checker.unknown(
                at: pair.value.start, "unknown reader \(Visible.quoted(name))", word: name,
                among: known)
        }
    }

    private func readMatch(_ pair: YAMLPair, _ file: inout PipelineFile) {
        file.matchOffset = pair.keyStart
        if pair.value.isRefused { return }
        guard let pairs = pair.value.pairs, !pairs.isEmpty else {
            checker.error(
                at: pair.value.isNull ? pair.keyStart : pair.value.start,
                "'match' must hold 'path' or 'media_type'; leave it out to take every entry")
            return
        }
        for condition in pairs {
            guard ["path", "media_type"].contains(condition.key) else {
                checker.unknown(
                    at: condition.keyStart,
                    "unknown key \(Visible.quoted(condition.key)) in 'match'",
                    word: condition.key, among: ["path", "media_type"])
                continue
            }
            let errorsBefore = checker.errorCount
            let words = WordReader(checker: checker).read(condition)
            // What is left of a condition with a mistake says something else; leave it out.
            guard checker.errorCount == errorsBefore else { continue }
            let texts = words.map(\.text)
            if condition.key == "path" {
                file.definition.match.paths = texts
            } else {
                file.definition.match.mediaTypes = texts
            }
        }
    }
}

/// Reads the words of a condition: one word or a list.
struct WordReader {
    struct Word {
        var text: String
        var offset: Int
    }

    /// The most words of a condition; every entry is compared with all of them.
    static let maxWords = 100

    let checker: Checker

    /// The good words of a condition.
    func read(_ pair: YAMLPair) -> [Word] {
        if pair.value.isRefused { return [] }
        if let elements = pair.value.elements, elements.isEmpty {
            checker.error(at: pair.value.start, "'\(pair.key)' must name at least one")
            return []
        }
        if pair.value.pairs != nil || pair.value.isNull {
            checker.error(
                at: pair.value.isNull ? pair.keyStart : pair.value.start,
                "'\(pair.key)' must be a word or a list of words, found \(pair.value.found)")
            return []
        }
        if let elements = pair.value.elements, elements.count > WordReader.maxWords {
            checker.error(
                at: pair.value.start, "'\(pair.key)' names more than \(WordReader.maxWords)")
            return []
        }
        var words: [Word] = []
        for node in pair.value.elements ?? [pair.value] {
            let reader = ValueReader(checker: checker, name: pair.key, keyStart: pair.keyStart)
            guard let text = reader.read(node, as: .string)?.string else { continue }
            if let problem = problem(of: text, key: pair.key) {
                checker.error(at: node.start, problem)
            } else if words.contains(where: { $0.text == text }) {
                checker.warning(at: node.start, "\(Visible.quoted(text)) stands here twice")
            } else {
                words.append(Word(text: text, offset: node.start))
            }
        }
        return words
    }

    private func problem(of text: String, key: String) -> String? {
        switch key {
        case "path": return Words.problem(ofPattern: text)
        case "media_type":
            if Words.isMediaType(text) { return nil }
            let lower = text.lowercased()
            let hint = Words.isMediaType(lower) ? "; write '\(lower)'" : ""
            return
                "'media_type' must be like 'text/html' or 'text/*', found \(Visible.quoted(text))"
                + hint
        case "language":
            if Words.isLanguage(text) { return nil }
            return "'language' must be a tag such as 'en' or 'pt-BR', found \(Visible.quoted(text))"
        default: return nil
        }
    }
}
