// SPDX-License-Identifier: Apache-2.0

/// Cuts UTF-8 into tokens, in one pass.
struct Tokenizer {
    private let bytes: [UInt8]
    private var index = 0
    private var scalars: Int32 = 0
    private var paragraph: Int32 = 0
    private var tokens: [Token] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 5)
    }

    /// The scalar at a byte, with the number of its bytes.
    @inline(__always)
    static func scalar(_ bytes: [UInt8], _ at: Int) -> (value: UInt32, length: Int) {
        let first = bytes[at]
        if first < 0x80 { return (UInt32(first), 1) }
        func more(_ offset: Int) -> UInt32 {
            at + offset < bytes.count ? UInt32(bytes[at + offset] & 0x3F) : 0
        }
        if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | more(1), 2) }
        if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | more(1) << 6 | more(2), 3) }
        return (UInt32(first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4)
    }

    @inline(__always)
    private func scalar(_ at: Int) -> (value: UInt32, length: Int) { Self.scalar(bytes, at) }

    /// Whether a byte is an ASCII letter.
    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    mutating func run() -> [Token] {
        var lineFeeds = 1
        var isSpaced = true
        while index < bytes.count {
            if bytes[index] == 0x20 {
                isSpaced = true
                index += 1
                scalars += 1
                continue
            }
            let (value, length) = scalar(index)
            if Folding.isSpace(value) {
                if value == 0x0A { lineFeeds += 1 }
                isSpaced = true
                index += length
                scalars += 1
                continue
            }
            if Folding.isIgnored(value) {
                index += length
                scalars += 1
                continue
            }
            if lineFeeds > 1, !tokens.isEmpty { paragraph += 1 }
            var token = Token(kind: .mark, start: index, scalar: scalars, paragraph: paragraph)
            token.isSpaced = isSpaced
            token.isLineStart = lineFeeds > 0
            if Folding.isLetter(value) {
                word(&token)
            } else if Folding.digit(value) != nil {
                token.kind = .number
                number()
            } else {
                token.mark = value
                index += length
                scalars += 1
            }
            token.end = Int32(truncatingIfNeeded: index)
            token.scalarEnd = scalars
            tokens.append(token)
            lineFeeds = 0
            isSpaced = false
        }
        return tokens
    }

    private mutating func word(_ token: inout Token) {
        var hash = WordHash()
        var uppers = 0
        var letters = 0
        let first = scalar(index).value
        token.kind = .word
        token.isCapital = Folding.isUpper(first)
        while index < bytes.count {
            let byte = bytes[index]
            if Self.isLetter(byte) {
                uppers += Int(byte >> 5 & 1 ^ 1)
                letters += 1
                hash.add(UInt32(byte | 0x20))
                index += 1
                scalars += 1
                continue
            }
            if byte < 0x80 { break }
            let (value, length) = scalar(index)
            if !Folding.isIgnored(value) {
                guard Folding.isLetter(value) else { break }
                let lower = Folding.lower(value)
                if lower != value, Folding.isUpper(value) { uppers += 1 }
                letters += 1
                hash.add(lower)
            }
            index += length
            scalars += 1
        }
        token.hash = hash.value
        token.isUpper = letters > 1 && uppers == letters
    }

    private mutating func number() {
        while index < bytes.count {
            let (value, length) = scalar(index)
            if Folding.digit(value) == nil {
                // A separator counts only between digits; spaces that do not break part thousands.
                switch value {
                case 0x2C, 0x2E, 0x66B, 0x66C:
                    guard index + length < bytes.count,
                        Folding.digit(scalar(index + length).value) != nil
                    else { return }
                case 0x27, 0x2019, 0xA0, 0x202F, 0x2009:
                    guard hasThreeDigits(index + length) else { return }
                default: return
                }
            }
            index += length
            scalars += 1
        }
    }

    private func hasThreeDigits(_ at: Int) -> Bool {
        var position = at
        var digits = 0
        while position < bytes.count, digits < 4 {
            let (value, length) = scalar(position)
            guard Folding.digit(value) != nil else { break }
            digits += 1
            position += length
        }
        return digits == 3
    }
}
