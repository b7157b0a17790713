// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

@Suite(.timeLimit(.minutes(2)))
struct PutWaitTests {
    @Test func `a file after one that is never taken has its outcome said`() throws {
        let spool = try SpoolFolder()
        let config = try spool.write("thresher.yaml", "intake: {ignore: ['*.log']}\n")
        let daemon = try RunningDaemon(spool, arguments: ["--config", config])
        let put = try spool.thresher(
            "put", "--wait", "--timeout", "1s", try spool.write("x.log", "Lines."),
            try spool.write("page.txt", "Words."))
        #expect(put.status == 75)
        #expect(put.output.contains("page.txt: stored -> page.txt.json\n"))
        #expect(
            put.errors.contains("'incoming/x.log' has no outcome yet: it is still in incoming/"))
        #expect(!put.errors.contains("page.txt"))
        #expect(daemon.stop() == 0)
    }

    @Test func `says the outcome of each file`() throws {
        let spool = try SpoolFolder()
        let daemon = try RunningDaemon(spool)
        let result = try spool.thresher(
            "put", "--wait", try spool.write("a.txt", "Words."), try spool.write("e.txt", ""))
        #expect(result.status == 0 && result.errors == "")
        let lines = result.output.split(separator: "\n")
        #expect(
            lines.prefix(3) == [
                "incoming/a.txt", "incoming/e.txt", "a.txt: stored -> a.txt.json",
            ])
        #expect(lines.last?.hasPrefix("e.txt: rejected, empty_file") == true)
        #expect(daemon.stop() == 0)
    }

    @Test func `ends with 1 when a document failed`() throws {
        let spool = try SpoolFolder()
        let config = try spool.write("c.yaml", "limits:\n  input_bytes: 1KB\n")
        let daemon = try RunningDaemon(spool, arguments: ["--config", config])
        let large = try spool.write("large.txt", String(repeating: "words ", count: 1_000))
        let result = try spool.thresher("put", "--wait", large)
        #expect(result.status == 1)
        #expect(result.output.contains("large.txt: failed, input_too_large"))
        #expect(daemon.stop() == 0)
    }

    @Test(arguments: ["Other words.", "Words of the file."])
    func `tells a file from an earlier one under the same path`(earlier: String) throws {
        let spool = try SpoolFolder()
        let daemon = try RunningDaemon(spool, arguments: ["--workers", "1"])
        try daemon.signalWorkers(SIGSTOP)
        try spool.drop("r.txt", earlier)
        while spool.files("work").isEmpty { usleep(5_000) }
        let put = try RunningCommand([
            "put", "--spool", spool.root.path, "--wait",
            try spool.write("r.txt", "Words of the file."),
        ])
        try put.waitForOutput("incoming/r.txt\n")
        try daemon.signalWorkers(SIGCONT)
        let result = put.result()
        #expect(result.status == 0, Comment(rawValue: result.errors))
        let ledger = try spool.ledger()
        #expect(ledger.count == 2)
        let output = try #require(ledger.last?["outputs"]?.array?.first?.string)
        #expect(output.contains("~"))
        #expect(result.output == "incoming/r.txt\nr.txt: stored -> \(output)\n")
        #expect(daemon.stop() == 0)
    }

    @Test func `without a daemon nothing is dropped and the status is 75`() throws {
        let spool = try SpoolFolder()
        #expect(try spool.runOnce().status == 0)
        let result = try spool.thresher("put", "--wait", try spool.write("a.txt", "Words."))
        #expect(result.status == 75)
        #expect(result.output == "" && result.errors.contains("no daemon is running on"))
        #expect(spool.files("incoming") == [])
    }

    @Test func `waits for a daemon that is just starting`() throws {
        let spool = try SpoolFolder()
        try FileManager.default.removeItem(at: spool.incoming)
        let file = try spool.write("a.txt", "Words.")
        let put = try RunningCommand(["put", "--spool", spool.root.path, "--wait", file])
        let daemon = try RunningDaemon(spool)
        let result = put.result()
        #expect(result.status == 0, Comment(rawValue: result.errors))
        #expect(result.output.contains("a.txt: stored"))
        #expect(daemon.stop() == 0)
    }

    @Test func `a ledger that is not the daemon's is refused before the drop`() throws {
        let spool = try SpoolFolder()
        let daemon = try RunningDaemon(spool)
        let result = try spool.thresher(
            "put", "--wait", "--state", spool.root.path + "/other",
            try spool.write("a.txt", "Words."))
        #expect(result.status == 66)
        #expect(result.output == "" && result.errors.contains("--state"))
        #expect(daemon.stop() == 0)
        #expect(try spool.ledger().isEmpty)
    }

    @Test(.enabled(if: Strace.obstacle == nil, "needs strace with the right to trace"))
    func `a ledger that may not be read is refused before the drop`() throws {
        let spool = try SpoolFolder()
        let daemon = try RunningDaemon(spool)
        let result = try Strace.thresher(
            injecting: ["openat:error=EACCES"], on: spool.root.path + "/state/ledger",
            ["put", "--spool", spool.root.path, "--wait", try spool.write("a.txt", "Words.")])
        #expect(result.status == 74)
        #expect(result.output == "" && result.errors.contains("permission denied"))
        #expect(daemon.stop() == 0)
        #expect(spool.files("incoming") == [] && spool.files("out") == [])
    }

    @Test func `says after the timeout where the file is`() throws {
        let spool = try SpoolFolder()
        let daemon = try RunningDaemon(spool, arguments: ["--workers", "1"])
        try daemon.signalWorkers(SIGSTOP)
        let claimed = try spool.thresher(
            "put", "--wait", "--timeout", "2s", try spool.write("a.txt", "Words."))
        #expect(claimed.status == 75 && claimed.output == "incoming/a.txt\n")
        #expect(claimed.errors.contains("'incoming/a.txt' has no outcome yet: it is in work/ as "))
        try daemon.signalWorkers(SIGCONT)
        _ = try daemon.event("document.stored")
        kill(daemon.process.processIdentifier, SIGSTOP)
        let waiting = try spool.thresher(
            "put", "--wait", "--timeout", "10500ms", try spool.write("b.txt", "More words."))
        kill(daemon.process.processIdentifier, SIGCONT)
        #expect(waiting.status == 75 && waiting.output == "incoming/b.txt\n")
        // Long before it gives up it says what may be the reason.
        #expect(waiting.errors.hasPrefix("thresher: 'incoming/b.txt' waits to be taken; "))
        #expect(waiting.errors.contains("'incoming/b.txt' has no outcome yet: it is still in"))
        #expect(daemon.stop() == 0)
    }

    @Test func `notices that the daemon has ended`() throws {
        let spool = try SpoolFolder()
        let daemon = try RunningDaemon(spool, arguments: ["--workers", "1"])
        try daemon.signalWorkers(SIGSTOP)
        let put = try RunningCommand([
            "put", "--spool", spool.root.path, "--wait", try spool.write("a.txt", "Words."),
        ])
        try put.waitForOutput("incoming/a.txt\n")
        while spool.files("work").isEmpty { usleep(5_000) }
        _ = daemon.stop(SIGKILL)
        let result = put.result()
        #expect(result.status == 75)
        #expect(result.errors.contains("the daemon has ended: it is in work/"))
    }
}
