// SPDX-License-Identifier: Apache-2.0

/// The facts of a text as a set of bits: numbers and names, hashed to 1,024 places.
///
/// A Bloom filter with one hash (B. Bloom, 1970), small enough to be kept for every document.
struct FactSet: Equatable, Sendable {
    static let bits = 1024
    var words = [UInt64](repeating: 0, count: bits / 64)

    /// How many places are taken.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// Adds a fact by its hash.
    mutating func insert(_ hash: UInt64) {
        let place = Int(truncatingIfNeeded: hash >> 54)
        words[place >> 6] |= 1 << UInt64(place & 63)
    }

    /// How many places are taken in both.
    func common(_ other: FactSet) -> Int {
        var count = 0
        for index in words.indices { count += (words[index] & other.words[index]).nonzeroBitCount }
        return count
    }

    /// Whether another has all places that are taken.
    func isSubset(of other: FactSet) -> Bool {
        words.indices.allSatisfy { words[$0] & ~other.words[$0] == 0 }
    }

    /// The estimated share of this set's facts that stand in another, corrected for places that
    /// are taken by chance; 0…1.
    func share(in other: FactSet) -> Double {
        let own = count
        guard own > 0 else { return 0 }
        let chance = Double(other.count) / Double(FactSet.bits)
        let raw = Double(common(other)) / Double(own)
        return chance >= 1 ? 0 : max(0, (raw - chance) / (1 - chance))
    }
}
