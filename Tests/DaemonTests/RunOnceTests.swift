// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

@Suite(.timeLimit(.minutes(2)))
struct RunOnceTests {
    private let page = """
        <!doctype html><html lang="en"><head><title>A storm over the harbour - The Gazette</title>
        </head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
        <article><h1>A storm over the harbour</h1>
        <p>The wind took the roof of the old fish market on Monday night, and by the morning the
        whole quay was under water. Nobody was hurt, the harbour master said.</p>
        <p>Boats that had been moored outside the breakwater were found in the fields behind the
        church, where the farmers are now asking who will pay for the fences.</p></article>
        <footer>All rights reserved. <a href="/imprint">Imprint</a></footer></body></html>
        """

    @Test func `a page becomes a document and leaves the intake folder`() throws {
        let spool = try SpoolFolder()
        try spool.drop("gazette/storm.html", page)
        let result = try spool.runOnce()
        #expect(result.status == 0, Comment(rawValue: result.errors))
        #expect(spool.files("out") == ["gazette/storm.html.json"])
        #expect(spool.files("incoming") == [])
        let document = try spool.document("gazette/storm.html.json")
        #expect(document["title"]?.string == "A storm over the harbour")
        #expect(document["source"]?["name"]?.string == "storm.html")
        #expect(document["source"]?["path"]?.string == "gazette/storm.html")
        let text = try #require(document["text"]?.string)
        #expect(text.contains("fish market on Monday night, and by the morning the whole quay"))
        #expect(!text.contains("Imprint"))
        #expect(document["duplicate"]?["status"]?.string == "unique")
        #expect(try spool.ledger().map { $0["outcome"]?.string } == ["stored"])
    }

    @Test func `what was decided stands in the front matter of Markdown`() throws {
        let spool = try SpoolFolder()
        let config = spool.root.appendingPathComponent("thresher.yaml")
        try Data("sinks: [markdown, json]\n".utf8).write(to: config)
        try spool.drop("a/storm.html", page)
        try spool.drop("b/storm.html", page)
        let result = try spool.runOnce(Executable.thresher, ["--config", config.path])
        #expect(result.status == 0, Comment(rawValue: result.errors))
        let copy = spool.root.appendingPathComponent("out/b/storm.html.md")
        let parts = try String(contentsOf: copy, encoding: .utf8).components(separatedBy: "---\n")
        #expect(parts.count == 3)
        #expect(parts[1].contains("duplicate:\n  status: \"exact\"\n"))
        #expect(parts[2].hasSuffix("who will pay for the fences.\n"))
    }

    @Test func `without space it ends and says so`() throws {
        let spool = try SpoolFolder()
        let config = spool.root.appendingPathComponent("thresher.yaml")
        try Data("disk:\n  min_free: 1000TB\n".utf8).write(to: config)
        try spool.drop("a.txt", "Good words.")
        let result = try spool.runOnce(Executable.thresher, ["--config", config.path])
        #expect(result.status == 74, Comment(rawValue: result.errors))
        #expect(result.errors.contains("disk.min_free"))
        #expect(spool.files("incoming") == ["a.txt"])
    }

    @Test func `without descriptors it ends with a status of its own`() throws {
        let spool = try SpoolFolder()
        let result = try command(
            URL(fileURLWithPath: "/bin/sh"),
            [
                "-c", #"ulimit -n 16 && exec "$0" run --once --spool "$1""#,
                Executable.thresher.path, spool.root.path,
            ])
        #expect(result.status == 71, Comment(rawValue: result.errors))
        #expect(result.errors.contains("EMFILE"))
    }

    @Test func `a failed start is told as an event`() throws {
        let spool = try SpoolFolder()
        let first = try RunningDaemon(spool)
        let result = try spool.runOnce()
        #expect(result.status == 75, Comment(rawValue: result.errors))
        let event = try #require(
            result.errors.split(separator: "\n").compactMap {
                try? JSONValue(parsing: Array($0.utf8))
            }.first { $0["event"]?.string == "daemon.failed" })
        #expect(event["status"]?.int == 75)
        #expect(event["detail"]?.string?.contains("in use by another process") == true)
        withExtendedLifetime(first) {}
    }

    @Test func `plain text runs through the same pipeline`() throws {
        let spool = try SpoolFolder()
        try spool.drop(
            "note.txt", "A headline of a note\n\nThe first paragraph.\r\n\r\nThe second.")
        #expect(try spool.runOnce().status == 0)
        let document = try spool.document("note.txt.json")
        #expect(document["title"]?.string == "A headline of a note")
        #expect(document["text"]?.string?.hasSuffix("The first paragraph.\n\nThe second.") == true)
        #expect(document["source"]?["media_type"]?.string == "text/plain")
    }

    @Test func `every file has exactly one outcome with a reason`() throws {
        let spool = try SpoolFolder()
        try spool.drop("empty.html", "")
        try spool.drop("picture.png", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]))
        try spool.drop("feed", "<?xml version='1.0'?><rss><channel><title>News</title></channel>")
        try spool.drop("good.txt", "Good words.")
        let result = try spool.runOnce()
        #expect(result.status == 0, Comment(rawValue: result.errors))
        let outcomes = try spool.ledger().map {
            "\($0["path"]?.string ?? "") \($0["outcome"]?.string ?? "") \($0["reason"]?.string ?? "-")"
        }
        #expect(
            outcomes.sorted() == [
                "empty.html rejected empty_file", "feed rejected unsupported_media_type",
                "good.txt stored -",
                "picture.png rejected unsupported_media_type",
            ])
    }

    @Test func `the same page again is a document of its own that says so`() throws {
        let spool = try SpoolFolder()
        try spool.drop("a.html", page)
        #expect(try spool.runOnce().status == 0)
        try spool.drop("a.html", page)
        try spool.drop("b.html", page)
        #expect(try spool.runOnce().status == 0)
        let names = spool.files("out")
        #expect(names.count == 3)
        #expect(names.contains("a.html.json") && names.contains("b.html.json"))
        let again = try #require(names.first { $0.contains("~") })
        let first = try spool.document("a.html.json")
        for name in [again, "b.html.json"] {
            let document = try spool.document(name)
            #expect(document["id"] == first["id"])
            #expect(document["duplicate"]?["status"]?.string == "exact")
            #expect(document["duplicate"]?["of"] == first["id"])
        }
    }

    @Test func `names that other programs write to are left alone`() throws {
        let spool = try SpoolFolder()
        for name in [".hidden.html", "a.html.part", "b.tmp", "c.html~"] {
            try Data(page.utf8).write(to: spool.incoming.appendingPathComponent(name))
        }
        #expect(try spool.runOnce().status == 0)
        #expect(spool.files("incoming").count == 4)
        #expect(spool.files("out") == [])
    }

    @Test func `hostile names come out as safe names of their own`() throws {
        let spool = try SpoolFolder()
        let names = [
            "line\nfeed.txt", "-rf.txt", "a b&c;d.txt", "%2e%2e.txt", "c\u{7}.txt",
            String(repeating: "n", count: 251) + ".txt",
        ]
        for name in names { try spool.drop(name, "Words of \(names.firstIndex(of: name) ?? 0).") }
        let result = try spool.runOnce()
        #expect(result.status == 0, Comment(rawValue: result.errors))
        #expect(spool.files("out").count == names.count)
        #expect(try spool.ledger().count == names.count)
        #expect(!result.errors.contains("line\nfeed"))
    }

    @Test func `a file that is too large fails, is kept, and can be tried again`() throws {
        let spool = try SpoolFolder()
        let config = spool.root.appendingPathComponent("thresher.yaml")
        try Data("limits:\n  input_bytes: 1KB\n".utf8).write(to: config)
        try spool.drop("large.txt", String(repeating: "words ", count: 1_000))
        let result = try spool.runOnce(arguments: ["--config", config.path])
        #expect(result.status == 1, Comment(rawValue: result.errors))
        #expect(result.errors.contains("input_too_large"))
        let listed = try command(
            Executable.thresher, ["failed", "--spool", spool.root.path, "--json"])
        #expect(listed.output.contains("input_too_large") && listed.output.contains("large.txt"))
        let retried = try command(
            Executable.thresher, ["retry", "--spool", spool.root.path, "--all"])
        #expect(retried.status == 0, Comment(rawValue: retried.errors))
        #expect(try spool.runOnce().status == 0)
        #expect(spool.files("out") == ["large.txt.json"])
    }

    @Test func `a mistake in a pipeline stops the start and names its place`() throws {
        let spool = try SpoolFolder()
        let pipeline = spool.root.appendingPathComponent("mine.yaml")
        try Data("stages:\n  - decode\n  - html_stripe\n".utf8).write(to: pipeline)
        try spool.drop("a.txt", "Words.")
        let result = try spool.runOnce(arguments: ["--pipelines", pipeline.path])
        #expect(result.status == 78)
        #expect(result.errors.contains("mine.yaml:3:5: error: unknown stage 'html_stripe'"))
        #expect(result.errors.contains("did you mean 'html_strip'?"))
        #expect(spool.files("incoming") == ["a.txt"])
    }
}

extension SpoolFolder {
    fileprivate func runOnce(arguments: [String]) throws -> CommandResult {
        try runOnce(Executable.thresher, arguments)
    }
}
