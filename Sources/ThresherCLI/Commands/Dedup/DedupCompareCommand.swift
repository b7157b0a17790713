// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherDedup
import ThresherEngine
import ThresherPlugin
import ThresherService

/// Tells why two files are copies of each other, or why not.
struct DedupCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Tell what two files have in common.",
        discussion: """
            Both files go through a pipeline; their texts are compared phrase by phrase (three words \
            in a row). On a terminal what both have is dimmed and what one has alone is marked; \
            elsewhere it stands in [[ ]]. An index may judge otherwise when it knows phrases to be \
            boilerplate.
            """)

    @Option(help: ArgumentHelp("The pipeline: a name or a file.", valueName: "pipeline"))
    var pipeline = "default"
    @Flag(help: "Only the figures, not the texts.")
    var brief = false
    @Argument(help: ArgumentHelp("The file that came first.", valueName: "file"))
    var first: PathArgument
    @Argument(help: ArgumentHelp("The file that came later.", valueName: "file"))
    var second: PathArgument

    func run() throws {
        let texts = [try text(of: first), try text(of: second)]
        let found = TextComparison(texts[0], texts[1])
        let verdict =
            found.status.map { status in
                "\(status.rawValue), similarity \(DedupCompareCommand.share(found.similarity))"
            } ?? "unique"
        Console.print([
            ("verdict", "the second is \(verdict)"),
            (
                "phrases",
                "\(found.firstCount) and \(found.secondCount), \(found.commonCount) in both"
            ),
            (
                "first in second",
                DedupCompareCommand.share(found.firstShare) + " of the first's phrases"
            ),
            (
                "second in first",
                DedupCompareCommand.share(found.secondShare) + " of the second's phrases"
            ),
            ("only in first", DedupCompareCommand.list(found.firstFacts)),
            ("only in second", DedupCompareCommand.list(found.secondFacts)),
        ])
        guard !brief else { return }
        let isTerminal = Descriptor.standardOutput.isTerminal && ReadableLog.allowsColour(.process)
        for (name, passages) in [
            (first.text, found.firstPassages), (second.text, found.secondPassages),
        ] {
            Console.print("")
            Console.print("== \(name)")
            let marked = passages.map { DedupCompareCommand.marked($0, isTerminal) }.joined()
            Console.write(Array((marked + "\n").utf8))
        }
    }

    private func text(of file: PathArgument) throws -> String {
        let (runner, _) = try InProcessRunner.make(pipeline: pipeline, sink: "text")
        var text = ""
        var problem: String?
        do throws(FileError) {
            let entry = try FileEntry(file, limit: InProcessRunner.inputLimit)
            runner.run(entry, path: file.text) { result in
                if result.outcome == .stored {
                    text += String(decoding: result.file, as: UTF8.self)
                } else {
                    problem = "'\(file.text)' is \(result.summary)"
                }
            }
        } catch {
            problem = "\(error)"
        }
        if let problem {
            Console.complain(problem)
            throw ExitCode.documentsFailed
        }
        return text
    }

    private static func share(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    }

    private static func list(_ facts: [String]) -> String {
        let shown = facts.prefix(20).joined(separator: ", ")
        return facts.count > 20 ? "\(shown) and \(facts.count - 20) more" : shown
    }

    private static func marked(_ passage: TextComparison.Passage, _ isTerminal: Bool) -> String {
        guard isTerminal else { return passage.isCommon ? passage.text : "[[\(passage.text)]]" }
        let lines = passage.text.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { LogText.escaped(String($0)) }.joined(separator: "\n")
        return passage.isCommon ? "\u{1B}[2m\(text)\u{1B}[0m" : "\u{1B}[1;33m\(text)\u{1B}[0m"
    }
}
