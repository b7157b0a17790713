// SPDX-License-Identifier: Apache-2.0

/// Decides which blocks of a page to keep, given each one's score.
package enum ContentCut {
    /// What the scores of one page may be off by, all together: a factor of their odds, and how
    /// likely it is.
    ///
    /// Whether reviews or cards count as content is a matter of the page: if the model misjudges
    /// one such block, it misjudges the others too.
    private static let worlds: [(odds: Double, likely: Double)] = [
        (0.135_335_283_236_612_7, 0.25), (1, 0.5), (7.389_056_098_930_65, 0.25),
    ]

    /// The blocks to keep, in document order.
    ///
    /// Not a fixed threshold: of all ways to take the best blocks, the one with the highest F1 that
    /// the scores promise, 2·Σ(p·n of the kept) / (Σ n of the kept + Σ p·n of all), for a block of
    /// *n* words and score *p*; the mean over what the scores may be off by. So a page without clear
    /// content still gives its most likely part, and a page of clear content nothing beside it.
    /// Source: D. Lewis, "Evaluating and optimizing autonomous text classification systems", 1995.
    package static func kept(_ scores: [Double], words: [Int], among candidates: [Int]) -> [Int] {
        let order = candidates.sorted {
            scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
        }
        guard expectedWords(scores, words: words, of: order) > 0 else { return [] }
        var values = [Double](repeating: 0, count: order.count)
        for world in worlds {
            let promises = order.map { index in
                let odds = scores[index] * world.odds
                return odds / (odds + 1 - scores[index]) * Double(words[index])
            }
            let all = promises.reduce(0, +)
            var promised = 0.0
            var taken = 0.0
            for (position, index) in order.enumerated() {
                promised += promises[position]
                taken += Double(words[index])
                // Blocks without words in front of all others promise nothing of nothing.
                if promised > 0 {
                    values[position] += world.likely * 2 * promised / (taken + all)
                }
            }
        }
        var best = 0
        for position in values.indices where values[position] > values[best] { best = position }
        return order.prefix(best + 1).sorted()
    }

    /// What the scores promise of a set of blocks, in words.
    static func expectedWords(_ scores: [Double], words: [Int], of indices: [Int]) -> Double {
        indices.reduce(0) { $0 + scores[$1] * Double(words[$1]) }
    }
}
