// SPDX-License-Identifier: Apache-2.0

/// Who had a text first, for each text: a hash table in one flat array.
///
/// A slot is five words: the key, and an owner in 192 bits. Collisions go to the next slot, and a
/// removal moves later ones back, so that no slot is ever lost. 40 bytes a slot, at most 7 of 8
/// slots in use: 46 to 92 bytes a text.
struct KeyTable {
    /// An owner in 192 bits, never all zero in its last word.
    struct Owner: Equatable {
        var first: UInt64
        var second: UInt64
        var third: UInt64
    }

    private static let width = 5
    private var words: [UInt64]
    private var mask: Int
    /// The number of texts.
    private(set) var count = 0

    /// Creates an empty table.
    init() {
        mask = 1023
        words = [UInt64](repeating: 0, count: 1024 * Self.width)
    }

    /// The number of bytes that the table holds.
    var byteCount: Int { words.count * 8 }

    /// Who had a text first.
    subscript(key: TextKey) -> Owner? {
        guard let slot = find(key) else { return nil }
        let base = slot * Self.width
        return Owner(first: words[base + 2], second: words[base + 3], third: words[base + 4])
    }

    /// Remembers an owner; one that was there is replaced.
    mutating func insert(_ key: TextKey, _ owner: Owner) {
        if let slot = find(key) {
            write(slot, key, owner)
            return
        }
        if (count + 1) * 8 > (mask + 1) * 7 { grow() }
        var slot = home(key.high)
        while isUsed(slot) { slot = (slot + 1) & mask }
        write(slot, key, owner)
        count += 1
    }

    /// Forgets a text.
    mutating func remove(_ key: TextKey) {
        guard var hole = find(key) else { return }
        count -= 1
        var slot = hole
        while true {
            slot = (slot + 1) & mask
            guard isUsed(slot) else { break }
            // A slot may move back as far as its home, and not beyond.
            let distance = (slot - home(words[slot * Self.width])) & mask
            if distance >= (slot - hole) & mask {
                copy(slot, hole)
                hole = slot
            }
        }
        for index in 0..<Self.width { words[hole * Self.width + index] = 0 }
    }

    private func home(_ high: UInt64) -> Int {
        // The key is a digest: its bits need no mixing.
        Int(truncatingIfNeeded: high) & mask
    }

    private func isUsed(_ slot: Int) -> Bool { words[slot * Self.width + 4] != 0 }

    private func find(_ key: TextKey) -> Int? {
        var slot = home(key.high)
        while isUsed(slot) {
            let base = slot * Self.width
            if words[base] == key.high && words[base + 1] == key.low { return slot }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func write(_ slot: Int, _ key: TextKey, _ owner: Owner) {
        let base = slot * Self.width
        words[base] = key.high
        words[base + 1] = key.low
        words[base + 2] = owner.first
        words[base + 3] = owner.second
        words[base + 4] = owner.third
    }

    private mutating func copy(_ from: Int, _ to: Int) {
        for index in 0..<Self.width {
            words[to * Self.width + index] = words[from * Self.width + index]
        }
    }

    private mutating func grow() {
        let old = words
        mask = mask * 2 + 1
        words = [UInt64](repeating: 0, count: (mask + 1) * Self.width)
        for base in stride(from: 0, to: old.count, by: Self.width) where old[base + 4] != 0 {
            var slot = home(old[base])
            while isUsed(slot) { slot = (slot + 1) & mask }
            for index in 0..<Self.width { words[slot * Self.width + index] = old[base + index] }
        }
    }
}
