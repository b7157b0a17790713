// SPDX-License-Identifier: Apache-2.0

/// Appends numbers of one width to 64-bit words, the lowest bits first.
struct WordPacker {
    private(set) var words: [UInt64] = []
    let width: UInt64
    private var pending: UInt64 = 0
    private var pendingBits: UInt64 = 0

    /// - Parameter width: 1…63 bits.
    init(width: UInt64) { self.width = width }

    mutating func append(_ value: UInt64) {
        pending |= value << pendingBits
        pendingBits += width
        guard pendingBits >= 64 else { return }
        words.append(pending)
        pendingBits -= 64
        pending = pendingBits == 0 ? 0 : value >> (width - pendingBits)
    }

    /// Takes the whole words so far.
    mutating func take() -> [UInt64] {
        defer { words.removeAll(keepingCapacity: true) }
        return words
    }

    /// Ends with a word that is filled with zeros, and one more, so that every number can be read
    /// from two words.
    mutating func end() {
        words.append(pending)
        words.append(0)
        pending = 0
        pendingBits = 0
    }

    /// How many words so many numbers take, the end included.
    static func words(_ count: Int, width: UInt64) -> Int { count * Int(width) / 64 + 2 }
}

extension Span where Element == UInt64 {
    /// A number of a packed part that starts at a word.
    @inline(__always)
    func packed(_ index: Int, width: UInt64, from start: Int) -> UInt64 {
        let bit = UInt64(index) * width
        let place = start + Int(bit >> 6)
        let shift = bit & 63
        // Shifts beyond the width give zero.
        let value = self[place] >> shift | self[place + 1] << (64 - shift)
        return value & ((1 << width) - 1)
    }
}
