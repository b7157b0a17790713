// SPDX-License-Identifier: Apache-2.0

/// Numbers distinct hashes in the order of their first appearance, from 0.
struct KeyNumbers {
    private var slots: [Int32]
    private var keys: [UInt64] = []

    /// Makes room for about `capacity` keys; more are taken all the same.
    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
    }

    /// The number of distinct keys so far.
    var count: Int { keys.count }

    /// The number of a key, a new one when it was never seen.
    mutating func number(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Self.home(key) & mask
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(keys.count)
        keys.append(key)
        if keys.count * 2 > slots.count { grow() }
        return keys.count - 1
    }

    /// The number of a key that was seen.
    func known(_ key: UInt64) -> Int? {
        let mask = slots.count - 1
        var slot = Self.home(key) & mask
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, key) in keys.enumerated() {
            var slot = Self.home(key) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }

    /// Where a key's slot would be; the multiplication spreads keys that differ in few bits.
    private static func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }
}
