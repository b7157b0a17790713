// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// What happens to worker processes.
package enum WorkerEvent: Event {
    /// A worker is ready; with what it locked itself in.
    case started(pid: Int32, SandboxFacts, isFirst: Bool)
    /// A worker was replaced: `entries`, `memory`, `surplus`.
    case recycled(pid: Int32, reason: String, entries: Int)
    /// A worker died; the entry and its path when one ran.
    case died(pid: Int32, entry: String?, path: String?, Death)
    /// A worker did not get as far as being ready.
    case startFailed(reason: String, attempt: Int, retryAfter: Duration)
    /// A worker did not want the configuration.
    case refused(reason: String, attempt: Int, retryAfter: Duration)
    /// What a worker needs to be measured cannot be read: its memory is limited by the kernel only.
    case measureFailed(pid: Int32)

    package var name: String {
        switch self {
        case .started: "worker.started"
        case .recycled: "worker.recycled"
        case .died: "worker.died"
        case .startFailed: "worker.start_failed"
        case .refused: "worker.refused"
        case .measureFailed: "worker.measure_failed"
        }
    }

    package var level: EventLevel {
        switch self {
        case .started(_, let facts, let isFirst):
            isFirst ? (facts.missing.isEmpty ? .notice : .warning) : .debug
        case .recycled: .debug
        case .died: .warning
        case .startFailed(_, let attempt, _), .refused(_, let attempt, _):
            attempt < 3 ? .warning : .error
        case .measureFailed: .warning
        }
    }

    package var fields: [JSONValue.Member] {
        switch self {
        case .started(let pid, let facts, _):
            return [.init("pid", .int(Int(pid)))] + facts.fields
        case .recycled(let pid, let reason, let entries):
            return [
                .init("reason", .string(reason)), .init("pid", .int(Int(pid))),
                .init("entries", .int(entries)),
            ]
        case .died(let pid, let entry, let path, let death):
            var fields: [JSONValue.Member] = []
            if let entry { fields.append(.init("entry", .string(entry))) }
            if let path { fields.append(.init("path", .string(path))) }
            if let stage = death.stage { fields.append(.init("stage", .string(stage))) }
            fields.append(.init("reason", .string(death.cause.code)))
            fields.append(.init("detail", .string(death.cause.text)))
            if let record = death.record { fields.append(.init("record", .int(record))) }
            fields.append(.init("pid", .int(Int(pid))))
            fields.append(.init("peak_memory_bytes", .int(death.peakMemory)))
            return fields
        case .startFailed(let reason, let attempt, let pause),
            .refused(let reason, let attempt, let pause):
            return [
                .init("reason", .string(reason)), .init("attempt", .int(attempt)),
                .init("retry_after_ms", .int(Int(pause.nanoseconds / 1_000_000))),
            ]
        case .measureFailed(let pid):
            return [.init("pid", .int(Int(pid)))]
        }
    }

    package var message: String {
        switch self {
        case .started: "a worker is ready"
        case .recycled: "a worker is replaced"
        case .died(_, _, let path, _):
            path == nil ? "a worker died while nothing ran" : "a worker died on an entry"
        case .startFailed: "a worker did not start"
        case .refused: "a worker refused the configuration"
        case .measureFailed: "a worker's memory cannot be watched"
        }
    }
}
