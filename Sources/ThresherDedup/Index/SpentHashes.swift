// SPDX-License-Identifier: Apache-2.0

/// Which hashes of two texts are spent: stand in so many unrelated texts that they say nothing.
struct SpentHashes {
    private let later: KeyFindings
    private let others: KeyFindings

    /// Looks up those of the earlier text that were not looked up for the later one.
    init(_ later: KeyFindings, and earlier: TextSketch, in index: borrowing PostingIndex) {
        self.later = later
        others = KeyFindings(
            earlier.hashes.filter { later.count(of: $0) == nil }, in: index)
    }

    /// Whether a hash is spent.
    func contains(_ hash: UInt64) -> Bool {
        (later.count(of: hash) ?? others.count(of: hash)) == KeyFindings.spentCount
    }
}

extension Relation {
    /// Whether two texts have enough in common for any relation, by what is known of the later.
    ///
    /// Cheap, because every hash that both have was looked up for the later one, and because the
    /// facts alone refuse most texts that have no more than common phrases in common.
    static func isPossible(
        _ later: TextSketch, _ earlier: TextSketch, _ thresholds: Thresholds,
        _ findings: KeyFindings
    ) -> Bool {
        guard Relation.mayAgree(later, earlier, thresholds) else { return false }
        let whole = hits(later.hashes, earlier.hashes, findings)
        if whole >= 2 { return true }
        if hits(later.hashes, earlier.head, findings) >= 3 { return true }
        if hits(later.head, earlier.hashes, findings) >= 3 { return true }
        return whole == 1 && later.facts.share(in: earlier.facts) >= Relation.loneFacts
    }

    private static func hits(
        _ one: [UInt64], _ two: [UInt64], _ findings: KeyFindings
    ) -> Int {
        var hits = 0
        var left = 0
        var right = 0
        while left < one.count, right < two.count {
            if one[left] == two[right] {
                if findings.count(of: one[left]) != KeyFindings.spentCount { hits += 1 }
                left += 1
                right += 1
            } else if one[left] < two[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return hits
    }
}
