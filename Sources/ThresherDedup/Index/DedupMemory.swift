// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// All that an index remembers: numbered records, and which of them have a key.
///
/// Records that are sealed are read from the log when they are asked for; those after them, and
/// their part of the index, are in memory.
struct DedupMemory<Record: IndexedRecord> {
    private(set) var index = PostingIndex()
    /// The records that are not sealed; empty for one that is missing.
    private var tail: [[UInt8]] = []
    /// The number of the next record.
    private(set) var next = 0
    /// Documents that are no longer believed.
    var forgotten: Set<Int> { index.hidden }
    private var sealer: Sealer<Record>?
    private var storage: (any DeciderStorage)?
    private let limit: Int
    /// How long the tail must be for the next try to seal it.
    private var due: Int

    /// - Parameter limit: How many documents make a run.
    init(limit: Int) {
        self.limit = limit
        due = limit
    }

    /// About how many bytes of memory it takes.
    var byteCount: Int { index.byteCount + tail.reduce(0) { $0 + $1.count + 40 } }
    private var tailStart: Int { next - tail.count }

    // MARK: Reading

    /// What is remembered of a document; `nil` when it is forgotten, missing or never was.
    func record(_ number: Int) -> Record? {
        forgotten.contains(number) ? nil : bytes(of: number).flatMap { Record(bytes: $0) }
    }

    /// How long the log is, in bytes.
    var logBytes: Int { storage?.byteCount ?? 0 }

    /// Goes through all committed records.
    ///
    /// - Parameter body: Takes a number and the bytes; says whether they make no sense.
    /// - Returns: How many are missing or make no sense.
    /// - Throws: When the log cannot be read.
    func forEachRecord(_ body: (Int, [UInt8]) -> Bool) throws(StageError) -> Int {
        var damaged = 0
        var next = 0
        _ = try storage?.records(from: .start, limit: .max) { bytes, number, _ in
            damaged += number - next
            next = number + 1
            if bytes.isEmpty || body(number, bytes) { damaged += 1 }
        }
        return damaged
    }

    fileprivate func bytes(of number: Int) -> [UInt8]? {
        guard number >= 0, number < next else { return nil }
        if number >= tailStart { return tail[number - tailStart] }
        var low = 0
        var high = index.runs.count
        while low < high {
            let middle = (low + high) / 2
            if index.runs[middle].numbers.upperBound <= number {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < index.runs.count, let offset = index.runs[low].offset(of: number) else {
            return nil
        }
        return storage?.record(at: offset)
    }

    // MARK: Remembering

    /// Takes the storage, and what is sealed in it.
    ///
    /// - Returns: From where on records are wanted.
    mutating func attach(_ storage: any DeciderStorage) -> RecordPlace {
        self.storage = storage
        let sealer = Sealer<Record>(storage, limit: limit)
        self.sealer = sealer
        index.runs = sealer.resume()
        for run in index.runs { index.hidden.formUnion(run.forgotten) }
        next = index.sealedCount
        return index.runs.last?.layout.end ?? .start
    }

    /// Adds a record.
    mutating func remember(_ record: Record, _ bytes: [UInt8]) {
        index.insert(record, number: next)
        // A copy of its own has none of the room that writing left behind it.
        tail.append(bytes.map { $0 })
        next += 1
    }

    /// Adds a mark that a document is forgotten.
    mutating func forget(_ number: Int, _ bytes: [UInt8]) {
        index.hidden.insert(number)
        tail.append(bytes)
        next += 1
    }

    /// Leaves numbers out whose records are missing.
    mutating func skip(to number: Int) {
        guard number > next else { return }
        tail.append(contentsOf: [[UInt8]](repeating: [], count: number - next))
        next = number
    }

    /// Takes the last record back; any other is forgotten for as long as this lives.
    mutating func retract(_ bytes: [UInt8]) {
        guard let place = tail.lastIndex(of: bytes), let record = Record(bytes: bytes),
            !forgotten.contains(tailStart + place)
        else { return }
        index.remove(record, number: tailStart + place)
        if place == tail.count - 1 {
            tail.removeLast()
            next -= 1
        } else {
            index.hidden.insert(tailStart + place)
        }
    }

    // MARK: Sealing

    /// Takes over what was sealed meanwhile, and has more sealed when there is enough.
    mutating func upkeep() {
        guard let sealer else { return }
        if let runs = sealer.take() {
            if runs.isEmpty {
                due = tail.count + limit / 4
            } else {
                adopt(runs)
                due = limit
            }
        }
        if tail.count >= due { sealer.start(after: index.runs) }
    }

    private mutating func adopt(_ runs: [SealedRun]) {
        let count = min(max(0, (runs.last?.numbers.upperBound ?? 0) - tailStart), tail.count)
        let start = tailStart + count
        tail = Array(tail[count...])
        index.runs = runs
        index.forgetTable()
        for (place, bytes) in tail.enumerated() {
            guard let record = Record(bytes: bytes) else { continue }
            if !forgotten.contains(start + place) { index.insert(record, number: start + place) }
        }
    }
}

extension DedupMemory where Record == DedupRecord {
    /// What a text is compared with; `nil` as for ``record(_:)``.
    func candidate(_ number: Int) -> DedupCandidate? {
        forgotten.contains(number) ? nil : bytes(of: number).flatMap { DedupCandidate($0) }
    }

    /// A document's id, also when it is forgotten: stories are named by it.
    func document(_ number: Int) -> String? {
        bytes(of: number).flatMap { DedupRecord(bytes: $0) }?.owner.document
    }
}
