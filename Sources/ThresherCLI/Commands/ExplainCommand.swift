// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherEngine
import ThresherPlugin

/// Shows why a file became the document it becomes.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show what each stage decided about a file, and why.",
        discussion: """
            Every block of a page is listed in order: + kept or - left out, its score (0 to 1), the \
            reason, its text, and what weighed most: points for (+) and against (−) content, and \
            what they are for. Then come the candidates for title, authors and date, * before the one \
            taken. Stages that have an option `explain` are told to explain themselves.
            """)

    @Option(
        help: ArgumentHelp("A pipeline's name or file.", valueName: "name|file"),
        transform: RawArguments.utf8)
    var pipeline = "default"
    @Flag(help: "Leave out what weighed most.")
    var brief = false
    @Argument(help: "A file; - is standard input.")
    var file: PathArgument

    func run() throws {
        let (runner, definition) = try InProcessRunner.make(
            pipeline: pipeline, sink: "json", change: turnOnExplanations)
        runner.prepare()
        do throws(FileError) {
            let entry = try FileEntry(file, limit: InProcessRunner.inputLimit)
            runner.run(entry, path: file.text) { show($0, definition) }
        } catch {
            Console.complain("\(error)")
            throw ExitCode.documentsFailed
        }
    }

    /// Sets `explain` wherever a stage has it.
    private func turnOnExplanations(_ definition: inout PipelineDefinition) {
        for index in definition.steps.indices {
            let name = definition.steps[index].stage
            let type = Build.catalogue.stages.first { $0.spec.name == name }
            if type?.spec.fields.contains(where: { $0.name == "explain" }) == true {
                definition.steps[index].config["explain"] = true
            }
        }
    }

    private func show(_ result: InProcessRunner.Result, _ definition: PipelineDefinition) {
        let document = (try? JSONValue(parsing: result.file)) ?? .null
        let explanation = document["explanation"]
        for block in explanation?["blocks"]?.array ?? [] { show(block) }
        if explanation != nil { Console.print("") }
        if let decision = explanation?["decision"]?.string {
            Console.print("decision: \(decision)")
        }
        if let type = explanation?["page_type"]?.string { Console.print("page type: \(type)") }
        if let reason = document["quality"]?["empty_reason"]?.string {
            Console.print("empty: \(reason)")
        }
        if let from = document["quality"]?["content_from"]?.string {
            Console.print("content from: \(from)")
        }
        let cut = (document["quality"]?["truncated"]?.array ?? []).compactMap(\.string)
        if !cut.isEmpty { Console.print("cut short by: \(cut.joined(separator: ", "))") }
        for field in document["metadata_explanation"]?.members ?? [] {
            let candidates = field.value.array ?? []
            Console.print("\(field.key):\(candidates.isEmpty ? " none found" : "")")
            for candidate in candidates { showCandidate(candidate) }
        }
        for count in result.stages where definition.steps.indices.contains(count.step) {
            let name = definition.steps[count.step].stage
            Console.print(
                "\(name.padded(to: 12)) \(count.microseconds.padded(to: 10, right: true)) µs  "
                    + "\(count.verdict)")
        }
        Console.print("outcome: \(result.summary)")
    }

    private func showCandidate(_ candidate: JSONValue) {
        let mark = candidate["taken"]?.bool == true ? "*" : " "
        let score = "\(candidate["score"]?.double ?? 0)".padded(to: 6)
        let from = (candidate["from"]?.string ?? "").padded(to: 11)
        let value = (candidate["value"]?.string ?? "").shortened(to: 70)
        Console.print("\(mark) \(score) \(from) \(value)")
        guard !brief else { return }
        let causes = (candidate["because"]?.array ?? []).compactMap(\.string)
        if !causes.isEmpty { Console.print("          \(causes.joined(separator: "; "))") }
    }

    private func show(_ block: JSONValue) {
        let isKept = block["kept"]?.bool == true
        let text = (block["text"]?.string ?? "").replacing("\n", with: " ").replacing(
            "\t", with: " ")
        let score = "\(block["score"]?.double ?? 0)".padded(to: 5)
        let why = isKept ? block["kind"]?.string : block["reason"]?.string
        Console.print(
            "\(isKept ? "+" : "-") \(score) \((why ?? "").padded(to: 11)) \(text.shortened(to: 80))"
        )
        guard !brief else { return }
        let causes = (block["because"]?.array ?? []).compactMap(\.string)
        if !causes.isEmpty { Console.print("          \(causes.joined(separator: "; "))") }
    }
}

extension StageCount {
    fileprivate var microseconds: String { "\(nanoseconds / 1000)" }
}

extension String {
    fileprivate func padded(to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - count))
        return right ? blanks + self : self + blanks
    }

    fileprivate func shortened(to width: Int) -> String {
        count > width ? "\(prefix(width - 1))…" : self
    }
}
