// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// A line of a log as it is found: one of ours, or anything else.
package enum LogLine: Sendable, Equatable {
    case record(LogRecord)
    case foreign(String)

    /// Reads a line without its line feed: Thresher's JSON lines, and the journal's
    /// (`journalctl -o json`).
    package init(_ bytes: [UInt8]) {
        if bytes.first == UInt8(ascii: "{"), let value = try? JSONValue(parsing: bytes),
            let record = LogRecord(line: value) ?? LogRecord(journal: value)
        {
            self = .record(record)
        } else {
            self = .foreign(String(decoding: bytes, as: UTF8.self))
        }
    }
}

extension LogRecord {
    fileprivate init?(line: JSONValue) {
        guard let members = line.members,
            let time = line["ts"]?.string.flatMap(Timestamp.milliseconds(of:)),
            let level = line["level"]?.string.flatMap(EventLevel.init(rawValue:)),
            let event = line["event"]?.string
        else { return nil }
        let known: Set<String> = ["ts", "level", "event", "message"]
        self.init(
            milliseconds: time, level: level, event: event,
            fields: members.filter { !known.contains($0.key) },
            message: line["message"]?.string ?? "")
    }

    fileprivate init?(journal: JSONValue) {
        guard let members = journal.members,
            let microseconds = journal["__REALTIME_TIMESTAMP"]?.string.flatMap(UInt64.init)
        else { return nil }
        let level = EventLevel(priority: journal["PRIORITY"]?.string)
        func record(_ event: String, _ fields: [JSONValue.Member], _ message: String) -> LogRecord {
            LogRecord(
                milliseconds: microseconds / 1_000, level: level, event: event, fields: fields,
                message: message)
        }
        guard let event = journal["THRESHER_EVENT"]?.journalText else {
            // Another program's line about the unit, or the last words of a process.
            let speaker = journal["SYSLOG_IDENTIFIER"]?.journalText ?? "unknown"
            self = record("", [], "\(speaker): \(journal["MESSAGE"]?.journalText ?? "")")
            return
        }
        let prefix = JournalMessage.prefix
        let known = [prefix + "EVENT", prefix + "MESSAGE"]
        let fields = members.filter { $0.key.hasPrefix(prefix) && !known.contains($0.key) }.map {
            JSONValue.Member(
                $0.key.dropFirst(prefix.count).lowercased(), $0.value.journalField)
        }
        // The journal keeps no order.
        self = record(
            event, fields.sorted { $0.rank < $1.rank },
            journal["THRESHER_MESSAGE"]?.journalText ?? "")
    }
}

extension JSONValue.Member {
    /// Where a field stands among others: what it is about first, then by name.
    fileprivate var rank: (Int, String) {
        let first = [
            "outcome", "entry", "document", "record", "path", "pipeline", "stage", "reason",
            "detail",
        ]
        return (first.firstIndex(of: key) ?? first.count, key)
    }
}

extension JSONValue {
    /// A field of the journal: a list when it occurs more than once, else text.
    fileprivate var journalField: JSONValue {
        if let elements = array, elements.allSatisfy({ $0.int == nil }) {
            return .array(elements.map { .string($0.journalText ?? "") })
        }
        return .string(journalText ?? "")
    }

    /// A field of the journal: text, or bytes when they are not plain text; the last one of many.
    fileprivate var journalText: String? {
        switch self {
        case .string(let text): return text
        case .array(let elements):
            if let last = elements.last, last.int == nil { return last.journalText }
            let bytes = elements.map { UInt8(exactly: $0.int ?? -1) ?? UInt8(ascii: "?") }
            return String(decoding: bytes, as: UTF8.self)
        default: return nil
        }
    }
}

extension EventLevel {
    /// The level of a priority of `syslog(3)`; `info` for anything else.
    fileprivate init(priority: String?) {
        self =
            switch priority {
            case "0", "1", "2", "3": .error
            case "4": .warning
            case "5": .notice
            case "7": .debug
            default: .info
            }
    }
}
