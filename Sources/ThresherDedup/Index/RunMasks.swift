// SPDX-License-Identifier: Apache-2.0

/// Tells which of the latest small runs may have a tag, with one look instead of one in each.
///
/// A table in memory with a bit for each of sixteen runs in every slot: sixteen Bloom filters (B. Bloom,
/// 1970) side by side, each with two bits for a tag, in slots that are next to one another. It has a size
/// of its own, whatever the index has: larger runs, which are few, are not in it.
struct RunMasks {
    /// A run with more postings is not small.
    static let mostPostings = 1 << 22
    /// For so few runs it is not worth its memory.
    private static let fewest = 3
    private static let bits = 16
    /// The logarithm of how many slots there are at most: 16 MB of them.
    private static let mostWidth = 23

    private var slots: [UInt16] = []
    private var shift: UInt32 = 0
    /// The first run that is in it, and the numbers of all that are.
    private var first = 0
    private var covered: [Range<Int>] = []

    /// The bytes that it takes.
    var byteCount: Int { slots.count * 2 }

    /// Takes over a list of runs; what it knows of them already is not made again.
    mutating func cover(_ runs: [SealedRun]) {
        first = runs.count
        while first > 0, runs[first - 1].layout.postings <= RunMasks.mostPostings { first -= 1 }
        let small = runs[first...]
        let numbers = small.map(\.numbers)
        guard small.count >= RunMasks.fewest, let run = small.first else {
            (slots, covered) = ([], [])
            return
        }
        if covered.isEmpty || !numbers.starts(with: covered) {
            // About two postings a slot when it is full: of a tag that no run has one run in ten is
            // asked.
            let postings = max(1024, run.layout.postings * RunMasks.bits / 2)
            let width = min(
                RunMasks.mostWidth, Int.bitWidth - 1 - postings.leadingZeroBitCount)
            slots = [UInt16](repeating: 0, count: 1 << width)
            shift = UInt32(32 - width)
            covered = []
        }
        for (place, run) in small.enumerated().dropFirst(covered.count) {
            add(run, bit: 1 << UInt16(place % RunMasks.bits))
        }
        covered = numbers
    }

    private mutating func add(_ run: SealedRun, bit: UInt16) {
        let shift = shift
        run.forEachTag { tag in
            let (one, two) = RunMasks.slots(of: tag, shift)
            slots[one] |= bit
            slots[two] |= bit
        }
    }

    /// The two slots of a tag, in one group of eight.
    @inline(__always)
    private static func slots(of tag: UInt32, _ shift: UInt32) -> (Int, Int) {
        let slot = tag >> shift
        // Which of the others in the group: by bits that do not tell the slot.
        let other = (tag & 0xFF &* 7) >> 8 &+ 1
        return (Int(slot), Int(slot & ~7 | (slot &+ other) & 7))
    }

    /// For each tag the runs that may have it, a bit each.
    func masks(_ tags: [UInt32]) -> [UInt16] {
        slots.isEmpty
            ? []
            : tags.map { tag in
                let (one, two) = RunMasks.slots(of: tag, shift)
                return slots[one] & slots[two]
            }
    }

    /// The bit of a run by its place in the list; `nil` for one that is not in it.
    func bit(_ run: Int) -> UInt16? {
        slots.isEmpty || run < first ? nil : UInt16((run - first) % RunMasks.bits)
    }
}
