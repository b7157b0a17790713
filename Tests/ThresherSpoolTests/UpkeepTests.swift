// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Synchronization
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherSpool

struct UpkeepTests {
    private func run(
        _ real: RealFolders, _ options: SpoolOptions = .immediate, clock: SpoolClock = .system,
        log: EventLog = EventLog()
    ) throws -> TestDaemon {
        let daemon = try TestDaemon(
            real.folders, options: options, fileSystem: real.fileSystem, clock: clock,
            events: log.handler)
        try daemon.runUntilIdle()
        return daemon
    }

    @Test func `a second daemon is refused while the first lives`() throws {
        let real = try RealFolders()
        do {
            let first = try run(real)
            let error = #expect(throws: SpoolError.self) { try run(real) }
            #expect(error?.code == .inUse && error?.exitCode == 75)
            #expect(first.committed.isEmpty)
        }
        _ = try run(real)
    }

    @Test func `folders that another version wrote are refused with what to do`() throws {
        for folder in ["spool", "state"] {
            let real = try RealFolders()
            _ = try run(real)
            try real.write(folder + "/format.json", #"{"format":"thresher.\#(folder)/9","id":"X"}"#)
            let error = #expect(throws: SpoolError.self) { try run(real) }
            #expect(error?.code == .format && error?.exitCode == 78)
            #expect(error?.message.contains("thresher.\(folder)/9") == true)
        }
    }

    @Test func `says that the ledger of a used spool is missing`() throws {
        let real = try RealFolders()
        let first = EventLog()
        try real.drop("a", "1")
        _ = try run(real, log: first)
        _ = try run(real, log: first)
        #expect(!first.names.contains("ledger.missing"))
        try FileManager.default.removeItem(
            atPath: real.folders.state.display)
        let second = EventLog()
        _ = try run(real, log: second)
        #expect(second.names.count { $0 == "ledger.missing" } == 1)
    }

    @Test func `done is kept, deleted, or kept for some days`() throws {
        let real = try RealFolders()
        var options = SpoolOptions.immediate
        try real.drop("x/kept", "1")
        _ = try run(real, options)
        #expect(real.files("spool/done") == ["x/kept": "1"])
        options.done = .delete
        try real.drop("x/gone", "2")
        _ = try run(real, options)
        #expect(real.files("spool/done") == ["x/kept": "1"])
        options.done = .days(3)
        let now = UInt64(Date().timeIntervalSince1970 * 1000)
        for (days, remains) in [(2, true), (4, false)] {
            let later = SpoolClock(
                monotonic: { 1 }, wall: { now + UInt64(days) * 86_400_000 })
            let log = EventLog()
            let daemon = try run(real, options, clock: later, log: log)
            while try daemon.spool.retention.step() {}
            #expect(real.files("spool/done").isEmpty != remains)
            #expect(log.count("files.pruned") == (remains ? 0 : 1))
        }
        #expect(!FileManager.default.fileExists(atPath: real.root + "/spool/done/x"))
    }

    @Test func `the ledger goes on in new files by size and day, and its chain holds`() throws {
        let real = try RealFolders()
        var options = SpoolOptions.immediate
        options.ledgerFileBytes = 2_000
        for day in 0..<3 {
            for number in 0..<6 { try real.drop("d\(day)/\(number)", "text \(day) \(number)") }
            let daemon = try TestDaemon(
                real.folders, options: options, fileSystem: real.fileSystem,
                clock: SpoolClock(
                    monotonic: { 1 }, wall: { 1_700_000_000_000 + UInt64(day) * 86_400_000 }))
            daemon.bundleLimit = 2
            try daemon.runUntilIdle()
        }
        let files = real.files("state/ledger").keys.sorted()
        #expect(files.count >= 4)
        let reader = try LedgerReader(state: real.folders.state)
        let check = try reader.check()
        #expect(check.bundles == 9 && check.documents == 18 && check.problems.isEmpty)
        #expect(try reader.lines(.path("d1/3")).map(\.path) == ["d1/3"])
        let document = try #require(try reader.lines(.all).last)
        #expect(try reader.lines(.document(document.document)) == [document])
        #expect(try reader.lines(.entry(document.entry)) == [document])
        // A changed line is found out.
        let name = try #require(files.dropFirst().first)
        let text = try #require(real.read("state/ledger/" + name))
        try real.write(
            "state/ledger/" + name, text.replacingOccurrences(of: "text/plain", with: "text/plane"))
        #expect(try reader.check().problems.isEmpty == false)
        // Pruning takes whole files, never the newest.
        options.ledgerDays = 1
        let daemon = try run(
            real, options,
            clock: SpoolClock(monotonic: { 1 }, wall: { 1_700_000_000_000 + 30 * 86_400_000 }))
        #expect(try !daemon.spool.retention.step())
        #expect(real.files("state/ledger").count == 1)
    }

    @Test func `a clock that was wrong for a while makes no ledger file old`() throws {
        let real = try RealFolders()
        var options = SpoolOptions.immediate
        options.ledgerDays = 90
        let now: UInt64 = 1_700_000_000_000
        for (name, wall) in [("a", now), ("b", now - 365 * 86_400_000), ("c", now + 1_000)] {
            try real.drop(name, name)
            let daemon = try run(
                real, options, clock: SpoolClock(monotonic: { 1 }, wall: { wall }))
            while try daemon.spool.retention.step() {}
        }
        let reader = try LedgerReader(state: real.folders.state)
        #expect(try reader.lines(.all).map(\.path) == ["a", "b", "c"])
        #expect(try reader.check().problems.isEmpty)
    }

    @Test func `a reader follows what is appended`() throws {
        let real = try RealFolders()
        try real.drop("a", "1")
        let daemon = try run(real)
        let reader = try LedgerReader(state: real.folders.state)
        var position = try reader.end()
        try real.drop("b", "2")
        try real.drop("c", "3")
        while try reader.lines(.all).count < 3 { try daemon.runUntilIdle() }
        var paths: [BytePath] = []
        position = try reader.read(.all, from: position) {
            paths.append($0.path)
            return true
        }
        #expect(paths == ["b", "c"])
        #expect(try reader.read(.all, from: position) { _ in false } == position)
    }

    @Test(arguments: ["{\"entry\":\"torn", "\u{0}\u{0}\u{0}", "{\"entry\":\"x\"}\n"])
    func `torn tails of ledger and state are cut off`(tail: String) throws {
        let real = try RealFolders()
        try real.drop("a", "1")
        _ = try run(real)
        let ledger = try #require(real.files("state/ledger").keys.first)
        for file in ["state/ledger/" + ledger, "state/memory/log"] {
            let handle = try #require(FileHandle(forWritingAtPath: real.root + "/" + file))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(tail.utf8))
            try handle.close()
        }
        try real.drop("b", "2")
        let log = EventLog()
        let daemon = try run(real, log: log)
        #expect(log.count("tail.cut") == 2)
        #expect(daemon.memoryAfterwards == ["1", "2"])
        #expect(try LedgerReader(state: real.folders.state).check().problems.isEmpty)
        #expect(try real.lines().map(\.path) == ["a", "b"])
    }

    @Test func `damage in the middle of a state is skipped and reported, not cut off`() throws {
        let real = try RealFolders()
        for name in ["a", "b", "c"] {
            try real.drop(name, "text of \(name)")
            _ = try run(real)
        }
        let path = real.root + "/state/memory/log"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let place = try #require(bytes.range(of: Data("text of b".utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let log = EventLog()
        let daemon = try run(real, log: log)
        #expect(daemon.memory == ["text of a", "text of c"])
        #expect(log.count("file.damaged") == 1)
    }

    @Test func `a quarantined entry is put back and starts anew`() throws {
        let real = try RealFolders()
        try real.drop("x/bad", "fail")
        _ = try run(real)
        let quarantine = try Quarantine(spool: real.folders.spool)
        let item = try #require(try quarantine.list().first)
        #expect(item.path == "x/bad" && item.reason["reason"]?.string == "signal")
        #expect(try quarantine.retry(item) == "x/bad")
        #expect(real.files("spool/incoming") == ["x/bad": "fail"])
        #expect(real.files("spool/failed").isEmpty)
        #expect(try quarantine.list().isEmpty)
        #expect(throws: SpoolError.self) { try quarantine.retry(item) }
        try real.drop("x/bad", "good now")
        _ = try run(real)
        #expect(try real.lines().map(\.outcome) == [.failed, .stored])
        #expect(try real.lines().map(\.attempts) == [1, 1])
    }

    @Test func `a retry never replaces a file and never leaves the spool`() throws {
        let real = try RealFolders()
        try real.drop("bad", "fail 1")
        try real.drop("worse", "fail 2")
        _ = try run(real)
        try real.drop("bad", "new")
        let quarantine = try Quarantine(spool: real.folders.spool)
        let items = try quarantine.list()
        let evil = try #require(items.first { $0.path == "worse" }).entry.text
        try real.write("spool/failed/\(evil)/reason.json", #"{"path":"../../evil"}"#)
        for item in try quarantine.list() { _ = try quarantine.retry(item) }
        let files = real.files("spool/incoming")
        #expect(files["bad"] == "new" && files["worse"] == "fail 2" && files.count == 3)
        #expect(real.read("evil") == nil && real.read("spool/evil") == nil)
    }

    @Test func `claiming stops while space is short and goes on by itself`() throws {
        let real = try RealFolders()
        let disk = ScarceFileSystem(real.fileSystem)
        let time = TestTime()
        let log = EventLog()
        var options = SpoolOptions.immediate
        options.minFreeBytes = 1_000
        try real.drop("a", "1")
        let daemon = try TestDaemon(
            real.folders, options: options, fileSystem: disk, clock: time.clock,
            events: log.handler)
        disk.free.withLock { $0 = 999 }
        for limit in [10, 0, 10, 0, 10] {
            #expect(try daemon.spool.intake.claim(upTo: limit).isEmpty)
            #expect(daemon.spool.intake.nextDeadline > time.now)
            time.advance(by: .seconds(2))
        }
        #expect(log.count("space.exhausted") == 3)
        #expect(daemon.spool.intake.nextDeadline <= time.now + 1_000_000_000)
        disk.free.withLock { $0 = 1_000 }
        time.advance(by: .seconds(2))
        try daemon.runUntilIdle()
        #expect(log.count("space.recovered") == 3)
        #expect(real.files("out") == ["a.json": "<1>"])
        // A write that failed although the numbers look well holds back for a while, too.
        try real.drop("b", "2")
        daemon.spool.intake.noteNoSpace()
        // Without room for what it would claim as well: there is nothing to be awake for.
        for limit in [10, 0] {
            #expect(try daemon.spool.intake.claim(upTo: limit).isEmpty)
            #expect(daemon.spool.intake.nextDeadline > time.now)
        }
        time.advance(by: .seconds(40))
        #expect(try daemon.spool.intake.claim(upTo: 10).count == 1)
    }

    @Test func `claims that find no space are said to be in the way after some tries`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let disk = ScarceFileSystem(real.fileSystem)
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: disk, clock: time.clock)
        // The spool tries once, by itself, whether files can be renamed.
        try daemon.runUntilIdle()
        try real.drop("a", "1")
        disk.free.withLock { $0 = 0 }
        for _ in 0..<3 {
            #expect(daemon.spool.intake.obstacle == nil)
            #expect(try daemon.spool.intake.claim(upTo: 10).isEmpty)
            time.advance(by: .seconds(6))
        }
        #expect(daemon.spool.intake.obstacle?.contains("no file can be claimed") == true)
        #expect(real.files("spool/incoming") == ["a": "1"])
    }

    @Test(arguments: ["out", "out/d", "out/.thresher"])
    func `deleting the output while the daemon runs loses nothing unpublished`(
        folder: String
    ) throws {
        let real = try RealFolders()
        let daemon = try run(real)
        for round in 0..<4 {
            // Between two bundles, and in the middle of one.
            for name in ["a\(round)", "d/b\(round)", "d/c\(round)"] { try real.drop(name, name) }
            try? FileManager.default.removeItem(atPath: real.root + "/" + folder)
            while true {
                let before = daemon.committed.count
                try daemon.runUntilIdle()
                if daemon.committed.count == (round + 1) * 3 { break }
                #expect(daemon.committed.count >= before)
            }
            let files = real.files("out")
            for name in ["a\(round)", "d/b\(round)", "d/c\(round)"] {
                #expect(files[name + ".json"] == "<\(name)>")
            }
        }
    }

    @Test(arguments: ["incoming", "done", "failed"], [true, false])
    func `a folder that is moved or deleted while the daemon runs is made again`(
        folder: String, isMoved: Bool
    ) throws {
        let real = try RealFolders()
        let time = TestTime()
        let log = EventLog()
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem, clock: time.clock,
            events: log.handler)
        for (round, text) in ["1", "fail 2"].enumerated() {
            try real.drop("d/a\(round)", text)
            try daemon.runUntilIdle()
        }
        let path = real.root + "/spool/" + folder
        if isMoved {
            try FileManager.default.moveItem(atPath: path, toPath: path + "-old")
        } else {
            try FileManager.default.removeItem(atPath: path)
        }
        time.advance(by: .seconds(2))
        try daemon.runUntilIdle()
        for (round, text) in ["3", "fail 4"].enumerated() {
            try real.drop("d/b\(round)", text)
            try daemon.runUntilIdle()
        }
        #expect(log.names.filter { $0.hasPrefix("folder.reopened") }.count == 1)
        #expect(real.files("spool/incoming").isEmpty)
        #expect(real.files("spool/done")["d/b0"] == "3")
        #expect(real.files("spool/failed").values.contains("fail 4"))
        #expect(try real.lines().count == 4)
    }

    @Test func `a daemon whose claims are moved away ends and says what to do`() throws {
        let real = try RealFolders()
        let time = TestTime()
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem, clock: time.clock)
        let work = real.root + "/spool/work"
        try FileManager.default.moveItem(atPath: work, toPath: work + "-old")
        time.advance(by: .seconds(2))
        let error = #expect(throws: SpoolError.self) { try daemon.runUntilIdle() }
        #expect(error?.requiresRestart == true)
        #expect(error?.message.contains("start the daemon again") == true)
    }

    @Test func `staged files that are deleted after the commit are staged again`() throws {
        let real = try RealFolders()
        let remover = RemovingFileSystem(real.fileSystem, folder: real.root + "/out")
        for name in ["a", "d/b", "d/c"] { try real.drop(name, name) }
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: remover)
        remover.isArmed.withLock { $0 = true }
        try daemon.runUntilIdle()
        #expect(remover.isArmed.withLock { !$0 })
        #expect(real.files("out") == ["a.json": "<a>", "d/b.json": "<d/b>", "d/c.json": "<d/c>"])
        #expect(try real.lines().count == 3)
    }
}
