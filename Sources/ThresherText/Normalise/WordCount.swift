// SPDX-License-Identifier: Apache-2.0

/// Counts the words of a text.
package enum WordCount {
    /// The number of runs of letters and digits.
    ///
    /// Each Chinese or Japanese character counts as a word, because those scripts do not part
    /// words; Korean does, so its runs count. A combining mark neither starts nor ends a word.
    package static func of(_ text: String) -> Int {
        let bytes = text.utf8Span.span
        var count = 0
        var isInWord = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                // Without branches, because nothing foretells where words end.
                let isWord = isLetter(byte) | isDigit(byte)
                count += isWord & ~isInWord
                isInWord = isWord
                index += 1
                continue
            }
            let (value, length) = bytes.scalar(at: index)
            index += length
            switch WordClass(value) {
            case .letter:
                count += 1 & ~isInWord
                isInWord = 1
            case .ideograph:
                count += 1
                isInWord = 0
            case .mark: break
            case .other: isInWord = 0
            }
        }
        return count
    }

    private static func isLetter(_ byte: UInt8) -> Int { (byte | 0x20) &- 0x61 < 26 ? 1 : 0 }

    private static func isDigit(_ byte: UInt8) -> Int { byte &- 0x30 < 10 ? 1 : 0 }
}

/// What a character beyond ASCII is to a word.
enum WordClass {
    case letter, ideograph, mark, other

    /// The class of a scalar value from 80 on.
    ///
    /// The frequent ranges are told by number; the rest is looked up, which is ten times slower.
    init(_ value: UInt32) {
        switch value {
        case 0xC0...0x24F: self = value == 0xD7 || value == 0xF7 ? .other : .letter
        case 0x0388...0x03FF, 0x0400...0x0481, 0x048A...0x052F:
            self = value == 0x038B || value == 0x038D || value == 0x03A2 ? .other : .letter
        case 0x2010...0x2027, 0x2030...0x205E: self = .other
        case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
            0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
            self = .ideograph
        case 0xAC00...0xD7A3: self = .letter
        default: self = Self.lookUp(value)
        }
    }

    private static func lookUp(_ value: UInt32) -> WordClass {
        guard let scalar = Unicode.Scalar(value) else { return .other }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            return .letter
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .mark
        default: return .other
        }
    }
}
