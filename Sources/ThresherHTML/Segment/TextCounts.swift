// SPDX-License-Identifier: Apache-2.0

/// Counts over a block's UTF-8 text, in one pass.
struct TextCounts {
    var scalars = 0
    /// Runs of letters and digits; ideographs and kana, written without spaces, count half each.
    var words = 0
    /// Marks that end or part a sentence.
    var punctuation = 0

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        let text = bytes.span.extracting(range)
        var isInWord = 0
        var halves = 0
        var index = 0
        while index < text.count {
            if count(plain: text, at: index, &isInWord) {
                index += ByteStride.count
            } else {
                let end = min(index + ByteStride.count, text.count)
                count(text, index..<end, &isInWord, &halves)
                index = end
            }
        }
        words += (halves + 1) / 2
    }

    /// Counts a stride of ASCII without apostrophes; returns whether it was one.
    private mutating func count(plain text: Span<UInt8>, at start: Int, _ isInWord: inout Int)
        -> Bool
    {
        let isPlain = ByteStride.isFree(text, from: start) { byte, _ in
            (byte & 0x80) | (byte == UInt8(ascii: "'") ? 1 : 0)
        }
        guard isPlain else { return false }
        var starts: UInt8 = 0
        var marks: UInt8 = 0
        for index in start + 1..<start + ByteStride.count {
            // Within the text, of which the stride is a part.
            let (before, byte) = unsafe (text[unchecked: index - 1], text[unchecked: index])
            starts &+= Self.isWord(byte) & ~Self.isWord(before)
            marks &+= Self.isMark(byte)
        }
        let first = text[start]
        words += Int(starts) + (Int(Self.isWord(first)) & ~isInWord)
        punctuation += Int(marks &+ Self.isMark(first))
        scalars += ByteStride.count
        isInWord = Int(Self.isWord(text[start + ByteStride.count - 1]))
        return true
    }

    /// 1 for an ASCII letter, digit or underscore.
    private static func isWord(_ byte: UInt8) -> UInt8 {
        let isLetter: UInt8 = (byte | 0x20) &- 0x61 < 26 ? 1 : 0
        let isDigit: UInt8 = byte &- 0x30 < 10 ? 1 : 0
        return isLetter | isDigit | (byte == UInt8(ascii: "_") ? 1 : 0)
    }

    /// 1 for `.`, `,`, `!`, `?`, `;` and `:`.
    private static func isMark(_ byte: UInt8) -> UInt8 {
        let isStop: UInt8 = byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") ? 1 : 0
        let isCall: UInt8 = byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") ? 1 : 0
        return isStop | isCall | (byte &- 0x3A < 2 ? 1 : 0)
    }

    /// Counts any bytes one by one.
    private mutating func count(
        _ text: Span<UInt8>, _ range: Range<Int>, _ isInWord: inout Int, _ halves: inout Int
    ) {
        let kinds = Kind.table.span
        for index in range {
            let byte = text[index]
            // A table of all 256 bytes.
            let kind = unsafe kinds[unchecked: Int(byte)]
            scalars += Int(kind & Kind.begins)
            guard kind & Kind.isWide == 0 else {
                let next = index + 1 < text.count ? text[index + 1] : 0
                count(byte, next, &isInWord, &halves)
                continue
            }
            // Without branches, because nothing foretells where words end.
            let isWord = Int(kind / Kind.isWord & 1)
            words += isWord & ~isInWord
            punctuation += Int(kind / Kind.isMark & 1)
            isInWord = isWord | (Int(kind / Kind.keeps & 1) & isInWord)
        }
    }

    /// Counts a scalar beyond ASCII by its first two bytes.
    private mutating func count(
        _ byte: UInt8, _ next: UInt8, _ isInWord: inout Int, _ halves: inout Int
    ) {
        switch byte {
        // U+3040 to U+D7FF.
        case 0xE3 where next >= 0x81, 0xE4...0xEC:
            halves += 1
            isInWord = 0
        // Ideographic and full-width punctuation.
        case 0xE3 where next == 0x80, 0xEF where next == 0xBC:
            punctuation += 1
            isInWord = 0
        // Typographic quotes and dashes; Latin-1 signs.
        case 0xE2 where next == 0x80: break
        case 0xC2: isInWord = 0
        default:
            words += 1 & ~isInWord
            isInWord = 1
        }
    }

    /// What a byte is to the counts.
    private enum Kind {
        static let begins: UInt8 = 1
        static let isWord: UInt8 = 2
        /// It neither begins nor ends a word.
        static let keeps: UInt8 = 4
        static let isMark: UInt8 = 8
        /// The first of several bytes.
        static let isWide: UInt8 = 16

        static let table: [UInt8] = (0...255).map { (byte: UInt8) in
            switch byte {
            case 0x80...0xBF: keeps
            case 0xC0...0xFF: begins | isWide
            case UInt8(ascii: "'"): begins | keeps
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"),
                UInt8(ascii: ";"), UInt8(ascii: ":"):
                begins | isMark
            case _ where ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_"): begins | isWord
            default: begins
            }
        }
    }
}
