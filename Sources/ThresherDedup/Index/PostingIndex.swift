// SPDX-License-Identifier: Apache-2.0

/// Which documents have a key: sealed runs for the old ones, a table in memory for the rest.
struct PostingIndex {
    /// The sealed part, in the documents' order.
    var runs: [SealedRun] = [] {
        didSet { masks.cover(runs) }
    }
    /// Documents whose postings do not count; of spent keys they do.
    var hidden: Set<Int> = []
    private var table = PostingTable()
    private var masks = RunMasks()

    /// The bytes of memory that it takes.
    var byteCount: Int { table.byteCount + masks.byteCount }
    /// The number of the first document that is not sealed.
    var sealedCount: Int { runs.last?.numbers.upperBound ?? 0 }

    /// The part of a key that postings are found by.
    static func tag(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 32) }

    /// Hands out the postings of keys, with each key's place in the list; of spent ones enough to tell.
    func find(_ tags: [UInt32], _ body: (Int, PostingTable.Posting) -> Void) {
        let hidden = hidden
        func hand(_ index: Int, _ posting: PostingTable.Posting) {
            if !hidden.isEmpty, !posting.isSpent, hidden.contains(posting.document) { return }
            body(index, posting)
        }
        // Many common phrases are spent since the first run, and have no posting after that.
        var isSpent = [Bool](repeating: false, count: tags.count)
        let first = min(1, runs.count)
        RunSearch(tags, in: runs[..<first], masks).forEach { index, posting in
            if posting.isSpent { isSpent[index] = true }
            hand(index, posting)
        }
        let rest = tags.indices.filter { !isSpent[$0] }
        RunSearch(rest.map { tags[$0] }, in: runs[first...], masks).forEach { hand(rest[$0], $1) }
        table.find(tags, hand)
    }

    /// The documents that have a key, ascending.
    func documents(_ key: UInt64) -> [Int] {
        var documents: [Int] = []
        find([PostingIndex.tag(key)]) { documents.append($1.document) }
        return documents
    }

    mutating func insert(_ record: some IndexedRecord, number: Int) {
        record.forEachPosting { key, isSpent in
            table.insert(key, .init(document: number, isSpent: isSpent))
        }
    }

    mutating func remove(_ record: some IndexedRecord, number: Int) {
        record.forEachPosting { key, _ in table.remove(key, document: number) }
    }

    /// Empties the table.
    mutating func forgetTable() { table = PostingTable() }
}
