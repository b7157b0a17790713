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
        let kinds = Kind.table.span
        var isInWord = 0
        var halves = 0
        for index in text.indices {
            // Within the text's own indices, and a table of all 256 bytes.
            let byte = unsafe text[unchecked: index]
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
        words += (halves + 1) / 2
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
