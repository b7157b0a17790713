// SPDX-License-Identifier: Apache-2.0

/// Crockford's base 32, upper case: no I, L, O, U.
package enum Base32 {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The first `count` digits of bytes read as a bit string, after some zero bits; missing bits
    /// are zero.
    package static func encode(
        _ bytes: [UInt8], digits count: Int, leadingZeroBits: Int = 0
    ) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(count)
        var buffer: UInt32 = 0
        var bits = leadingZeroBits
        var index = 0
        while text.count < count {
            if bits < 5 {
                buffer = buffer << 8 | UInt32(index < bytes.count ? bytes[index] : 0)
                index += 1
                bits += 8
            }
            bits -= 5
            text.append(digits[Int(buffer >> UInt32(bits)) & 31])
            buffer &= (1 << UInt32(bits)) - 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What a digit stands for, 0 to 31; `nil` when it is none.
    package static func value(of digit: UInt8) -> UInt8? {
        digits.firstIndex(of: digit).map { UInt8($0) }
    }

    /// Whether a text consists of such digits only.
    package static func isEncoded(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { value(of: $0) != nil }
    }
}

/// An entry's id: 26 digits of base 32, 48 bits of milliseconds since 1970, then a counter and
/// random bits (a ULID).
///
/// Later ids of one maker sort after earlier ones, even within a millisecond
/// and when the clock steps back.
package struct EntryID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The 26 digits.
    package let text: String

    /// Takes an id that was written before; `nil` when it is none.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 26, Base32.isEncoded(text) else { return nil }
        self.text = String(text)
    }

    fileprivate init(digits: String) { text = digits }

    package var description: String { text }

    package static func < (left: EntryID, right: EntryID) -> Bool { left.text < right.text }
}

/// Makes entry ids that increase strictly.
package struct EntryIDMaker: Sendable {
    private var last: UInt64 = 0
    private var counter: UInt16 = 0
    private let random: @Sendable () -> UInt64

    /// Creates a maker.
    ///
    /// - Parameter random: 64 random bits a call.
    package init(random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 0 ... .max) }) {
        self.random = random
    }

    /// The next id.
    ///
    /// - Parameter milliseconds: The wall clock, since 1970.
    /// - Returns: An id that sorts after all earlier ones of this maker.
    package mutating func next(milliseconds: UInt64) -> EntryID {
        if milliseconds > last {
            last = milliseconds
            counter = 0
        } else if counter == .max {
            last += 1
            counter = 0
        } else {
            counter += 1
        }
        let tail = random()
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: last >> UInt64(40 - 8 * $0)) }
        bytes.append(UInt8(counter >> 8))
        bytes.append(UInt8(counter & 255))
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: tail >> UInt64(56 - 8 * $0)) }
        return EntryID(digits: Base32.encode(bytes, digits: 26, leadingZeroBits: 2))
    }
}

/// Document ids, made of content alone.
package enum DocumentID {
    /// 26 digits of base 32 of the SHA-256 of a record's bytes, and of its number in a container.
    package static func make(sha256: Digest, record: Int?) -> String {
        guard let record else { return Base32.encode(sha256.bytes, digits: 26) }
        return Base32.encode(
            Digest(of: sha256.bytes + Array("#\(record)".utf8)).bytes, digits: 26)
    }
}
