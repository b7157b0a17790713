// SPDX-License-Identifier: Apache-2.0
import Synchronization
import ThresherPlugin

/// A log and sealed files in memory; jobs run when the test says so.
final class MemoryStorage: DeciderStorage {
    private struct State {
        var records: [[UInt8]] = []
        /// How many records the log has after each commit.
        var commits: [Int] = []
        var files: [String: [UInt64]] = [:]
        var jobs: [@Sendable () -> Void] = []
        var reports: [String] = []
        var isFull = false
        var readCount = 0
    }

    private let state = Mutex(State())

    var reports: [String] { state.withLock { $0.reports } }
    /// How many records were asked for one by one.
    var readCount: Int { state.withLock { $0.readCount } }
    var isFull: Bool {
        get { state.withLock { $0.isFull } }
        set { state.withLock { $0.isFull = newValue } }
    }

    /// Adds a commit's records.
    func commit(_ records: [[UInt8]]) {
        state.withLock {
            $0.records += records
            $0.commits.append($0.records.count)
        }
    }

    /// Loses the last commits, as a restored backup does.
    func loseCommits(_ count: Int) {
        state.withLock {
            $0.commits.removeLast(count)
            $0.records = Array($0.records.prefix($0.commits.last ?? 0))
        }
    }

    /// Changes a file's words.
    func change(_ name: String, _ body: (inout [UInt64]) -> Void) {
        state.withLock { body(&$0.files[name, default: []]) }
    }

    /// Takes over another's file.
    func copy(_ name: String, from other: MemoryStorage) {
        let words = other.state.withLock { $0.files[name] }
        state.withLock { $0.files[name] = words }
    }

    func runJobs() {
        while true {
            let jobs = state.withLock { state in
                defer { state.jobs = [] }
                return state.jobs
            }
            if jobs.isEmpty { return }
            for job in jobs { job() }
        }
    }

    /// The records that a decider wants from a place on.
    func records(from place: RecordPlace) -> [[UInt8]] {
        state.withLock { Array($0.records[place.number...]) }
    }

    // MARK: DeciderStorage

    var byteCount: Int { state.withLock { $0.records.reduce(0) { $0 + $1.count } } }

    func holds(_ place: RecordPlace) -> Bool {
        place == .start || state.withLock { $0.commits.contains(place.number) }
    }

    func records(
        from place: RecordPlace, limit: Int, _ body: ([UInt8], Int, Int) -> Void
    ) -> RecordPlace {
        let (records, commits) = state.withLock { ($0.records, $0.commits) }
        var end = place.number
        for commit in commits where commit > place.number && end - place.number < limit {
            for number in end..<commit { body(records[number], number, number + 1) }
            end = commit
        }
        // An offset is the record's number, plus one.
        return RecordPlace(offset: end, previous: 0, bundle: 0, number: end)
    }

    func record(at offset: Int) -> [UInt8]? {
        state.withLock {
            $0.readCount += 1
            return $0.records.indices.contains(offset - 1) ? $0.records[offset - 1] : nil
        }
    }

    var fileNames: [String] { state.withLock { $0.files.keys.sorted() } }

    func open(_ name: String) -> (any SealedFile)? {
        state.withLock { $0.files[name] }.map { MemoryFile($0) }
    }

    func write(
        _ name: String,
        _ body: (@escaping ([UInt64]) throws(StageError) -> Void) throws(StageError) -> Void
    ) throws(StageError) {
        let words = Mutex<[UInt64]>([])
        let isFull = isFull
        try body { piece throws(StageError) in
            if isFull { throw StageError(.unavailable, "no space left on device") }
            words.withLock { $0 += piece }
        }
        let whole = words.withLock { $0 }
        state.withLock { $0.files[name] = whole }
    }

    func remove(_ name: String) { state.withLock { $0.files[name] = nil } }
    func report(_ name: String, _ problem: String) {
        state.withLock { $0.reports.append("\(name): \(problem)") }
    }
    func perform(_ job: @escaping @Sendable () -> Void) { state.withLock { $0.jobs.append(job) } }
}

private final class MemoryFile: SealedFile {
    private let words: [UInt64]
    init(_ words: [UInt64]) { self.words = words }
    var wordCount: Int { words.count }
    func withWords<Result>(_ body: (Span<UInt64>) -> Result) -> Result {
        unsafe words.withUnsafeBufferPointer { body(unsafe $0.span) }
    }
}
