// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

/// A text of made words, with names and numbers, that a number stands for.
private func article(_ number: Int, words: Int = 160, changing: Int? = nil) -> String {
    var state = UInt64(number) &* 7_919 &+ 1
    func next(_ bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }
    let syllables = ["ba", "co", "di", "fu", "ga", "he", "ji", "ko", "lu", "mo", "ne", "po", "ri"]
    return (0..<words).map { index in
        var word = (0..<2 + next(3)).map { _ in syllables[Int(next(13))] }.joined()
        if index == changing { word = "quite different" }
        if index % 9 == 4 { word = word.prefix(1).uppercased() + word.dropFirst() }
        if index % 13 == 7 { word = "\(next(90_000) + 10)" }
        return index % 17 == 16 ? word + "." : word
    }.joined(separator: " ")
}

@Suite(.timeLimit(.minutes(3)))
struct DedupCommandTests {
    private func thresher(_ spool: SpoolFolder, _ arguments: String...) throws -> CommandResult {
        let options = arguments.first == "dedup" && arguments[1] == "compare"
        return try command(
            Executable.thresher, arguments + (options ? [] : ["--spool", spool.root.path]))
    }

    /// A spool that took a text, an edited copy, an exact copy and another text.
    private func filled() throws -> (spool: SpoolFolder, ids: [String: String]) {
        let spool = try SpoolFolder()
        for (name, text) in [
            ("1.txt", article(1)), ("2.txt", article(1, changing: 30)), ("3.txt", article(1) + " "),
            ("4.txt", article(2)),
        ] {
            try spool.drop(name, text)
            #expect(try spool.runOnce().status == 0)
        }
        return (spool, try ids(spool))
    }

    private func ids(_ spool: SpoolFolder) throws -> [String: String] {
        var ids: [String: String] = [:]
        for line in try spool.ledger() {
            ids[line["path"]?.string ?? ""] = line["document"]?.string ?? ""
        }
        return ids
    }

    /// What a text is when it comes now, and whose copy.
    private func drop(
        _ name: String, _ text: String, _ spool: SpoolFolder
    ) throws -> (status: String?, of: String?, story: String?) {
        try spool.drop(name, text)
        #expect(try spool.runOnce().status == 0)
        let duplicate = try spool.document(name + ".json")["duplicate"]
        return (
            duplicate?["status"]?.string, duplicate?["of"]?.string, duplicate?["story"]?.string
        )
    }

    @Test func `stats counts, show tells a document and its story`() throws {
        let (spool, ids) = try filled()
        let stats = try thresher(spool, "dedup", "stats")
        #expect(stats.status == 0, Comment(rawValue: stats.errors))
        #expect(stats.output.contains("documents       3\n"))
        #expect(stats.output.contains("1 near, 2 unique"))
        #expect(stats.output.contains("stories         2\n"))
        let (one, two) = (try #require(ids["1.txt"]), try #require(ids["2.txt"]))
        let show = try thresher(spool, "dedup", "show", two)
        #expect(show.status == 0 && show.output.contains("of \(one)"))
        #expect(show.output.contains("story of 2\n  \(one)  unique\n  \(two)  near"))
        #expect(try thresher(spool, "dedup", "show", "nothing").status == 66)
        // The ledger has exact copies too, and can be read while a daemon runs.
        let story = try thresher(spool, "show", two)
        #expect(story.output.contains("story of 3: \(one)"))
        #expect(story.output.contains("3.txt  of \(one)"))
    }

    @Test func `what is forgotten stays forgotten, and its story keeps its name`() throws {
        let (spool, ids) = try filled()
        let (one, two) = (try #require(ids["1.txt"]), try #require(ids["2.txt"]))
        for _ in 0..<2 {
            let result = try thresher(spool, "dedup", "forget", one)
            #expect(result.status == 0 && result.output.contains(one))
        }
        let copy = try drop("5.txt", article(1, changing: 60), spool)
        #expect(copy.of == two && copy.story == one)
        #expect(try thresher(spool, "dedup", "fsck", "--rebuild").status == 0)
        #expect(try thresher(spool, "dedup", "stats").output.contains("forgotten       1\n"))
        let log = spool.root.appendingPathComponent("state/dedup-default/log")
        let before = try Data(contentsOf: log)
        #expect(try thresher(spool, "dedup", "compact").status == 0)
        #expect(try Data(contentsOf: log).count < before.count - 100)
        let again = try drop("6.txt", article(1, changing: 90), spool)
        #expect(again.of != one && again.story == one)
        #expect(try thresher(spool, "dedup", "forget", "nothing").status == 66)
    }

    @Test func `an export makes the same index elsewhere`() throws {
        let (spool, ids) = try filled()
        let export = try thresher(spool, "dedup", "export")
        #expect(export.status == 0)
        let file = spool.root.appendingPathComponent("index.jsonl")
        try Data(export.output.utf8).write(to: file)
        let other = try SpoolFolder()
        // This makes an empty index with another seed.
        #expect(try other.runOnce().status == 0)
        let result = try thresher(other, "dedup", "import", file.path)
        #expect(result.status == 0, Comment(rawValue: result.errors))
        #expect(try thresher(other, "dedup", "export").output == export.output)
        #expect(try drop("7.txt", article(1, changing: 5), other).story == ids["1.txt"])
        // No index is merged into one that has something.
        #expect(try thresher(other, "dedup", "import", file.path).status == 65)
        try Data("nonsense\n".utf8).write(to: file)
        #expect(try thresher(other, "dedup", "import", file.path).status == 65)
    }

    @Test func `an import that is refused leaves nothing behind`() throws {
        let export = try thresher(try filled().spool, "dedup", "export").output
        let other = try SpoolFolder()
        #expect(try other.runOnce().status == 0)
        let file = other.root.appendingPathComponent("index.jsonl")
        let lines = export.split(separator: "\n").map(String.init)
        for wrong in [
            lines + ["{\"number\":9,\"record\":\"00ff\"}"],
            lines + [lines[1]],
            [lines[0], lines[1].replacing("\"number\":0,", with: "\"number\":2147483000,")],
            [lines[0].replacing("\"record_version\":", with: "\"record_version\":9")] + lines[1...],
        ] {
            try Data(wrong.joined(separator: "\n").utf8).write(to: file)
            let result = try thresher(other, "dedup", "import", file.path)
            #expect(result.status == 65 && result.output.isEmpty, Comment(rawValue: result.errors))
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        #expect(try thresher(other, "dedup", "import", file.path).status == 0)
        #expect(try thresher(other, "dedup", "import", "/nowhere").status == 74)
    }

    @Test func `an index that a daemon has is refused with 75, one that is not there with 66`()
        throws
    {
        let (spool, _) = try filled()
        let daemon = try RunningDaemon(spool)
        for name in ["stats", "export", "fsck", "compact"] {
            let result = try thresher(spool, "dedup", name)
            #expect(result.status == 75, "\(name)")
            #expect(result.errors.contains("in use"))
        }
        #expect(daemon.stop() == 0)
        #expect(try thresher(spool, "dedup", "stats", "--index", "other").status == 66)
        #expect(try thresher(spool, "dedup", "stats", "--index", "Not/One").status == 64)
    }

    @Test func `fsck says what is wrong with a log and goes on`() throws {
        let (spool, ids) = try filled()
        #expect(try thresher(spool, "dedup", "fsck").status == 0)
        let log = spool.root.appendingPathComponent("state/dedup-default/log")
        var bytes = try Data(contentsOf: log)
        // In the second of three frames.
        bytes[bytes.count / 2] ^= 16
        try bytes.write(to: log)
        let result = try thresher(spool, "dedup", "fsck")
        #expect(result.status == 1 && result.output.contains("damaged: 1 records"))
        #expect(try drop("8.txt", article(2, changing: 9), spool).of == ids["4.txt"])
        // What is lost is accepted by compacting, and keeps its number.
        #expect(try thresher(spool, "dedup", "fsck").status == 1)
        let last = try thresher(spool, "dedup", "export").output.split(separator: "\n").last
        #expect(try thresher(spool, "dedup", "compact").status == 0)
        let clean = try thresher(spool, "dedup", "fsck")
        #expect(clean.status == 0, Comment(rawValue: clean.output))
        #expect(try thresher(spool, "dedup", "export").output.split(separator: "\n").last == last)
        try Data((0..<50_000).map { UInt8($0 % 251) }).write(to: log)
        let refused = try thresher(spool, "dedup", "stats")
        #expect(refused.status == 74 && refused.errors.contains("mv dedup-default"))
    }

    @Test func `compare says what two files have in common`() throws {
        let spool = try SpoolFolder()
        let first = spool.root.appendingPathComponent("first.txt")
        let second = spool.root.appendingPathComponent("second.txt")
        try Data(article(3).utf8).write(to: first)
        try Data(article(3, changing: 30).utf8).write(to: second)
        let result = try thresher(spool, "dedup", "compare", first.path, second.path)
        #expect(result.status == 0, Comment(rawValue: result.errors))
        #expect(result.output.contains("verdict         the second is near"))
        #expect(result.output.contains("[[quite different "))
        #expect(result.output.contains("0.98 of the first's phrases"))
        try Data(article(4).utf8).write(to: second)
        let other = try thresher(spool, "dedup", "compare", "--brief", first.path, second.path)
        #expect(other.output.contains("the second is unique"))
        #expect(other.output.contains("only in second") && !other.output.contains("[["))
        #expect(
            try thresher(spool, "dedup", "compare", first.path, "/nowhere").status == 1)
        try Data().write(to: second)
        let empty = try thresher(spool, "dedup", "compare", first.path, second.path)
        #expect(empty.status == 1 && empty.errors.contains("is rejected, "))
    }

    @Test func `an index of paragraphs is counted, made to forget, checked and compacted`() throws {
        let spool = try SpoolFolder()
        let pipeline = spool.root.appendingPathComponent("site.yaml")
        try """
        name: site
        stages: [decode, html_strip, normalize, {dedup: {scope: paragraph, max_pages: 2}}]
        """.write(to: pipeline, atomically: true, encoding: .utf8)
        let common = "Sign up for our newsletter and never miss a story again."
        func keeps(_ number: Int) throws -> Bool {
            try spool.drop(
                "\(number).html",
                "<!doctype html><body><p>Town number \(number) has a new bridge.</p><p>\(common)</p>"
            )
            let result = try spool.runOnce(
                Executable.thresher, ["--pipelines", pipeline.path])
            #expect(result.status == 0, Comment(rawValue: result.errors))
            let text = try spool.document("\(number).html.json")["text"]?.string
            return try #require(text).contains(common)
        }
        #expect(try (1...3).map(keeps) == [true, true, false])
        let scope = ["--scope", "paragraph"]
        func dedup(_ arguments: String...) throws -> CommandResult {
            try command(
                Executable.thresher,
                ["dedup"] + arguments + scope + ["--spool", spool.root.path])
        }
        var stats = try dedup("stats")
        #expect(stats.status == 0, Comment(rawValue: stats.errors))
        #expect(stats.output.contains("pages           3\nparagraphs      4\non more pages   1\n"))

        #expect(try dedup("forget", "nosuch").status != 0)
        let ids = try ids(spool)
        for name in ["1.html", "2.html"] {
            let result = try dedup("forget", try #require(ids[name]))
            #expect(result.status == 0 && result.output.hasPrefix("forgotten: "))
        }
        stats = try dedup("stats")
        #expect(stats.output.contains("pages           1\n"))
        #expect(stats.output.contains("forgotten       2\n"))
        let before = try dedup("compact")
        #expect(before.status == 0 && before.output.contains("bytes before"))
        #expect(try dedup("fsck", "--rebuild").status == 0)
        #expect(try keeps(4))
    }
}
