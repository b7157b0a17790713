// SPDX-License-Identifier: Apache-2.0

/// Counts over a block's UTF-8 text, in one pass.
struct TextCounts {
    var scalars = 0
    /// Runs of letters and digits; ideographs and kana, written without spaces, count half each.
    var words = 0
    /// Marks that end or part a sentence.
    var punctuation = 0

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        var isInWord = false
        var halves = 0
        for index in range {
            let byte = bytes[index]
            if byte & 0xC0 == 0x80 { continue }
            scalars += 1
            if byte < 0x80 {
                if ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_") {
                    if !isInWord { words += 1 }
                    isInWord = true
                } else {
                    isInWord = byte == UInt8(ascii: "'") && isInWord
                    if Self.isPunctuation(byte) { punctuation += 1 }
                }
                continue
            }
            let next = index + 1 < range.upperBound ? bytes[index + 1] : 0
            switch byte {
            // U+3040 to U+D7FF.
            case 0xE3 where next >= 0x81, 0xE4...0xEC:
                halves += 1
                isInWord = false
            // Ideographic and full-width punctuation.
            case 0xE3 where next == 0x80, 0xEF where next == 0xBC:
                punctuation += 1
                isInWord = false
            // Typographic quotes and dashes; Latin-1 signs.
            case 0xE2 where next == 0x80: break
            case 0xC2: isInWord = false
            default:
                if !isInWord { words += 1 }
                isInWord = true
            }
        }
        words += (halves + 1) / 2
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"),
            UInt8(ascii: ";"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
