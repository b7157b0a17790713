// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// A paragraph or line of an article, with what its shape tells.
struct Line {
    /// Where it came from.
    let block: Int
    /// Its text, without white space around it.
    var text: String
    /// Its tokens, with the cues of all languages.
    let words: Words
    /// The number of spaces before it.
    let indent: Int
    /// What the block is.
    let kind: Block.Kind
    /// Whether it ends as a sentence does.
    let isSentence: Bool
    /// The number of words and numbers.
    let wordCount: Int

    init(_ text: String, block: Int, indent: Int, kind: Block.Kind) {
        self.block = block
        self.text = text
        self.indent = indent
        self.kind = kind
        words = Words(text, .all)
        wordCount = words.tokens.count { $0.kind != .mark }
        isSentence = Self.endsSentence(words)
    }

    private static func endsSentence(_ words: Words) -> Bool {
        var index = words.count - 1
        while index >= 0, words[index].kind == .mark {
            switch words[index].mark {
            case 0x2E, 0x21, 0x3F, 0x2026, 0x3A, 0x61F, 0x6D4, 0x3002: return true
            case let mark where Marks.isClosing(mark) || mark == 0x201C: index -= 1
            default: return false
            }
        }
        return false
    }

    /// Whether it asks.
    var isQuestion: Bool { words.tokens.last.map { [0x3F, 0x61F].contains($0.mark) } ?? false }

    /// Whether all its words are upper-case.
    var isShouted: Bool {
        let letters = words.tokens.filter { $0.kind == .word }
        return !letters.isEmpty && letters.allSatisfy { $0.isUpper || $0.end - $0.start <= 1 }
    }

    /// The hashes of the beginnings of its longer words: what it is about.
    var topics: Set<UInt64> {
        Set(
            words.tokens.lazy.filter {
                $0.kind == .word && $0.scalarEnd - $0.scalarStart >= 4
                    && !$0.cues.has(.function) && !$0.cues.has(.preposition)
            }.map { token in
                var hash = WordHash()
                for scalar in String(
                    decoding: words.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self
                ).unicodeScalars.prefix(5) {
                    hash.add(Folding.lower(scalar.value))
                }
                return hash.value
            })
    }
}

/// The lines of an article's blocks.
enum Lines {
    /// More than this many lines are no article; the rest stays as it is.
    static let most = 20_000

    /// One for each block; of plain text one for each line, unless the lines of a block are one
    /// paragraph that was broken to a width.
    static func of(_ blocks: [Block], isPlain: Bool) -> [Line] {
        var lines: [Line] = []
        for (index, block) in blocks.enumerated() {
            guard lines.count < most else { break }
            guard isPlain, block.kind == .paragraph else {
                lines.append(
                    Line(trimmed(block.text[...]), block: index, indent: 0, kind: block.kind))
                continue
            }
            let parts = block.text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
                .compactMap { Substring($0) }
            for group in groups(parts) {
                guard let first = group.first else { continue }
                let indent = first.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
                lines.append(
                    Line(
                        trimmed(group.joined(separator: "\n")[...]), block: index, indent: indent,
                        kind: block.kind))
            }
        }
        return lines.filter { !$0.text.isEmpty }
    }

    /// The lines that belong together: all of a block that was broken to a width, up to a line that
    /// a credit in brackets ends; otherwise each alone.
    private static func groups(_ lines: [Substring]) -> [[Substring]] {
        guard lines.count > 1 else { return [lines] }
        let lengths = lines.dropLast().map(\.utf8.count)
        let longest = lengths.max() ?? 0
        let isWrapped =
            longest <= 110 && longest >= 40
            && lengths.allSatisfy { $0 * 100 >= longest * 55 }
            && zip(lines, lines.dropFirst()).contains { line, next in
                !endsLine(line) && next.first { $0 != " " }?.isUppercase != true
            }
        guard isWrapped else { return lines.map { [$0] } }
        var groups: [[Substring]] = [[]]
        for line in lines {
            groups[groups.count - 1].append(line)
            if line.last(where: { $0 != " " }) == "]" { groups.append([]) }
        }
        return groups.filter { !$0.isEmpty }
    }

    private static func endsLine(_ line: Substring) -> Bool {
        guard let last = line.last(where: { $0 != " " }) else { return true }
        return ".!?:\"”»“]".contains(last)
    }

    private static func trimmed(_ text: Substring) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.firstIndex { !Folding.isSpace($0.value) } ?? scalars.endIndex
        guard let last = scalars.lastIndex(where: { !Folding.isSpace($0.value) }), start <= last
        else { return "" }
        return String(text[start..<scalars.index(after: last)])
    }
}
