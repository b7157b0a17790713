// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherConfig
import ThresherEngine
import ThresherPlugin

struct EffectiveTextTests {
    private func config(_ text: String) throws -> DaemonConfig {
        let folder = try TemporaryFolder()
        let file = try folder.write("c.yaml", text)
        return try Configuration.load(
            file: file, environment: [:], catalogue: TestCatalogue.all
        ).daemon
    }

    @Test(arguments: [
        "spool: /data/in",
        "spool: \"/a b/#1/'q'/\\\"d\\\"/\\\\/\\u00e4/$${X}/\\t\\u202e: x\"",
        "spool: /x\noutput: /null\nstate: \"/- a: b\"\nlog: {file: \"/~\"}",
        """
        spool: /s
        sinks: [json, markdown]
        on_conflict: replace
        intake: {settle: 1500ms, rescan: 90s, ignore: ["*.bak", "null", "~", "- a", "é"]}
        limits: {input_bytes: 12345, memory: 3GiB, deadline: 1h}
        workers: {count: 7, recycle_entries: 0, recycle_memory: 0}
        commit: {documents: 1, bytes: 1KiB, wait: 0}
        retention: {done: 36h, ledger: keep}
        disk: {min_free: 0, min_free_inodes: 0}
        shutdown: {grace: 0s}
        log: {level: error, format: text, file: /l, per_second: 0}
        """,
        "spool: /s\nretention: {done: delete}",
    ])
    func `the configuration reads back to the same`(text: String) throws {
        let first = try config(text)
        let second = try config(first.effectiveText)
        #expect(second == first)
        #expect(second.effectiveText == first.effectiveText)
    }

    @Test func `has every key`() throws {
        let lines = DaemonConfig(spool: "/s").effectiveText.split(separator: "\n")
        #expect(lines.count == DaemonKeys.sections.reduce(-1) { $0 + $1.keys.count + 1 })
    }

    @Test(arguments: [
        "stages: [decode]",
        """
        name: a-b
        version: 7
        match: {path: ["a b/**", "- x", "$${A}/*"], media_type: [text/*]}
        reader: lines
        stages:
          - decode: {on_error: pass}
          - metadata
          - language
          - everything:
              max_lines: 3
              min_ratio: 0.1
              pause: 1500ms
              strict: true
              label: "- no\\n"
              words: [no, "08", "#x", "${W}", "[a]"]
              mode: "off"
              when:
                media_type: [text/html, text/plain]
                path: "**/x?.html"
                language: [no, en]
                has: title
                lacks: [authors, published]
              on_error: reject
          - dedup: {action: link}
        """,
    ])
    func `a pipeline reads back to the same`(text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("p/a.yaml", text)
        func load(_ path: String) throws -> PipelineDefinition {
            let (pipelines, _) = try Configuration.loadPipelines(
                path, environment: ["W": "a, b: {c}"], catalogue: TestCatalogue.all)
            return try #require(pipelines.first)
        }
        let first = try load("\(folder.path)/p")
        try folder.write("q/a.yaml", first.effectiveText(TestCatalogue.all))
        let second = try load("\(folder.path)/q")
        #expect(second == first)
        #expect(second.fingerprint == first.fingerprint)
        #expect(second.effectiveText(TestCatalogue.all) == first.effectiveText(TestCatalogue.all))
    }

    @Test func `check prints what is in force, and a configuration's pipelines with JSON`() throws {
        let folder = try TemporaryFolder()
        let config = try folder.write("c.yaml", "spool: /s")
        let pipeline = try folder.write("p/a.yaml", "stages: [decode]")
        let report = CheckReport.check(
            paths: [config, pipeline], environment: [:], catalogue: shippedCatalogue)
        #expect(report.exitCode == 0)
        #expect(report.effective.map(\.name) == [config, "a"])
        #expect(report.effectiveText.hasPrefix("--- # \(config)\nspool: /s\n"))
        #expect(
            report.effectiveText.hasSuffix(
                """
                --- # a
                name: a
                version: 1
                reader: document
                stages:
                  - decode:
                      mojibake: true
                      on_error: quarantine

                """))
        #expect(report.json(withEffective: true)["effective"]?.array?.count == 2)
    }

    @Test func `check tells a pipeline from a configuration even when keys are misspelt`() throws {
        let folder = try TemporaryFolder()
        let pipeline = try folder.write("a.yaml", "nmae: a\nstagse: [decode]")
        let config = try folder.write("b.yaml", "spol: /s\nlgo: {level: info}")
        let report = CheckReport.check(
            paths: [pipeline, config, "\(folder.path)/none"], environment: [:],
            catalogue: shippedCatalogue)
        #expect(report.exitCode == 78)
        #expect(report.effective.isEmpty)
        #expect(
            Set(report.diagnostics.map(short)) == [
                "1:1: unknown key 'nmae'; did you mean 'name'?",
                "2:1: unknown key 'stagse'; did you mean 'stages'?",
                "1:1: unknown key 'spol'; did you mean 'spool'?",
                "2:1: unknown key 'lgo'; did you mean 'log'?",
                "cannot be opened: no such file or directory",
            ])
    }
}
