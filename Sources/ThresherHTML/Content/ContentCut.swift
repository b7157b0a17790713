// SPDX-License-Identifier: Apache-2.0

/// Decides which blocks of a page to keep, given each one's score.
enum ContentCut {
    /// The blocks to keep, in document order.
    ///
    /// Not a fixed threshold: of all ways to take the best blocks, the one with the highest F1 that
    /// the scores promise, 2·Σ(p·n of the kept) / (Σ n of the kept + Σ p·n of all), for a block of
    /// *n* words and score *p*. So a page without clear content still gives its most likely part,
    /// and a page of clear content nothing beside it. Source: D. Lewis, "Evaluating and optimizing
    /// autonomous text classification systems", 1995.
    static func kept(_ scores: [Double], words: [Int], among candidates: [Int]) -> [Int] {
        let order = candidates.sorted {
            scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
        }
        let expected = order.reduce(0) { $0 + scores[$1] * Double(words[$1]) }
        guard expected > 0 else { return [] }
        var promised = 0.0
        var taken = 0.0
        var best = (value: 0.0, count: 0)
        for (position, index) in order.enumerated() {
            promised += scores[index] * Double(words[index])
            taken += Double(words[index])
            let value = 2 * promised / (taken + expected)
            if value > best.value { best = (value, position + 1) }
        }
        return order.prefix(best.count).sorted()
    }

    /// What the scores promise of a set of blocks, in words.
    static func expectedWords(_ scores: [Double], words: [Int], of indices: [Int]) -> Double {
        indices.reduce(0) { $0 + scores[$1] * Double(words[$1]) }
    }
}
