// SPDX-License-Identifier: Apache-2.0

/// What one block's text looks like, beyond the counts of its segment.
struct BlockText {
    /// The hashes of its words in ``PageText/words``.
    var words = 0..<0
    var digits = 0
    var capitals = 0
    /// Bars, bullets, arrows, slashes: what parts the items of a menu or a path.
    var separators = 0
    /// Amounts with a sign of currency.
    var prices = 0
    /// Years, and days or times written with digits.
    var dates = 0
    /// Scalars of the longest word.
    var longestWord = 0
    var endsSentence = false
    var endsWithColon = false
    var endsWithQuestion = false
    var startsWithCapital = false
    var startsWithSymbol = false
    var hasCopyright = false
    var hasAt = false
}

/// The texts of all blocks of a page, in one pass over their bytes.
struct PageText {
    private(set) var blocks: [BlockText] = []
    /// The hashes of all words, block after block.
    ///
    /// Letters are folded to lower case (ASCII and Latin-1 only); all numbers are one word;
    /// ideographs and kana are a word each.
    private(set) var words: [UInt64] = []

    /// What stands for every number.
    static let number: UInt64 = 0x30

    init(_ segmentation: Segmentation) {
        blocks.reserveCapacity(segmentation.count)
        words.reserveCapacity(segmentation.bytes.count / 5)
        for segment in segmentation.segments {
            var scan = WordScan()
            var block = BlockText()
            let first = words.count
            scan.run(segmentation.bytes, segment.text, &block, &words)
            block.words = first..<words.count
            blocks.append(block)
        }
    }

    /// The words of any other text, such as a title.
    static func words(of bytes: [UInt8], _ range: Range<Int>) -> [UInt64] {
        var words: [UInt64] = []
        var block = BlockText()
        var scan = WordScan()
        scan.run(bytes, range, &block, &words)
        return words
    }
}

/// The state of a pass over one block.
private struct WordScan {
    private var hash = FNV.start
    private var length = 0
    private var digitsInRow = 0
    private var isNumber = true
    private var firstDigits = 0

    mutating func run(
        _ bytes: [UInt8], _ range: Range<Int>, _ block: inout BlockText, _ words: inout [UInt64]
    ) {
        let text = bytes.span.extracting(range)
        var index = 0
        while index < text.count {
            index += step(text, index, &block, &words)
        }
        finishWord(&block, &words)
        Self.judgeEnds(text, &block)
    }

    /// Takes one scalar in; returns its number of bytes.
    private mutating func step(
        _ text: Span<UInt8>, _ index: Int, _ block: inout BlockText, _ words: inout [UInt64]
    ) -> Int {
        let byte = text[index]
        if byte < 0x80 {
            if ASCII.isDigit(byte) {
                digit(byte, text, index, &block)
            } else if ASCII.isLetter(byte) {
                if byte & 0x20 == 0 { block.capitals += 1 }
                letter(byte | 0x20)
                length += 1
            } else if byte == UInt8(ascii: "'"), length > 0 {
                digitsInRow = 0
            } else {
                finishWord(&block, &words)
                sign(byte, text, index, &block)
            }
            return 1
        }
        let next = index + 1 < text.count ? text[index + 1] : 0
        switch byte {
        case 0xE2 where next == 0x80:
            let third = index + 2 < text.count ? text[index + 2] : 0
            if third == 0x99, length > 0 { return 3 }
            if third == 0xA2 || third == 0xBA { block.separators += 1 }
            finishWord(&block, &words)
            return 3
        case 0xE2 where next == 0x82:
            block.prices += Self.isByDigit(text, index, 3) ? 1 : 0
            finishWord(&block, &words)
            return 3
        case 0xE2:
            if next == 0x86 { block.separators += 1 }
            finishWord(&block, &words)
            return 3
        case 0xC2:
            if next == 0xA9 { block.hasCopyright = true }
            if next == 0xBB || next == 0xB7 { block.separators += 1 }
            if next == 0xA3 || next == 0xA5 {
                block.prices += Self.isByDigit(text, index, 2) ? 1 : 0
            }
            finishWord(&block, &words)
            return 2
        // Ideographic and full-width punctuation.
        case 0xE3 where next == 0x80, 0xEF where next == 0xBC:
            finishWord(&block, &words)
            return 3
        // U+3040 to U+D7FF.
        case 0xE3...0xEC:
            finishWord(&block, &words)
            for offset in index..<min(index + 3, text.count) { FNV.add(text[offset], to: &hash) }
            (length, isNumber) = (1, false)
            finishWord(&block, &words)
            return 3
        default: break
        }
        letter(byte)
        length += 1
        var count = 1
        while count < 4, index + count < text.count, text[index + count] & 0xC0 == 0x80 {
            var part = text[index + count]
            if byte == 0xC3, part <= 0x9E, part != 0x97 {
                part |= 0x20
                if count == 1, text[index + 1] != part { block.capitals += 1 }
            }
            letter(part)
            count += 1
        }
        return count
    }

    private mutating func letter(_ byte: UInt8) {
        FNV.add(byte, to: &hash)
        isNumber = false
        digitsInRow = 0
    }

    private mutating func digit(
        _ byte: UInt8, _ text: Span<UInt8>, _ index: Int, _ block: inout BlockText
    ) {
        block.digits += 1
        FNV.add(byte, to: &hash)
        length += 1
        digitsInRow += 1
        firstDigits = digitsInRow == 1 ? Int(byte) : firstDigits &* 256 &+ Int(byte)
    }

    /// A sign of ASCII that is no part of a word.
    private func sign(
        _ byte: UInt8, _ text: Span<UInt8>, _ index: Int, _ block: inout BlockText
    ) {
        switch byte {
        case UInt8(ascii: "|"), UInt8(ascii: "/"): block.separators += 1
        case UInt8(ascii: "$"): block.prices += Self.isByDigit(text, index, 1) ? 1 : 0
        case UInt8(ascii: "@"): block.hasAt = true
        default: break
        }
        guard index > 0, index + 1 < text.count, ASCII.isDigit(text[index - 1]),
            ASCII.isDigit(text[index + 1])
        else { return }
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "-"):
            block.dates += 1
        default: break
        }
    }

    private mutating func finishWord(_ block: inout BlockText, _ words: inout [UInt64]) {
        guard length > 0 else { return }
        if isNumber {
            if length == 4, firstDigits >> 16 == 0x3139 || firstDigits >> 16 == 0x3230 {
                block.dates += 1
            }
            words.append(PageText.number)
        } else {
            words.append(hash)
        }
        block.longestWord = max(block.longestWord, length)
        hash = FNV.start
        length = 0
        digitsInRow = 0
        isNumber = true
    }

    /// Whether a digit stands right before or after a sign, a space between them allowed.
    private static func isByDigit(_ text: Span<UInt8>, _ index: Int, _ length: Int) -> Bool {
        func isDigit(_ place: Int) -> Bool {
            place >= 0 && place < text.count && ASCII.isDigit(text[place])
        }
        return isDigit(index - 1) || isDigit(index - 2) || isDigit(index + length)
            || isDigit(index + length + 1)
    }

    private static func judgeEnds(_ text: Span<UInt8>, _ block: inout BlockText) {
        guard text.count > 0 else { return }
        let first = text[0]
        block.startsWithCapital = first >= 0x41 && first <= 0x5A || first == 0xC3
        block.startsWithSymbol =
            first < 0x80 ? !ASCII.isAlphanumeric(first) : first == 0xC2 || first == 0xE2
        let last = text[text.count - 1]
        let sign = text.count >= 3 ? text[text.count - 3] : 0
        let middle = text.count >= 3 ? text[text.count - 2] : 0
        // U+FF1A, U+FF1F, U+FF01, U+3002, U+2026, and closing quotes after a mark.
        let isWide = sign == 0xEF && middle == 0xBC
        block.endsWithColon = last == UInt8(ascii: ":") || isWide && last == 0x9A
        block.endsWithQuestion = last == UInt8(ascii: "?") || isWide && last == 0x9F
        let isMark = last == UInt8(ascii: ".") || last == UInt8(ascii: "!")
        let isStop = sign == 0xE3 && middle == 0x80 && last == 0x82
        let isEllipsis = sign == 0xE2 && middle == 0x80 && last == 0xA6
        let isQuoted =
            sign == 0xE2 && middle == 0x80 && last == 0x9D && text.count > 3
            && (text[text.count - 4] == UInt8(ascii: ".")
                || text[text.count - 4] == UInt8(ascii: ","))
        block.endsSentence =
            isMark || isStop || isEllipsis || isQuoted || block.endsWithQuestion
            || isWide && last == 0x81
    }
}
