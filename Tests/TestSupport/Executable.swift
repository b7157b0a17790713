// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// The executables that the tests run, found beside the test bundle and in the checkout.
package enum Executable {
    /// The daemon as it was built with the tests.
    package static let thresher = buildFolder.appendingPathComponent("thresher")

    /// The daemon with the plug-in fixture's stages; `make test` builds it.
    package static let acme = checkout.appendingPathComponent(
        ".build/plugin-fixture/debug/acme-thresher")

    /// Whether the plug-in fixture has been built.
    package static let hasAcme = FileManager.default.isExecutableFile(atPath: acme.path)

    /// The checkout's folder.
    package static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder that holds the test bundle.
    private static let buildFolder = URL(
        fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/self/exe")) ?? "/"
    ).deletingLastPathComponent()
}

/// A command that has ended.
package struct CommandResult: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String

    package init(status: Int32, output: String, errors: String) {
        self.status = status
        self.output = output
        self.errors = errors
    }
}

/// Runs a command to its end.
///
/// - Parameters:
///   - executable: What to run.
///   - arguments: Its arguments.
///   - input: Its standard input.
///   - environment: Variables beside those of this process.
/// - Returns: Its status, 128 and more for a signal, and what it wrote.
/// - Throws: When it cannot be started.
package func command(
    _ executable: URL, _ arguments: [String], input: String = "",
    environment: [String: String] = [:]
) throws -> CommandResult {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = testEnvironment(environment)
    let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let errorReader = BackgroundReader(errors.fileHandleForReading)
    try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? standardInput.fileHandleForWriting.close()
    let written = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationStatus
    return CommandResult(
        status: process.terminationReason == .exit ? status : 128 + status,
        output: String(decoding: written, as: UTF8.self), errors: errorReader.text())
}

/// This process's environment without what would change the commands' behaviour.
package func testEnvironment(_ more: [String: String] = [:]) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for name in ["NOTIFY_SOCKET", "JOURNAL_STREAM", "WATCHDOG_USEC"] { environment[name] = nil }
    environment["SWIFT_BACKTRACE"] = "enable=no"
    return environment.merging(more) { $1 }
}

/// Reads a pipe to its end on another thread.
package final class BackgroundReader: @unchecked Sendable {
    private let group = DispatchGroup()
    private var data = Data()

    package init(_ handle: FileHandle) {
        group.enter()
        DispatchQueue.global().async {
            self.data = handle.readDataToEndOfFile()
            self.group.leave()
        }
    }

    package func text() -> String {
        group.wait()
        return String(decoding: data, as: UTF8.self)
    }
}
