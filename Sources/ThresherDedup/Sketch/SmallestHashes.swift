// SPDX-License-Identifier: Apache-2.0

/// Collects the *k* smallest distinct numbers of a stream.
///
/// Source: bottom-*k* sketches; E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches",
/// 2007. Of *n* numbers in random order about *k* · (1 + log(*n*/*k*)) are among the smallest when they
/// come, and are put in their place among at most *k*: O(*n* + *k*² log(*n*/*k*)) time, O(*k*) space.
struct SmallestHashes {
    /// The smallest so far, ascending, then the largest number in all other places.
    private var kept: [UInt64]
    private var count = 0
    private var bound = UInt64.max

    /// - Parameter limit: How many are kept, 1 at least.
    init(limit: Int) { kept = [UInt64](repeating: .max, count: limit) }

    /// Takes a number below the largest there is.
    @inline(__always)
    mutating func offer(_ hash: UInt64) {
        if hash < bound { insert(hash) }
    }

    @inline(never)
    private mutating func insert(_ hash: UInt64) {
        let count = count
        let isNew = unsafe kept.withUnsafeMutableBufferPointer { kept in
            // The first number that is not below, which the last one is; no step depends on a guess.
            var place = 0
            var rest = kept.count
            while rest > 1 {
                let half = rest / 2
                place += unsafe kept[place + half - 1] < hash ? half : 0
                rest -= half
            }
            guard unsafe kept[place] != hash, let base = kept.baseAddress else {
                return false
            }
            // All in the same buffer, whose last place falls out when it is taken.
            let moved = min(count, kept.count - 1) - place
            unsafe (base + place + 1).update(from: base + place, count: moved)
            unsafe kept[place] = hash
            return true
        }
        if isNew { self.count = min(count + 1, kept.count) }
        bound = kept[kept.count - 1]
    }

    /// The numbers, ascending.
    func finish() -> [UInt64] { Array(kept.prefix(count)) }
}
