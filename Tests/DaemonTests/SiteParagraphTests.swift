// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

@Suite(.timeLimit(.minutes(3)))
struct SiteParagraphTests {
    private let common = "Sign up for our newsletter and never miss a story from us again."

    /// A spool with a pipeline that leaves out what more than two pages of a site have.
    private func spool() throws -> (SpoolFolder, [String]) {
        let spool = try SpoolFolder()
        let pipeline = spool.root.appendingPathComponent("site.yaml")
        let text = """
            name: site
            stages:
              - decode
              - html_strip
              - normalize
              - metadata
              - dedup
              - dedup: {scope: paragraph, max_pages: 2}
            """
        try Data(text.utf8).write(to: pipeline)
        return (spool, ["--pipelines", pipeline.path])
    }

    private func page(_ number: Int, site: String = "one.example") -> String {
        """
        <!doctype html><html><head><title>Page \(number)</title>
        <link rel="canonical" href="https://\(site)/\(number)"></head><body>
        <p>Town number \(number) has a new bridge across its river, the mayor said.</p>
        <p>\(common)</p><p>It cost \(number) million, more than was planned for it.</p></body></html>
        """
    }

    private func isBoilerplate(_ spool: SpoolFolder, _ name: String) throws -> Bool {
        let document = try spool.document(name + ".json")
        let isDropped =
            document["dropped"]?.array?.contains {
                $0["reason"]?.string == "boilerplate" && $0["text"]?.string == common
            } ?? false
        let text = try #require(document["text"]?.string)
        #expect(text.contains("Town number") && text.contains("It cost"))
        #expect(text.contains(common) != isDropped)
        #expect(document["duplicate"]?["status"] != nil)
        return isDropped
    }

    @Test func `the first pages of a site keep a paragraph, also across starts`() throws {
        let (spool, arguments) = try spool()
        for start in [0, 3, 6] {
            for number in start..<start + 3 { try spool.drop("p\(number).html", page(number)) }
            let result = try spool.runOnce(Executable.thresher, arguments)
            #expect(result.status == 0, Comment(rawValue: result.errors))
        }
        try spool.drop("other.html", page(1, site: "two.example"))
        try spool.drop("again.html", page(1))
        #expect(try spool.runOnce(Executable.thresher, arguments).status == 0)
        let found = try (0..<9).filter { try isBoilerplate(spool, "p\($0).html") }
        #expect(found == Array(2..<9))
        #expect(try !isBoilerplate(spool, "other.html"))
        #expect(try isBoilerplate(spool, "again.html"))
    }

    @Test func `kills neither count a page twice nor forget one`() throws {
        let (spool, arguments) = try spool()
        for number in 0..<60 { try spool.drop("p\(number).html", page(number)) }
        for _ in 0..<3 {
            let daemon = try RunningDaemon(spool, arguments: arguments)
            _ = try? daemon.event("document.stored", seconds: 3)
            #expect(daemon.stop(SIGKILL) == 128 + SIGKILL)
        }
        let result = try spool.runOnce(Executable.thresher, arguments)
        #expect(result.status == 0, Comment(rawValue: String(result.errors.suffix(2_000))))
        let kept = try (0..<60).filter { try !isBoilerplate(spool, "p\($0).html") }
        #expect(kept.count == 2)
        #expect(try spool.ledger().count == 60)
    }
}
