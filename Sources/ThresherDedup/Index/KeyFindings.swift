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
    /// The documents found, once for each hash.
    private var found: [Vote] = []

    /// A hash that a document has.
    private struct Vote {
        var document: Int
        /// Whether no other document has it.
        var isSole: Bool
    }

    /// Looks up hashes.
    ///
    /// - Parameters:
    ///   - hashes: Ascending and distinct.
    ///   - index: Where.
    init(_ hashes: [UInt64], in index: borrowing PostingIndex) {
        self.hashes = hashes
        counts = [Int](repeating: 0, count: hashes.count)
        guard !hashes.isEmpty else { return }
        let tags = hashes.map { PostingIndex.tag(IndexKey.shingle($0)) }
        var places: [(document: Int, hash: Int)] = []
        var counts = counts
        index.find(tags) { hash, posting in
            counts[hash] += posting.isSpent ? KeyFindings.spentCount : 1
            places.append((posting.document, hash))
        }
        for hash in counts.indices { counts[hash] = min(counts[hash], KeyFindings.spentCount) }
        found.reserveCapacity(places.count)
        for place in places where counts[place.hash] < KeyFindings.spentCount {
            found.append(Vote(document: place.document, isSole: counts[place.hash] == 1))
        }
        self.counts = counts
    }

    /// Looks up the hashes of a sketch that other texts are looked up by.
    init(indexed sketch: TextSketch, in index: borrowing PostingIndex) {
        self.init(sketch.head.isEmpty ? sketch.indexed : sketch.indexed.sorted(), in: index)
    }

    /// Looks up the other hashes of the sketch as well.
    mutating func complete(_ sketch: TextSketch, in index: borrowing PostingIndex) {
        let rest = KeyFindings(sketch.hashes.filter { count(of: $0) == nil }, in: index)
        found += rest.found
        let places = (hashes + rest.hashes).enumerated().sorted { $0.element < $1.element }
        let counts = self.counts + rest.counts
        hashes = places.map(\.element)
        self.counts = places.map { counts[$0.offset] }
    }

    /// In how many documents a hash stands; `nil` when it was not looked up.
    func count(of hash: UInt64) -> Int? {
        hashes.sortedIndex(of: hash).map { counts[$0] }
    }

    /// The documents that share most hashes, the most first, of equals the earliest.
    ///
    /// One hash in common that a third text has as well is a common phrase, and brings up no document:
    /// in a large index nearly all that have one hash in common have such a one.
    func candidates(_ limit: Int) -> [Int] {
        var votes: [(document: Int, count: Int)] = []
        var next = 0
        let found = found.sorted { $0.document < $1.document }
        while next < found.count {
            let first = found[next]
            let start = next
            while next < found.count, found[next].document == first.document { next += 1 }
            if first.isSole || next - start > 1 { votes.append((first.document, next - start)) }
        }
        votes.sort { $0.count > $1.count || $0.count == $1.count && $0.document < $1.document }
        return votes.prefix(limit).map(\.document)
    }
}

extension [UInt64] {
    /// The place of a number in an ascending list.
    func sortedIndex(of number: UInt64) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == number ? low : nil
    }
}

extension TextSketch {
    /// Whether a hash is among the smallest.
    func contains(_ hash: UInt64) -> Bool { hashes.sortedIndex(of: hash) != nil }
}
