// SPDX-License-Identifier: Apache-2.0

/// When runs are merged: as soon as there are so many of one size class at the end.
///
/// A class holds runs up to ``fanIn`` times as large as the one below, so with *n* documents there
/// are at most ``fanIn`` · log(*n*) runs, and a posting is written log(*n*) times, both logarithms to
/// the base ``fanIn`` of the number of first runs. Below ``fanIn`` first runs each is written once.
enum RunTiers {
    static let fanIn = 16

    /// Which runs to merge.
    ///
    /// - Parameters:
    ///   - sizes: The runs' numbers of documents, in their order.
    ///   - base: How many documents a first run has at least.
    /// - Returns: Their places; `nil` when none are due.
    static func due(_ sizes: [Int], base: Int) -> Range<Int>? {
        guard let last = sizes.last else { return nil }
        let tier = tier(of: last, base)
        var start = sizes.count
        while start > 0, RunTiers.tier(of: sizes[start - 1], base) <= tier { start -= 1 }
        return sizes.count - start >= fanIn ? start..<sizes.count : nil
    }

    private static func tier(of size: Int, _ base: Int) -> Int {
        var tier = 0
        var bound = max(1, base)
        while size / fanIn >= bound {
            bound *= fanIn
            tier += 1
        }
        return tier
    }
}
