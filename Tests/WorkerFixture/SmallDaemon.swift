// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherPlugin
import ThresherWorker

/// A small daemon: a pool of fixture workers in a process that does nothing else.
struct SmallDaemon {
    let pool: WorkerPool
    private var token: UInt64 = 0

    init(adjust: (inout WorkerOptions) -> Void = { _ in }) throws {
        var options = WorkerOptions()
        options.arguments = ["worker-fixture"]
        if let path = unsafe getenv("LD_LIBRARY_PATH") {
            options.environment["LD_LIBRARY_PATH"] = unsafe String(cString: path)
        }
        adjust(&options)
        pool = try WorkerPool(options: options, configuration: [:]) { _ in }
    }

    /// A file of that text without a name.
    static func file(_ text: String) -> Int32 {
        var template = Array("/tmp/thresher-entry-XXXXXX".utf8CString)
        let file = unsafe mkstemp(&template)
        unsafe unlink(template)
        _ = unsafe write(file, text, text.utf8.count)
        return file
    }

    static func say(_ numbers: Int...) {
        let line = numbers.map { "\($0)" }.joined(separator: " ") + "\n"
        _ = unsafe write(1, line, line.utf8.count)
    }

    mutating func submit(_ file: Int32, byteCount: Int) -> Bool {
        token += 1
        return pool.submit(
            WorkerJob(
                token: token, entry: "E\(token)", descriptor: file, name: "page.html",
                path: "in/page\(token).html", byteCount: byteCount))
    }

    func wait() {
        var request = pollfd(fd: pool.descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&request, 1, 20)
    }

    // MARK: What it can be asked for

    /// Says the number of its worker, which hangs in an entry, and goes on.
    static func hang() throws {
        var daemon = try SmallDaemon()
        let file = file("loop")
        while true {
            _ = daemon.pool.service()
            if daemon.pool.capacity > 0, daemon.pool.jobsUnderWay == 0 {
                _ = daemon.submit(file, byteCount: 4)
                say(Int(daemon.pool.processes.first ?? 0))
            }
            daemon.wait()
        }
    }

    /// Says how many descriptors were open before and after some pools with deaths in them, and
    /// how many children are left.
    static func countLeaks() throws {
        func descriptors() -> Int { (Int32(0)..<4_096).count { fcntl($0, F_GETFD) >= 0 } }
        let before = descriptors()
        for round in 0..<6 {
            var daemon = try SmallDaemon()
            var left = 30
            while left > 0 || daemon.pool.jobsUnderWay > 0 {
                _ = daemon.pool.service()
                while left > 0, daemon.pool.capacity > 0 {
                    let text = left % 7 == 3 ? "trap" : "text"
                    let file = file(text)
                    if daemon.submit(file, byteCount: 4) { left -= 1 }
                    close(file)
                }
                daemon.wait()
            }
            if round % 2 == 0 { continue }
            daemon.pool.stop(grace: .seconds(20))
            while !daemon.pool.isStopped {
                _ = daemon.pool.service()
                daemon.wait()
            }
        }
        var status: Int32 = 0
        let hasChild = unsafe waitpid(-1, &status, WNOHANG) >= 0 || errno != ECHILD
        say(before, descriptors(), hasChild ? 1 : 0)
    }

    /// Says what it costs to hand over an entry of 5 KB and take its result of 5 KB:
    /// `swift run -c release worker-fixture measure`.
    static func measure() throws {
        let page = String(repeating: "a", count: 5_120)
        let file = file(page)
        for depth in [1, 2, 4, 8, 16] {
            var daemon = try SmallDaemon {
                $0.workers = 2
                $0.queueDepth = depth
            }
            while daemon.pool.readyWorkers < 2 {
                _ = daemon.pool.service()
                daemon.wait()
            }
            let total = 50_000
            var submitted = 0
            var finished = 0
            let start = MonotonicClock.now()
            let before = processorTime()
            while finished < total {
                for report in daemon.pool.service() {
                    if case .finished = report { finished += 1 }
                }
                while submitted < total, daemon.submit(file, byteCount: page.utf8.count) {
                    submitted += 1
                }
                daemon.wait()
            }
            let own = Double(processorTime() - before) / Double(total) / 1_000
            let wall = Double(MonotonicClock.now() - start) / Double(total) / 1_000
            print("queue of \(depth): \(own) us of CPU here and \(wall) us of time an entry")
        }
    }

    private static func processorTime() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
