// SPDX-License-Identifier: Apache-2.0

extension PrePass {
    /// Writes what the character reference at `index` (its `&`) stands for.
    ///
    /// An `&` that begins no reference is text. Returns the index after what was read.
    mutating func reference(_ input: Span<UInt8>, at index: Int, inAttribute: Bool) -> Int {
        let next = index + 1 < input.count ? input[index + 1] : 0
        if next == UInt8(ascii: "#") { return numericReference(input, at: index) }
        guard ASCII.isLetter(next) else {
            content.append(UInt8(ascii: "&"))
            return index + 1
        }
        // The longest name has 31 letters.
        var end = index + 1
        let limit = min(input.count, index + 33)
        while end < limit && ASCII.isAlphanumeric(input[end]) { end += 1 }
        if end < input.count && input[end] == UInt8(ascii: ";"),
            let value = NamedReferences.value(of: input, index + 1..<end)
        {
            write(value)
            return end + 1
        }
        return referenceWithoutSemicolon(input, at: index, end: end, inAttribute: inAttribute)
    }

    private mutating func referenceWithoutSemicolon(
        _ input: Span<UInt8>, at index: Int, end: Int, inAttribute: Bool
    ) -> Int {
        let longest = min(end - index - 1, NamedReferences.longestWithoutSemicolon)
        for length in stride(from: longest, to: 1, by: -1) {
            let stop = index + 1 + length
            guard let value = NamedReferences.value(of: input, index + 1..<stop), value.isLegacy
            else { continue }
            if inAttribute, stop < input.count,
                input[stop] == UInt8(ascii: "=") || ASCII.isAlphanumeric(input[stop])
            {
                break
            }
            write(value)
            return stop
        }
        content.append(UInt8(ascii: "&"))
        return index + 1
    }

    private mutating func numericReference(_ input: Span<UInt8>, at index: Int) -> Int {
        var end = index + 2
        let isHex = end < input.count && ASCII.lower(input[end]) == UInt8(ascii: "x")
        if isHex { end += 1 }
        let digits = end
        var value: UInt32 = 0
        while end < input.count, let digit = ASCII.hexValue(input[end]), isHex || digit < 10 {
            value = min(value * (isHex ? 16 : 10) + digit, 0x11_0000)
            end += 1
        }
        guard end > digits else {
            content.append(UInt8(ascii: "&"))
            return index + 1
        }
        if end < input.count && input[end] == UInt8(ascii: ";") { end += 1 }
        if value < 0x20 && value != 0 {
            // Controls would be refused by the parser; white space among them separates.
            if ASCII.isSpace(UInt8(value)) { content.append(value == 9 ? 0x09 : 0x0A) }
            return end
        }
        content.append(Self.scalar(forReference: value))
        return end
    }

    /// The scalar that a number stands for: C1 controls mean Windows-1252, as browsers read them.
    static func scalar(forReference value: UInt32) -> Unicode.Scalar {
        if (0x80...0x9F).contains(value) {
            return Unicode.Scalar(windows1252[Int(value - 0x80)]) ?? "\u{FFFD}"
        }
        return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]

    private mutating func write(_ value: NamedReferences.Value) {
        content.append(value.first)
        if let second = value.second { content.append(second) }
    }
}
