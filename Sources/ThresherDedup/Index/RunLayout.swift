// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Where the parts of a sealed run are.
///
/// A run has the postings of some documents in a row, sorted by tag, the 32 bits of a key by which
/// postings are found. All parts are 64-bit words, in this order: postings (the tag's lower bits, the
/// document's number in the run, whether the tag is spent), the records' offsets in the log, the
/// numbers that are forgotten, the directory (for each value of a tag's upper bits the first
/// posting), the filter, and this footer.
struct RunLayout: Equatable {
    /// Where the first record is, and where the next after the last.
    var start: RecordPlace
    var end: RecordPlace
    var postings: Int
    var forgotten: Int
    /// Bits of a tag that the directory has.
    var directoryBits: UInt64
    /// Over all words before the footer.
    var checksum: UInt64 = 0

    static let footerSize = 16
    private static let magic: UInt64 = 0x314E_5552_5248_54 | UInt64(DedupRecord.format) << 56

    init(start: RecordPlace, end: RecordPlace, postings: Int, forgotten: Int) {
        self.start = start
        self.end = end
        self.postings = postings
        self.forgotten = forgotten
        // About 4 postings for each entry of the directory.
        let bits = 64 - max(1, postings / 4).leadingZeroBitCount
        directoryBits = UInt64(min(max(1, bits), 28))
    }

    var documents: Int { end.number - start.number }
    var tagBits: UInt64 { 32 - directoryBits }
    var documentBits: UInt64 { RunLayout.width(of: documents) }
    var postingBits: UInt64 { tagBits + documentBits + 1 }
    var offsetBits: UInt64 { RunLayout.width(of: end.offset - start.offset) }
    var directorySize: Int { 1 << Int(directoryBits) + 1 }

    var offsetsStart: Int { WordPacker.words(postings, width: postingBits) }
    var forgottenStart: Int { offsetsStart + WordPacker.words(documents, width: offsetBits) }
    var directoryStart: Int { forgottenStart + forgotten }
    var filterStart: Int { directoryStart + WordPacker.words(directorySize, width: 32) }
    var filterSize: Int { TagFilter.size(for: postings) }
    var size: Int { filterStart + filterSize + RunLayout.footerSize }

    private static func width(of count: Int) -> UInt64 {
        UInt64(max(1, 64 - max(1, count).leadingZeroBitCount))
    }

    /// The footer's words.
    var footer: [UInt64] {
        var words =
            [
                RunLayout.magic, UInt64(postings), UInt64(forgotten), directoryBits, checksum,
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
        guard words[3] == directoryBits, size == count else { return nil }
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
