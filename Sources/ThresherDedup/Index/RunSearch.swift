// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Looks tags up in all runs at once.
///
/// Every look is at a place in a mapped file that is in no cache, and the next is where the last one
/// says. So each step is taken for all tags of all runs before the next, in few instructions and
/// without a branch on what was read: the processor fetches several places at a time.
struct RunSearch {
    /// A tag that a run seems to have.
    private struct Hit {
        /// The tag's place in the list.
        var index = 0
        /// The postings of its bucket.
        var start = 0
        var end = 0
    }

    private let runs: ArraySlice<SealedRun>
    private let tags: [UInt32]
    private var hits: [Hit] = []
    /// Where each run's hits end.
    private var ends: [Int] = []
    /// A sum of what was fetched, so that it is.
    private var fetched: UInt64 = 0

    init(_ tags: [UInt32], in runs: ArraySlice<SealedRun>, _ known: RunMasks) {
        self.runs = runs
        self.tags = tags
        guard !runs.isEmpty else { return }
        let filters = tags.map { TagFilter($0) }
        var found = [Hit](repeating: Hit(), count: tags.count + 1)
        hits.reserveCapacity(tags.count * 2)
        ends.reserveCapacity(runs.count)
        let masks = known.masks(tags)
        let all = Array(tags.indices)
        var some = all
        for (place, run) in zip(runs.indices, runs) {
            var asked = all.count
            if let bit = known.bit(place) { asked = RunSearch.choose(masks, bit, into: &some) }
            guard asked > 0 else {
                ends.append(hits.count)
                continue
            }
            let count = RunSearch.filter(
                tags, filters, asked == all.count ? all[...] : some[..<asked], in: run, into: &found
            )
            hits += found[..<count]
            ends.append(hits.count)
        }
        var start = 0
        for (run, end) in zip(runs, ends) {
            if start < end { fetched &+= RunSearch.fetch(hits[start..<end], in: run) }
            start = end
        }
    }

    /// Hands out the postings, with each tag's place in the list.
    func forEach(_ body: (Int, PostingTable.Posting) -> Void) {
        var start = 0
        for (run, end) in zip(runs, ends) {
            for hit in hits[start..<end] { read(hit, in: run, body) }
            start = end
        }
    }

    /// Finds the tags that a run may have by a bit of their masks, and how many these are.
    private static func choose(_ masks: [UInt16], _ bit: UInt16, into some: inout [Int]) -> Int {
        var count = 0
        for index in masks.indices {
            some[count] = index
            count &+= Int(masks[index] &>> bit & 1)
            if count == some.count { break }
        }
        return count
    }

    /// Finds the tags that pass the filters of their buckets, and how many these are.
    private static func filter(
        _ tags: [UInt32], _ filters: [TagFilter], _ asked: ArraySlice<Int>, in run: SealedRun,
        into found: inout [Hit]
    ) -> Int {
        let layout = run.layout
        let directory = layout.directoryStart
        var count = 0
        run.file.withWords { words in
            for index in asked {
                let bucket = layout.bucket(of: tags[index])
                let place = directory &+ bucket &* RunLayout.entrySize
                let passes = filters[index].passes(words[place], words[place &+ 1])
                found[count] = Hit(
                    index: index, start: words.start(of: bucket, directory),
                    end: words.start(of: bucket &+ 1, directory))
                count &+= passes ? 1 : 0
            }
        }
        return count
    }

    /// Has the processor fetch the first and the last word of each bucket, which is all of most.
    private static func fetch(_ hits: ArraySlice<Hit>, in run: SealedRun) -> UInt64 {
        let width = Int(run.layout.postingBits)
        var sum: UInt64 = 0
        run.file.withWords { words in
            for hit in hits {
                sum &+= words[(hit.start &* width) >> 6]
                sum &+= words[(hit.end &* width) >> 6]
            }
        }
        return sum
    }

    /// Goes through a bucket, which is sorted by tag.
    private func read(_ hit: Hit, in run: SealedRun, _ body: (Int, PostingTable.Posting) -> Void) {
        let layout = run.layout
        let width = layout.postingBits
        let documentMask: UInt64 = (1 << layout.documentBits) - 1
        let tagMask: UInt64 = (1 << layout.tagBits) - 1
        let tag = tags[hit.index]
        let low = UInt64(tag) - layout.firstTag(of: layout.bucket(of: tag))
        run.file.withWords { words in
            for entry in hit.start..<max(hit.start, hit.end) {
                let posting = words.packed(entry, width: width, from: 0)
                let found = posting & tagMask
                if found > low { break }
                if found == low {
                    let document = Int(posting >> layout.tagBits & documentMask)
                    body(
                        hit.index,
                        .init(
                            document: layout.start.number + document,
                            isSpent: posting >> (width - 1) == 1))
                }
            }
        }
    }
}
