// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

struct CheckCommandTests {
    /// Writes files into a folder and runs the executable in their sight.
    private func thresher(
        _ arguments: [String], files: KeyValuePairs<String, String> = [:],
        environment: [String: String] = [:]
    ) throws -> (result: CommandResult, folder: String) {
        let folder = try SpoolFolder()
        let root = folder.root.path
        for (name, text) in files {
            let url = folder.root.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.replacing("DIR", with: root).utf8).write(to: url)
        }
        let result = try command(
            Executable.thresher, arguments.map { $0.replacing("DIR", with: root) },
            environment: environment)
        return (result, root)
    }

    @Test func `check ends with 78 and every mistake at its place`() throws {
        let (result, root) = try thresher(
            ["check", "DIR/c.yaml", "DIR/pipelines/p.yaml"],
            files: [
                "c.yaml": "spool: ${SPOOL}\nlogs: {level: info}\n",
                "pipelines/p.yaml": "stages:\n  - decode\n  - normalise\n",
            ],
            environment: ["SPOOL": "/s"])
        #expect(result.status == 78)
        #expect(result.output.isEmpty)
        #expect(
            result.errors.hasPrefix(
                """
                \(root)/c.yaml:2:1: error: unknown key 'logs'; did you mean 'log'?
                2 | logs: {level: info}
                  | ^

                """))
        #expect(
            result.errors.contains(
                """
                /pipelines/p.yaml:3:5: error: unknown stage 'normalise'; did you mean 'normalize'?
                3 |   - normalise
                  |     ^

                """))
    }

    @Test func `check says ok, and prints what is in force so that it reads back`() throws {
        let (good, _) = try thresher(
            ["check", "DIR/p.yaml"], files: ["p.yaml": "stages: [decode]"])
        #expect(good.status == 0)
        #expect(good.output == "ok\n")

        let (first, _) = try thresher(
            ["check", "--effective", "DIR/p.yaml"], files: ["p.yaml": "stages: [decode, normalize]"]
        )
        #expect(first.status == 0)
        let (second, _) = try thresher(
            ["check", "--effective", "DIR/p.yaml"], files: ["p.yaml": first.output])
        #expect(second.output == first.output)
        #expect(second.errors.isEmpty)
    }

    @Test func `check speaks JSON`() throws {
        let (result, root) = try thresher(
            ["check", "--json", "DIR/p.yaml"], files: ["p.yaml": "stages: [decod]"])
        #expect(result.status == 78)
        #expect(
            result.output == """
                {"ok":false,"diagnostics":[{"file":"\(root)/p.yaml","severity":"error","line":1,\
                "column":10,"message":"unknown stage 'decod'; did you mean 'decode'?",\
                "suggestion":"decode","source":"stages: [decod]"}]}

                """)
    }

    @Test func `run refuses the same mistakes before anything starts`() throws {
        let (result, root) = try thresher(
            ["run", "--config", "DIR/c.yaml", "--spool", "DIR/spool", "--once"],
            files: ["c.yaml": "workers: {count: no}\n"])
        #expect(result.status == 78)
        #expect(result.errors.contains("c.yaml:1:18: error: 'count' must be a whole number"))
        #expect(!FileManager.default.fileExists(atPath: "\(root)/spool"))
    }

    @Test(arguments: [
        ("DIR/none/x.log", "does not exist"), ("DIR/c.yaml/x.log", "is no folder"),
        ("DIR", "is a folder"),
    ])
    func `a log file that cannot be is a mistake at its place`(
        file: String, problem: String
    ) throws {
        for arguments in [["check", "DIR/c.yaml"], ["run", "--config", "DIR/c.yaml", "--once"]] {
            let (result, _) = try thresher(
                arguments, files: ["c.yaml": "log:\n  file: \(file)\n"])
            #expect(result.status == 78)
            #expect(result.errors.contains("c.yaml:2:9: error: 'file': "))
            #expect(result.errors.contains(problem + "\n"))
        }
    }

    @Test func `run names the log file that it cannot open`() throws {
        let name = String(repeating: "n", count: 256)
        let (result, root) = try thresher(
            ["run", "--config", "DIR/c.yaml", "--once"],
            files: ["c.yaml": "spool: .\nlog: {file: \(name)}\n"])
        #expect(result.status == 74)
        #expect(result.errors.contains("the log file '\(root)/\(name)' cannot be opened: File"))
    }

    @Test(arguments: [
        ("quality:\n      rules: [gopher, goffer]", "4:23", "did you mean 'gopher'?"),
        ("quality:\n      min_words: 100\n      max_words: 50", "4:18", "'min_words' (100)"),
        ("quality:\n      max_words: 20", "4:18", "'max_words' (20)"),
        ("dedup:\n      index: a b", "4:14", "'index' must be"),
    ])
    func `check shows the place of what a stage itself refuses`(
        step: String, place: String, message: String
    ) throws {
        let (result, root) = try thresher(
            ["check", "DIR/p.yaml"], files: ["p.yaml": "stages:\n  - decode\n  - \(step)\n"])
        #expect(result.status == 78)
        #expect(result.errors.hasPrefix("\(root)/p.yaml:\(place): error: "))
        #expect(result.errors.contains(message))
    }

    @Test func `stages lists, explains and suggests`() throws {
        let (list, _) = try thresher(["stages"])
        #expect(list.status == 0 && list.output.contains("\nnormalize "))
        let (one, _) = try thresher(["stages", "dedup"])
        #expect(one.status == 0 && one.output.contains("    action: annotate\n"))
        let (page, _) = try thresher(["stages", "dedup", "--markdown"])
        #expect(page.status == 0 && page.output.hasPrefix("## `dedup`\n"))
        let (none, _) = try thresher(["stages", "dedupe"])
        #expect(none.status == 64 && none.errors.contains("did you mean 'dedup'?"))
    }
}
