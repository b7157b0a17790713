// SPDX-License-Identifier: Apache-2.0

/// A document's id of 26 base 32 digits in 130 bits.
struct PackedID: Equatable {
    /// The first 12 digits, the next 12, the last 2.
    var first: UInt64
    var second: UInt64
    var rest: UInt16

    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// Packs an id; `nil` for one of another form.
    init?(_ id: String) {
        guard id.utf8.count == 26 else { return nil }
        var parts: [UInt64] = [0, 0, 0]
        for (index, byte) in id.utf8.enumerated() {
            let value = Self.values[Int(byte)]
            guard value < 32 else { return nil }
            parts[index / 12] = parts[index / 12] << 5 | UInt64(value)
        }
        first = parts[0]
        second = parts[1]
        rest = UInt16(parts[2])
    }

    /// Creates an id from its parts.
    init(first: UInt64, second: UInt64, rest: UInt16) {
        self.first = first
        self.second = second
        self.rest = rest
    }

    /// The 26 digits.
    var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(26)
        for (part, count) in [(first, 12), (second, 12), (UInt64(rest), 2)] {
            for digit in (0..<count).reversed() {
                bytes.append(Self.digits[Int(part >> UInt64(5 * digit) & 31)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
