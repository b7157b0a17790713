// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherEngine
import ThresherWorker

/// Runs plans for the daemon that started it.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Run plans for a daemon.", shouldDisplay: false)

    func run() throws {
        let registry = try Registry(Build.catalogue)
        let status = WorkerMain.run { configuration in
            guard let definition = PlanSetDefinition(json: configuration) else {
                throw UnknownPlans()
            }
            let plans = try PlanSet(definition, registry: registry)
            plans.prepare()
            return PlanExecutor(plans)
        }
        throw ExitCode(status)
    }
}

/// A daemon of another version.
private struct UnknownPlans: Error, CustomStringConvertible {
    let description = "the daemon sent plans that this executable does not understand"
}
