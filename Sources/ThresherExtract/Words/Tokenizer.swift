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
    private func scalar(_ at: Int) -> (value: UInt32, length: Int) {
        let first = bytes[at]
        if first < 0x80 { return (UInt32(first), 1) }
        func more(_ offset: Int) -> UInt32 {
            at + offset < bytes.count ? UInt32(bytes[at + offset] & 0x3F) : 0
        }
        if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | more(1), 2) }
        if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | more(1) << 6 | more(2), 3) }
        return (UInt32(first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4)
    }

    mutating func run() -> [Token] {
        var lineFeeds = 1
        var isSpaced = true
        while index < bytes.count {
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
            let count = tokens.count
            if Folding.isLetter(value) {
                word()
            } else if Folding.digit(value) != nil {
                number()
            } else {
                append(.mark, length, 1)
                tokens[count].mark = value
            }
            tokens[count].isSpaced = isSpaced
            tokens[count].isLineStart = lineFeeds > 0
            lineFeeds = 0
            isSpaced = false
        }
        return tokens
    }

    private mutating func append(_ kind: Token.Kind, _ byteCount: Int, _ scalarCount: Int32) {
        tokens.append(
            Token(
                kind: kind, start: Int32(truncatingIfNeeded: index),
                end: Int32(truncatingIfNeeded: index + byteCount), scalarStart: scalars,
                scalarEnd: scalars + scalarCount, paragraph: paragraph))
        index += byteCount
        scalars += scalarCount
    }

    private mutating func word() {
        var hash = WordHash()
        var position = index
        var count: Int32 = 0
        var uppers = 0
        var letters = 0
        var isCapital = false
        while position < bytes.count {
            let (value, length) = scalar(position)
            if !Folding.isIgnored(value) {
                guard Folding.isLetter(value) else { break }
                let lower = Folding.lower(value)
                if lower != value, Folding.isUpper(value) {
                    uppers += 1
                    if letters == 0 { isCapital = true }
                }
                letters += 1
                hash.add(lower)
            }
            count += 1
            position += length
        }
        append(.word, position - index, count)
        let last = tokens.count - 1
        tokens[last].hash = hash.value
        tokens[last].isCapital = isCapital
        tokens[last].isUpper = letters > 1 && uppers == letters
    }

    private mutating func number() {
        var position = index
        var count: Int32 = 0
        while position < bytes.count {
            let (value, length) = scalar(position)
            if Folding.digit(value) != nil {
                position += length
                count += 1
                continue
            }
            // A separator counts only between digits; spaces that do not break part thousands.
            switch value {
            case 0x2C, 0x2E, 0x27, 0x2019, 0xA0, 0x202F, 0x2009, 0x66B, 0x66C:
                guard position + length < bytes.count,
                    Folding.digit(scalar(position + length).value) != nil
                else {
                    return append(.number, position - index, count)
                }
                if value == 0xA0 || value == 0x202F || value == 0x2009 || value == 0x27
                    || value == 0x2019, !hasThreeDigits(position + length)
                {
                    return append(.number, position - index, count)
                }
                position += length
                count += 1
            default: return append(.number, position - index, count)
            }
        }
        append(.number, position - index, count)
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
