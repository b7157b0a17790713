// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

/// `failed` and `retry`.
@Suite(.timeLimit(.minutes(1)))
struct RetryCommandTests {
    @Test func `lists what failed and puts it back`() throws {
        let spool = try SpoolFolder(failed: "x/big.html")
        let entry = try #require(try spool.failedEntries().first)
        let listed = try spool.thresher("failed")
        #expect(listed.status == 0 && listed.errors == "")
        #expect(listed.output.hasPrefix("\(entry)  x/big.html  input_too_large"))
        let retried = try spool.thresher("retry", entry)
        #expect(retried.status == 0 && retried.errors == "")
        #expect(retried.output == "\(entry)  incoming/x/big.html\n")
        #expect(spool.files("incoming") == ["x/big.html"])
        #expect(try spool.failedEntries().isEmpty)
    }

    @Test func `puts the original back and leaves notes beside it alone`() throws {
        let spool = try SpoolFolder(failed: "big.html")
        let entry = try #require(try spool.failedEntries().first)
        for name in ["a.txt", "b", "note.txt", "zz"] {
            _ = try spool.write("failed/\(entry)/\(name)", "A note.")
        }
        let result = try spool.thresher("retry", "--all")
        #expect(result.status == 0, Comment(rawValue: result.errors))
        #expect(result.output == "\(entry)  incoming/big.html\n")
        let content = try Data(contentsOf: spool.incoming.appendingPathComponent("big.html"))
        #expect(content.count > 1_000)
        // What it was put back from is no entry any more, and the notes are still there.
        #expect(spool.files("failed").filter { !$0.hasSuffix("reason.json") }.count == 4)
        #expect(try spool.thresher("failed").output == "")
        let again = try spool.thresher("retry", entry)
        #expect(again.status == 66 && again.errors.contains("no entry '\(entry)'"))
        #expect(spool.files("incoming") == ["big.html"])
    }

    @Test func `what others wrote does not reach the terminal`() throws {
        let spool = try SpoolFolder(failed: "big.html")
        let entry = try #require(try spool.failedEntries().first)
        let reason =
            #"{"entry":"\#(entry)","path":"big.html","reason":"\u001b]0;x\u0007\u202e\u009b"}"#
        _ = try spool.write("failed/\(entry)/reason.json", reason)
        for arguments in [["failed"], ["failed", "--json"]] {
            let listed = try command(
                Executable.thresher, arguments + ["--spool", spool.root.path])
            #expect(listed.status == 0 && listed.output.contains("]0;x"))
            let isHarmless = listed.output.unicodeScalars.allSatisfy {
                $0 == "\n" || ![.control, .format].contains($0.properties.generalCategory)
            }
            #expect(isHarmless, Comment(rawValue: listed.output))
        }
        let json = try spool.thresher("failed", "--json").output
        #expect(try JSONValue(parsing: Array(json.utf8)) == JSONValue(parsing: Array(reason.utf8)))
    }

    @Test func `an original called like a reason is put back under its name`() throws {
        let spool = try SpoolFolder(failed: "x/reason.json")
        #expect(try spool.thresher("retry", "--all").output.contains("  incoming/x/reason.json\n"))
        #expect(spool.files("incoming") == ["x/reason.json"])
    }

    @Test func `an entry without its reason is listed and put back`() throws {
        let spool = try SpoolFolder(failed: "x/big.html")
        let entry = try #require(try spool.failedEntries().first)
        let folder = "failed/\(entry)/"
        try FileManager.default.removeItem(
            at: spool.root.appendingPathComponent(folder + "reason.json"))
        #expect(try spool.thresher("failed").output.hasPrefix("\(entry)  big.html  unknown"))
        #expect(
            try spool.thresher("failed", "--json").output
                == #"{"entry":"\#(entry)","path":"big.html"}"# + "\n")
        // With a note beside it nobody can tell which of the two it is.
        let note = try spool.write(folder + "note", "A note.")
        let unclear = try spool.thresher("retry", entry)
        #expect(unclear.status == 66 && unclear.output == "")
        #expect(unclear.errors.contains("failed/\(entry)"))
        try FileManager.default.removeItem(atPath: note)
        #expect(try spool.thresher("retry", entry).output == "\(entry)  incoming/big.html\n")
    }

    @Test(.enabled(if: Strace.obstacle == nil, "needs strace with the right to trace"))
    func `goes on after an entry that cannot be moved and ends with its status`() throws {
        let spool = try SpoolFolder(failed: "a.txt", "b.txt")
        let entries = try spool.failedEntries()
        let result = try Strace.thresher(
            injecting: ["renameat2:error=EACCES:when=1"],
            ["retry", "--spool", spool.root.path, "--all"])
        #expect(result.status == 74)
        #expect(result.errors.contains("cannot put \(entries[0]) back"))
        #expect(result.output.hasPrefix("\(entries[1])  incoming/"))
        #expect(try spool.failedEntries() == [entries[0]])
    }

    @Test func `says that there is no spool or no such entry`() throws {
        let spool = try SpoolFolder()
        let unknown = try spool.thresher("retry", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
        #expect(unknown.status == 66 && unknown.errors.contains("01ARZ3NDEKTSV4RRFFQ69G5FAV"))
        for arguments in [["failed"], ["retry", "--all"]] {
            let result = try command(
                Executable.thresher, arguments + ["--spool", spool.root.path + "/none"])
            #expect(result.status == 66 && result.output == "")
            #expect(result.errors.contains("there is no spool in"))
        }
        #expect(try spool.thresher("retry").status == 64)
    }
}
