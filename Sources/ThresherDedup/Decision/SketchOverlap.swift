// SPDX-License-Identifier: Apache-2.0

/// How much of one text stands in another, as far as their sketches tell.
struct SketchOverlap: Equatable, Sendable {
    /// Hashes in both that say something.
    var hits = 0
    /// How many of the later text's hashes could be compared, and of the earlier one's.
    var laterSeen = 0
    var earlierSeen = 0
    /// Hashes in both that say nothing.
    var spentHits = 0
    /// The same with hashes that say nothing.
    var laterCount = 0
    var earlierCount = 0

    /// By how much more of the earlier text's common phrases came back than of its own; -1…1.
    ///
    /// Editing, cutting and misreading take both alike; a form that is filled in anew keeps all that
    /// is common and loses what stands about its facts.
    var formLead: Double {
        let spent = earlierCount - earlierSeen
        guard spent > 0, earlierSeen > 0 else { return 0 }
        return Double(spentHits) / Double(spent) - Double(hits) / Double(earlierSeen)
    }

    /// The share of the later text that stands in the earlier one.
    var laterShare: Double { share(laterSeen, laterCount, earlierSeen, earlierCount) }
    /// The share of the earlier text that stands in the later one.
    var earlierShare: Double { share(earlierSeen, earlierCount, laterSeen, laterCount) }

    /// The share of a text whose hashes were compared in which that of the other is known.
    ///
    /// A changed phrase is a new one and says something, even where it was a common one before. So
    /// of a badly read copy fewer hashes are spent than of its source, and the more are spent of
    /// all, the less of the copy seems to have come back. As many are set aside as in the other.
    private func share(_ seen: Int, _ count: Int, _ otherSeen: Int, _ otherCount: Int) -> Double {
        guard hits > 0, otherCount > 0 else { return 0 }
        let expected = Double(count * otherSeen) / Double(otherCount)
        return min(1, Double(hits) / min(Double(seen), expected))
    }

    /// Compares two sketches of one index.
    ///
    /// Up to the smaller of both bounds each sketch has every hash of its text, so the share found
    /// there estimates the containment of whole texts, however much they differ in length.
    ///
    /// - Parameters:
    ///   - later: The text in question.
    ///   - earlier: One that was there before.
    ///   - bound: Up to where hashes are compared.
    ///   - isSpent: Whether a hash stands in so many texts that it says nothing.
    init(
        _ later: TextSketch, _ earlier: TextSketch, upTo bound: UInt64,
        isSpent: (UInt64) -> Bool
    ) {
        let one = later.hashes
        let two = earlier.hashes
        var left = 0
        var right = 0
        while left < one.count || right < two.count {
            let a = left < one.count ? one[left] : .max
            let b = right < two.count ? two[right] : .max
            let hash = min(a, b)
            if hash > bound { break }
            if a == hash { left += 1 }
            if b == hash { right += 1 }
            if isSpent(hash) {
                if a == b { spentHits += 1 }
                continue
            }
            if a == hash { laterSeen += 1 }
            if b == hash { earlierSeen += 1 }
            if a == b { hits += 1 }
        }
        (laterCount, earlierCount) = (left, right)
    }

    /// Compares a text with the head of a longer one.
    ///
    /// - Parameters:
    ///   - later: The text in question.
    ///   - head: The smallest hashes of the earlier text's head, ascending.
    ///   - isSpent: Whether a hash stands in so many texts that it says nothing.
    init(_ later: TextSketch, head: [UInt64], isSpent: (UInt64) -> Bool) {
        guard let last = head.last else { return }
        let bound = min(later.bound, last)
        var place = 0
        for hash in later.hashes {
            if hash > bound { break }
            laterCount += 1
            if isSpent(hash) { continue }
            laterSeen += 1
            while place < head.count, head[place] < hash { place += 1 }
            if place < head.count, head[place] == hash { hits += 1 }
        }
        for hash in head where hash <= bound {
            earlierCount += 1
            if !isSpent(hash) { earlierSeen += 1 }
        }
    }
}
