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
    /// The first token of the signs that writers put behind a sentence: `... on Friday./abc/def`.
    let signsAtEnd: Int?

    init(_ text: String, block: Int, indent: Int, kind: Block.Kind) {
        self.block = block
        self.text = text
        self.indent = indent
        self.kind = kind
        words = Words(text, .all)
        wordCount = words.tokens.count { $0.kind != .mark }
        signsAtEnd = Self.signs(words)
        isSentence = signsAtEnd != nil || Self.endsSentence(words)
    }

    private static func signs(_ words: Words) -> Int? {
        var start = words.count
        while start > 1, words[start - 1].kind == .word, words.isJoined(start - 1),
            words[start - 1].scalarEnd - words[start - 1].scalarStart <= 5,
            [0x2F, 0x2D].contains(words.mark(start - 2))
        { start -= 2 }
        guard words.count - start >= 2, start > 4, words.mark(start) == 0x2F,
            [0x2E, 0x21, 0x3F, 0x22, 0x201D, 0x201C, 0xBB].contains(words.mark(start - 1))
        else { return nil }
        return start
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
        var topics: Set<UInt64> = []
        for token in words.tokens
        where token.kind == .word && token.scalarEnd - token.scalarStart >= 4
            && !token.cues.has(.function) && !token.cues.has(.preposition)
        {
            var hash = WordHash()
            var position = Int(token.start)
            var count = 0
            while position < Int(token.end), count < 5 {
                let (scalar, length) = Tokenizer.scalar(words.bytes, position)
                hash.add(Folding.lower(scalar))
                position += length
                count += 1
            }
            topics.insert(hash.value)
        }
        return topics
    }
}
