// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// A text as tokens, with the cues of a lexicon on them.
struct Words {
    let bytes: [UInt8]
    let lexicon: Lexicon
    private(set) var tokens: [Token] = []

    /// Cuts a text into tokens and looks them up, in one pass.
    init(_ text: String, _ lexicon: Lexicon) {
        self.init(Array(text.utf8), lexicon)
    }

    /// Cuts UTF-8 into tokens and looks them up.
    init(_ bytes: [UInt8], _ lexicon: Lexicon) {
        self.bytes = bytes
        self.lexicon = lexicon
        var tokenizer = Tokenizer(bytes)
        tokens = tokenizer.run()
        lexicon.annotate(&tokens, bytes)
        numberSentences()
    }

    var count: Int { tokens.count }

    subscript(_ index: Int) -> Token { tokens[index] }

    /// The token at a position, or `nil` outside of the text.
    func at(_ index: Int) -> Token? { index >= 0 && index < tokens.count ? tokens[index] : nil }

    /// The scalar of the mark at a position, 0 for anything else.
    func mark(_ index: Int) -> UInt32 {
        index >= 0 && index < tokens.count ? tokens[index].mark : 0
    }

    /// The number of tokens, 0 for none, of the phrase or word at a position that is such a cue.
    func length(_ index: Int, _ cue: Cue) -> Int {
        guard index >= 0, index < tokens.count else { return 0 }
        if tokens[index].phraseCues.has(cue) { return Int(tokens[index].phraseLength) }
        return tokens[index].cues.has(cue) ? 1 : 0
    }

    /// Whether the word at a position, by itself, is such a cue.
    func has(_ index: Int, _ cue: Cue) -> Bool {
        index >= 0 && index < tokens.count && tokens[index].cues.has(cue)
    }

    /// What the cue file says beside the phrase or word at a position.
    func value(_ index: Int, _ cue: Cue) -> String? {
        guard index >= 0, index < tokens.count else { return nil }
        let token = tokens[index]
        if token.phraseCues.has(cue) { return lexicon.value(token.phraseEntry, cue) }
        return lexicon.value(token.entry, cue)
    }

    /// The text of the tokens from one up to another, the last excluded, as it is written.
    func text(_ range: Range<Int>) -> String {
        guard let first = at(range.lowerBound), let last = at(range.upperBound - 1),
            !range.isEmpty
        else { return "" }
        return String(decoding: bytes[Int(first.start)..<Int(last.end)], as: UTF8.self)
    }

    /// The same on one line: a name that a line's end parts.
    func line(_ range: Range<Int>) -> String {
        let isParted = range.dropFirst().contains { tokens[$0].isLineStart }
        guard isParted else { return text(range) }
        return String(text(range).split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    /// The span of the tokens from one up to another, the last excluded.
    func span(_ range: Range<Int>) -> TextSpan {
        guard let first = at(range.lowerBound), let last = at(range.upperBound - 1) else {
            return TextSpan(text: "", start: 0, end: 0)
        }
        return TextSpan(
            text: text(range), start: Int(first.scalarStart), end: Int(last.scalarEnd))
    }

    /// The first token of the sentence that a token is in.
    func sentenceStart(_ index: Int, limit: Int = 120) -> Int {
        var start = index
        while start > 0, index - start < limit,
            tokens[start - 1].sentence == tokens[index].sentence
        { start -= 1 }
        return start
    }

    /// One past the last token of the sentence that a token is in.
    func sentenceEnd(_ index: Int, limit: Int = 120) -> Int {
        var end = index + 1
        while end < tokens.count, end - index < limit,
            tokens[end].sentence == tokens[index].sentence
        { end += 1 }
        return end
    }

    /// Whether two tokens that follow one another have nothing between them.
    func isJoined(_ index: Int) -> Bool {
        index > 0 && index < tokens.count && !tokens[index].isSpaced
            && tokens[index - 1].end == tokens[index].start
    }

    // MARK: Sentences

    private mutating func numberSentences() {
        var sentence: Int32 = 0
        var index = 0
        while index < tokens.count {
            if index > 0, tokens[index].paragraph != tokens[index - 1].paragraph { sentence += 1 }
            tokens[index].sentence = sentence
            if tokens[index].kind == .mark, endsSentence(index) {
                // Closing marks belong to the sentence that they close.
                var next = index + 1
                while next < tokens.count, tokens[next].kind == .mark, !tokens[next].isSpaced,
                    Marks.isClosing(tokens[next].mark)
                {
                    tokens[next].sentence = sentence
                    next += 1
                }
                if next < tokens.count, startsSentence(next) { sentence += 1 }
                index = next
            } else {
                index += 1
            }
        }
    }

    private func endsSentence(_ index: Int) -> Bool {
        switch tokens[index].mark {
        case 0x21, 0x3F, 0x2026, 0x61F, 0x6D4, 0x3002, 0xFF01, 0xFF1F: return true
        case 0x2E:
            guard index > 0, !tokens[index].isSpaced else { return true }
            let before = tokens[index - 1]
            if before.kind == .number {
                // German and others write ordinals with a dot.
                guard let next = at(index + 1), before.end - before.start <= 2 else { return true }
                return !(next.cues.has(.month) || (lexicon.dotsOrdinals && !next.isLineStart))
            }
            guard before.kind == .word else { return true }
            if before.cues.has(.abbreviation) { return false }
            // Initials: one letter, or letters parted by dots (U.S.).
            let isLetter = before.scalarEnd - before.scalarStart == 1
            if isLetter && before.isCapital {
                guard let next = at(index + 1) else { return true }
                // `the U.S. The`: a cue of grammar begins a sentence.
                return index > 1 && mark(index - 2) == 0x2E
                    && (next.cues.has(.article) || next.cues.has(.function))
            }
            return true
        default: return false
        }
    }

    private func startsSentence(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.isSpaced else { return false }
        if token.kind == .word {
            return token.isCapital || !lexicon.hasCase
        }
        return token.kind == .number || Marks.isOpening(token.mark) || token.mark == 0x22
            || token.mark == 0x27 || Marks.isDash(token.mark)
    }
}
