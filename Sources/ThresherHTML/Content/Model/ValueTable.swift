// SPDX-License-Identifier: Apache-2.0

/// A learned table from hashes to small numbers, with open addressing.
///
/// Keys are cut to 16 bits beside their slot, so that about one in 50,000 unknown words is taken
/// for a known one.
package struct ValueTable: Sendable {
    private let keys: [UInt16]
    private let values: [Int8]
    /// What a stored step is worth.
    private static let step: Float = 0.05

    /// A table that knows nothing.
    package init() { (keys, values) = ([0], [0]) }

    /// Reads a table; `nil` when it is cut short or full.
    ///
    /// The number of slots (a power of two) as 32 bits, the keys as 16 bits each (0: free), the
    /// values as signed bytes; little-endian.
    init?(reading reader: inout ModelReader) {
        guard let count = reader.uint32(), count > 0, count & (count - 1) == 0, count <= 1 << 20,
            let keys = reader.uint16s(Int(count)), let values = reader.int8s(Int(count)),
            keys.contains(0)
        else { return nil }
        self.keys = keys
        self.values = values
    }

    subscript(hash: UInt64) -> Float? {
        let mixed = hash &* 0x9E37_79B9_7F4A_7C15
        let key = UInt16(truncatingIfNeeded: mixed >> 16) | 1
        var slot = Int(truncatingIfNeeded: mixed >> 40) & (keys.count - 1)
        while keys[slot] != 0 {
            if keys[slot] == key { return Float(values[slot]) * Self.step }
            slot = (slot + 1) & (keys.count - 1)
        }
        return nil
    }
}
