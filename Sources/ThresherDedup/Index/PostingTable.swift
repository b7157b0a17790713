// SPDX-License-Identifier: Apache-2.0

/// Which documents have a key, for each key: an open-addressing table in memory.
///
/// A slot is 8 bytes: 32 bits of the key, the document's number, and whether the key is spent
/// (stands in so many unrelated texts that it says nothing). Slots of one key may be apart in a
/// cluster; at most 3 of 4 slots are used.
struct PostingTable {
    /// A document that has a key.
    struct Posting: Equatable {
        /// The document's number, below 2³¹ - 1.
        var document: Int
        /// Whether the key is spent.
        var isSpent: Bool
    }

    private var slots: [UInt64]
    private var shift: UInt64
    private(set) var count = 0

    /// Creates an empty table.
    init() {
        slots = [UInt64](repeating: 0, count: 1024)
        shift = 22
    }

    /// The bytes that it takes.
    var byteCount: Int { slots.count * 8 }

    /// Hands out the postings of tags, with each tag's place in the list.
    func find(_ tags: [UInt32], _ body: (Int, Posting) -> Void) {
        // All first slots are fetched before any is asked, as ``RunSearch`` does.
        let firsts = tags.map { slots[home(UInt64($0))] }
        for index in tags.indices {
            let tag = UInt64(tags[index])
            var slot = home(tag)
            var entry = firsts[index]
            while entry != 0 {
                if entry >> 32 == tag { body(index, PostingTable.posting(entry)) }
                slot = (slot + 1) & (slots.count - 1)
                entry = slots[slot]
            }
        }
    }

    /// Adds a posting.
    mutating func insert(_ key: UInt64, _ posting: Posting) {
        if (count + 1) * 4 > slots.count * 3 { grow() }
        place(
            (key >> 32) << 32 | UInt64(posting.document + 1) << 1 | (posting.isSpent ? 1 : 0))
        count += 1
    }

    /// Removes a document's posting of a key.
    mutating func remove(_ key: UInt64, document: Int) {
        let mask = slots.count - 1
        var hole = home(key >> 32)
        while slots[hole] != 0 {
            if slots[hole] >> 32 == key >> 32,
                PostingTable.posting(slots[hole]).document == document
            {
                break
            }
            hole = (hole + 1) & mask
        }
        guard slots[hole] != 0 else { return }
        count -= 1
        var slot = hole
        while true {
            slot = (slot + 1) & mask
            guard slots[slot] != 0 else { break }
            // A slot may move back as far as its home, and not beyond.
            if (slot - home(slots[slot] >> 32)) & mask >= (slot - hole) & mask {
                slots[hole] = slots[slot]
                hole = slot
            }
        }
        slots[hole] = 0
    }

    /// Hands out all postings, with the 32 bits of their keys in the upper half.
    func forEach(_ body: (_ key: UInt64, Posting) -> Void) {
        for slot in slots where slot != 0 { body((slot >> 32) << 32, PostingTable.posting(slot)) }
    }

    private static func posting(_ slot: UInt64) -> Posting {
        Posting(
            document: (Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) >> 1) - 1, isSpent: slot & 1 == 1
        )
    }

    private func home(_ tag: UInt64) -> Int { Int(truncatingIfNeeded: tag >> shift) }

    private mutating func place(_ entry: UInt64) {
        var slot = home(entry >> 32)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = entry
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        shift -= 1
        for entry in old where entry != 0 { place(entry) }
    }
}
