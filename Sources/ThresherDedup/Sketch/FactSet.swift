// SPDX-License-Identifier: Apache-2.0

/// The facts of a text as a set of bits: numbers and names, hashed to 1,024 places.
///
/// A Bloom filter with one hash (B. Bloom, 1970), small enough to be kept for every document.
struct FactSet: Equatable, Sendable {
    static let bits = 1024
    private var words = InlineArray<16, UInt64>(repeating: 0)
    /// How many places are taken.
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    init() {}

    /// Creates the set with these places taken; others than its own are left out.
    init(places: [UInt64]) {
        for place in places where place < UInt64(FactSet.bits) { take(Int(place)) }
    }

    /// Adds a fact by its hash.
    mutating func insert(_ hash: UInt64) { take(Int(truncatingIfNeeded: hash >> 54)) }

    @inline(__always)
    private mutating func take(_ place: Int) {
        let word = words[place >> 6]
        let bit: UInt64 = 1 &<< UInt64(place & 63)
        words[place >> 6] = word | bit
        count &+= word & bit == 0 ? 1 : 0
    }

    /// The places that are taken, ascending.
    var places: [UInt64] {
        var places: [UInt64] = []
        places.reserveCapacity(count)
        for index in words.indices {
            var rest = words[index]
            while rest != 0 {
                places.append(UInt64(index << 6 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return places
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
        guard count > 0 else { return 0 }
        let chance = Double(other.count) / Double(FactSet.bits)
        let raw = Double(common(other)) / Double(count)
        return chance >= 1 ? 0 : max(0, (raw - chance) / (1 - chance))
    }

    static func == (one: FactSet, other: FactSet) -> Bool {
        one.words.indices.allSatisfy { one.words[$0] == other.words[$0] }
    }
}
