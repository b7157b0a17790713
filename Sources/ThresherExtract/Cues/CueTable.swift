// SPDX-License-Identifier: Apache-2.0

/// What words, beginnings of words and phrases stand for, by their hashes: one look tells all that
/// begins at a word.
///
/// Open addressing; keys are good hashes already, so none is hashed again.
struct CueTable: Sendable {
    struct Slot: Sendable {
        fileprivate var key: UInt64 = 0
        /// The entry of the word, or -1.
        var word: Int32 = -1
        /// The entry of the phrase that ends here, or -1.
        var phrase: Int32 = -1
        /// The entry of all words that begin so, or -1.
        var stem: Int32 = -1
        /// Whether a longer phrase begins so.
        var opensPhrase = false
        /// Whether these are the first three letters of some stem.
        var opensStem = false
    }

    private var slots = Array(repeating: Slot(), count: 1 << 10)
    private var count = 0
    private static let nothing = Slot()

    /// What a key stands for.
    subscript(key: UInt64) -> Slot {
        let slot = slots[place(of: max(key, 1))]
        return slot.key == 0 ? Self.nothing : slot
    }

    /// Changes what a key stands for.
    mutating func change(_ key: UInt64, _ body: (inout Slot) -> Void) {
        let key = max(key, 1)
        if slots[place(of: key)].key == 0 {
            count += 1
            if count * 3 > slots.count { grow() }
        }
        let place = place(of: key)
        slots[place].key = key
        body(&slots[place])
    }

    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[place].key != 0, slots[place].key != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.key != 0 { slots[place(of: slot.key)] = slot }
    }
}
