// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig
import ThresherPlugin

/// Checks configuration and pipeline files.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check configuration and pipeline files.",
        discussion: """
            A file is taken for a configuration or a pipeline by its keys; with a configuration, the \
            pipelines that it names are checked too. Without a file, the defaults and the built-in \
            pipeline are. Every mistake is printed with its file, line and column, and the status is \
            78 when there is one; warnings leave it 0.
            """)

    @Flag(help: "Print one JSON object instead of text.")
    var json = false
    @Flag(help: "Print what is in force, as YAML that reads back to the same.")
    var effective = false
    @Argument(
        help: "Configuration files, pipeline files, folders of pipeline files.",
        transform: RawArguments.utf8)
    var files: [String] = []

    func run() throws {
        let report = CheckReport.check(
            paths: files, environment: SettingsOptions.environment, catalogue: Build.catalogue)
        if json {
            Console.write(report.json(withEffective: effective).utf8 + [UInt8(ascii: "\n")])
        } else {
            Console.write(report.diagnostics)
            if effective { Console.write(Array(report.effectiveText.utf8)) }
        }
        if report.exitCode != 0 { throw ExitCode.configuration }
        if !json, !effective, report.diagnostics.isEmpty { Console.print("ok") }
    }
}
