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
            if let starts = starts(ofASCII: bytes, at: index, isInWord) {
                count += starts
                index += stride
                isInWord = Int(isWord(bytes[index - 1]))
                continue
            }
            let end = min(index + stride, bytes.count)
            while index < end { count += step(bytes, &index, &isInWord) }
        }
        return count
    }

    /// How many bytes are looked at together.
    private static let stride = 32

    /// How many words begin in a stride of ASCII; `nil` when it is none.
    private static func starts(
        ofASCII bytes: Span<UInt8>, at start: Int, _ isInWord: Int
    ) -> Int? {
        guard bytes.count - start >= stride else { return nil }
        // One byte does not hang on the one before, so the compiler takes many at once.
        var bits: UInt8 = 0
        for index in start..<start + stride {
            // Within the bytes by the guard above.
            bits |= unsafe bytes[unchecked: index]
        }
        guard bits < 0x80 else { return nil }
        var starts: UInt8 = 0
        for index in start + 1..<start + stride {
            let (before, byte) = unsafe (bytes[unchecked: index - 1], bytes[unchecked: index])
            starts &+= isWord(byte) & ~isWord(before)
        }
        return Int(starts) + (Int(isWord(bytes[start])) & ~isInWord)
    }

    /// Goes on by a character; returns whether a word begins with it, as 0 or 1.
    private static func step(
        _ bytes: Span<UInt8>, _ index: inout Int, _ isInWord: inout Int
    ) -> Int {
        let byte = bytes[index]
        if byte < 0x80 {
            index += 1
            // Without branches, because nothing foretells where words end.
            let isWord = Int(isWord(byte))
            defer { isInWord = isWord }
            return isWord & ~isInWord
        }
        let (value, length) = bytes.scalar(at: index)
        index += length
        switch WordClass(value) {
        case .letter:
            defer { isInWord = 1 }
            return 1 & ~isInWord
        case .ideograph:
            isInWord = 0
            return 1
        case .mark: return 0
        case .other:
            isInWord = 0
            return 0
        }
    }

    /// 1 for an ASCII letter or digit.
    private static func isWord(_ byte: UInt8) -> UInt8 {
        let isLetter: UInt8 = (byte | 0x20) &- 0x61 < 26 ? 1 : 0
        let isDigit: UInt8 = byte &- 0x30 < 10 ? 1 : 0
        return isLetter | isDigit
    }
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
