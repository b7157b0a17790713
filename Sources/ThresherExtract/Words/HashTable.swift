// SPDX-License-Identifier: Apache-2.0

/// Numbers by the hashes of words, with open addressing: made in a fraction of a dictionary's time.
///
/// Keys are good hashes already, so none is hashed again.
struct HashTable: Sendable {
    private var keys: [UInt64]
    private var values: [Int32]
    private var count = 0
    /// Stands for no key; the one hash that is equal to it is taken for its neighbour.
    private static let free: UInt64 = 0

    /// Makes room for about `capacity` keys; more are taken all the same.
    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: Self.free, count: size)
        values = Array(repeating: 0, count: size)
    }

    /// The number of a key, `nil` when it was never added.
    subscript(key: UInt64) -> Int32? {
        let slot = slot(of: max(key, 1))
        return keys[slot] == Self.free ? nil : values[slot]
    }

    /// Adds a key, unless it is there.
    mutating func add(_ key: UInt64, _ value: Int32) {
        let key = max(key, 1)
        let slot = slot(of: key)
        guard keys[slot] == Self.free else { return }
        keys[slot] = key
        values[slot] = value
        count += 1
        if count * 2 > keys.count { grow() }
    }

    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[slot] != Self.free, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = (keys, values)
        keys = Array(repeating: Self.free, count: old.0.count * 2)
        values = Array(repeating: 0, count: old.0.count * 2)
        for (key, value) in zip(old.0, old.1) where key != Self.free {
            let slot = slot(of: key)
            keys[slot] = key
            values[slot] = value
        }
    }
}
