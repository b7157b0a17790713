// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// A system of its own with systemd as its first process, made of this machine's `/usr`.
///
/// `systemd-nspawn` boots it on an empty root in memory; what Thresher installs is bound into it.
final class SystemdContainer {
    /// Why no container can be booted here; `nil` when one can.
    static let obstacle: String? = {
        guard getuid() == 0 else { return "needs root" }
        for tool in ["systemd-nspawn", "nsenter", "setpriv"] where path(of: tool) == nil {
            return "needs \(tool)"
        }
        guard FileManager.default.fileExists(atPath: "/lib/systemd/systemd") else {
            return "needs systemd"
        }
        // Whether this machine gives the rights: a container that does nothing.
        let trial = try? command(
            tool("systemd-nspawn"), options + ["--pipe", "--machine=thresher-trial", "/bin/true"])
        guard let trial, trial.status == 0 else {
            return "this machine lets systemd-nspawn make no container: \(trial?.errors ?? "")"
        }
        return nil
    }()

    private static let options = [
        "--quiet", "--directory=/", "--volatile=yes", "--register=no", "--keep-unit",
        // Older versions of nspawn do not know these and refuse them.
        "--system-call-filter=landlock_create_ruleset landlock_add_rule landlock_restrict_self",
    ]

    private let nspawn = Process()
    private let console: URL
    private var leader = ""

    /// Boots, with files and folders of this machine shown in it, read-only; throws when that takes
    /// longer than a minute.
    init(binds: [(source: URL, target: String)], console: URL) throws {
        self.console = console
        nspawn.executableURL = Self.tool("systemd-nspawn")
        nspawn.arguments =
            Self.options + [
                "--boot", "--console=pipe", "--machine=thresher-\(getpid())",
            ] + binds.map { "--bind-ro=\($0.source.path):\($0.target)" } + [
                // Without the first it would ask questions and wait for ever.
                "systemd.firstboot=off", "systemd.unit=basic.target",
            ]
        nspawn.environment = testEnvironment()
        try Data().write(to: console)
        let output = try FileHandle(forWritingTo: console)
        nspawn.standardInput = FileHandle.nullDevice
        nspawn.standardOutput = output
        nspawn.standardError = output
        try nspawn.run()
        let children = "/proc/\(nspawn.processIdentifier)/task/\(nspawn.processIdentifier)/children"
        let deadline = Date(timeIntervalSinceNow: 60)
        while Date() < deadline, nspawn.isRunning {
            leader =
                (try? String(contentsOfFile: children, encoding: .utf8))?.split(separator: " ")
                .first.map(String.init) ?? ""
            if !leader.isEmpty,
                try run("systemctl", "is-active", "basic.target").output == "active\n"
            {
                return
            }
            usleep(100_000)
        }
        throw Failure(reason: "the container did not boot", console: consoleText)
    }

    deinit {
        guard nspawn.isRunning else { return }
        _ = try? run("systemctl", "poweroff", "--force")
        let deadline = Date(timeIntervalSinceNow: 10)
        while nspawn.isRunning, Date() < deadline { usleep(50_000) }
        if nspawn.isRunning { kill(nspawn.processIdentifier, SIGKILL) }
        nspawn.waitUntilExit()
    }

    /// Something in the container did not go as it should.
    struct Failure: Error {
        var reason: String
        var console: String
    }

    private var consoleText: String {
        (try? String(contentsOf: console, encoding: .utf8)) ?? ""
    }

    /// Runs a command as root.
    @discardableResult
    func run(_ arguments: String..., input: String = "") throws -> CommandResult {
        try run(arguments, input: input)
    }

    /// Runs a line of shell as some user, with that user's groups.
    func shell(_ line: String, as user: String, input: String = "") throws -> CommandResult {
        try run(
            ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "sh", "-c", line],
            input: input)
    }

    private func run(_ arguments: [String], input: String) throws -> CommandResult {
        try command(
            Self.tool("nsenter"),
            ["--target", leader, "--all", "env", "-i", "PATH=/usr/bin:/usr/sbin"] + arguments,
            input: input)
    }

    /// Waits until a condition holds.
    ///
    /// - Throws: The condition's name and the journal's last lines when half a minute was not
    ///   enough.
    func wait(_ name: String, until condition: () throws -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: 30)
        while try !condition() {
            guard Date() < deadline else {
                let journal = try run("journalctl", "--no-pager", "-n", "40").output
                throw Failure(reason: "waited in vain until \(name)", console: journal)
            }
            usleep(50_000)
        }
    }

    static func tool(_ name: String) -> URL { path(of: name) ?? URL(fileURLWithPath: "/") }

    private static func path(of tool: String) -> URL? {
        ["/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/"].map { URL(fileURLWithPath: $0 + tool) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
