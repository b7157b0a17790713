// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// An immutable part of an index in a mapped file: the postings of some documents in a row.
struct SealedRun: Sendable {
    let layout: RunLayout
    let file: any SealedFile

    /// Opens a run; `nil` when it is not as it was written.
    ///
    /// - Parameters:
    ///   - file: Its file.
    ///   - isChecked: Whether every word is read for that.
    init?(_ file: any SealedFile, isChecked: Bool = true) {
        guard let layout = RunLayout(file) else { return nil }
        self.file = file
        self.layout = layout
        if isChecked, !isWhole { return nil }
    }

    /// Whether its checksum is right.
    var isWhole: Bool {
        let count = file.wordCount - RunLayout.footerSize
        let sum = file.withWords { words in
            var sum = WordSum()
            for index in 0..<count { sum.add(words[index]) }
            return sum.value
        }
        return sum == layout.checksum
    }

    var numbers: Range<Int> { layout.start.number..<layout.end.number }
    var byteCount: Int { file.wordCount * 8 }

    /// The forgotten numbers that are told in it.
    var forgotten: [Int] {
        file.withWords { words in
            (0..<layout.forgotten).map {
                Int(truncatingIfNeeded: words[layout.forgottenStart + $0])
            }
        }
    }

    /// Where a document's record is in the log; `nil` for one that is missing.
    func offset(of number: Int) -> Int? {
        guard numbers.contains(number) else { return nil }
        let offset = file.withWords { words in
            words.packed(
                number - layout.start.number, width: layout.offsetBits, from: layout.offsetsStart)
        }
        return offset == 0 ? nil : layout.start.offset + Int(offset)
    }

    /// Hands out the tags of all postings, ascending.
    func forEachTag(_ body: (UInt32) -> Void) {
        let layout = layout
        let mask: UInt64 = (1 << layout.tagBits) - 1
        file.withWords { words in
            var entry = 0
            for bucket in 0..<layout.buckets {
                let end = words.start(of: bucket + 1, layout.directoryStart)
                let first = layout.firstTag(of: bucket)
                while entry < min(end, layout.postings) {
                    let posting = words.packed(entry, width: layout.postingBits, from: 0)
                    body(UInt32(truncatingIfNeeded: first + posting & mask))
                    entry += 1
                }
            }
        }
    }

    /// Hands out a part of its postings as words that sort by tag: the tag, then the document's
    /// number in the index, then whether it is spent.
    func postings(_ part: Range<Int>, bucket: inout Int) -> [UInt64] {
        let layout = layout
        return file.withWords { words in
            var result: [UInt64] = []
            result.reserveCapacity(part.count)
            for entry in part {
                while words.start(of: bucket + 1, layout.directoryStart) <= entry { bucket += 1 }
                let posting = words.packed(entry, width: layout.postingBits, from: 0)
                let tag =
                    layout.firstTag(of: bucket) + posting & ((1 << layout.tagBits) - 1)
                let document =
                    UInt64(layout.start.number) + posting >> layout.tagBits
                    & ((1 << layout.documentBits) - 1)
                result.append(
                    tag << 32 | document << 1 | posting >> (layout.postingBits - 1))
            }
            return result
        }
    }
}

extension Span where Element == UInt64 {
    /// The first posting of a bucket, by the directory that starts at a word.
    @inline(__always)
    func start(of bucket: Int, _ directory: Int) -> Int {
        Int(truncatingIfNeeded: self[directory &+ bucket &* RunLayout.entrySize] & 0xFFFF_FFFF)
    }
}
