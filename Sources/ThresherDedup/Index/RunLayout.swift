// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Where the parts of a sealed run are.
///
/// A run has the postings of some documents in a row, sorted by tag, the 32 bits of a key by which
/// postings are found, in buckets of as many tags each. All parts are 64-bit words, in this order:
/// postings (the tag's place in its bucket, the document's number in the run, whether the tag is
/// spent), the records' offsets in the log, the numbers that are forgotten, the directory (for each
/// bucket the first posting in 32 bits, and a filter of the other 96), and this footer.
struct RunLayout: Equatable {
    /// Where the first record is, and where the next after the last.
    let start: RecordPlace
    let end: RecordPlace
    let postings: Int
    let forgotten: Int
    /// How many equal parts the tags are divided in.
    let buckets: Int
    /// Over all words before the footer.
    var checksum: UInt64 = 0

    // What follows from these, which every look needs.
    let tagBits: UInt64
    let documentBits: UInt64
    let postingBits: UInt64
    let offsetBits: UInt64
    let offsetsStart: Int
    let forgottenStart: Int
    let directoryStart: Int

    static let footerSize = 16
    /// Words of a directory's entry, and how many postings have one on average.
    static let entrySize = 2
    static let bucketPostings = 12
    private static let magic: UInt64 = 0x324E_5552_5248_54 | UInt64(DedupRecord.format) << 56

    init(start: RecordPlace, end: RecordPlace, postings: Int, forgotten: Int) {
        self.start = start
        self.end = end
        self.postings = postings
        self.forgotten = forgotten
        // With four a posting has no more than 63 bits, however many documents there are.
        buckets = max(4, postings / RunLayout.bucketPostings)
        let documents = end.number - start.number
        tagBits = RunLayout.width(of: (1 << 32) / buckets + 1)
        documentBits = RunLayout.width(of: documents)
        postingBits = tagBits + documentBits + 1
        offsetBits = RunLayout.width(of: end.offset - start.offset)
        offsetsStart = WordPacker.words(postings, width: postingBits)
        forgottenStart = offsetsStart + WordPacker.words(documents, width: offsetBits)
        directoryStart = forgottenStart + forgotten
    }

    /// An entry for each bucket, and one for their end.
    var directorySize: Int { (buckets + 1) * RunLayout.entrySize }

    var size: Int { directoryStart + directorySize + RunLayout.footerSize }

    /// The bucket that a tag is in.
    func bucket(of tag: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(tag) &* UInt64(truncatingIfNeeded: buckets)) >> 32)
    }

    /// The first tag of a bucket.
    func firstTag(of bucket: Int) -> UInt64 {
        let buckets = UInt64(buckets)
        return ((UInt64(bucket) << 32) + buckets - 1) / buckets
    }

    private static func width(of count: Int) -> UInt64 {
        UInt64(max(1, 64 - max(1, count).leadingZeroBitCount))
    }

    /// The footer's words.
    var footer: [UInt64] {
        var words =
            [
                RunLayout.magic, UInt64(postings), UInt64(forgotten), UInt64(buckets), checksum,
            ] + start.words + end.words
        words += [UInt64](repeating: 0, count: RunLayout.footerSize - 1 - words.count)
        return words + [WordSum.of(words)]
    }

    /// Takes a footer from the end of a file; `nil` when it is none or does not fit the file.
    init?(_ file: any SealedFile) {
        let count = file.wordCount
        guard count >= RunLayout.footerSize else { return nil }
        let words = file.withWords { words in
            (count - RunLayout.footerSize..<count).map { words[$0] }
        }
        guard words[0] == RunLayout.magic, WordSum.of(words.dropLast()) == words.last,
            let start = RecordPlace(words: words[5..<9]),
            let end = RecordPlace(words: words[9..<13]), end.number >= start.number,
            end.offset >= start.offset, words[1] < 1 << 40, words[2] < 1 << 40
        else { return nil }
        self.init(
            start: start, end: end, postings: Int(words[1]), forgotten: Int(words[2]))
        checksum = words[4]
        guard words[3] == UInt64(buckets), size == count else { return nil }
    }
}

extension RecordPlace {
    /// The place as four words.
    var words: [UInt64] { [offset, previous, bundle, number].map { UInt64($0) } }

    /// Takes a place from ``words``.
    init?(words: ArraySlice<UInt64>) {
        guard words.count == 4, words.allSatisfy({ $0 < 1 << 62 }) else { return nil }
        let numbers = words.map { Int($0) }
        self.init(
            offset: numbers[0], previous: numbers[1], bundle: numbers[2], number: numbers[3])
    }
}

/// A checksum of 64-bit words.
struct WordSum {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    mutating func add(_ word: UInt64) {
        // The turned sum keeps a word of zeros, or one that makes the product zero, from hiding
        // what was before it.
        value = Mixing.product(value ^ word, 0xD6E8_FEB8_6659_FD93) ^ (value << 23 | value >> 41)
    }

    static func of(_ words: some Sequence<UInt64>) -> UInt64 {
        var sum = WordSum()
        for word in words { sum.add(word) }
        return sum.value
    }
}
