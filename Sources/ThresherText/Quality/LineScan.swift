// SPDX-License-Identifier: Apache-2.0

/// Reads one line, scalar by scalar.
struct LineScan {
    private(set) var scalars = 0
    private(set) var tokens = 0
    private(set) var alphabeticTokens = 0
    private(set) var symbols = 0
    private(set) var sentences = 0
    private(set) var startsWithBullet = false
    /// The word that the last scalar ended, if it ended one.
    private(set) var finishedWord: HashedWord?

    private var lineHash = TextHash()
    private var word = TextHash()
    private var wordLength: UInt32 = 0
    private var isInToken = false
    private var tokenHasLetter = false
    private var dots = 0
    /// The last scalar that is no white space, and the last that is no closing mark either.
    private var last: UInt32 = 0
    private var lastInside: UInt32 = 0

    var hash: UInt64 { lineHash.value }
    var endsWithEllipsis: Bool { last == 0x2026 || dots >= 3 }
    var isTerminal: Bool {
        Self.isTerminal(last) || (Self.isClosing(last) && Self.isTerminal(lastInside))
    }

    mutating func take(_ value: UInt32) {
        finishedWord = nil
        guard value > 0x20, value != 0xA0, value != 0x3000 else { return space() }
        if scalars == 0 { startsWithBullet = Self.isBullet(value) }
        scalars += 1
        lineHash.add(UInt64(value))
        if !isInToken {
            isInToken = true
            tokens += 1
        }
        letters(value)
        if value == 0x2E {
            dots += 1
            if dots == 3 { symbols += 1 }
        } else {
            dots = 0
            if value == 0x23 || value == 0x2026 { symbols += 1 }
        }
        if Self.isTerminal(value), !Self.isTerminal(last) { sentences += 1 }
        last = value
        if !Self.isClosing(value) { lastInside = value }
    }

    /// Ends the line.
    mutating func end() {
        finishedWord = nil
        space()
    }

    private mutating func space() {
        endWord()
        guard isInToken else { return }
        if tokenHasLetter { alphabeticTokens += 1 }
        isInToken = false
        tokenHasLetter = false
        lineHash.add(0x20)
    }

    private mutating func letters(_ value: UInt32) {
        if value < 0x80 {
            let isLetter = (value | 0x20) &- 0x61 < 26
            guard isLetter || value &- 0x30 < 10 else { return endWord() }
            if isLetter { tokenHasLetter = true }
            extend(isLetter ? value | 0x20 : value)
            return
        }
        switch WordClass(value) {
        case .letter:
            tokenHasLetter = true
            extend(value)
        case .ideograph:
            tokenHasLetter = true
            endWord()
            // Words of one character follow one another without end; each is finished at the next.
            extend(value)
            isIdeograph = true
        case .mark: if wordLength > 0 { extend(value) }
        case .other: endWord()
        }
    }

    private var isIdeograph = false

    private mutating func extend(_ value: UInt32) {
        if isIdeograph { endWord() }
        word.add(UInt64(value))
        wordLength &+= 1
    }

    private mutating func endWord() {
        isIdeograph = false
        guard wordLength > 0 else { return }
        finishedWord = HashedWord(hash: word.value, length: wordLength)
        word = TextHash()
        wordLength = 0
    }

    private static func isBullet(_ value: UInt32) -> Bool {
        switch value {
        case 0x2A, 0x2D, 0x2022, 0x2023, 0x2043, 0x25A0...0x25CF, 0x25E6, 0x2756, 0x27A4, 0x2013,
            0xB7, 0x2219:
            true
        default: false
        }
    }

    /// What ends a sentence, in the scripts that have marks for it.
    static func isTerminal(_ value: UInt32) -> Bool {
        switch value {
        case 0x21, 0x2E, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61, 0x061F, 0x06D4,
            0x0964, 0x0965, 0x0589, 0x1362, 0x1367, 0x104A, 0x104B, 0x17D4, 0x17D5, 0x203C, 0x203D,
            0x2047...0x2049, 0x0700...0x0702, 0x0F0D, 0x0F0E, 0x1803, 0xA4FF, 0x2CF9:
            true
        default: false
        }
    }

    /// What may stand after the end of a sentence: quotes and brackets.
    static func isClosing(_ value: UInt32) -> Bool {
        switch value {
        case 0x22, 0x27, 0x29, 0x5D, 0xBB, 0xAB, 0x2018...0x201F, 0x203A, 0x2039, 0x300D, 0x300F,
            0x300B, 0xFF09, 0x3011:
            true
        default: false
        }
    }
}
