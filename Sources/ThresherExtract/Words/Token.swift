// SPDX-License-Identifier: Apache-2.0

/// A word, a number or a mark of a text.
struct Token {
    enum Kind: UInt8 {
        /// Letters; what an apostrophe or hyphen parts are words of their own.
        case word
        /// Digits, with the separators between them: `1,200.50`.
        case number
        /// One other scalar.
        case mark
    }

    var kind: Kind
    /// The first byte.
    var start: Int32
    /// One past the last byte.
    var end: Int32
    /// The first Unicode scalar.
    var scalarStart: Int32
    /// One past the last Unicode scalar.
    var scalarEnd: Int32
    /// The paragraph's number: a blank line parts paragraphs.
    var paragraph: Int32
    /// The sentence's number.
    var sentence: Int32 = 0
    /// The scalar of a mark.
    var mark: UInt32 = 0
    /// The folded word's hash.
    var hash: UInt64 = 0
    /// Whether it begins with an upper-case letter.
    var isCapital = false
    /// Whether it has two letters or more, all upper-case.
    var isUpper = false
    /// Whether white space stands before it.
    var isSpaced = false
    /// Whether it is the first of its line.
    var isLineStart = false

    /// The cues that the word is.
    var cues: CueSet = []
    /// Its entry in the lexicon, or -1.
    var entry: Int32 = -1
    /// The cues of the longest phrase that begins here.
    var phraseCues: CueSet = []
    /// The number of tokens of that phrase.
    var phraseLength: Int32 = 0
    /// The phrase's entry in the lexicon, or -1.
    var phraseEntry: Int32 = -1

    /// Creates a token that ends where it begins.
    init(kind: Kind, start: Int, scalar: Int32, paragraph: Int32) {
        self.kind = kind
        self.start = Int32(truncatingIfNeeded: start)
        end = self.start
        scalarStart = scalar
        scalarEnd = scalar
        self.paragraph = paragraph
    }
}
