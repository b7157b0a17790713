// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
import ThresherPlugin

/// The daemon's configuration after it was checked: times in milliseconds, sizes in bytes.
package struct DaemonConfig: Sendable, Equatable {
    /// What follows when an output name is taken.
    package enum OnConflict: String, Sendable, CaseIterable {
        /// The new file gets `~<entry id>` into its name.
        case suffix
        /// The new file takes the old one's place.
        case replace
    }

    /// How files come in.
    package struct Intake: Sendable, Equatable {
        package var settleMilliseconds: Int
        package var rescanMilliseconds: Int
        package var ignore: [String]
    }

    /// What one file, document or worker may use.
    package struct Limits: Sendable, Equatable {
        package var inputBytes: Int
        package var deadlineMilliseconds: Int
        package var memoryBytes: Int
        package var attempts: Int
    }

    /// The worker processes.
    package struct Workers: Sendable, Equatable {
        /// 0 stands for one for each core.
        package var count: Int
        /// 0 stands for never.
        package var recycleEntries: Int
        /// 0 stands for never.
        package var recycleMemoryBytes: Int
    }

    /// How results are bundled.
    package struct Commit: Sendable, Equatable {
        package var documents: Int
        package var bytes: Int
        package var waitMilliseconds: Int
    }

    /// How long something is kept.
    package enum Keeping: Sendable, Equatable {
        case keep, delete
        /// For a time, in milliseconds.
        case `for`(Int)
    }

    /// What is kept for how long.
    package struct Retention: Sendable, Equatable {
        package var done: Keeping
        /// `keep` or `for`, never `delete`.
        package var ledger: Keeping
    }

    /// When claiming stops.
    package struct Disk: Sendable, Equatable {
        package var minFreeBytes: Int
        package var minFreeInodes: Int
    }

    /// What is logged and where.
    package struct Log: Sendable, Equatable {
        /// The forms of a line.
        package enum Format: String, Sendable, CaseIterable {
            case auto, json, text, journal
        }
        package var level: EventLevel
        package var format: Format
        /// Absolute; `nil` for none.
        package var file: String?
        /// 0 stands for no limit.
        package var perSecond: Int
    }

    /// Absolute.
    package var spool: String
    /// Absolute.
    package var output: String
    /// Absolute.
    package var state: String
    /// The sinks' names, each once.
    package var sinks: [String]
    package var onConflict: OnConflict
    package var intake: Intake
    package var limits: Limits
    package var workers: Workers
    package var commit: Commit
    package var retention: Retention
    package var disk: Disk
    package var shutdownGraceMilliseconds: Int
    package var log: Log
    /// A folder or a file, absolute; `nil` for the built-in pipeline.
    package var pipelines: String?
}

extension DaemonConfig {
    /// Everything at its default but the spool.
    package init(spool: String) {
        self.init(ConfigValues(["spool": .string(spool)]))
    }

    init(_ values: ConfigValues) {
        let intake = values.section("intake")
        let limits = values.section("limits")
        let workers = values.section("workers")
        let commit = values.section("commit")
        let disk = values.section("disk")
        let log = values.section("log")
        let top = values.section("")
        spool = top[DaemonKeys.spool]
        output = top[DaemonKeys.output].orElse("\(spool)/out")
        state = top[DaemonKeys.state].orElse("\(spool)/state")
        pipelines = top[DaemonKeys.pipelines].nilWhenEmpty
        sinks = top[DaemonKeys.sinks]
        onConflict = top[DaemonKeys.onConflict]
        self.intake = Intake(
            settleMilliseconds: intake[DaemonKeys.settle],
            rescanMilliseconds: intake[DaemonKeys.rescan], ignore: intake[DaemonKeys.ignore])
        self.limits = Limits(
            inputBytes: limits[DaemonKeys.inputBytes],
            deadlineMilliseconds: limits[DaemonKeys.deadline],
            memoryBytes: limits[DaemonKeys.memory], attempts: limits[DaemonKeys.attempts])
        self.workers = Workers(
            count: workers[DaemonKeys.workerCount],
            recycleEntries: workers[DaemonKeys.recycleEntries],
            // Nobody who lowers the one limit should have to write the other.
            recycleMemoryBytes: values.given["workers.recycle_memory"] == nil
                ? min(workers[DaemonKeys.recycleMemory], limits[DaemonKeys.memory])
                : workers[DaemonKeys.recycleMemory])
        self.commit = Commit(
            documents: commit[DaemonKeys.commitDocuments], bytes: commit[DaemonKeys.commitBytes],
            waitMilliseconds: commit[DaemonKeys.commitWait])
        retention = Retention(
            done: values.keeping("retention.done"), ledger: values.keeping("retention.ledger"))
        self.disk = Disk(
            minFreeBytes: disk[DaemonKeys.minFree], minFreeInodes: disk[DaemonKeys.minFreeInodes])
        shutdownGraceMilliseconds = values.section("shutdown")[DaemonKeys.grace]
        self.log = Log(
            level: log[DaemonKeys.logLevel], format: log[DaemonKeys.logFormat],
            file: log[DaemonKeys.logFile].nilWhenEmpty, perSecond: log[DaemonKeys.logPerSecond])
    }
}

/// The values given for the daemon's keys, in their checked forms, by path.
struct ConfigValues: Sendable, Equatable {
    private(set) var given: [String: JSONValue]

    init(_ given: [String: JSONValue] = [:]) { self.given = given }

    subscript(path: String) -> JSONValue? {
        get { given[path] ?? DaemonKeys.key(path)?.defaultValue }
        set { given[path] = newValue }
    }

    /// A section's values, ready to be read with its fields.
    func section(_ name: String) -> StageConfig {
        guard let section = DaemonKeys.sections.first(where: { $0.name == name }) else {
            return StageConfig()
        }
        let values = section.keys.map { ($0.name, self[section.path(of: $0)] ?? .null) }
        return StageConfig(Dictionary(values) { first, _ in first })
    }

    func keeping(_ path: String) -> DaemonConfig.Keeping {
        switch self[path] {
        case .int(let milliseconds): .for(milliseconds)
        case .string("delete"): .delete
        default: .keep
        }
    }
}

extension String {
    fileprivate var nilWhenEmpty: String? { isEmpty ? nil : self }
    fileprivate func orElse(_ other: String) -> String { isEmpty ? other : self }
}
