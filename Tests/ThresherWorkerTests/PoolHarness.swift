// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherWorker

/// A pool of fixture workers and the loop that a daemon would run around it.
final class PoolHarness {
    let pool: WorkerPool
    private let log = EventLog()
    private(set) var documents: [UInt64: [DocumentResult]] = [:]
    private(set) var ends: [UInt64: WorkerReport] = [:]
    private var nextToken: UInt64 = 1
    private var waiting: [WorkerJob] = []

    /// The fixture lies beside the test bundle's executable, where the build puts all products.
    static let fixture: String = {
        let name = "worker-fixture"
        var candidates: [String] = []
        for argument in CommandLine.arguments where argument.contains("/") {
            candidates.append(folder(of: argument))
            if argument.contains(".xctest/") || argument.hasSuffix(".xctest") {
                candidates.append(folder(of: folder(of: argument)))
            }
        }
        candidates.append(folder(of: realPath("/proc/self/exe")))
        return candidates.map { $0 + "/" + name }.first { unsafe access($0, X_OK) == 0 } ?? name
    }()

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }

    private static func realPath(_ path: String) -> String {
        guard let real = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    init(
        _ configuration: JSONValue = [:], adjust: (inout WorkerOptions) -> Void = { _ in }
    ) throws {
        var options = WorkerOptions()
        options.executable = PoolHarness.fixture
        options.arguments = ["worker-fixture"]
        options.workers = 2
        options.memoryLimit = 256 << 20
        if let path = unsafe getenv("LD_LIBRARY_PATH") {
            options.environment["LD_LIBRARY_PATH"] = unsafe String(cString: path)
        }
        adjust(&options)
        let log = log
        pool = try WorkerPool(options: options, configuration: configuration) { log.add($0) }
    }

    deinit { for job in waiting { close(job.descriptor) } }

    // MARK: Jobs

    /// Queues an entry with that text.
    @discardableResult
    func add(
        _ text: String, byteCount: Int? = nil, alone: Bool = false, skipping: [Range<Int>] = []
    ) throws -> UInt64 {
        var template = Array("/tmp/thresher-entry-XXXXXX".utf8CString)
        let file = unsafe mkstemp(&template)
        try #require(file >= 0)
        unsafe unlink(template)
        let bytes = Array(text.utf8)
        let written = unsafe write(file, bytes, bytes.count)
        try #require(written == bytes.count)
        var job = WorkerJob(
            token: nextToken, entry: "E\(nextToken)", descriptor: file, name: "entry.txt",
            path: "in/entry\(nextToken).txt", byteCount: byteCount ?? bytes.count)
        job.runsAlone = alone
        job.skipping = SkippedRecords(skipping)
        waiting.append(job)
        nextToken += 1
        return job.token
    }

    /// Serves until all entries have ended.
    func finish(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try serve(until: { self.waiting.isEmpty && self.pool.jobsUnderWay == 0 })
    }

    /// Runs the daemon's loop until something is so.
    func serve(until isDone: () -> Bool) throws {
        let patience = MonotonicClock.now() + 50_000_000_000
        while true {
            for report in pool.service() { take(report) }
            submit()
            if isDone() { return }
            try #require(MonotonicClock.now() < patience, "the pool does not come to an end")
            wait()
        }
    }

    /// One turn of the loop, without waiting.
    func serveOnce() {
        for report in pool.service() { take(report) }
        submit()
    }

    private func submit() {
        var left: [WorkerJob] = []
        for job in waiting {
            if pool.submit(job) { close(job.descriptor) } else { left.append(job) }
        }
        waiting = left
    }

    private func wait() {
        let now = MonotonicClock.now()
        let deadline = pool.nextDeadline ?? (now + 1_000_000_000)
        let pause = deadline > now ? min(1_000, (deadline - now) / 1_000_000 + 1) : 0
        var request = pollfd(fd: pool.descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&request, 1, Int32(pause))
    }

    private func take(_ report: WorkerReport) {
        switch report {
        case .document(let token, let result): documents[token, default: []].append(result)
        case .finished(let token, _), .died(let token, _), .returned(let token):
            #expect(ends[token] == nil, "an entry ends once")
            ends[token] = report
        }
    }

    // MARK: What came of it

    /// The only document's text.
    func text(_ token: UInt64) -> String? {
        guard let results = documents[token], results.count == 1,
            let body = results[0].renderings.first?.body
        else { return nil }
        return String(decoding: body, as: UTF8.self)
    }

    func isFinished(_ token: UInt64) -> Bool {
        if case .finished = ends[token] { true } else { false }
    }

    func isReturned(_ token: UInt64) -> Bool {
        if case .returned = ends[token] { true } else { false }
    }

    func death(_ token: UInt64) -> Death? {
        if case .died(_, let death) = ends[token] { death } else { nil }
    }

    var events: [WorkerEvent] { log.events }
}

/// Events in the order they came.
private final class EventLog: Sendable {
    private let list = Mutex<[WorkerEvent]>([])

    var events: [WorkerEvent] { list.withLock { $0 } }

    func add(_ event: any Event) {
        guard let event = event as? WorkerEvent else { return }
        list.withLock { $0.append(event) }
    }
}
