// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

@Suite(.timeLimit(.minutes(4)))
struct KilledDaemonTests {
    /// More results than the daemon holds at a time, so that workers must wait while the entries of
    /// the last run are taken up one by one.
    @Test func `goes on after a kill when results are larger than what it holds`() throws {
        let spool = try SpoolFolder()
        let line = String(repeating: "Words that fill a line of the page. ", count: 20) + "\n\n"
        let text = String(repeating: line, count: 700)
        for index in 0..<90 { try spool.drop("large-\(index).txt", "Page \(index).\n\n" + text) }
        // Large results are the point, and not what the stages of a longer pipeline take for them.
        let strip = Executable.checkout.appendingPathComponent("pipelines/strip.yaml").path
        let daemon = try RunningDaemon(spool, arguments: ["--pipelines", strip])
        _ = try daemon.event("document.stored")
        #expect(daemon.stop(SIGKILL) == 128 + SIGKILL)
        let result = try spool.runOnce(Executable.thresher, ["--pipelines", strip])
        #expect(result.status == 0, Comment(rawValue: String(result.errors.suffix(2_000))))
        let names = spool.files("out")
        #expect(names.count == 90 && !names.contains { $0.contains("~") })
        let entries = try spool.ledger().compactMap { $0["entry"]?.string }
        #expect(entries.count == 90 && Set(entries).count == 90)
    }

    @Test func `stops at once when entries wait for a worker`() throws {
        let spool = try SpoolFolder()
        for index in 0..<400 { try spool.drop("page-\(index).txt", "Words of page \(index).") }
        // A stop that waits for its whole grace runs into the time limit.
        let config = spool.root.appendingPathComponent("thresher.yaml")
        try Data("shutdown:\n  grace: 10m\n".utf8).write(to: config)
        let daemon = try RunningDaemon(spool, arguments: ["--config", config.path])
        _ = try daemon.event("document.stored")
        #expect(daemon.stop() == 0)
        #expect(try spool.runOnce().status == 0)
        #expect(try spool.ledger().count == 400)
    }
}
