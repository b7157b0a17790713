// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherEngine

/// Runs a pipeline over files, without a spool.
struct ProcessCommand: ParsableCommand {
    /// The forms of a document.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, text, markdown
    }

    static let configuration = CommandConfiguration(
        commandName: "process", abstract: "Run a pipeline over files and print the documents.",
        discussion: """
            Nothing is written but standard output. A file that fails is named on standard error, \
            the others are still done, and the status is 1.
            """)

    @Option(
        help: ArgumentHelp("A pipeline's name or file.", valueName: "name|file"),
        transform: RawArguments.utf8)
    var pipeline = "default"
    @Option(help: "json: one document a line; text; markdown.")
    var format = Format.json
    @Argument(help: "Files; - is standard input.")
    var files: [PathArgument]

    func run() throws {
        let runner = try InProcessRunner.make(pipeline: pipeline, sink: format.rawValue).runner
        var hasFailed = false
        var printed = 0
        for file in files where !process(file, runner, &printed) { hasFailed = true }
        if hasFailed { throw ExitCode.documentsFailed }
    }

    /// Whether no document of the file failed.
    private func process(
        _ file: PathArgument, _ runner: InProcessRunner, _ printed: inout Int
    ) -> Bool {
        let entry: FileEntry
        do throws(FileError) {
            entry = try FileEntry(file, limit: InProcessRunner.inputLimit)
        } catch {
            Console.complain("\(error)")
            return false
        }
        var isGood = true
        runner.run(entry, path: file.text) { result in
            if result.outcome == .stored {
                if format != .json, printed > 0 { Console.write([0x0A]) }
                printed += 1
                return Console.write(result.file)
            }
            let stage = result.reason?.stage.map { " (\($0))" } ?? ""
            let detail = result.reason?.detail.map { ": \($0)" } ?? ""
            Console.complain(
                "\(file.text): \(result.outcome.rawValue), \(result.reason?.code ?? "")\(stage)\(detail)"
            )
            if result.outcome == .failed { isGood = false }
        }
        return isGood
    }
}
