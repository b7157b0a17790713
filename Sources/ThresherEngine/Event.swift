// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// How much an event matters to an operator.
///
/// The raw value is the name in logs and in the configuration; the cases rise.
package enum EventLevel: String, Sendable, Comparable, CaseIterable {
    /// Steps inside a document.
    case debug
    /// One line per document with its outcome, and summaries.
    case info
    /// Start, stop, and what has changed around the daemon.
    case notice
    /// Set aside or retried, nothing lost.
    case warning
    /// Data lost, or a person must act.
    case error

    /// How high it is, from 0.
    package var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .notice: 2
        case .warning: 3
        case .error: 4
        }
    }

    package static func < (left: EventLevel, right: EventLevel) -> Bool { left.rank < right.rank }
}

/// Something that happened, as data.
///
/// Each target lists its own in `<Target>Event.swift`.
///
/// The names and keys are an interface: they are closed lists, `noun.past_participle` and
/// `lower_snake_case`; only the values vary. Document text never appears.
package protocol Event: Sendable {
    /// `noun.past_participle`, such as `entry.claimed`.
    var name: String { get }
    /// How much it matters.
    var level: EventLevel { get }
    /// What it is about: `entry`, `document`, `path`, `pipeline`, `stage`, `reason` … in that order.
    var fields: [JSONValue.Member] { get }
    /// One sentence for a person, lower case, without full stop, without what the fields say.
    var message: String { get }
}

/// Where events go.
///
/// Called from several threads.
package typealias EventHandler = @Sendable (any Event) -> Void
