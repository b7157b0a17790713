// SPDX-License-Identifier: Apache-2.0

/// Some numbers of a text, each with a hash of the words around it.
///
/// Two copies of one text have the same numbers between the same words; two reports by one form have
/// the same words and other numbers. The numbers whose surroundings hash lowest are kept, so that
/// two texts keep those of the same places (a bottom-*k* sketch, as ``SmallestHashes``).
///
/// Surroundings are the two words before a number and the one after it. Names and numbers among them
/// count as such, whatever they are.
struct PlacedNumbers: Equatable, Sendable {
    /// How many are kept at most.
    static let size = 16
    /// Bits of an entry: the surroundings above, the number below.
    static let surroundingBits: UInt64 = 14
    static let valueBits: UInt64 = 5

    /// The entries, ascending; no two have the same surroundings.
    var entries: [UInt64] = []

    /// How many numbers in the same surroundings are the same in both texts, and how many are not.
    func compared(with other: PlacedNumbers) -> (same: Int, different: Int) {
        var (same, different, left, right) = (0, 0, 0, 0)
        while left < entries.count, right < other.entries.count {
            let (one, two) = (entries[left], other.entries[right])
            let place = one >> PlacedNumbers.valueBits
            let otherPlace = two >> PlacedNumbers.valueBits
            if place == otherPlace {
                if one == two { same += 1 } else { different += 1 }
            }
            if place <= otherPlace { left += 1 }
            if otherPlace <= place { right += 1 }
        }
        return (same, different)
    }
}

/// Collects the numbers of a text with what is around them.
struct NumberCollector {
    /// What a word is to those around it.
    enum Role {
        case plain, name, number
    }

    private let keys: SketchKeys
    // Entries with one place may be many, and leave none then.
    private var smallest = SmallestHashes(limit: 4 * PlacedNumbers.size)
    private var before: UInt64 = 0
    private var last: UInt64 = 0
    private var wordCount = 0
    /// The last number and what is before it, until the word after it has come.
    private var open: (value: UInt64, before: UInt64)?

    init(_ keys: SketchKeys) { self.keys = keys }

    /// Takes the next word.
    @inline(__always)
    mutating func add(_ hash: UInt64, _ role: Role) {
        let masked: UInt64
        switch role {
        case .plain: masked = hash
        case .name: masked = keys.start
        case .number: masked = keys.fold
        }
        if let number = open {
            offer(number.value, Mixing.spread(number.before &+ masked))
            open = nil
        }
        if role == .number, wordCount >= 2 {
            open = (hash, before &* keys.first &+ last &* keys.second)
        }
        before = last
        last = masked
        wordCount &+= 1
    }

    private mutating func offer(_ value: UInt64, _ surroundings: UInt64) {
        let place = surroundings >> (64 - PlacedNumbers.surroundingBits)
        let value = Mixing.product(value, keys.fact) >> (64 - PlacedNumbers.valueBits)
        smallest.offer(place << PlacedNumbers.valueBits | value)
    }

    /// What was collected; surroundings with several numbers are left out.
    func finish() -> PlacedNumbers {
        let all = smallest.finish()
        func place(_ index: Int) -> UInt64? {
            all.indices.contains(index) ? all[index] >> PlacedNumbers.valueBits : nil
        }
        let single = all.indices.filter {
            place($0) != place($0 - 1) && place($0) != place($0 + 1)
        }
        return PlacedNumbers(entries: single.prefix(PlacedNumbers.size).map { all[$0] })
    }
}
