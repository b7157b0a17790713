// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Synchronization
import Testing
import ThresherEngine
import ThresherSpool

struct IntakeTests {
    private func daemon(
        _ real: RealFolders, settle: Duration = .seconds(2), time: TestTime, log: EventLog,
        _ change: (inout SpoolOptions) -> Void = { _ in }
    ) throws -> TestDaemon {
        var options = SpoolOptions.immediate
        options.settle = settle
        change(&options)
        return try TestDaemon(
            real.folders, options: options, fileSystem: real.fileSystem, clock: time.clock,
            events: log.handler)
    }

    /// Claims what is ready now, scans included.
    private func claims(_ daemon: TestDaemon, upTo limit: Int = 1000) throws -> [Claim] {
        let intake = daemon.spool.intake
        var claims = try intake.claim(upTo: limit)
        while claims.isEmpty && intake.isScanning { claims = try intake.claim(upTo: limit) }
        return claims
    }

    @Test func `a file is claimed when it has not changed for the settle period`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let log = EventLog()
        try real.drop("a", "one")
        let daemon = try daemon(real, time: time, log: log)
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .milliseconds(1900))
        #expect(try claims(daemon).isEmpty)
        try real.drop("a", "changed")
        time.advance(by: .milliseconds(200))
        #expect(try claims(daemon).isEmpty)
        #expect(daemon.spool.intake.changing == 1 && daemon.spool.intake.isExhausted)
        time.advance(by: .milliseconds(1900))
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .milliseconds(200))
        #expect(try claims(daemon).map(\.size) == [7])
    }

    @Test func `a file that takes the name of one being claimed is the one that is claimed`() throws
    {
        let real = try RealFolders()
        let time = TestTime()
        let log = EventLog()
        try real.drop("x.html", "first")
        try real.drop(".second", "second")
        let incoming = real.root + "/spool/incoming/"
        let fileSystem = InterruptedFileSystem(real.fileSystem, before: "x.html") {
            // What `mv -b` and editors do.
            _ = unsafe rename(incoming + "x.html", incoming + "x.html~")
            _ = unsafe rename(incoming + ".second", incoming + "x.html")
        }
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: fileSystem, clock: time.clock,
            events: log.handler)
        // It waits until it has settled as well.
        for _ in 0..<2 { try daemon.runUntilIdle() }
        #expect(real.files("out") == ["x.html.json": "<second>"])
        #expect(real.files("spool/done") == ["x.html": "second"])
        #expect(real.files("spool/incoming") == ["x.html~": "first"])
    }

    /// Makes a file in `incoming/` and leaves it open.
    private func writer(of path: String, in real: RealFolders) throws -> FileHandle {
        let full = real.root + "/spool/incoming/" + path
        let file = unsafe open(full, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        try #require(file >= 0)
        return FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    @Test func `a new file is not claimed before its writer has closed it`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let daemon = try daemon(real, time: time, log: EventLog())
        #expect(try claims(daemon).isEmpty)
        try real.drop("a", "")
        #expect(try claims(daemon).isEmpty)
        try real.drop("b", "half")
        let writer = try writer(of: "c", in: real)
        try writer.write(contentsOf: Data("half".utf8))
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .seconds(2))
        #expect(try claims(daemon).map(\.path) == ["a", "b"])
        for _ in 1...20 {
            time.advance(by: .seconds(2))
            #expect(try claims(daemon).isEmpty)
        }
        #expect(daemon.spool.intake.changing == 1 && daemon.spool.intake.isExhausted)
        let link = real.root + "/spool/incoming/link"
        try real.write("elsewhere", "whole")
        try FileManager.default.linkItem(atPath: real.root + "/elsewhere", toPath: link)
        try FileManager.default.removeItem(atPath: real.root + "/elsewhere")
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .seconds(2))
        #expect(try claims(daemon).map(\.path) == ["link"])
        try writer.write(contentsOf: Data(" and half".utf8))
        // Changed once more, and still for a minute.
        var waited = 0
        var taken: [Claim] = []
        while taken.isEmpty, waited < 200 {
            time.advance(by: .seconds(2))
            taken = try claims(daemon)
            waited += 2
        }
        #expect(taken.map(\.size) == [13] && (60...66).contains(waited), "\(waited)")
    }

    @Test func `a new file settles when it is closed`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let daemon = try daemon(real, time: time, log: EventLog())
        #expect(try claims(daemon).isEmpty)
        let writer = try writer(of: "b", in: real)
        try writer.write(contentsOf: Data("half".utf8))
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .seconds(9))
        #expect(try claims(daemon).isEmpty)
        try writer.write(contentsOf: Data(" and half".utf8))
        try writer.close()
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .milliseconds(1900))
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .milliseconds(100))
        #expect(try claims(daemon).map(\.size) == [13])
    }

    @Test func `a file's own time says nothing, however old`() throws {
        let real = try RealFolders()
        let time = TestTime()
        try real.drop("a", "one")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 0)],
            ofItemAtPath: real.root + "/spool/incoming/a")
        let daemon = try daemon(real, time: time, log: EventLog())
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .seconds(2))
        #expect(try claims(daemon).count == 1)
    }

    @Test func `the names of one file do not unsettle each other`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let log = EventLog()
        try real.drop("a", "one")
        for name in ["b", "c"] {
            try FileManager.default.linkItem(
                atPath: real.root + "/spool/incoming/a",
                toPath: real.root + "/spool/incoming/" + name)
        }
        let daemon = try daemon(real, time: time, log: log)
        _ = try claims(daemon)
        time.advance(by: .seconds(2))
        let claims = try claims(daemon)
        #expect(claims.map(\.path) == ["a", "b", "c"])
        // A name that is given elsewhere meanwhile is no change, and neither is one that goes.
        try FileManager.default.linkItem(
            atPath: real.root + "/spool/work/" + claims[0].name.item.display,
            toPath: real.root + "/elsewhere")
        try daemon.process(claims)
        #expect(log.count("entry.resettled a") == 0)
        #expect(real.files("out") == ["a.json": "<one>", "b.json": "<one>", "c.json": "<one>"])
    }

    @Test func `a file that its folder kept from us is taken when the folder has changed`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let log = EventLog()
        try real.drop("closed/a", "one")
        let closed = ClosedFileSystem(real.fileSystem)
        var options = SpoolOptions.immediate
        options.scanInterval = .seconds(1)
        let daemon = try TestDaemon(
            real.folders, options: options, fileSystem: closed, clock: time.clock,
            events: log.handler)
        closed.isClosed.withLock { $0 = true }
        for _ in 0..<3 {
            #expect(try claims(daemon).isEmpty)
            time.advance(by: .seconds(1))
        }
        #expect(log.count("file.skipped closed/a") == 1)
        #expect(daemon.spool.intake.skippedCount == 1)
        closed.isClosed.withLock { $0 = false }
        #expect(unsafe chmod(real.root + "/spool/incoming/closed", 0o777) == 0)
        time.advance(by: .seconds(1))
        #expect(try claims(daemon).map(\.path) == ["closed/a"])
        #expect(daemon.spool.intake.skippedCount == 0)
    }

    @Test func `a file that was renamed in is claimed at once`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let daemon = try daemon(real, time: time, log: EventLog())
        #expect(try claims(daemon).isEmpty)
        try real.write("elsewhere", "whole")
        try FileManager.default.moveItem(
            atPath: real.root + "/elsewhere", toPath: real.root + "/spool/incoming/a")
        try real.drop("b", "being written")
        #expect(try claims(daemon).map(\.path) == ["a"])
        time.advance(by: .seconds(2))
        #expect(try claims(daemon).map(\.path) == ["b"])
    }

    @Test func `files in new folders are found and folders stay`() throws {
        let real = try RealFolders()
        let daemon = try daemon(real, settle: .zero, time: TestTime(), log: EventLog())
        #expect(try claims(daemon).isEmpty)
        try real.drop("x/y/z/a", "deep")
        #expect(try claims(daemon).map(\.path) == ["x/y/z/a"])
        try real.drop("x/y/b", "in a known folder")
        #expect(try claims(daemon).map(\.path) == ["x/y/b"])
        #expect(FileManager.default.fileExists(atPath: real.root + "/spool/incoming/x/y/z"))
    }

    @Test func `names that say so are left alone`() throws {
        let real = try RealFolders()
        for name in [
            ".hidden", "a.part", "a.tmp", "a~", ".folder/a", "b.tmp/a", "c.bak", "skip/a", "good",
        ] { try real.drop(name, "text") }
        let daemon = try daemon(real, settle: .zero, time: TestTime(), log: EventLog()) {
            $0.ignored = ["*.bak", "skip/**"]
        }
        #expect(try claims(daemon).map(\.path) == ["good"])
        try real.drop("b.part", "text")
        try real.drop("better", "text")
        #expect(try claims(daemon).map(\.path) == ["better"])
    }

    @Test func `what is no plain file stays and is reported once`() throws {
        let real = try RealFolders()
        let incoming = real.root + "/spool/incoming/"
        try real.write("secret", "not in the spool")
        #expect(unsafe symlink(real.root + "/secret", incoming + "link") == 0)
        #expect(unsafe symlink(real.root, incoming + "folder-link") == 0)
        #expect(unsafe symlink("nowhere", incoming + "dangling") == 0)
        #expect(unsafe mkfifo(incoming + "fifo", 0o666) == 0)
        try real.drop("good", "text")
        let time = TestTime()
        let log = EventLog()
        let daemon = try daemon(real, time: time, log: log) { $0.scanInterval = .seconds(1) }
        for _ in 0..<5 {
            for claim in try claims(daemon) {
                #expect(claim.path == "good")
                daemon.spool.intake.abandon(claim)
            }
            time.advance(by: .seconds(3))
        }
        let skipped = log.names.filter { $0.hasPrefix("file.skipped") }.sorted()
        #expect(
            skipped == [
                "file.skipped dangling", "file.skipped fifo", "file.skipped folder-link",
                "file.skipped link",
            ])
        // What takes the place of a skipped name is taken.
        #expect(unsafe unlink(incoming + "fifo") == 0)
        try real.drop("fifo", "a file now")
        _ = try claims(daemon)
        time.advance(by: .seconds(3))
        #expect(try claims(daemon).map(\.path) == ["fifo"])
    }

    @Test func `files are claimed in the order of first seen, then path`() throws {
        let real = try RealFolders()
        let time = TestTime()
        for name in ["m", "d/x", "d.x", "z", "a"] { try real.drop(name, "1") }
        let daemon = try daemon(real, time: time, log: EventLog())
        #expect(try claims(daemon).isEmpty)
        for name in ["b", "0"] { try real.drop(name, "2") }
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .seconds(2))
        #expect(try claims(daemon).map(\.path) == ["a", "d.x", "d/x", "m", "z", "0", "b"])
    }

    @Test func `a backlog beyond the window is taken lap by lap in path order`() throws {
        let real = try RealFolders()
        var names: [String] = []
        for number in 0..<230 {
            names.append("f\(number % 7)/n\(number)")
            try real.drop(names[number], "x")
        }
        let time = TestTime()
        let daemon = try daemon(real, settle: .seconds(1), time: time, log: EventLog()) {
            $0.window = 16
        }
        var taken: [String] = []
        for _ in 0..<200 where taken.count < 230 {
            for claim in try claims(daemon, upTo: 4) {
                taken.append(claim.path.display)
                daemon.spool.intake.abandon(claim)
            }
            time.advance(by: .milliseconds(500))
        }
        #expect(taken == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        #expect(daemon.spool.intake.isExhausted)
    }

    @Test func `lost events and unwatchable folders are made up for by scans`() throws {
        let base = SimulatedFileSystem(SimulatedFileSystem.empty(disks: 2))
        let time = TestTime()
        let log = EventLog()
        let daemon = try TestDaemon(
            SimulatedFileSystem.folders, options: .immediate, fileSystem: base, clock: time.clock,
            events: log.handler)
        #expect(log.count("watch.exhausted") == 1)
        #expect(try claims(daemon).isEmpty)
        base.state.withLock { $0.disk.put("/spool/incoming/late", Array("x".utf8)) }
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .seconds(1))
        #expect(try claims(daemon).map(\.path) == ["late"])
    }

    @Test func `a file that changes while it is read settles again as the same entry`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let log = EventLog()
        try real.drop("a", "first half")
        let daemon = try daemon(real, time: time, log: log)
        _ = try claims(daemon)
        time.advance(by: .seconds(2))
        let claim = try #require(try claims(daemon).first)
        let path = real.root + "/spool/work/" + claim.name.item.display
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(" and second".utf8))
        try file.close()
        #expect(!daemon.spool.intake.confirm(claim))
        #expect(log.count("entry.resettled a") == 1)
        #expect(try claims(daemon).isEmpty)
        time.advance(by: .seconds(2))
        let again = try #require(try claims(daemon).first)
        #expect(again.entry == claim.entry && again.attempt == 1 && again.size == 21)
        try daemon.process([again])
        #expect(real.files("out") == ["a.json": "<first half and second>"])
    }

    @Test func `a counted attempt is in the claim's name and survives a restart`() throws {
        let real = try RealFolders()
        try real.drop("dir/a%b", "text")
        var entry: EntryID?
        do {
            let daemon = try daemon(real, settle: .zero, time: TestTime(), log: EventLog())
            let claim = try #require(try claims(daemon).first)
            let next = try daemon.spool.intake.countAttempt(claim)
            #expect(next.attempt == 2 && next.isAlone)
            entry = next.entry
            daemon.spool.intake.abandon(next)
        }
        let daemon = try daemon(real, settle: .zero, time: TestTime(), log: EventLog())
        let claim = try #require(try claims(daemon).first)
        #expect(claim.entry == entry && claim.attempt == 2 && claim.isAlone)
        #expect(claim.path == "dir/a%b")
    }
}
