// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// Runs the executable to its end.
func thresher(_ arguments: String..., input: String = "") throws -> CommandResult {
    try command(Executable.thresher, arguments, input: input)
}

extension SpoolFolder {
    /// A spool with entries that failed because they are too large.
    ///
    /// - Parameter paths: The files' paths below `incoming/`.
    /// - Throws: When they did not fail.
    convenience init(failed paths: String...) throws {
        try self.init()
        let config = try write("small.yaml", "limits:\n  input_bytes: 1KB\n")
        for path in paths {
            try drop(path, path + " " + String(repeating: "words ", count: 1_000))
        }
        let result = try runOnce(Executable.thresher, ["--config", config])
        guard result.status == 1 else { throw Unexpected(result.errors) }
    }

    /// Runs a command on this spool.
    func thresher(_ arguments: String..., input: String = "") throws -> CommandResult {
        try command(
            Executable.thresher, arguments + ["--spool", root.path], input: input)
    }

    /// Writes a file and returns its absolute path.
    func write(_ path: String, _ text: String) throws -> String {
        let url = root.appendingPathComponent(path)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// The ids of the entries in `failed/`, oldest first.
    func failedEntries() throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: root.appendingPathComponent("failed").path
        ).sorted()
    }
}

/// Something that a test could not begin with.
struct Unexpected: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A command that runs while the test goes on.
final class RunningCommand {
    private let process = Process()
    private let output = Pipe()
    private let errors: BackgroundReader
    private var written = ""

    init(_ arguments: [String]) throws {
        process.executableURL = Executable.thresher
        process.arguments = arguments
        process.environment = testEnvironment()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        self.errors = BackgroundReader(errors.fileHandleForReading)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Waits until standard output has a text.
    func waitForOutput(_ text: String) throws {
        while !written.contains(text) {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else {
                throw Unexpected("ended without '\(text)': \(written)\(errors.text())")
            }
            written += String(decoding: data, as: UTF8.self)
        }
    }

    /// Waits for its end.
    func result() -> CommandResult {
        written += String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return CommandResult(
            status: process.terminationStatus, output: written, errors: errors.text())
    }
}

extension RunningDaemon {
    /// Sends a signal to all workers.
    func signalWorkers(_ signal: Int32) throws {
        let workers = try FileManager.default.contentsOfDirectory(atPath: "/proc")
            .compactMap { Int32($0) }
            .filter { parent(of: $0) == process.processIdentifier }
        guard !workers.isEmpty else { throw Unexpected("the daemon has no workers") }
        for worker in workers { kill(worker, signal) }
    }

    private func parent(of process: Int32) -> Int32? {
        let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        // The command's name, in parentheses, may hold anything.
        return stat?.split(separator: ")").last?.split(separator: " ").dropFirst().first
            .flatMap { Int32($0) }
    }
}
