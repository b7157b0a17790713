// SPDX-License-Identifier: Apache-2.0
package import Foundation
package import ThresherPlugin

/// A daemon that runs beside the test, with its log at hand.
package final class RunningDaemon: @unchecked Sendable {
    package let process = Process()
    private let condition = NSCondition()
    private var lines: [JSONValue] = []
    private var raw = ""
    private var partial = Data()
    private var hasEnded = false

    /// Starts a daemon on a spool and waits until it takes files.
    package init(
        _ spool: SpoolFolder, executable: URL = Executable.thresher, arguments: [String] = []
    ) throws {
        process.executableURL = executable
        process.arguments =
            ["run", "--spool", spool.root.path, "--settle", "10ms"] + arguments
        process.environment = testEnvironment()
        let errors = Pipe()
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        errors.fileHandleForReading.readabilityHandler = { [weak self] in self?.take($0) }
        try process.run()
        _ = try event("daemon.readied")
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private func take(_ handle: FileHandle) {
        let data = handle.availableData
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        if data.isEmpty {
            handle.readabilityHandler = nil
            hasEnded = true
            return
        }
        partial += data
        while let end = partial.firstIndex(of: 0x0A) {
            let line = Array(partial[partial.startIndex..<end])
            partial = Data(partial[partial.index(after: end)...])
            raw += String(decoding: line, as: UTF8.self) + "\n"
            if let value = try? JSONValue(parsing: line) { lines.append(value) }
        }
    }

    /// The first log line of an event that fits, now or as soon as it comes.
    ///
    /// - Parameters:
    ///   - name: The event's name.
    ///   - seconds: How long to wait for it.
    ///   - fits: Which of such lines is meant.
    /// - Returns: The line.
    /// - Throws: When the time is up or the daemon has ended.
    package func event(
        _ name: String, seconds: Double = 30, where fits: (JSONValue) -> Bool = { _ in true }
    ) throws -> JSONValue {
        let limit = Date().addingTimeInterval(seconds)
        condition.lock()
        defer { condition.unlock() }
        var seen = 0
        while true {
            while seen < lines.count {
                let line = lines[seen]
                if line["event"]?.string == name, fits(line) { return line }
                seen += 1
            }
            guard !hasEnded, condition.wait(until: limit) else {
                throw Missing(event: name, log: raw)
            }
        }
    }

    /// All log lines of an event so far.
    package func events(_ event: String) -> [JSONValue] {
        condition.lock()
        defer { condition.unlock() }
        return lines.filter { $0["event"]?.string == event }
    }

    /// Asks it to stop and waits for it.
    ///
    /// - Returns: Its exit status, 128 and more for a signal.
    package func stop(_ signal: Int32 = SIGTERM) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        let status = process.terminationStatus
        return process.terminationReason == .exit ? status : 128 + status
    }

    /// An event that did not come, with the log for the reader of the failure.
    package struct Missing: Error, CustomStringConvertible {
        package var event: String
        package var log: String
        package var description: String { "no event \(event); the log says:\n\(log)" }
    }
}
