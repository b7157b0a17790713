// SPDX-License-Identifier: Apache-2.0

/// Writes values into bytes: whole numbers as LEB128, the rest after its length.
package struct ByteWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func byte(_ value: UInt8) { bytes.append(value) }

    package mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A whole number of either sign, small ones short.
    package mutating func signed(_ value: Int) {
        number(UInt64(bitPattern: Int64(value << 1 ^ value >> (Int.bitWidth - 1))))
    }

    /// A count or size; a negative one becomes 0.
    mutating func count(_ value: Int) { number(UInt64(max(0, value))) }

    package mutating func blob(_ value: [UInt8]) {
        count(value.count)
        bytes.append(contentsOf: value)
    }

    package mutating func string(_ value: String) {
        let units = value.utf8
        count(units.count)
        bytes.append(contentsOf: units)
    }

    mutating func optional(_ value: String?) {
        guard let value else { return byte(0) }
        byte(1)
        string(value)
    }

    /// Forgets what was written and keeps the memory.
    mutating func reset() { bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 20) }

    /// Starts a frame; its length is filled in by ``endFrame(_:)``.
    package mutating func beginFrame(_ kind: UInt8) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: [0, 0, 0, 0, kind])
        return start
    }

    /// Ends the frame that began there.
    package mutating func endFrame(_ start: Int) {
        let length = UInt32(truncatingIfNeeded: bytes.count - start - Frame.headerSize)
        for index in 0..<4 {
            bytes[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index))
        }
    }

    /// Takes back everything from there on.
    mutating func cut(to count: Int) { bytes.removeLast(bytes.count - count) }
}
