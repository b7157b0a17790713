// SPDX-License-Identifier: Apache-2.0

/// Bytes that the other end should not have sent.
package struct WireError: Error, Equatable {
    /// What was wrong: lower case, without full stop.
    package let message: String

    package init(_ message: String) { self.message = message }
}

/// Reads what a ``ByteWriter`` wrote and trusts none of it: every length is checked against the
/// bytes that are there before anything is allocated.
package struct ByteReader {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    /// Reads a part of some bytes.
    package init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        position = max(0, min(range.lowerBound, bytes.count))
        end = max(position, min(range.upperBound, bytes.count))
    }

    package init(_ bytes: [UInt8]) { self.init(bytes, in: 0..<bytes.count) }

    package var isAtEnd: Bool { position == end }

    mutating func byte() throws(WireError) -> UInt8 {
        guard position < end else { throw WireError("the frame ends too early") }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func number() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || (shift == 63 && next <= 1) else {
                throw WireError("a number is too long")
            }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    package mutating func signed() throws(WireError) -> Int {
        let value = try number()
        return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
    }

    /// A number that must not be larger than the limit.
    mutating func count(atMost limit: Int) throws(WireError) -> Int {
        let value = try number()
        guard value <= UInt64(limit) else { throw WireError("\(value) is over \(limit)") }
        return Int(value)
    }

    package mutating func blob(atMost limit: Int = .max) throws(WireError) -> [UInt8] {
        Array(bytes[try span(atMost: limit)])
    }

    package mutating func string(atMost limit: Int) throws(WireError) -> String {
        guard let text = String(validating: bytes[try span(atMost: limit)], as: UTF8.self) else {
            throw WireError("a text is not UTF-8")
        }
        return text
    }

    mutating func optional(atMost limit: Int) throws(WireError) -> String? {
        try flag() ? try string(atMost: limit) : nil
    }

    mutating func flag() throws(WireError) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw WireError("a flag is neither 0 nor 1")
        }
    }

    private mutating func span(atMost limit: Int) throws(WireError) -> Range<Int> {
        let length = try count(atMost: limit)
        guard length <= end - position else { throw WireError("the frame ends too early") }
        defer { position += length }
        return position..<position + length
    }
}
