// SPDX-License-Identifier: Apache-2.0

/// Collects the *k* smallest distinct numbers of a stream.
///
/// Source: bottom-*k* sketches; E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches",
/// 2007. O(*n* + *k* log *k* · log(*n*/*k*)) time on numbers in random order, O(*k*) space.
struct SmallestHashes {
    private let limit: Int
    private var kept: [UInt64] = []
    private var bound = UInt64.max

    init(limit: Int) {
        self.limit = limit
        kept.reserveCapacity(4 * limit)
    }

    /// Takes a number.
    @inline(__always)
    mutating func offer(_ hash: UInt64) {
        guard hash < bound else { return }
        kept.append(hash)
        if kept.count == 4 * limit { compact() }
    }

    private mutating func compact() {
        kept.sort()
        var count = 0
        for index in kept.indices where count == 0 || kept[index] != kept[count - 1] {
            kept[count] = kept[index]
            count += 1
        }
        kept.removeLast(kept.count - min(count, limit))
        if kept.count == limit { bound = kept[limit - 1] }
    }

    /// The numbers, ascending.
    mutating func finish() -> [UInt64] {
        compact()
        return kept
    }
}
