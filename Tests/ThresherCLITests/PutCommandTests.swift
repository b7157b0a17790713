// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PutCommandTests {
    @Test func `drops files and prints their paths`() throws {
        let spool = try SpoolFolder()
        let page = try spool.write("page.html", "<p>Words.")
        let first = try spool.thresher("put", page)
        #expect(first.status == 0 && first.errors == "" && first.output == "incoming/page.html\n")
        let second = try spool.thresher("put", page, "-", input: "From a pipe.")
        #expect(second.status == 0, Comment(rawValue: second.errors))
        let names = second.output.split(separator: "\n")
        #expect(names.first == "incoming/page-2.html")
        #expect(names.last?.hasPrefix("incoming/standard-input-") == true)
        #expect(spool.files("incoming").count == 3)
    }

    @Test func `a file that cannot be read leaves the others and the status 74`() throws {
        let spool = try SpoolFolder()
        let result = try spool.thresher(
            "put", spool.root.path + "/none", try spool.write("a.txt", "Words."))
        #expect(result.status == 74)
        #expect(result.output == "incoming/a.txt\n")
        #expect(result.errors.contains("/none: No such file"))
    }

    @Test func `refuses a folder that is no spool and makes nothing there`() throws {
        let folder = TemporaryFolder()
        let file = folder.file("a.txt")
        try Data("Words.".utf8).write(to: URL(fileURLWithPath: file))
        for spool in [folder.path, folder.file("missing")] {
            let result = try thresher("put", "--spool", spool, file)
            #expect(result.status == 66)
            #expect(result.output == "")
            #expect(result.errors.contains("'\(spool)' is no spool"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.txt"])
    }

    @Test func `drops into folders below the intake folder, which it makes`() throws {
        let spool = try SpoolFolder()
        let page = try spool.write("page.txt", "Words of the news.")
        let result = try spool.thresher("put", "--into", "news/today/", page)
        #expect(result.status == 0, Comment(rawValue: result.errors))
        #expect(result.output == "incoming/news/today/page.txt\n")
        #expect(try spool.thresher("put", "--into", "news/today", page).output.contains("page-2"))
        #expect(try spool.runOnce().status == 0)
        #expect(
            spool.files("out") == ["news/today/page-2.txt.json", "news/today/page.txt.json"])
    }

    @Test(arguments: [
        "/etc", "../out", "a/../../b", ".hidden", "a/b.part", String(repeating: "d/", count: 70),
    ])
    func `refuses a folder that is not below the intake folder or is left alone`(
        folder: String
    ) throws {
        let spool = try SpoolFolder()
        let result = try spool.thresher(
            "put", "--into", folder, try spool.write("a.txt", "Words."))
        #expect(result.status == 64)
        #expect(result.output == "" && result.errors.hasPrefix("thresher: '"))
        #expect(spool.files("incoming") == [])
    }

    @Test func `refuses a name that the configuration ignores`() throws {
        let spool = try SpoolFolder()
        let config = try spool.write("c.yaml", "intake:\n  ignore: ['*.skip', drafts]\n")
        let daemon = try RunningDaemon(spool, arguments: ["--config", config])
        let file = try spool.thresher(
            "put", "--config", config, "--wait", try spool.write("a.skip", "Words."))
        #expect(file.status == 64 && file.output == "" && file.errors.contains("'a.skip'"))
        let folder = try spool.thresher(
            "put", "--config", config, "--into", "drafts", try spool.write("a.txt", "Words."))
        #expect(folder.status == 64 && folder.errors.contains("'drafts'"))
        #expect(spool.files("incoming") == [])
        #expect(daemon.stop() == 0)
    }

    @Test func `removes what drops that were killed more than an hour ago left behind`() throws {
        let spool = try SpoolFolder()
        for name in [".put-old", ".put-busy", ".put-new", ".other"] {
            let path = try spool.write("incoming/" + name, "half a pa")
            guard name != ".put-new" else { continue }
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -3_700)], ofItemAtPath: path)
        }
        let writer = try FileHandle(
            forWritingTo: spool.incoming.appendingPathComponent(".put-busy"))
        #expect(flock(writer.fileDescriptor, LOCK_EX) == 0)
        #expect(try spool.thresher("put", try spool.write("a.txt", "Words.")).status == 0)
        #expect(spool.files("incoming") == [".other", ".put-busy", ".put-new", "a.txt"])
        try writer.close()
        #expect(try spool.thresher("put", try spool.write("b.txt", "Words.")).status == 0)
        #expect(spool.files("incoming") == [".other", ".put-new", "a.txt", "b.txt"])
    }

    @Test(.enabled(if: Strace.obstacle == nil, "needs strace with the right to trace"))
    func `a drop that is not durable is taken back, or said to be there`() throws {
        let spool = try SpoolFolder()
        let arguments = [
            "put", "--spool", spool.root.path, try spool.write("a.txt", "Words."),
        ]
        let undone = try Strace.thresher(injecting: ["fsync:error=EIO"], arguments)
        #expect(undone.status == 74 && undone.output == "")
        #expect(undone.errors.contains("cannot drop 'a.txt': sync"))
        #expect(spool.files("incoming") == [])
        let stuck = try Strace.thresher(
            injecting: ["fsync:error=EIO", "renameat2:error=EIO:when=2"], arguments)
        #expect(stuck.status == 74 && stuck.output == "")
        #expect(stuck.errors.contains("'incoming/a.txt' is dropped, do not drop it again"))
        #expect(spool.files("incoming") == ["a.txt"])
    }

    @Test(arguments: [
        [], ["--timeout", "3s", "a"], ["--wait", "--timeout", "3", "a"], ["--wat", "a"],
    ])
    func `refuses a command line that makes no sense`(arguments: [String]) throws {
        let result = try command(Executable.thresher, ["put"] + arguments)
        #expect(result.status == 64)
        #expect(!result.errors.isEmpty && result.output.isEmpty)
    }
}
