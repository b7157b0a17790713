// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// What the log says about itself.
package enum LogEvent: Event {
    /// Lines that were counted and not written.
    case suppressed(event: String, reason: String?, level: EventLevel, count: Int, cause: Cause)
    /// The log file had been moved away or removed, and was made anew.
    case reopened(path: String)
    /// Lines could not be written to the log file.
    case failed(path: String, error: String, count: Int)

    /// Why a line was left out.
    package enum Cause: String, Sendable {
        /// Too many lines about documents that did not fail.
        case thinned
        /// Too many lines of one kind.
        case repeated
        /// Whoever reads the log is too slow.
        case overflow
    }

    package var name: String {
        switch self {
        case .suppressed: "log.suppressed"
        case .reopened: "log.reopened"
        case .failed: "log.failed"
        }
    }

    package var level: EventLevel {
        switch self {
        // The level of what is missing, so that a filter keeps both or neither.
        case .suppressed(_, _, let level, _, _): level
        case .reopened: .notice
        case .failed: .error
        }
    }

    package var fields: [JSONValue.Member] {
        switch self {
        case .suppressed(let event, let reason, _, let count, let cause):
            [.init("suppressed_event", .string(event))]
                + (reason.map { [.init("suppressed_reason", .string($0))] } ?? [])
                + [.init("suppressed", .int(count)), .init("cause", .string(cause.rawValue))]
        case .reopened(let path):
            [.init("path", .string(path))]
        case .failed(let path, let error, let count):
            [
                .init("path", .string(path)), .init("reason", .string(error)),
                .init("suppressed", .int(count)),
            ]
        }
    }

    package var message: String {
        switch self {
        case .suppressed(_, _, _, _, .thinned):
            "so many documents came that only some have lines; the ledger has all"
        case .suppressed(_, _, _, _, .repeated): "more of the same came than the log shows"
        case .suppressed(_, _, _, _, .overflow): "the reader of the log did not keep up"
        case .reopened: "the log file was moved away, so a new one was begun"
        case .failed: "lines could not be written to the log file"
        }
    }
}
