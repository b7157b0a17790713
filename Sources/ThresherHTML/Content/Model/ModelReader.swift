// SPDX-License-Identifier: Apache-2.0

/// Reads little-endian numbers from bytes; every read is checked.
struct ModelReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - offset else { return nil }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    mutating func uint32() -> UInt32? {
        take(4)?.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func text() -> String? {
        guard let count = uint32(), let bytes = take(Int(count)) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func uint16s(_ count: Int) -> [UInt16]? {
        guard let bytes = take(count * 2) else { return nil }
        return (0..<count).map {
            let place = bytes.startIndex + $0 * 2
            return UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
        }
    }

    mutating func int16s(_ count: Int) -> [Int16]? {
        uint16s(count)?.map { Int16(bitPattern: $0) }
    }

    mutating func int8s(_ count: Int) -> [Int8]? {
        take(count)?.map { Int8(bitPattern: $0) }
    }

    mutating func floats(_ count: Int) -> [Float]? {
        guard let bytes = take(count * 4) else { return nil }
        return (0..<count).map {
            let place = bytes.startIndex + $0 * 4
            let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }
            return Float(bitPattern: bits)
        }
    }
}
