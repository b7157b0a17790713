// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherConfig
package import ThresherEngine
package import ThresherPlugin

/// What the daemon itself has to tell.
package enum ServiceEvent: Event {
    case started(
        version: String, processID: Int, folders: [JSONValue.Member], workers: Int,
        pipelines: [String])
    case ready(milliseconds: Int)
    case stopping(cause: String, inFlight: Int)
    case failed(status: Int32, detail: String)
    /// The end: entries left in `work/`, files left in `incoming/` because they were still
    /// changing, and because they could not be taken.
    case stopped(Tally, left: Int, changing: Int, skipped: Int)
    case intakeFailed(detail: String)
    case pruningFailed(detail: String)
    case entryRetried(entry: String, path: String, reason: String, stage: String?, attempt: Int)
    case document(DocumentLine)
    case bundleCommitted(documents: Int, bytes: Int, milliseconds: Int)
    case bundleFailed(documents: Int, reason: String, detail: String, retryMilliseconds: Int)
    case decisionFailed(entry: String, document: String, detail: String)
    case summary(Tally, inFlight: Int, waiting: Int)
    case stageMeasured(pipeline: String, stage: String, StageTotals.Sum)

    /// The outcomes of documents, counted.
    package struct Tally: Sendable, Equatable {
        package var stored = 0
        package var duplicate = 0
        package var rejected = 0
        package var failed = 0

        package init() {}

        package mutating func count(_ outcome: Outcome) {
            switch outcome {
            case .stored: stored += 1
            case .duplicate: duplicate += 1
            case .rejected: rejected += 1
            case .failed: failed += 1
            }
        }

        fileprivate var members: [JSONValue.Member] {
            [
                .init("stored", .int(stored)), .init("duplicate", .int(duplicate)),
                .init("rejected", .int(rejected)), .init("failed", .int(failed)),
            ]
        }
    }

    /// The one line of a document with its outcome.
    package struct DocumentLine: Sendable, Equatable {
        package var outcome: Outcome
        package var entry: String
        package var document: String
        package var record: Int?
        package var path: String
        package var pipeline: String
        package var reason: OutcomeReason?
        package var duplicateOf: String?
        package var outputs: [String]
        package var bytes: Int
        package var milliseconds: Int
        package var notes: [JSONValue.Member]
    }

    package var name: String {
        switch self {
        case .started: "daemon.started"
        case .ready: "daemon.readied"
        case .stopping: "daemon.signalled"
        case .failed: "daemon.failed"
        case .stopped: "daemon.stopped"
        case .intakeFailed: "intake.failed"
        case .pruningFailed: "pruning.failed"
        case .entryRetried: "entry.retried"
        case .document(let line):
            switch line.outcome {
            case .stored: "document.stored"
            case .duplicate: "document.duplicated"
            case .rejected: "document.rejected"
            case .failed: "document.failed"
            }
        case .bundleCommitted: "bundle.committed"
        case .bundleFailed: "bundle.failed"
        case .decisionFailed: "decision.failed"
        case .summary: "summary.reported"
        case .stageMeasured: "stage.measured"
        }
    }

    package var level: EventLevel {
        switch self {
        case .started, .ready, .stopping, .stopped: .notice
        case .bundleCommitted: .debug
        case .entryRetried, .pruningFailed: .warning
        case .document(let line): line.outcome == .failed ? .warning : .info
        case .failed, .intakeFailed, .bundleFailed, .decisionFailed: .error
        case .summary, .stageMeasured: .info
        }
    }

    package var message: String {
        switch self {
        case .started: "started"
        case .ready: "ready to take files"
        case .stopping: "asked to stop; finishing what is in flight"
        case .failed: "cannot start"
        case .stopped: "stopped"
        case .intakeFailed: "nothing can be taken from the spool; stopping, nothing is lost"
        case .pruningFailed: "what is past its time cannot be removed; tried again later"
        case .entryRetried: "its worker died; trying it again alone"
        case .document(let line): DocumentLine.message(line)
        case .bundleCommitted: "committed a bundle"
        case .bundleFailed: "could not commit a bundle; nothing is lost, it will be tried again"
        case .decisionFailed: "a decider could not read its evidence; the document is stored"
        case .summary: "outcomes since the start"
        case .stageMeasured: "what a stage has done since the start"
        }
    }

    package var fields: [JSONValue.Member] {
        switch self {
        case .started(let version, let processID, let folders, let workers, let pipelines):
            [.init("version", .string(version)), .init("process_id", .int(processID))] + folders
                + [
                    .init("workers", .int(workers)),
                    .init("pipelines", .array(pipelines.map { .string($0) })),
                ]
        case .ready(let milliseconds): [.init("elapsed_ms", .int(milliseconds))]
        case .stopping(let cause, let inFlight):
            [.init("cause", .string(cause)), .init("in_flight", .int(inFlight))]
        case .failed(let status, let detail):
            [.init("status", .int(Int(status))), .init("detail", .string(detail))]
        case .stopped(let tally, let left, let changing, let skipped):
            tally.members + [
                .init("left", .int(left)), .init("changing", .int(changing)),
                .init("skipped", .int(skipped)),
            ]
        case .intakeFailed(let detail), .pruningFailed(let detail):
            [.init("detail", .string(detail))]
        case .entryRetried(let entry, let path, let reason, let stage, let attempt):
            [.init("entry", .string(entry)), .init("path", .string(path))]
                + (stage.map { [.init("stage", .string($0))] } ?? [])
                + [.init("reason", .string(reason)), .init("attempt", .int(attempt))]
        case .document(let line): line.members
        case .bundleCommitted(let documents, let bytes, let milliseconds):
            [
                .init("documents", .int(documents)), .init("size_bytes", .int(bytes)),
                .init("elapsed_ms", .int(milliseconds)),
            ]
        case .bundleFailed(let documents, let reason, let detail, let retryMilliseconds):
            [
                .init("documents", .int(documents)), .init("reason", .string(reason)),
                .init("detail", .string(detail)), .init("retry_ms", .int(retryMilliseconds)),
            ]
        case .decisionFailed(let entry, let document, let detail):
            [
                .init("entry", .string(entry)), .init("document", .string(document)),
                .init("detail", .string(detail)),
            ]
        case .summary(let tally, let inFlight, let waiting):
            tally.members + [.init("in_flight", .int(inFlight)), .init("waiting", .int(waiting))]
        case .stageMeasured(let pipeline, let stage, let sum):
            [
                .init("pipeline", .string(pipeline)), .init("stage", .string(stage)),
                .init("documents", .int(sum.documents)), .init("skipped", .int(sum.skipped)),
                .init("dropped", .int(sum.dropped)), .init("failed", .int(sum.failed)),
                .init("size_bytes", .int(sum.bytes)),
                .init("cpu_us", .int(sum.nanoseconds / 1_000)),
            ]
        }
    }
}

extension ServiceEvent.DocumentLine {
    fileprivate static func message(_ line: Self) -> String {
        switch line.outcome {
        case .stored: "stored"
        case .duplicate: "left out as a copy"
        case .rejected: "left out by a rule"
        case .failed: "could not be processed; kept in failed/ with its reason"
        }
    }

    fileprivate var members: [JSONValue.Member] {
        var members: [JSONValue.Member] = [
            .init("outcome", .string(outcome.rawValue)), .init("entry", .string(entry)),
        ]
        if !document.isEmpty { members.append(.init("document", .string(document))) }
        if let record { members.append(.init("record", .int(record))) }
        members.append(.init("path", .string(path)))
        if !pipeline.isEmpty { members.append(.init("pipeline", .string(pipeline))) }
        if let stage = reason?.stage { members.append(.init("stage", .string(stage))) }
        if let reason { members.append(.init("reason", .string(reason.code))) }
        if let detail = reason?.detail { members.append(.init("detail", .string(detail))) }
        if let duplicateOf { members.append(.init("duplicate_of", .string(duplicateOf))) }
        if !outputs.isEmpty {
            members.append(.init("outputs", .array(outputs.map { .string($0) })))
        }
        members.append(.init("size_bytes", .int(bytes)))
        members.append(.init("elapsed_ms", .int(milliseconds)))
        return members + notes
    }
}

extension DaemonSetup {
    /// The event of a start.
    package func started(version: String) -> ServiceEvent {
        .started(
            version: version, processID: Int(getpid()),
            folders: [
                .init("spool", .string(config.spool)), .init("output", .string(config.output)),
                .init("state", .string(config.state)),
            ],
            workers: workerCount, pipelines: plans.pipelines.map(\.name))
    }
}
