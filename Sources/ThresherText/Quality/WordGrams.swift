// SPDX-License-Identifier: Apache-2.0

/// One word as a hash and a length.
struct HashedWord: Sendable {
    let hash: UInt64
    /// In Unicode scalars.
    let length: UInt32
}

/// Counts runs of 2 to 10 words that come more than once.
struct WordGrams {
    private let words: [HashedWord]

    init(_ words: [HashedWord]) { self.words = words }

    /// The shares of the words' scalars in the most frequent n-gram (n = 2, 3, 4), and in n-grams
    /// that came before (n = 5…10).
    ///
    /// A run can only be repeated where its first n-1 words are, so that after pairs only the
    /// repeated part of a text is looked at. An n-gram that comes once is no most frequent one.
    /// Complexity: O(words), because a look-up gives up after a fixed number of steps; then a
    /// repetition goes uncounted.
    func ratios(of scalars: Int) -> (top: [Double], duplicate: [Double]) {
        var top: [Double] = []
        var duplicate: [Double] = []
        var positions = words.count > 1 ? Array(0..<Int32(clamping: words.count - 1)) : []
        var hashes = positions.map { words[Int($0)].hash }
        for size in 2...10 {
            positions.removeAll { Int($0) + size > words.count }
            hashes.removeLast(hashes.count - positions.count)
            var table = CountTable(capacity: positions.count)
            var slots = [Int32](repeating: -1, count: positions.count)
            for index in positions.indices {
                let last = words[Int(positions[index]) + size - 1].hash
                hashes[index] = mix(hashes[index], last)
                slots[index] = table.add(hashes[index], at: positions[index])
            }
            let share = scalars > 0 ? 1 / Double(scalars) : 0
            if size <= 4 {
                top.append(Double(topScalars(size, positions, slots, table)) * share)
            } else {
                duplicate.append(Double(repeatedScalars(size, positions, slots, table)) * share)
            }
            var kept = 0
            for index in positions.indices where table.count(slots[index]) > 1 {
                positions[kept] = positions[index]
                hashes[kept] = hashes[index]
                kept += 1
            }
            positions.removeLast(positions.count - kept)
            hashes.removeLast(hashes.count - kept)
        }
        return (top, duplicate)
    }

    private func length(_ size: Int, at position: Int32) -> Int {
        var length = 0
        for index in Int(position)..<Int(position) + size { length += Int(words[index].length) }
        return length
    }

    /// The scalars in all places of the n-gram that has the most places, the first of equals.
    private func topScalars(
        _ size: Int, _ positions: [Int32], _ slots: [Int32], _ table: CountTable
    ) -> Int {
        var most = 1
        var place: Int32?
        for index in positions.indices {
            let count = table.count(slots[index])
            if count > most {
                most = count
                place = positions[index]
            }
        }
        return place.map { min(length(size, at: $0) * most, scalarsOfAll) } ?? 0
    }

    private var scalarsOfAll: Int { words.reduce(0) { $0 + Int($1.length) } }

    /// The scalars of n-grams that stood at an earlier place, overlaps counted once.
    private func repeatedScalars(
        _ size: Int, _ positions: [Int32], _ slots: [Int32], _ table: CountTable
    ) -> Int {
        var scalars = 0
        var covered = 0
        for index in positions.indices {
            let position = Int(positions[index])
            guard let first = table.first(slots[index]), first < positions[index] else { continue }
            for word in max(covered, position)..<max(covered, position + size) {
                scalars += Int(words[word].length)
            }
            covered = max(covered, position + size)
        }
        return scalars
    }
}

/// Counts hashes; a look-up takes a bounded number of steps, whatever the hashes are.
private struct CountTable {
    /// All of a hash's in one place, because a large table costs a miss of the cache for each place.
    private struct Slot {
        var key: UInt64 = 0
        var count: Int32 = 0
        var place: Int32 = 0
    }

    private static let steps = 24
    private var slots: [Slot]
    private let mask: Int

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        mask = size - 1
    }

    /// Counts a hash that stands at a place; its slot, -1 when none was free nearby.
    mutating func add(_ hash: UInt64, at place: Int32) -> Int32 {
        var index = Int(truncatingIfNeeded: hash >> 17) & mask
        for _ in 0..<Self.steps {
            if slots[index].count == 0 {
                slots[index] = Slot(key: hash, count: 1, place: place)
                return Int32(truncatingIfNeeded: index)
            }
            if slots[index].key == hash {
                slots[index].count &+= 1
                return Int32(truncatingIfNeeded: index)
            }
            index = (index + 1) & mask
        }
        return -1
    }

    func count(_ slot: Int32) -> Int { slot < 0 ? 0 : Int(slots[Int(slot)].count) }

    /// Where a slot's hash stood first.
    func first(_ slot: Int32) -> Int32? { slot < 0 ? nil : slots[Int(slot)].place }
}

/// A hash of a hash and a further one, in this order.
private func mix(_ hash: UInt64, _ next: UInt64) -> UInt64 {
    let product = (hash &+ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: next | 1)
    return product.high ^ product.low ^ next
}
