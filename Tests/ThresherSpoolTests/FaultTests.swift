// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization
import Testing
import ThresherEngine
import ThresherSpool

/// Every single call of a whole run fails once, with each of two errors.
struct FaultTests {
    private static let inputs = [
        ("a", "A"), ("b", "B"), ("deep/c", "C"), ("f", "fail F"), ("z", "lines\nx\ny"),
    ]

    /// Runs like a daemon that starts again when it must, and keeps trying when it can.
    private func run(_ fileSystem: any FileSystem, _ time: TestTime, stopping: Bool) -> SpoolError?
    {
        do throws(SpoolError) {
            let daemon = try TestDaemon(
                SimulatedFileSystem.folders, options: .immediate, fileSystem: fileSystem,
                clock: time.clock)
            daemon.bundleLimit = 2
            daemon.onIdle = { time.advance(by: .seconds(60)) }
            try daemon.runUntilIdle()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [EIO, ENOSPC])
    func `after any call has failed a fresh start gives each document exactly one outcome`(
        error: Int32
    ) throws {
        var place = 0
        var hit: Set<String> = []
        while true {
            let disk = Self.start()
            let simulated = SimulatedFileSystem(disk)
            let recording = RecordingFileSystem(simulated, folders: SimulatedFileSystem.folders)
            let time = TestTime()
            recording.fail(at: place, with: error)
            _ = run(recording, time, stopping: true)
            guard let failed = recording.failed else { break }
            hit.insert(String(failed.prefix { $0 != " " }))
            // What a failed sync wrote may never reach the disk: the machine goes down as well.
            let survivors = simulated.state.withLock {
                [$0.disk]
                    + (failed.hasPrefix("sync") ? [$0.disk.after([[], []], tear: .half)] : [])
            }
            for survivor in survivors {
                let fresh = SimulatedFileSystem(survivor)
                let later = TestTime()
                #expect(run(fresh, later, stopping: false) == nil, "after \(failed)")
                try Self.check(fresh.state.withLock { $0.disk }, "after \(place): \(failed)")
            }
            place += 1
        }
        #expect(place > 100)
        #expect(
            hit.isSuperset(of: ["open", "create", "write", "rename", "sync", "status", "list"]))
    }

    /// Does what the real daemon does about errors without ending.
    private func runOn(_ fileSystem: any FileSystem, _ time: TestTime) -> SpoolError? {
        do throws(SpoolError) {
            let daemon = try TestDaemon(
                SimulatedFileSystem.folders, options: .immediate, fileSystem: fileSystem,
                clock: time.clock)
            daemon.bundleLimit = 2
            daemon.isPersistent = true
            daemon.onIdle = { time.advance(by: .seconds(60)) }
            try daemon.runUntilIdle()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [EIO, ENOSPC])
    func `a daemon that goes on after an error loses nothing to a power loss later`(
        error: Int32
    ) throws {
        var place = 0
        while true {
            let simulated = SimulatedFileSystem(Self.start())
            let recording = RecordingFileSystem(simulated, folders: SimulatedFileSystem.folders)
            let time = TestTime()
            recording.fail(at: place, with: error)
            _ = runOn(recording, time)
            guard let failed = recording.failed else { break }
            // All that was not synced is gone.
            let survivor = simulated.state.withLock { $0.disk.after([[], []], tear: .missing) }
            let fresh = SimulatedFileSystem(survivor)
            #expect(run(fresh, TestTime(), stopping: false) == nil, "after \(failed)")
            try Self.check(fresh.state.withLock { $0.disk }, "after \(place): \(failed)")
            place += 1
        }
    }

    private static func start() -> SimulatedDisk {
        let fileSystem = SimulatedFileSystem(SimulatedFileSystem.empty(disks: 2))
        _ = try? TestDaemon(
            SimulatedFileSystem.folders, options: .immediate, fileSystem: fileSystem,
            clock: TestTime().clock)
        var disk = fileSystem.state.withLock { $0.disk }
        for (path, text) in inputs { disk.put("/spool/incoming/" + path, Array(text.utf8)) }
        disk.settle()
        return disk
    }

    private static func check(_ disk: SimulatedDisk, _ what: String) throws {
        var files: [String: String] = [:]
        for file in disk.files {
            files[String(decoding: file.path, as: UTF8.self)] =
                String(decoding: file.bytes, as: UTF8.self)
        }
        func below(_ folder: String) -> [String] {
            files.filter { $0.key.hasPrefix(folder) && !$0.key.hasSuffix("/") }.values.sorted()
        }
        let outputs = files.filter {
            $0.key.hasPrefix("/output/") && !$0.key.hasPrefix("/output/.") && !$0.key.hasSuffix("/")
        }
        #expect(
            outputs.values.sorted() == ["<A>", "<B>", "<C>", "<lines>", "<x>", "<y>"], "\(what)")
        #expect(below("/spool/done/") == ["A", "B", "C", "lines\nx\ny"], "\(what)")
        #expect(below("/spool/failed/").contains("fail F"), "\(what)")
        #expect(below("/spool/failed/").count == 2, "\(what)")
        #expect(below("/spool/incoming/").isEmpty && below("/spool/work/").isEmpty, "\(what)")
        let fileSystem = SimulatedFileSystem(disk)
        let lines = try TestLedger.lines(fileSystem)
        #expect(lines.count == 7, "\(what)")
        #expect(Set(lines.map(\.sha256)).count == 7, "\(what)")
        #expect(lines.filter { $0.outcome == .failed }.map(\.path) == ["f"], "\(what)")
        #expect(lines.allSatisfy { $0.attempts == 1 }, "\(what)")
        #expect(try TestLedger.check(fileSystem).problems == [], "\(what)")
    }
}

/// The ledger of a simulated spool.
enum TestLedger {
    static func lines(_ fileSystem: SimulatedFileSystem) throws -> [LedgerLine] {
        try reader(fileSystem).lines(.all)
    }

    static func check(_ fileSystem: SimulatedFileSystem) throws -> LedgerCheck {
        try reader(fileSystem).check()
    }

    private static func reader(_ fileSystem: SimulatedFileSystem) throws -> LedgerReader {
        // The simulated file system has no other roots than the three.
        fileSystem.state.withLock { state in
            if let ledger = state.disk.inode("/state/ledger") {
                state.disk.roots[Array("/state/ledger".utf8)] = ledger
            }
        }
        return try LedgerReader(state: "/state", fileSystem: fileSystem)
    }
}
