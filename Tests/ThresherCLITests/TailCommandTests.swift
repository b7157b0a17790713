// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TailCommandTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "thresher-tail-\(UUID().uuidString)")
    private var log: URL { folder.appendingPathComponent("log") }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func line(_ number: Int, outcome: String = "stored") -> String {
        #"{"ts":"2026-03-02T09:14:07.201Z","level":"info","event":"document.\#(outcome)","#
            + #""outcome":"\#(outcome)","entry":"E\#(number)","message":"done"}"# + "\n"
    }

    private func append(_ text: String) throws {
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let file = try FileHandle(forWritingTo: log)
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    private func tail(_ arguments: String..., input: String = "") throws -> CommandResult {
        try command(Executable.thresher, ["tail"] + arguments, input: input)
    }

    @Test func `shows the last lines of a file`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try append((1...30).map { line($0) }.joined())
        let ten = try tail("--no-follow", log.path)
        #expect(ten.status == 0)
        #expect(ten.output.matches(of: /entry=/).count == 10)
        #expect(ten.output.contains("entry=E30"))
        let two = try tail("--no-follow", "-n", "2", log.path)
        #expect(two.output.matches(of: /entry=/).count == 2)
        let one = try tail("--no-follow", "--entry", "E7", log.path)
        #expect(one.output.matches(of: /entry=/).count == 1)
    }

    @Test func `filters standard input`() throws {
        let input = line(1) + "plain \u{1B}[2J\n" + line(2, outcome: "rejected") + line(3)
        let all = try tail("-", input: input)
        #expect(all.output.contains("plain \\u001b[2J\n"))
        let rejected = try tail("--outcome", "rejected", "-", input: input)
        #expect(rejected.output.matches(of: /entry=(E.)/).map(\.1) == ["E2"])
        #expect(!rejected.output.contains("plain"))
    }

    @Test func `follows a file that is rotated`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try append(line(1))
        let process = Process()
        process.executableURL = Executable.thresher
        process.arguments = ["tail", log.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It inherits the signals that a thread of the test runner blocks; this one nobody can.
        defer { kill(process.processIdentifier, SIGKILL) }
        var seen = ""
        func wait(for text: String) {
            while !seen.contains(text) {
                let data = output.fileHandleForReading.availableData
                guard !data.isEmpty else {
                    Issue.record("tail ended before it showed \(text)")
                    return
                }
                seen += String(decoding: data, as: UTF8.self)
            }
        }
        wait(for: "entry=E1 ")
        try append(line(2))
        wait(for: "entry=E2 ")
        try FileManager.default.moveItem(at: log, to: folder.appendingPathComponent("log.1"))
        try append(line(3))
        wait(for: "entry=E3 ")
        #expect(seen.matches(of: /entry=/).count == 3)
    }

    @Test func `reads standard input, or the configured file, when no file is named`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let piped = try tail(input: line(1) + line(2))
        #expect(piped.status == 0 && piped.output.matches(of: /entry=/).count == 2)
        try append(line(3))
        let config = folder.appendingPathComponent("c.yaml").path
        try Data("log: {file: log}\n".utf8).write(to: URL(fileURLWithPath: config))
        let configured = try tail("--no-follow", "--config", config)
        #expect(configured.status == 0 && configured.output.contains("entry=E3"))
        try Data("log: {level: info}\n".utf8).write(to: URL(fileURLWithPath: config))
        let none = try tail("--config", config)
        #expect(none.status == 78 && none.errors.contains("no log file is configured"))
    }

    @Test func `says on a terminal how to follow the journal`() throws {
        let result = try command(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["script", "-qec", "'\(Executable.thresher.path)' tail", "/dev/null"])
        #expect(result.status == 64)
        #expect(result.output.contains("journalctl -fu thresher -o json | thresher tail"))
    }

    @Test(arguments: [
        ["--config", "c", "x"], ["--lines", "-1", "x"], ["--outcome", "lost", "x"], ["a", "b"],
    ])
    func `refuses a command line that makes no sense`(arguments: [String]) throws {
        let result = try command(Executable.thresher, ["tail"] + arguments)
        #expect(result.status == 64)
        #expect(!result.errors.isEmpty && result.output.isEmpty)
    }

    @Test func `says that there is no such file`() throws {
        let result = try tail(folder.path + "/none")
        #expect(result.status == 74)
        #expect(result.errors.contains("No such file"))
    }
}
