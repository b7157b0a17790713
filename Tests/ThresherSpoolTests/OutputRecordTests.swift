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

    @Test func `what an output folder had committed while it was out of reach stays undone`() throws
    {
        var real = try RealFolders()
        let log = EventLog()
        var place = 0
        // The first call that fails between a commit and its end.
        while true {
            _ = try #require(try runFailing(real, at: place, log))
            if hasCommit(real) { break }
            real = try RealFolders()
            place += 1
        }
        let before = outputs(real, "out")
        try move(real, "out", "gone")
        try run(real, real.fileSystem, output: "other", log: log)
        try #require(outputs(real, "other") == ["<A>", "<B>", "<C>"])
        try move(real, "gone", "out")
        try run(real, real.fileSystem, output: "out", log: log)
        #expect(outputs(real, "out") == before)
        #expect(!hasCommit(real))
        #expect(try real.lines().count == 3)
    }
}
