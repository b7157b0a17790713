// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherSpool

struct SpoolTests {
    @Test func `a file becomes an output, an archived input and a line in the ledger`() throws {
        let real = try RealFolders()
        try real.drop("a.html", "A")
        try real.drop("deep/er/b.html", "B")
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem)
        try daemon.runUntilIdle()
        #expect(real.files("out") == ["a.html.json": "<A>", "deep/er/b.html.json": "<B>"])
        #expect(real.files("spool/done") == ["a.html": "A", "deep/er/b.html": "B"])
        #expect(real.files("spool/incoming").isEmpty && real.files("spool/work").isEmpty)
        let lines = try real.lines()
        #expect(lines.map(\.path) == ["a.html", "deep/er/b.html"])
        #expect(lines.map(\.outcome) == [.stored, .stored])
        #expect(lines.map(\.outputs) == [["a.html.json"], ["deep/er/b.html.json"]])
        #expect(daemon.committed.map(\.outputs) == [["a.html.json"], ["deep/er/b.html.json"]])
    }

    @Test func `a document that fails is kept with its original bytes and the reason`() throws {
        let real = try RealFolders()
        try real.drop("x/bad.html", "fail me")
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem)
        try daemon.runUntilIdle()
        let entry = try #require(daemon.committed.first?.entry.text)
        #expect(real.read("spool/failed/\(entry)/bad.html") == "fail me")
        let text = try #require(real.read("spool/failed/\(entry)/reason.json"))
        let reason = try JSONValue(parsing: Array(text.utf8))
        #expect(reason["path"]?.string == "x/bad.html")
        #expect(reason["reason"]?.string == "signal")
        #expect(reason["stage"]?.string == "content")
        #expect(reason["attempts"]?.int == 1)
        #expect(reason["last_words"]?.string == "last words")
        #expect(reason["sha256"]?.string == Digest(of: Array("fail me".utf8)).hex)
        #expect(real.files("out").isEmpty && real.files("spool/done").isEmpty)
    }

    @Test func `records of a container stream through several bundles`() throws {
        let real = try RealFolders()
        try real.drop("c.txt", "lines\n1\n2\n3\n4\nfail\n6")
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem)
        daemon.bundleLimit = 2
        try daemon.runUntilIdle()
        #expect(real.files("out").count == 6)
        #expect(real.read("out/c.txt#6.json") == "<6>")
        #expect(try real.lines().map(\.record) == [0, 1, 2, 3, 4, 5, 6])
        let entry = try #require(daemon.committed.first?.entry.text)
        #expect(real.read("spool/failed/\(entry)/c.txt") != nil)
        #expect(daemon.spool.intake.isExhausted)
    }

    @Test func `what deciders remember is there at the next start`() throws {
        let real = try RealFolders()
        for round in 0..<3 {
            try real.drop("f\(round)", "text \(round)")
            let daemon = try TestDaemon(
                real.folders, options: .immediate, fileSystem: real.fileSystem)
            #expect(daemon.memory == (0..<round).map { "text \($0)" })
            try daemon.runUntilIdle(flushing: round != 1)
        }
    }
}
