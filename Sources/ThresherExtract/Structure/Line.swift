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
