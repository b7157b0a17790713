// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig
import ThresherEngine
import ThresherPlugin

/// Runs plans in this process, with deciders whose memory is this run's alone.
final class InProcessRunner {
    private let plans: PlanSet
    private let executor: PlanExecutor
    private let board: DeciderBoard
    private var filesDone = 0

    /// What became of one document.
    struct Result {
        var outcome: Outcome
        var reason: OutcomeReason?
        /// The first sink's file; empty unless stored.
        var file: [UInt8]
        /// What each stage said and cost.
        var stages: [StageCount] = []

        /// The outcome and why, for people: `rejected, empty_file: the file has no bytes`.
        var summary: String {
            let why = reason.map { ", \($0.code)" + ($0.detail.map { ": \($0)" } ?? "") }
            return outcome.rawValue + (why ?? "")
        }
    }

    init(_ plans: PlanSet) throws(StageError) {
        self.plans = plans
        executor = PlanExecutor(plans)
        board = try DeciderBoard(plans)
    }

    /// The most bytes of an input, as in a daemon without a configuration.
    static var inputLimit: Int { DaemonConfig(spool: "/").limits.inputBytes }

    /// A runner for one pipeline, or the end of the command with what is wrong with it.
    ///
    /// - Parameters:
    ///   - pipeline: A pipeline's name or file.
    ///   - sink: The form of the documents.
    ///   - change: Applied to the pipeline's definition before it is planned.
    /// - Returns: The runner, and the definition that it runs.
    /// - Throws: The status to end with, after the mistakes were printed.
    static func make(
        pipeline: String, sink: String, change: (inout PipelineDefinition) -> Void = { _ in }
    ) throws -> (runner: InProcessRunner, definition: PipelineDefinition) {
        do {
            var definition = try Configuration.pipeline(
                pipeline, environment: SettingsOptions.environment, catalogue: Build.catalogue)
            change(&definition)
            let plans = PlanSetDefinition(
                pipelines: [definition], sinks: [sink], inputBytes: inputLimit)
            let runner = try InProcessRunner(PlanSet(plans, registry: Registry(Build.catalogue)))
            return (runner, definition)
        } catch let error as ConfigurationError {
            Console.write(error.diagnostics)
        } catch let error as StageError {
            Console.complain(error.message)
        }
        throw ExitCode.configuration
    }

    /// Loads what stages load once, so that the first file's costs are its own.
    func prepare() { plans.prepare() }

    /// Takes one file through and hands out its documents in order.
    func run(_ entry: any EntryContent, path: String, emit: (Result) -> Void) {
        filesDone += 1
        let owner = "file-\(filesDone)"
        executor.run(
            entry, path: path, skipping: { _ in false }, observer: Unobserved()
        ) { result in
            var settled = self.settle(result, owner: owner)
            settled.stages = result.stages
            emit(settled)
            return true
        }
    }

    private func settle(_ result: DocumentResult, owner: String) -> Result {
        switch result.end {
        case .rejected(let reason): return Result(outcome: .rejected, reason: reason, file: [])
        case .failed(let reason, _): return Result(outcome: .failed, reason: reason, file: [])
        case .stored: break
        }
        let answer = (try? board.decide(result, entry: owner)) ?? DeciderBoard.Answer()
        if answer.action == .drop {
            let detail = answer.duplicate?.of.map { "a copy of \($0)" }
            return Result(
                outcome: .duplicate, reason: OutcomeReason(code: "duplicate", detail: detail),
                file: [])
        }
        let isLink = answer.action == .link
        let decision = answer.duplicate.flatMap {
            plans.sinkTypes.first?.render($0, isLink: isLink)
        }
        let file =
            result.renderings.first?.file(
                decision: decision ?? [], isLink: isLink, leavingOut: answer.leftOut) ?? []
        return Result(outcome: .stored, reason: nil, file: file)
    }
}

private final class Unobserved: StageObserver {
    func enter(record: Int, stage: String) {}
    func leave() {}
}
