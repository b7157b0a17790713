// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherConfig

struct DaemonConfigTests {
    @Test(arguments: [
        ("intake:\n  setle: 2s", "2:3: unknown key 'setle' in 'intake'; did you mean 'settle'?"),
        ("intkae:\n  settle: 2s", "1:1: unknown key 'intkae'; did you mean 'intake'?"),
        ("settle: 2s", "1:1: unknown key 'settle'; it belongs under 'intake'"),
        (
            "intake:\n  spool: /x",
            "2:3: unknown key 'spool' in 'intake'; it belongs at the top level"
        ),
        (
            "disk:\n  colour: red",
            "2:3: unknown key 'colour' in 'disk'; valid here: min_free, min_free_inodes"
        ),
        (
            "limits:\n  attempts: 0",
            "2:13: 'attempts' must be between 1 and 100, found 0"
        ),
        ("limits: 5", "1:9: 'limits' must hold 'key: value' lines, found '5'"),
        ("- spool", "1:1: a configuration is 'key: value' lines, found a list"),
        (
            "workers:\n  count: four",
            "2:10: 'count' must be a whole number, found 'four'"
        ),
        (
            "workers:\n  count: [1]",
            "2:10: 'count' must be a whole number, found a list"
        ),
        ("workers:\n  count:\n", "2:3: 'count' has no value; leave the line out for the default"),
        (
            "log:\n  file:\n",
            "2:3: 'file' has no value; write \"\" for none, or leave the line out for the default"
        ),
        (
            "log:\n  level: inof",
            "2:10: 'level' must be one of debug, info, notice, warning, error, found 'inof';"
                + " did you mean 'info'?"
        ),
        (
            "retention:\n  done: kepe",
            "2:9: 'done' must be 'keep' or 'delete' or a time such as 250ms, 30s or 7d,"
                + " found 'kepe'; did you mean 'keep'?"
        ),
        (
            "retention:\n  ledger: delete",
            "2:11: 'ledger' must be 'keep' or a time such as 250ms, 30s or 7d, found 'delete'"
        ),
        (
            "retention:\n  done: 1s",
            "2:9: 'done' must be 'keep' or 'delete' or between 1d and 3650d, found 1s"
        ),
        ("sinks: [json, txt]", "1:15: unknown sink 'txt'; did you mean 'text'?"),
        ("sinks: [json, json]", "1:15: sink 'json' is named twice"),
        ("sinks: []", "1:8: 'sinks' must name at least one sink"),
        ("spool: ''", "1:8: 'spool' must not be empty"),
        ("intake:\n  ignore: [a/b]", "2:12: 'ignore' takes patterns of names, without '/'"),
        (
            "spool: /s\noutput: /s/incoming/out",
            "2:9: 'output' must not lie in the spool's folder 'incoming'"
        ),
        (
            "spool: /s\nlog:\n  file: /s/incoming/log",
            "3:9: 'log.file' must not lie in the spool's folder 'incoming'"
        ),
        ("spool: /s/x\nstate: /s", "2:8: 'state' must not hold the spool (/s/x)"),
        (
            "output: /o\nstate: /o/s",
            "2:8: 'state' and 'output' must not lie in one another"
        ),
        (
            "limits:\n  input_bytes: 600MB",
            "2:16: 'input_bytes' (600MB) must not be more than half of 'memory' (1GB)"
        ),
        // The default of 'recycle_memory' is more.
        ("limits: {memory: 300MB, input_bytes: 50MB}", ""),
        (
            "limits: {memory: 300MB, input_bytes: 50MB}\nworkers: {recycle_memory: 400MB}",
            "2:27: 'recycle_memory' (400MB) must not be more than 'limits.memory' (300MB)"
        ),
        ("spool: a\nspool: b", "2:1: duplicate key 'spool', first on line 1"),
        ("pipelines: /nowhere/at/all", ""),
    ])
    func `says each mistake at its place`(text: String, expected: String) {
        #expect(findings(config: text) == (expected.isEmpty ? [] : [expected]))
    }

    @Test func `a symbolic link hides no overlap`() throws {
        let folder = try TemporaryFolder()
        try folder.write("spool/incoming/.keep", "")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/elsewhere",
            withDestinationPath: folder.path + "/spool/incoming")
        let text = "spool: \(folder.path)/spool\noutput: \(folder.path)/elsewhere/out"
        #expect(
            findings(config: text) == [
                "2:9: 'output' must not lie in the spool's folder 'incoming'"
            ])
    }

    @Test func `finds every mistake at once, in the order of their places`() {
        let text = """
            spol: /x
            limits:
              memory: 5
              deadlin: 3s
              attempts: 08
            workers: {count: -1}
            log:
              level: loud
            """
        #expect(
            findings(config: text) == [
                "1:1: unknown key 'spol'; did you mean 'spool'?",
                "3:11: 'memory' must be between 64000000 and 1000000000000, found 5",
                "4:3: unknown key 'deadlin' in 'limits'; did you mean 'deadline'?",
                "5:13: 'attempts' must be a whole number, found '08'; write '8'",
                "6:18: 'count' must be between 0 and 1024, found -1",
                "8:10: 'level' must be one of debug, info, notice, warning, error, found 'loud'",
            ])
    }

    @Test(arguments: ["", "# only a comment\n", "---\n", "intake:\nlog:\n"])
    func `takes an empty file and empty sections for defaults`(text: String) throws {
        let report = CheckReport.check(
            [ConfigurationText(name: "c.yaml", text)], as: .daemon, catalogue: TestCatalogue.all)
        #expect(report.diagnostics.isEmpty)
        #expect(report.effectiveText == DaemonConfig(spool: "/var/lib/thresher").effectiveText)
    }

    @Test func `reads every kind of value`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "c.yaml",
            """
            spool: in
            output: /data/out
            sinks: text
            on_conflict: replace
            intake: {settle: 250ms, ignore: "*.bak"}
            limits: {memory: 2GiB, deadline: 1h}
            retention: {done: 7d, ledger: keep}
            log: {file: thresher.log, format: journal}
            """)
        let config = try Configuration.load(
            file: file, environment: [:], catalogue: TestCatalogue.all
        ).daemon
        #expect(config.spool == "\(folder.path)/in")
        #expect(config.output == "/data/out")
        #expect(config.state == "\(folder.path)/in/state")
        #expect(config.sinks == ["text"])
        #expect(config.onConflict == .replace)
        #expect(config.intake.settleMilliseconds == 250)
        #expect(config.intake.ignore == ["*.bak"])
        #expect(config.limits.memoryBytes == 2 << 30)
        #expect(config.limits.deadlineMilliseconds == 3_600_000)
        #expect(config.retention.done == .for(7 * 86_400_000))
        #expect(config.retention.ledger == .keep)
        #expect(config.log.file == "\(folder.path)/thresher.log")
        #expect(config.log.format == .journal)
        #expect(config.pipelines == nil)
    }

    @Test func `lets the command line win, and says its mistakes by the option`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("c.yaml", "spool: /a\nintake: {settle: 1s}\n")
        let config = try Configuration.load(
            file: file,
            overrides: [
                Override("spool", option: "--spool", text: "drop ${here}"),
                Override("intake.settle", option: "--settle", text: "0"),
            ],
            environment: [:], workingFolder: "/home/me", catalogue: TestCatalogue.all
        ).daemon
        #expect(config.spool == "/home/me/drop ${here}")
        #expect(config.intake.settleMilliseconds == 0)

        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.load(
                file: file,
                overrides: [
                    Override("workers.count", option: "--workers", text: "many"),
                    Override("intake.settle", option: "--settle", text: "2 seconds"),
                ],
                environment: [:], catalogue: TestCatalogue.all)
        }
        #expect(
            error?.diagnostics.map(\.text) == [
                "--workers: error: 'count' must be a whole number, found 'many'",
                "--settle: error: 'settle' must be a time such as 250ms, 30s or 7d,"
                    + " found '2 seconds'; write '2s'",
            ])
    }
}
