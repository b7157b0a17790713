// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

@Suite(
    .enabled(
        if: SystemdContainer.obstacle == nil,
        "no systemd can be booted here: \(SystemdContainer.obstacle ?? "")"),
    .timeLimit(.minutes(5)))
struct SystemdTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "thresher-systemd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test func `serves as an installed service would`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let service = Service(container: try boot())
        try start(service)
        try takesPages(service)
        try keepsStrangersOut(service)
        try staysAlive(service)
        try survivesDeaths(service)
        try stops(service)
    }

    private func start(_ service: Service) throws {
        try service.check("systemd-sysusers")
        try service.check("systemd-tmpfiles", "--create", "/run/tmpfiles.d/thresher.conf")
        // Returns when the daemon has said that it is ready.
        try service.check("systemctl", "start", "thresher")
        #expect(try service.property("ActiveState") == "active")
        #expect(try service.events("daemon.readied").count == 1)
        // Workers lock themselves in inside of the unit's own sandbox.
        let worker = try #require(try service.events("worker.started").first)
        #expect(worker["PRIORITY"]?.string == "5")
        #expect(worker["THRESHER_MISSING"] == nil)
    }

    private func takesPages(_ service: Service) throws {
        // A member of the group makes a folder under an ordinary umask and drops a page into it.
        let drop = """
            umask 022 && cd /var/lib/thresher/incoming && mkdir from-alice &&
            cat >from-alice/.page && mv from-alice/.page from-alice/page.html
            """
        #expect(try service.alice(drop, input: page("One")).status == 0)
        try service.waitForDocument("from-alice/page.html.json")
        let stored = try service.stored("from-alice/page.html")
        #expect(stored.count == 1)
        let line = try #require(stored.first)
        #expect(line["PRIORITY"]?.string == "6")
        #expect(line["SYSLOG_IDENTIFIER"]?.string == "thresher")
        #expect(line["_SYSTEMD_UNIT"]?.string == "thresher.service")
        #expect(line["THRESHER_OUTCOME"]?.string == "stored")
        #expect(line["THRESHER_ENTRY"]?.string?.utf8.count == 26)
        #expect(line["THRESHER_DOCUMENT"]?.string?.utf8.count == 26)
        #expect(line["MESSAGE"]?.string?.hasPrefix("document.stored ") == true)
        let document = try service.alice("cat /var/lib/thresher/out/from-alice/page.html.json")
        #expect(try JSONValue(parsing: Array(document.output.utf8))["title"]?.string == "Page One")
        // Members take documents away, and drop by `put` as well.
        #expect(try service.alice("rm /var/lib/thresher/out/from-alice/page.html.json").status == 0)
        let put = "cat >/tmp/two.html && thresher put --spool /var/lib/thresher /tmp/two.html"
        #expect(
            try service.alice("PATH=$PATH:/opt/thresher/bin; " + put, input: page("Two")).status
                == 0)
        try service.waitForDocument("two.html.json")
    }

    private func keepsStrangersOut(_ service: Service) throws {
        for forbidden in ["work", "state"] {
            #expect(try service.alice("ls /var/lib/thresher/\(forbidden)").status != 0)
        }
        #expect(try service.alice("touch /var/lib/thresher/done/x").status != 0)
        #expect(try service.container.shell("ls /var/lib/thresher", as: "bob").status != 0)
    }

    private func staysAlive(_ service: Service) throws {
        // Twice the watchdog's patience, counted by the container's clock.
        try service.container.run("sleep", "4")
        #expect(try service.property("NRestarts") == "0")
        #expect(try service.property("ActiveState") == "active")
        #expect(try service.property("StatusText") != "")
    }

    private func survivesDeaths(_ service: Service) throws {
        // A worker: the daemon replaces it.
        let daemon = try service.property("MainPID")
        let workers = try service.children(of: daemon)
        let victim = try #require(workers.first)
        try service.check("kill", "-KILL", victim)
        try service.container.wait("the worker is replaced") {
            let now = try service.children(of: daemon)
            return now.count == workers.count && !now.contains(victim)
        }
        try service.drop("three.html", page("Three"))
        try service.waitForDocument("three.html.json")
        #expect(try service.property("NRestarts") == "0")

        // The daemon, with pages on their way: systemd starts it again.
        for number in 0..<50 { try service.drop("many/\(number).html", page("Number \(number)")) }
        try service.check("systemctl", "kill", "--signal=KILL", "--kill-who=main", "thresher")
        try service.container.wait("the daemon is back") {
            try service.property("NRestarts") == "1"
                && service.property("ActiveState") == "active"
        }
        #expect(try service.property("MainPID") != daemon)
        for number in 0..<50 { try service.waitForDocument("many/\(number).html.json") }
    }

    private func stops(_ service: Service) throws {
        try service.check("systemctl", "stop", "thresher")
        #expect(try service.property("Result") == "success")
        #expect(try service.property("ExecMainStatus") == "0")
        #expect(try service.events("daemon.stopped").count == 1)
        // One outcome for each page, and nothing left on the way.
        let ledger = try service.container.run("sh", "-c", "cat /var/lib/thresher/state/ledger/*")
        let outcomes = try ledger.output.split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
        }.filter { $0["outcome"] != nil }
        #expect(outcomes.count == 53)
        #expect(outcomes.allSatisfy { $0["outcome"]?.string == "stored" })
        #expect(Set(outcomes.compactMap { $0["path"]?.string }).count == 53)
        let left = try service.container.run(
            "find", "/var/lib/thresher/work", "/var/lib/thresher/incoming", "-type", "f")
        #expect(left.output == "")
    }

    private func page(_ name: String) -> String {
        """
        <!doctype html><html lang="en"><head><title>Page \(name)</title></head><body>
        <p>This is the page that is called \(name), with enough words in it to count as text.</p>
        </body></html>
        """
    }

    /// Installs as `make install` does, and boots a system that has it.
    private func boot() throws -> SystemdContainer {
        let stage = folder.appendingPathComponent("stage")
        let install = try command(
            SystemdContainer.tool("make"),
            [
                "-s", "-C", Executable.checkout.path, "install", "DESTDIR=\(stage.path)",
                "PREFIX=/opt/thresher", "RELEASE=\(Executable.thresher.path)",
            ])
        try #require(install.status == 0, "\(install.errors)")
        // So short that a watchdog that nobody feeds would show within this test.
        let dropIn = folder.appendingPathComponent("watchdog.conf")
        try Data("[Service]\nWatchdogSec=2\n".utf8).write(to: dropIn)
        let users = folder.appendingPathComponent("users.conf")
        try Data("u alice - - -\nm alice thresher\nu bob - - -\n".utf8).write(to: users)
        func installed(_ path: String) -> URL { stage.appendingPathComponent(path) }
        let lib = "/opt/thresher/lib/"
        var binds = [
            (installed("/opt/thresher"), "/opt/thresher"),
            (installed("/etc/thresher"), "/etc/thresher"),
            (
                installed(lib + "systemd/system/thresher.service"),
                "/run/systemd/system/thresher.service"
            ),
            (installed(lib + "sysusers.d/thresher.conf"), "/run/sysusers.d/thresher.conf"),
            (installed(lib + "tmpfiles.d/thresher.conf"), "/run/tmpfiles.d/thresher.conf"),
            (users, "/run/sysusers.d/users.conf"),
            (dropIn, "/run/systemd/system/thresher.service.d/watchdog.conf"),
        ]
        binds += try swiftLibraries().map { ($0, $0.path) }
        return try SystemdContainer(
            binds: binds.map { (source: $0.0, target: $0.1) },
            console: folder.appendingPathComponent("console"))
    }

    /// The folders outside of `/usr` that the executable's libraries are in.
    private func swiftLibraries() throws -> Set<URL> {
        let libraries = try command(
            SystemdContainer.tool("ldd"), [Executable.thresher.path])
        let folders = libraries.output.split(separator: "\n").compactMap { line -> URL? in
            guard let path = line.split(separator: " ").first(where: { $0.hasPrefix("/") }),
                !["/lib", "/usr"].contains(where: { path.hasPrefix($0) })
            else { return nil }
            return URL(fileURLWithPath: String(path)).deletingLastPathComponent()
        }
        return Set(folders)
    }
}

/// The installed service.
private struct Service {
    let container: SystemdContainer

    /// Runs a command as root that must succeed.
    func check(_ arguments: String...) throws {
        let line = arguments.joined(separator: " ")
        let result = try container.run("sh", "-c", line)
        guard result.status == 0 else {
            let journal = try container.run("journalctl", "--no-pager", "-n", "40").output
            throw SystemdContainer.Failure(
                reason: "\(line): \(result.errors)", console: journal)
        }
    }

    /// Runs a line of shell as a member of the service's group.
    func alice(_ line: String, input: String = "") throws -> CommandResult {
        try container.shell(line, as: "alice", input: input)
    }

    func drop(_ path: String, _ content: String) throws {
        let line = """
            cd /var/lib/thresher/incoming && mkdir -p "$(dirname \(path))" &&
            cat >\(path).part && mv \(path).part \(path)
            """
        let result = try alice(line, input: content)
        try #require(result.status == 0, "\(result.errors)")
    }

    func waitForDocument(_ path: String) throws {
        try container.wait("there is \(path)") {
            try container.run("test", "-e", "/var/lib/thresher/out/\(path)").status == 0
        }
    }

    func property(_ name: String) throws -> String {
        let result = try container.run("systemctl", "show", "--value", "-p", name, "thresher")
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func children(of process: String) throws -> [String] {
        let result = try container.run("sh", "-c", "cat /proc/\(process)/task/*/children")
        return result.output.split { $0 == " " || $0 == "\n" }.map(String.init)
    }

    /// The journal's lines of an event.
    func events(_ event: String) throws -> [JSONValue] {
        try container.run("journalctl", "--sync")
        let result = try container.run(
            "journalctl", "-u", "thresher", "-o", "json", "--no-pager", "THRESHER_EVENT=\(event)")
        return try result.output.split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
        }
    }

    /// The journal's line about a stored document.
    func stored(_ path: String) throws -> [JSONValue] {
        try container.wait("the journal tells of \(path)") {
            try !events("document.stored").isEmpty
        }
        return try events("document.stored").filter { $0["THRESHER_PATH"]?.string == path }
    }
}
