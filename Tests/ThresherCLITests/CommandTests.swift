// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

/// Commands that need no suite of their own.
@Suite(.timeLimit(.minutes(1)))
struct CommandTests {
    @Test func `--version tells the versions of all parts`() throws {
        let result = try thresher("--version")
        #expect(result.status == 0 && result.errors == "")
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.wholeMatch(of: /thresher \d+\.\d+\.\d+/) != nil)
        #expect(lines.dropFirst().first?.hasPrefix("Swift ") == true)
        #expect(lines.contains { $0.wholeMatch(of: /libxml2 \d+\.\d+\.\d+/) != nil })
    }

    @Test(arguments: [["proces"], ["--vers"], ["process"], ["show"]])
    func `a command line that makes no sense is a usage error`(arguments: [String]) throws {
        let result = try command(Executable.thresher, arguments)
        #expect(result.status == 64 && result.output == "" && result.errors != "")
    }

    @Test func `process prints a document a line, also from standard input`() throws {
        let spool = try SpoolFolder()
        let file = try spool.write("a.txt", "Words of a file.")
        let result = try thresher("process", file, "-", input: "Words from a pipe.")
        #expect(result.status == 0 && result.errors == "")
        let documents = try result.output.split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
        }
        #expect(
            documents.map { $0["text"]?.string } == ["Words of a file.", "Words from a pipe."])
        #expect(documents.map { $0["source"]?["name"]?.string } == ["a.txt", "-"])
        let text = try thresher("process", "--format", "text", "-", input: "Words.")
        #expect(text.status == 0 && text.output == "Words.\n")
    }

    @Test func `process goes on after a file that fails`() throws {
        let spool = try SpoolFolder()
        let missing = spool.root.path + "/none"
        let empty = try spool.write("empty.txt", "")
        let result = try thresher(
            "process", missing, spool.root.path, empty, try spool.write("a.txt", "Words."))
        #expect(result.status == 1)
        #expect(result.output.hasPrefix("{") && result.output.split(separator: "\n").count == 1)
        let errors = result.errors.split(separator: "\n")
        #expect(errors.count == 3)
        #expect(errors.first == "thresher: \(missing): No such file or directory")
        #expect(errors.dropFirst().first == "thresher: \(spool.root.path): is not a plain file")
        #expect(errors.last?.hasPrefix("thresher: \(empty): rejected, empty_file") == true)
    }

    @Test func `process refuses a pipeline that is not there or wrong`() throws {
        let spool = try SpoolFolder()
        let unknown = try thresher("process", "--pipeline", "defalt", "-", input: "Words.")
        #expect(unknown.status == 78 && unknown.output == "")
        #expect(unknown.errors.contains("did you mean 'default'?"))
        let wrong = try spool.write("p.yaml", "stages: [decod]\n")
        let result = try thresher("process", "--pipeline", wrong, "-", input: "Words.")
        #expect(result.status == 78 && result.errors.contains("p.yaml:1:10: error: unknown stage"))
    }

    @Test func `show tells what the ledger knows by path, entry and document`() throws {
        let spool = try SpoolFolder()
        try spool.drop("news/a.txt", "Words.")
        #expect(try spool.runOnce().status == 0)
        let line = try #require(try spool.ledger().first)
        for key in ["entry", "path", "document"] {
            let result = try spool.thresher("show", try #require(line[key]?.string))
            #expect(result.status == 0 && result.errors == "")
            #expect(result.output.contains("outcome       stored\n"))
            #expect(result.output.contains("outputs       news/a.txt.json\n"))
        }
        let unknown = try spool.thresher("show", "news/b.txt")
        #expect(unknown.status == 66 && unknown.output == "")
        #expect(unknown.errors.contains("the ledger knows nothing of 'news/b.txt'"))
        let elsewhere = try spool.thresher("show", "--state", spool.root.path + "/none", "a")
        #expect(elsewhere.status == 66 && elsewhere.errors.contains("there is no ledger in"))
    }
}
