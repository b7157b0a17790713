// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine

/// Which lines of a log somebody wants to see.
///
/// All conditions must hold; an empty one always does.
package struct LogFilter: Sendable {
    /// The lowest level.
    package var level: EventLevel
    /// Beginnings of entry or document ids.
    package var entries: [String]
    package var outcomes: Set<Outcome>
    /// Events, `noun.*` for all of a noun.
    package var events: [String]

    package init(
        level: EventLevel = .debug, entries: [String] = [], outcomes: Set<Outcome> = [],
        events: [String] = []
    ) {
        self.level = level
        self.entries = entries.map { $0.uppercased() }
        self.outcomes = outcomes
        self.events = events
    }

    /// Whether it leaves out nothing.
    package var isEmpty: Bool { level == .debug && wantsAnything }

    private var wantsAnything: Bool { entries.isEmpty && outcomes.isEmpty && events.isEmpty }

    /// Whether to show a line.
    ///
    /// A foreign line has no level that could be too low (it may be a crash), and is about nothing.
    package func admits(_ line: LogLine) -> Bool {
        switch line {
        case .foreign: wantsAnything
        case .record(let record):
            record.level >= level && admitsEntry(record) && admitsOutcome(record)
                && admitsEvent(record.event)
        }
    }

    private func admitsEntry(_ record: LogRecord) -> Bool {
        entries.isEmpty
            || ["entry", "document"].contains { key in
                guard let id = record.string(key) else { return false }
                return entries.contains { id.hasPrefix($0) }
            }
    }

    private func admitsOutcome(_ record: LogRecord) -> Bool {
        outcomes.isEmpty
            || record.string("outcome").flatMap(Outcome.init).map(outcomes.contains) ?? false
    }

    private func admitsEvent(_ event: String) -> Bool {
        events.isEmpty
            || events.contains { wanted in
                wanted == event || wanted.hasSuffix(".*") && event.hasPrefix(wanted.dropLast())
            }
    }
}
