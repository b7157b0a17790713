// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherSpool

struct NameTests {
    private static let hostile: [[UInt8]] = [
        Array("plain.html".utf8), Array("new\nline".utf8), [0xFF, 0xFE, 0x41], Array("a\\x41".utf8),
        Array("\\".utf8), Array("esc\u{1B}[31m".utf8), Array("\u{202E}gnp.exe".utf8), [0xC3],
        Array("100%".utf8), Array("a@b#3~x".utf8), Array("é👩‍👩‍👧".utf8), [0x01, 0x7F],
        Array(repeating: UInt8(ascii: "n"), count: 255),
        Array(repeating: 0xFF, count: 255), Array("日本".utf8) + Array(repeating: 0x61, count: 240),
        Array("%2Fetc%2Fpasswd".utf8), Array("-rf".utf8), Array(" ".utf8),
    ]

    @Test(arguments: hostile)
    func `a display reads back as the same bytes`(bytes: [UInt8]) {
        let path = BytePath(bytes)
        #expect(BytePath(display: path.display) == path)
        #expect(path.display.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }

    @Test(arguments: ["a.json", #"we\x5cird.json"#, #"\xff\x0a.json"#, #"a\x5cx41.json"#])
    func `a ledger line names an output as the file is called`(output: String) {
        let json = JSONValue.object([
            .init("entry", "01ARZ3NDEKTSV4RRFFQ69G5FAV"), .init("path", "a"),
            .init("document", "D"), .init("outcome", "stored"), .init("attempts", 1),
            .init("outputs", .array([.string(output)])),
        ])
        #expect(LedgerLine(json)?.outputs == [BytePath(output)])
    }

    @Test(arguments: hostile)
    func `a hostile name comes out once, under a name that is safe`(bytes: [UInt8]) throws {
        let real = try RealFolders()
        let incoming = try real.fileSystem.openRoot(BytePath(real.root + "/spool/incoming"))
        for (folder, text) in [("", "one"), ("sub", "two")] {
            if !folder.isEmpty {
                try real.fileSystem.makeFolder(BytePath(folder), in: incoming, isPrivate: false)
            }
            let path = BytePath(folder).appending(BytePath(bytes))
            let file = try real.fileSystem.createFile(path, in: incoming)
            try real.fileSystem.write(Array(text.utf8), to: file)
            real.fileSystem.close(file)
        }
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem)
        try daemon.runUntilIdle()
        let outputs = real.files("out")
        #expect(outputs.values.sorted() == ["<one>", "<two>"])
        #expect(outputs.keys.allSatisfy { !$0.contains("\n") && $0.hasSuffix(".json") })
        let lines = try real.lines()
        #expect(Set(lines.map(\.path)) == [BytePath(bytes), BytePath("sub/".utf8 + bytes)])
        let stated = lines.flatMap(\.outputs).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(Set(stated) == Set(outputs.keys))
        #expect(
            try real.fileSystem.status(
                BytePath("done/".utf8 + bytes),
                in: real.fileSystem.openRoot(BytePath(real.root + "/spool"))
            ).size == 3)
    }

    @Test(arguments: [
        ("a/b.json", "a/b~2.json"), ("b", "b~2"), (".b", "~2.b"), ("a.b/c", "a.b/c~2"),
        (String(repeating: "x", count: 251) + ".md", String(repeating: "x", count: 250) + "~2.md"),
        (String(repeating: "é", count: 126) + ".md", String(repeating: "é", count: 125) + "~2.md"),
        ("." + String(repeating: "é", count: 127), "~2." + String(repeating: "é", count: 49)),
        ("a." + String(repeating: "x", count: 253), "a~2." + String(repeating: "x", count: 99)),
    ])
    func `a mark stands before the ending, and characters stay whole`(
        path: String, marked: String
    ) {
        #expect(BytePath(path).marked("~2") == BytePath(marked))
    }

    @Test func `a name that is taken gets the entry's id before its ending`() throws {
        let real = try RealFolders()
        try real.write("out/a.html.json", "somebody else's")
        try real.write("out/d.html.json/file", "a folder of that name")
        try real.write("out/blocked", "a file where a folder must be")
        for name in ["a.html", "d.html", "blocked/x"] { try real.drop(name, name) }
        let log = EventLog()
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem, events: log.handler)
        try daemon.runUntilIdle()
        let ids = Dictionary(
            uniqueKeysWithValues: try real.lines().map { ($0.path.display, $0.entry.text) })
        let files = real.files("out")
        #expect(files["a.html.json"] == "somebody else's")
        #expect(files["a.html~\(ids["a.html"] ?? "").json"] == "<a.html>")
        #expect(files["d.html~\(ids["d.html"] ?? "").json"] == "<d.html>")
        #expect(files["blocked~\(ids["blocked/x"] ?? "")/x.json"] == "<blocked/x>")
        let stated = try real.lines().flatMap(\.outputs).map(\.display)
        #expect(stated.allSatisfy { files[$0] != nil })
        #expect(log.names.count { $0.hasPrefix("output.renamed") } == 3)
    }

    @Test func `the same file dropped again replaces nothing unless that is asked for`() throws {
        for conflict in SpoolOptions.Conflict.allCases {
            let real = try RealFolders()
            var options = SpoolOptions.immediate
            options.onConflict = conflict
            for round in 1...3 {
                try real.drop("a", "round \(round)")
                let daemon = try TestDaemon(
                    real.folders, options: options, fileSystem: real.fileSystem)
                try daemon.runUntilIdle()
            }
            let files = real.files("out")
            #expect(files.count == (conflict == .replace ? 1 : 3))
            #expect(files["a.json"] == (conflict == .replace ? "<round 3>" : "<round 1>"))
            #expect(real.files("spool/done").values.sorted() == ["round 1", "round 2", "round 3"])
        }
    }

    @Test(arguments: [EXDEV, EACCES])
    func `a folder that nothing can be renamed into holds up nobody`(number: Int32) throws {
        let real = try RealFolders()
        try real.write("out/mnt/.keep", "")
        try real.write("spool/done/mnt/.keep", "")
        try real.drop("b", "b")
        for folder in ["out/mnt", "spool/done/mnt"] {
            try real.drop("mnt/a", folder)
            let daemon = try TestDaemon(
                real.folders, options: .immediate,
                fileSystem: ForeignFolderFileSystem(
                    real.fileSystem, folder: real.root + "/" + folder, number: number))
            try daemon.runUntilIdle()
            #expect(real.files("spool/work").isEmpty)
        }
        let files = real.files("out")
        #expect(files.values.sorted() == ["<b>", "<out/mnt>", "<spool/done/mnt>"])
        #expect(Set(try real.lines().flatMap(\.outputs).map(\.display)) == Set(files.keys))
        #expect(real.files("spool/done").values.sorted() == ["b", "out/mnt", "spool/done/mnt"])
    }

    @Test func `names that would meet in the output stay apart`() throws {
        let real = try RealFolders()
        // `a.json` is a file for one and a folder for the other; `c#1` is also a record's name.
        for name in ["a", "a.json/b", "c", "c#1"] {
            try real.drop(name, name == "c" ? "lines\nx" : name)
        }
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem)
        try daemon.runUntilIdle()
        #expect(
            real.files("out").values.sorted() == ["<a.json/b>", "<a>", "<c#1>", "<lines>", "<x>"])
    }

    @Test func `a path too long for one name in work goes into folders, and out again`() throws {
        let real = try RealFolders()
        let path = (0..<6).map { "\($0)" + String(repeating: "p", count: 100) }
            .joined(separator: "/")
        try real.drop(path, "deep")
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem)
        let claim = try #require(try daemon.spool.intake.claim(upTo: 1).first)
        #expect(claim.name.isFolder)
        let next = try daemon.spool.intake.countAttempt(claim)
        try daemon.process([next])
        #expect(real.files("out") == [path + ".json": "<deep>"])
        #expect(real.files("spool/done") == [path: "deep"])
        #expect(real.files("spool/work").isEmpty)
    }
}
