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
        var printer = DocumentPrinter(isParted: format != .json)
        var hasFailed = false
        for file in files {
            do throws(FileError) {
                let entry = try FileEntry(file, limit: InProcessRunner.inputLimit)
                runner.run(entry, path: file.text) { result in
                    printer.print(result, of: file)
                    if result.outcome == .failed { hasFailed = true }
                }
            } catch {
                Console.complain("\(error)")
                hasFailed = true
            }
        }
        if hasFailed { throw ExitCode.documentsFailed }
    }
}

/// Prints documents, and on standard error why there is none.
private struct DocumentPrinter {
    /// Whether an empty line stands between two documents.
    let isParted: Bool
    private var isFirst = true

    init(isParted: Bool) { self.isParted = isParted }

    mutating func print(_ result: InProcessRunner.Result, of file: PathArgument) {
        guard result.outcome == .stored else {
            let stage = result.reason?.stage.map { " (\($0))" } ?? ""
            let detail = result.reason?.detail.map { ": \($0)" } ?? ""
            let code = result.reason?.code ?? ""
            return Console.complain(
                "\(file.text): \(result.outcome.rawValue), \(code)\(stage)\(detail)")
        }
        if isParted, !isFirst { Console.write([0x0A]) }
        isFirst = false
        Console.write(result.file)
    }
}
