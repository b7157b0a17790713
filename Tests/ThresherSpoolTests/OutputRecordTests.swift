// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherEngine
import ThresherSpool

struct OutputRecordTests {
    private static let texts = ["A", "B", "C"]

    /// Runs until nothing is ready, or until a call has failed.
    private func run(
        _ real: RealFolders, _ fileSystem: any FileSystem, output: String, log: EventLog,
        prepare: () -> Void = {}
    ) throws(SpoolError) {
        var folders = real.folders
        folders.output = BytePath(real.root + "/" + output)
        let daemon = try TestDaemon(
            folders, options: .immediate, fileSystem: fileSystem, events: log.handler)
        daemon.bundleLimit = 2
        prepare()
        try daemon.runUntilIdle()
    }

    /// A run that the failure of one call ends.
    ///
    /// - Returns: The call; `nil` when there are no more.
    private func runFailing(
        _ real: RealFolders, at place: Int, _ log: EventLog
    ) throws -> String? {
        for text in OutputRecordTests.texts { try real.drop(text, text) }
        let recording = RecordingFileSystem(real.fileSystem, folders: real.folders)
        try? run(real, recording, output: "out", log: log) { recording.fail(at: place, with: EIO) }
        return recording.failed
    }

    private func outputs(_ real: RealFolders, _ folder: String) -> [String] {
        real.files(folder).values.sorted()
    }

    private func hasCommit(_ real: RealFolders) -> Bool {
        let paths = FileManager.default.subpaths(atPath: real.root + "/out/.thresher")
        return (paths ?? []).contains { $0.hasSuffix(".commit") }
    }

    private func move(_ real: RealFolders, _ from: String, _ to: String) throws {
        try FileManager.default.moveItem(
            atPath: real.root + "/" + from, toPath: real.root + "/" + to)
    }

    @Test func `another output folder after any failed call doubles and loses nothing`() throws {
        var place = 0
        var left = 0
        while true {
            let real = try RealFolders()
            let log = EventLog()
            guard let failed = try runFailing(real, at: place, log) else { break }
            try run(real, real.fileSystem, output: "other", log: log)
            // And back: what was left there must not come out again.
            try run(real, real.fileSystem, output: "out", log: log)
            let found = outputs(real, "out") + outputs(real, "other")
            #expect(found.sorted() == ["<A>", "<B>", "<C>"], "\(place): \(failed)")
            #expect(try real.lines().count == 3, "\(place): \(failed)")
            if log.names.contains(where: { $0.hasPrefix("output.left") }) { left += 1 }
            place += 1
        }
        #expect(place > 50 && left > 0)
    }

    /// A spool whose daemon died between a commit and its end, with the first bundle's outputs
    /// still staged.
    private func committed(_ log: EventLog) throws -> RealFolders {
        var place = 0
        while true {
            let real = try RealFolders()
            _ = try #require(try runFailing(real, at: place, log))
            if hasCommit(real) { return real }
            place += 1
        }
    }

    @Test func `what an output folder had committed while it was out of reach stays undone`() throws
    {
        let log = EventLog()
        let real = try committed(log)
        let before = outputs(real, "out")
        try move(real, "out", "gone")
        try run(real, real.fileSystem, output: "other", log: log)
        try #require(outputs(real, "other") == ["<A>", "<B>", "<C>"])
        try move(real, "gone", "out")
        try run(real, real.fileSystem, output: "out", log: log)
        #expect(outputs(real, "out") == before)
        #expect(!hasCommit(real))
        #expect(try real.lines().count == 3)
        #expect(log.names.contains { $0.hasPrefix("bundle.discarded") })
    }

    @Test func `a commit whose number was used again is done when nothing else has its documents`()
        throws
    {
        let log = EventLog()
        let real = try committed(log)
        // The power went: that the inputs were released has reached the disk, their lines not.
        for name in try FileManager.default.contentsOfDirectory(
            atPath: real.root + "/spool/work")
        where name.hasSuffix("@A") || name.hasSuffix("@B") {
            try move(real, "spool/work/" + name, "spool/done/" + name)
        }
        try move(real, "out", "gone")
        for text in ["D", "E", "F", "G"] { try real.drop(text, text) }
        try run(real, real.fileSystem, output: "out", log: log)
        #expect(outputs(real, "out") == ["<C>", "<D>", "<E>", "<F>", "<G>"])
        try move(real, "out", "taken")
        try move(real, "gone", "out")
        try run(real, real.fileSystem, output: "out", log: log)
        #expect(outputs(real, "out") == ["<A>", "<B>"])
        #expect(!hasCommit(real))
        let lines = try real.lines()
        #expect(lines.count == 7 && Set(lines.map(\.sha256)).count == 7)
        #expect(try LedgerReader(state: real.folders.state).check().problems == [])
        // What is remembered is whole as well.
        var folders = real.folders
        folders.output = BytePath(real.root + "/out")
        let daemon = try TestDaemon(folders, options: .immediate, fileSystem: real.fileSystem)
        #expect(Set(daemon.memory) == ["A", "B", "C", "D", "E", "F", "G"])
    }

    @Test func `a former output folder that cannot be used is named, with what gives it up`() throws
    {
        let log = EventLog()
        let real = try committed(log)
        let staging = real.root + "/out/.thresher"
        try FileManager.default.moveItem(atPath: staging, toPath: staging + ".gone")
        try real.write("out/.thresher", "no folder")
        let error = #expect(throws: SpoolError.self) {
            try run(real, real.fileSystem, output: "other", log: log)
        }
        #expect(error?.message.contains(real.root + "/out") == true)
        #expect(error?.message.contains("rm '\(real.root)/state/output.json'") == true)
        try FileManager.default.removeItem(atPath: real.root + "/state/output.json")
        try run(real, real.fileSystem, output: "other", log: log)
        #expect(outputs(real, "other") == ["<A>", "<B>", "<C>"])
    }
}
