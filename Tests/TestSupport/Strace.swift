// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Commands whose system calls fail.
package enum Strace {
    /// Why none can be run here; `nil` when they can.
    package static let obstacle: String? = {
        let probe = try? env(
            ["strace", "-f", "-b", "execve", "-o", "/dev/null", "-e", "trace=none", "true"])
        guard let probe, probe.status == 0 else { return "strace is missing or may not trace" }
        return nil
    }()

    /// Runs the executable.
    ///
    /// - Parameters:
    ///   - faults: What fails, as `strace -e inject=` takes it.
    ///   - path: Only calls that touch this path.
    ///   - arguments: The executable's arguments.
    /// - Returns: Its status and what it wrote.
    /// - Throws: When it cannot be started.
    package static func thresher(
        injecting faults: [String], on path: String? = nil, _ arguments: [String]
    ) throws -> CommandResult {
        try env(
            ["strace", "-f", "-qq", "-o", "/dev/null"] + (path.map { ["-P", $0] } ?? [])
                + faults.flatMap { ["-e", "inject=\($0)"] }
                + [Executable.thresher.path] + arguments)
    }

    private static func env(_ arguments: [String]) throws -> CommandResult {
        try command(URL(fileURLWithPath: "/usr/bin/env"), arguments)
    }
}
