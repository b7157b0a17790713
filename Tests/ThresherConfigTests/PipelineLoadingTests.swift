// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherConfig
import ThresherEngine
import ThresherPlugin

/// `file:line:column: message` of everything found in pipelines that are used together.
private func findings(_ files: KeyValuePairs<String, String>) -> [String] {
    CheckReport.check(
        files.map { ConfigurationText(name: $0.key, $0.value) }, as: .pipelines,
        catalogue: TestCatalogue.all
    ).diagnostics.map { "\($0.file):\(short($0))" }
}

/// The diagnostics of what a call throws, as text.
private func mistakes(_ body: () throws -> Void) -> [String] {
    do {
        try body()
        return []
    } catch let error as ConfigurationError {
        return error.diagnostics.map(\.text)
    } catch {
        return ["\(error)"]
    }
}

struct PipelineLoadingTests {
    private let catalogue = TestCatalogue.all

    @Test func `tries pipelines with paths first, then media types, then the rest`() throws {
        let folder = try TemporaryFolder()
        for (name, text) in [
            ("a.yaml", "stages: [decode]"),
            ("b.yaml", "match: {media_type: text/html}\nstages: [decode]"),
            ("d.yml", "match: {path: d/**}\nstages: [decode]"),
            ("c.yaml", "match: {path: c/**, media_type: text/html}\nstages: [decode]"),
            (".hidden.yaml", "nonsense"), ("README.md", "nonsense"), ("samples/x.yaml", "nonsense"),
        ] {
            try folder.write(name, text)
        }
        let pipelines = try Configuration.loadPipelines(
            folder.path, environment: [:], catalogue: catalogue
        ).pipelines
        #expect(pipelines.map(\.name) == ["c", "d", "b", "a"])
    }

    @Test func `refuses a name that is taken`() {
        #expect(
            findings([
                "p/a.yaml": "name: one\nmatch: {path: a/**}\nstages: [decode]",
                "p/b.yaml": "name: one\nstages: [decode]",
            ]) == ["p/b.yaml:1:7: pipeline 'one' is already in p/a.yaml; names must differ"])
    }

    @Test func `refuses a pipeline that no entry can reach`() {
        #expect(
            findings(["a.yaml": "stages: [decode]", "b.yaml": "# x\nstages: [decode]"]) == [
                "b.yaml:2:1: pipeline 'b' is never reached: a.yaml is tried before it and takes all"
                    + " of its entries"
            ])
        #expect(
            findings([
                "a.yaml": "match: {path: [x/**, news/**]}\nstages: [decode]",
                "b.yaml":
                    "name: b\nmatch: {path: news/uk/*, media_type: text/html}\nstages: [decode]",
            ]) == [
                "b.yaml:2:1: pipeline 'b' is never reached: a.yaml is tried before it and takes all"
                    + " of its entries"
            ])
        #expect(
            findings([
                "a.yaml": "match: {path: '**', media_type: text/*}\nstages: [decode]",
                "b.yaml": "match: {media_type: [text/html, text/plain]}\nstages: [decode]",
                "c.yaml": "match: {media_type: [text/html, image/png]}\nstages: [decode]",
            ]) == [
                "b.yaml:1:1: pipeline 'b' is never reached: a.yaml is tried before it and takes all"
                    + " of its entries"
            ])
    }

    @Test func `says nothing about reach where a match has a mistake`() {
        #expect(
            findings([
                "a.yaml": "mach: {path: a/**}\nstages: [decode]", "b.yaml": "stages: [decode]",
            ]) == ["a.yaml:1:1: unknown key 'mach'; did you mean 'match'?"])
    }

    @Test func `finds the mistakes of all files`() throws {
        let folder = try TemporaryFolder()
        try folder.write("b.yaml", "stages: [decod]")
        try folder.write("a.yaml", "stages: [decode]\nversion: x")
        try folder.write("c.yaml", [0xFF])
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/d.yaml", withIntermediateDirectories: false)
        let found = mistakes {
            _ = try Configuration.loadPipelines(
                folder.path, environment: [:], catalogue: catalogue)
        }
        #expect(
            found.map { $0.split(separator: "\n")[0].replacing("\(folder.path)/", with: "") } == [
                "a.yaml:2:10: error: 'version' must be a whole number, found 'x'",
                "b.yaml:1:10: error: unknown stage 'decod'; did you mean 'decode'?",
                "c.yaml:1:1: error: invalid UTF-8", "d.yaml: error: is not a plain file",
            ])
    }

    @Test func `a file named by itself takes every path`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "x.yaml", "match: {path: x/**, media_type: text/html}\nstages: [decode]")
        let (alone, _) = try Configuration.loadPipelines(
            file, environment: [:], catalogue: catalogue)
        #expect(alone[0].match == .init(paths: [], mediaTypes: ["text/html"]))
        let (inFolder, _) = try Configuration.loadPipelines(
            folder.path, environment: [:], catalogue: catalogue)
        #expect(inFolder[0].match == .init(paths: ["x/**"], mediaTypes: ["text/html"]))
    }

    @Test func `says what is wrong with the path of pipelines`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/empty", withIntermediateDirectories: false)
        unsafe mkfifo("\(folder.path)/pipe", 0o600)
        func message(_ path: String) -> [String] {
            mistakes {
                _ = try Configuration.loadPipelines(path, environment: [:], catalogue: catalogue)
            }
        }
        #expect(message("\(folder.path)/no") == ["\(folder.path)/no: error: does not exist"])
        #expect(
            message("\(folder.path)/empty") == [
                "\(folder.path)/empty: error: has no pipeline file (*.yaml)"
            ])
        #expect(
            message("\(folder.path)/pipe") == ["\(folder.path)/pipe: error: is not a plain file"])

        let file = try folder.write("c.yaml", "# x\npipelines: no\n")
        let found = mistakes {
            _ = try Configuration.load(file: file, environment: [:], catalogue: catalogue)
        }
        #expect(
            found == [
                """
                \(file):2:12: error: 'pipelines': \(folder.path)/no does not exist
                2 | pipelines: no
                  |            ^
                """
            ])
        let overridden = mistakes {
            _ = try Configuration.load(
                file: nil,
                overrides: [Override("pipelines", option: "--pipelines", text: "no")],
                environment: [:], workingFolder: folder.path, catalogue: catalogue)
        }
        #expect(overridden == ["--pipelines: error: 'pipelines': no does not exist"])
    }

    @Test func `takes the folder beside the configuration, or else the built-in pipeline`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("c.yaml", "spool: in")
        let without = try Configuration.load(
            file: file, environment: [:], catalogue: shippedCatalogue)
        #expect(without.pipelines.map(\.name) == ["default"])
        try folder.write("pipelines/mine.yaml", "stages: [decode]")
        let with = try Configuration.load(file: file, environment: [:], catalogue: catalogue)
        #expect(with.pipelines.map(\.name) == ["mine"])
        #expect(with.daemon.pipelines == "\(folder.path)/pipelines")
        let overridden = try Configuration.load(
            file: file, overrides: [Override("pipelines", option: "--pipelines", text: "")],
            environment: [:], catalogue: shippedCatalogue)
        #expect(overridden.pipelines.map(\.name) == ["default"])
        let nothing = try Configuration.load(
            file: nil, environment: [:], workingFolder: folder.path, catalogue: shippedCatalogue)
        #expect(nothing.pipelines.map(\.name) == ["default"])
    }

    @Test func `finds a pipeline by name or file`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("x.yaml", "match: {path: a/**}\nstages: [decode]")
        func pipeline(_ text: String) throws -> PipelineDefinition {
            try Configuration.pipeline(text, environment: [:], catalogue: shippedCatalogue)
        }
        #expect(try pipeline(file).name == "x")
        #expect(try pipeline(file).match == .init())
        #expect(try pipeline("strip").steps.map(\.stage) == ["decode", "html_strip", "normalize"])
        #expect(try pipeline("strip").match == .init())
        #expect(
            mistakes { _ = try pipeline("stirp") } == [
                "--pipeline: error: unknown pipeline 'stirp'; did you mean 'strip'?"
            ])
        #expect(mistakes { _ = try pipeline("no/such.yaml") }.count == 1)
    }

    @Test func `refuses a file or option that is missing or too large`() throws {
        let folder = try TemporaryFolder()
        let large = try folder.write("c.yaml", [UInt8](repeating: 0x23, count: 300_000))
        for (path, message) in [
            ("\(folder.path)/no.yaml", "cannot be opened: no such file or directory"),
            (folder.path, "is not a plain file"),
            (large, "is 300KB large; at most 256KiB are read"),
        ] {
            #expect(
                mistakes {
                    _ = try Configuration.load(
                        file: path, environment: [:], catalogue: catalogue)
                } == ["\(path): error: \(message)"])
        }
    }

    @Test func `writes every default into the definition, so that its fingerprint knows it`() throws
    {
        let folder = try TemporaryFolder()
        let short = try folder.write("a.yaml", "stages: [decode, truncate]")
        let long = try folder.write(
            "b.yaml",
            "name: a\nstages: [decode, truncate: {max_bytes: 64KiB, on_error: quarantine}]")
        let one = try Configuration.loadPipelines(short, environment: [:], catalogue: catalogue)
        let two = try Configuration.loadPipelines(long, environment: [:], catalogue: catalogue)
        #expect(one.pipelines == two.pipelines)
        #expect(one.pipelines[0].fingerprint == two.pipelines[0].fingerprint)
        #expect(one.pipelines[0].steps[1].config == ["max_bytes": 65_536])
    }
}
