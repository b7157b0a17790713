// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

@Suite(
    .enabled(if: Executable.hasAcme, "the plug-in fixture is not built; run 'make test'"),
    .timeLimit(.minutes(3)))
struct PluginTests {
    private let pipelines = Executable.checkout.appendingPathComponent(
        "Tests/PluginFixture/pipelines"
    ).path

    @Test func `a stage of an outside package is listed and checked`() throws {
        let listed = try command(Executable.acme, ["stages", "acme_shout"])
        #expect(listed.status == 0 && listed.output.contains("What to put after the text."))
        let checked = try command(Executable.acme, ["check", pipelines])
        #expect(checked.status == 0, Comment(rawValue: checked.errors + checked.output))
        let unknown = try command(Executable.thresher, ["check", pipelines])
        #expect(unknown.status == 78)
    }

    @Test func `a stage of an outside package runs in the daemon`() throws {
        let spool = try SpoolFolder()
        try spool.drop("loud/a.txt", "so it is")
        let result = try spool.runOnce(Executable.acme, ["--pipelines", pipelines])
        #expect(result.status == 0, Comment(rawValue: result.errors))
        #expect(try spool.document("loud/a.txt.json")["text"]?.string == "SO IT IS.")
    }

    @Test func `an entry of 10,000 records becomes 10,000 documents`() throws {
        let spool = try SpoolFolder()
        let lines = (0..<10_000).map { "This is the line \($0) of many." }
        try spool.drop("many.lines", lines.joined(separator: "\n"))
        let result = try spool.runOnce(Executable.acme, ["--pipelines", pipelines])
        #expect(result.status == 0, Comment(rawValue: String(result.errors.suffix(2_000))))
        #expect(spool.files("out").count == 10_000)
        #expect(
            try spool.document("many.lines#9999.json")["text"]?.string
                == "This is the line 9999 of many.")
        let ledger = try spool.ledger()
        #expect(Set(ledger.compactMap { $0["record"]?.int }).count == 10_000)
        #expect(Set(ledger.compactMap { $0["entry"]?.string }).count == 1)
        #expect(spool.files("incoming") == [] && spool.files("work") == [])
    }

    @Test func `poison among good ones is quarantined with its cause and the good are stored`()
        throws
    {
        let spool = try SpoolFolder()
        let config = spool.root.appendingPathComponent("thresher.yaml")
        try Data("limits:\n  deadline: 2s\n  memory: 512MB\n".utf8).write(to: config)
        for index in 0..<60 { try spool.drop("good-\(index).txt", "Good words, number \(index).") }
        for kind in ["trap", "loop", "memory", "fail"] {
            try spool.drop("good-3-\(kind).txt", "poison: \(kind)")
        }
        let result = try spool.runOnce(
            Executable.acme, ["--pipelines", pipelines, "--config", config.path])
        #expect(result.status == 1)
        #expect(spool.files("out").count == 60)
        var causes: [String: String] = [:]
        for file in spool.files("failed") where file.hasSuffix("reason.json") {
            let data = try Data(
                contentsOf: spool.root.appendingPathComponent("failed/\(file)"))
            let reason = try JSONValue(parsing: Array(data))
            let path = try #require(reason["path"]?.string)
            #expect(reason["pipeline"]?.string != nil && reason["plan"]?.string?.count == 16)
            #expect(reason["sha256"]?.string?.count == 64)
            causes[path] = "\(reason["stage"]?.string ?? "-") \(reason["reason"]?.string ?? "-")"
        }
        #expect(
            causes == [
                "good-3-trap.txt": "acme_poison signal", "good-3-loop.txt": "acme_poison deadline",
                "good-3-memory.txt": "acme_poison memory",
                "good-3-fail.txt": "acme_poison malformed_input",
            ], Comment(rawValue: result.errors))
        let dead = result.errors.split(separator: "\n").filter { $0.contains("worker.died") }
        #expect(!dead.isEmpty && dead.allSatisfy { $0.contains(#""entry":"#) })
    }
}
