// SPDX-License-Identifier: Apache-2.0

/// What the index says about the hashes of one text.
struct KeyFindings {
    /// In how many unrelated texts a hash stands when it is spent.
    ///
    /// It is boilerplate or a common phrase then, and says nothing about where a text comes from.
    /// No key has more postings than this.
    static let spentCount = 5

    /// The hashes that were looked up, ascending, and for each how many documents have it; spent
    /// ones have ``spentCount``.
    private(set) var hashes: [UInt64]
    private var counts: [Int]
    /// The documents found, with repetitions.
    private var found: [Int] = []

    /// Looks up all hashes of a sketch.
    init(_ sketch: TextSketch, find: (UInt64, (PostingTable.Posting) -> Bool) -> Void) {
        hashes = sketch.hashes
        if !sketch.head.isEmpty {
            hashes.append(contentsOf: sketch.head)
            hashes.sort()
        }
        counts = []
        counts.reserveCapacity(hashes.count)
        for index in hashes.indices {
            if index > 0, hashes[index] == hashes[index - 1] {
                counts.append(counts[index - 1])
                continue
            }
            let start = found.count
            var isSpent = false
            find(IndexKey.shingle(hashes[index])) { posting in
                isSpent = posting.isSpent || found.count - start >= KeyFindings.spentCount
                if !isSpent { found.append(posting.document) }
                return !isSpent
            }
            if isSpent { found.removeLast(found.count - start) }
            counts.append(isSpent ? KeyFindings.spentCount : found.count - start)
        }
    }

    /// In how many documents a hash stands; `nil` when it was not looked up.
    func count(of hash: UInt64) -> Int? {
        var low = 0
        var high = hashes.count
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == hash ? counts[low] : nil
    }

    /// The documents that share most hashes, the most first, of equals the earliest.
    func candidates(_ limit: Int) -> [Int] {
        var votes: [(document: Int, count: Int)] = []
        for document in found.sorted() {
            if votes.last?.document == document {
                votes[votes.count - 1].count += 1
            } else {
                votes.append((document, 1))
            }
        }
        votes.sort { $0.count > $1.count || $0.count == $1.count && $0.document < $1.document }
        return votes.prefix(limit).map(\.document)
    }
}
