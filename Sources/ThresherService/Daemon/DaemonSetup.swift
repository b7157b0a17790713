// SPDX-License-Identifier: Apache-2.0
package import ThresherConfig
package import ThresherEngine
import ThresherSpool
import ThresherWorker

/// All that a daemon is told before it starts.
package struct DaemonSetup: Sendable {
    /// The checked configuration.
    package var config: DaemonConfig
    /// The pipelines, sinks and limits that workers get.
    package var plans: PlanSetDefinition
    /// The stages, readers and sinks of this build.
    package var registry: Registry
    /// Whether to stop when nothing is left to do.
    package var runsOnce: Bool
    /// The number of processors.
    package var processors: Int
    /// What a worker is started with, the name first.
    package var workerArguments: [String]

    /// Creates a setup.
    package init(
        _ configuration: Configuration, registry: Registry, runsOnce: Bool, processors: Int,
        workerArguments: [String] = ["thresher", "worker"]
    ) {
        config = configuration.daemon
        plans = PlanSetDefinition(
            pipelines: configuration.pipelines, sinks: configuration.daemon.sinks,
            inputBytes: configuration.daemon.limits.inputBytes)
        self.registry = registry
        self.runsOnce = runsOnce
        self.processors = processors
        self.workerArguments = workerArguments
    }

    /// How many workers run.
    package var workerCount: Int {
        config.workers.count > 0 ? config.workers.count : max(1, processors)
    }

    var folders: SpoolFolders {
        SpoolFolders(
            spool: BytePath(config.spool), output: BytePath(config.output),
            state: BytePath(config.state))
    }

    var spoolOptions: SpoolOptions {
        var options = SpoolOptions()
        options.settle = .milliseconds(config.intake.settleMilliseconds)
        options.scanInterval = .milliseconds(config.intake.rescanMilliseconds)
        options.ignored = config.intake.ignore
        options.onConflict = config.onConflict == .replace ? .replace : .rename
        options.minFreeBytes = config.disk.minFreeBytes
        options.minFreeInodes = config.disk.minFreeInodes
        options.done =
            switch config.retention.done {
            case .keep: .keep
            case .delete: .delete
            case .for(let milliseconds): .days(DaemonSetup.days(milliseconds))
            }
        if case .for(let milliseconds) = config.retention.ledger {
            options.ledgerDays = DaemonSetup.days(milliseconds)
        }
        return options
    }

    var blamePolicy: BlamePolicy {
        var policy = BlamePolicy()
        policy.attempts = config.limits.attempts
        policy.heavyMemory = config.limits.memoryBytes / 2
        return policy
    }

    var workerOptions: WorkerOptions {
        var options = WorkerOptions()
        options.workers = workerCount
        options.arguments = workerArguments
        options.documentDeadline = .milliseconds(config.limits.deadlineMilliseconds)
        options.memoryLimit = config.limits.memoryBytes
        options.entriesPerWorker =
            config.workers.recycleEntries > 0 ? config.workers.recycleEntries : .max
        options.restingMemory =
            config.workers.recycleMemoryBytes > 0 ? config.workers.recycleMemoryBytes : .max
        return options
    }

    private static func days(_ milliseconds: Int) -> Int { max(1, milliseconds / 86_400_000) }
}
