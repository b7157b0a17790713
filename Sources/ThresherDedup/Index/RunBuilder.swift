// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Makes sealed runs: from records of the log, and from runs that are one after the other.
enum RunBuilder {
    /// The name of a run's file.
    static func name(_ numbers: Range<Int>) -> String {
        "\(numbers.lowerBound)-\(numbers.upperBound).run"
    }

    /// Seals the records from a place on.
    ///
    /// - Parameters:
    ///   - type: What the records are.
    ///   - place: Where the run starts.
    ///   - limit: How many records are enough; whole commits are taken.
    ///   - storage: Where they are, and where the run goes.
    /// - Returns: The run; `nil` when there is no record.
    /// - Throws: When records cannot be read or the run cannot be written.
    static func seal<Record: IndexedRecord>(
        _ type: Record.Type, from place: RecordPlace, limit: Int, in storage: any DeciderStorage
    ) throws(StageError) -> SealedRun? {
        var postings: [UInt64] = []
        var offsets: [Int] = []
        var forgotten: [Int] = []
        let end = try storage.records(from: place, limit: limit) { bytes, number, offset in
            if let number = ForgottenMark.number(in: bytes) { forgotten.append(number) }
            guard number >= place.number, let record = Record(bytes: bytes) else { return }
            let local = number - place.number
            while offsets.count < local { offsets.append(0) }
            offsets.append(offset - place.offset)
            record.forEachPosting { key, isSpent in
                postings.append((key >> 32) << 32 | UInt64(local) << 1 | (isSpent ? 1 : 0))
            }
        }
        guard end.number > place.number else { return nil }
        while offsets.count < end.number - place.number { offsets.append(0) }
        postings.sort()
        let layout = RunLayout(
            start: place, end: end, postings: postings.count, forgotten: forgotten.count)
        return try write(layout, to: storage) { (writer: inout RunWriter) throws(StageError) in
            for posting in postings { try writer.add(posting) }
            try writer.finish(offsets: offsets, forgotten: forgotten)
        }
    }

    /// Makes one run of some that are one after the other.
    static func merge(
        _ runs: [SealedRun], in storage: any DeciderStorage
    ) throws(StageError) -> SealedRun? {
        guard let first = runs.first, let last = runs.last else { return nil }
        let start = first.layout.start
        let forgotten = runs.flatMap(\.forgotten)
        let layout = RunLayout(
            start: start, end: last.layout.end,
            postings: runs.reduce(0) { $0 + $1.layout.postings }, forgotten: forgotten.count)
        return try write(layout, to: storage) { (writer: inout RunWriter) throws(StageError) in
            var cursors = runs.map { RunCursor($0) }
            while true {
                var least = UInt64.max
                var place = 0
                for index in cursors.indices where cursors[index].head < least {
                    least = cursors[index].head
                    place = index
                }
                guard least != .max else { break }
                cursors[place].advance()
                try writer.add(least - UInt64(start.number) << 1)
            }
            let numbers = runs.lazy.flatMap { run in
                run.numbers.lazy.map { run.offset(of: $0).map { $0 - start.offset } ?? 0 }
            }
            try writer.finish(offsets: numbers, forgotten: forgotten)
        }
    }

    private static func write(
        _ layout: RunLayout, to storage: any DeciderStorage,
        _ body: (inout RunWriter) throws(StageError) -> Void
    ) throws(StageError) -> SealedRun {
        let name = name(layout.start.number..<layout.end.number)
        try storage.write(name) { emit throws(StageError) in
            var writer = RunWriter(layout, emit)
            try body(&writer)
        }
        guard let file = storage.open(name), let run = SealedRun(file, isChecked: false) else {
            throw StageError(.unavailable, "cannot read back what was written")
        }
        return run
    }
}

extension RunWriter {
    /// Adds a posting in its sorting form: the tag, the document's number in the run, whether it is
    /// spent.
    fileprivate mutating func add(_ posting: UInt64) throws(StageError) {
        try add(
            UInt32(truncatingIfNeeded: posting >> 32), Int(posting & 0xFFFF_FFFF) >> 1,
            isSpent: posting & 1 == 1)
    }
}

/// Goes through a run's postings in order.
private struct RunCursor {
    private let run: SealedRun
    private var buffer: [UInt64] = []
    private var index = 0
    private var next = 0
    private var bucket = 0
    private static let piece = 4096

    init(_ run: SealedRun) {
        self.run = run
        fill()
    }

    /// The next posting; the largest number at the end, which is no posting.
    var head: UInt64 { index < buffer.count ? buffer[index] : .max }

    mutating func advance() {
        index += 1
        if index == buffer.count { fill() }
    }

    private mutating func fill() {
        let end = min(next + RunCursor.piece, run.layout.postings)
        buffer = run.postings(next..<end, bucket: &bucket)
        next = end
        index = 0
    }
}
