// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Writes records as lines for a person.
///
///     -- 2026-03-02 --
///     09:14:07.201Z  warn  document.failed     entry=01JE8… stage=html_strip  (set aside)
package struct ReadableLog: Sendable {
    private let isColoured: Bool
    private var day = ""

    /// Creates a writer.
    ///
    /// - Parameter isColoured: Whether to mark levels and outcomes with terminal colours.
    package init(isColoured: Bool) { self.isColoured = isColoured }

    /// The line of a record, with a line of its date before it when that is a new one.
    package mutating func line(for record: LogRecord) -> String {
        let time = Timestamp.text(milliseconds: record.milliseconds)
        var line = ""
        if day != time.prefix(10) {
            day = String(time.prefix(10))
            line += paint("-- \(day) --", .dim) + "\n"
        }
        line += paint(String(time.dropFirst(11)), .dim) + "  "
        line += paint(Self.mark(record.level), Colour(record.level)) + "  "
        if !record.event.isEmpty {
            line += paint(record.event.padded(to: 20), Colour(record.level)) + " "
        }
        return line + body(of: record) + "\n"
    }

    /// The fields, then the message in brackets.
    private func body(of record: LogRecord) -> String {
        var body = ""
        for field in record.fields {
            if !body.isEmpty { body += " " }
            let value = LogText.value(field.value.logText)
            let colour = field.key == "outcome" ? Outcome(rawValue: value).map(Colour.init) : nil
            body += paint(LogText.escaped(field.key) + "=", .dim) + paint(value, colour ?? .plain)
        }
        guard !record.message.isEmpty else { return body }
        let message = LogText.escaped(record.message)
        if record.event.isEmpty { return body.isEmpty ? message : body + "  " + message }
        return body + (body.isEmpty ? "" : "  ") + paint("(\(message))", .dim)
    }

    /// A line that is no record: as it is, made harmless.
    package func foreignLine(_ text: String) -> String { LogText.escaped(text) + "\n" }

    /// What the journal shows of a record, whose time and level it knows.
    static func summary(of record: LogRecord) -> String {
        let body = ReadableLog(isColoured: false).body(of: record)
        return body.isEmpty ? record.event : record.event + " " + body
    }

    private static func mark(_ level: EventLevel) -> String {
        switch level {
        case .debug: "debug"
        case .info: "info "
        case .notice: "note "
        case .warning: "warn "
        case .error: "ERROR"
        }
    }

    private func paint(_ text: String, _ colour: Colour) -> String {
        isColoured && colour != .plain ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }
}

/// Colours of a terminal, as the numbers of its escape sequence.
private enum Colour: String {
    case plain = "0"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
    case alarm = "1;31"

    init(_ level: EventLevel) {
        self =
            switch level {
            case .debug: .dim
            case .info: .plain
            case .notice: .cyan
            case .warning: .yellow
            case .error: .alarm
            }
    }

    init(_ outcome: Outcome) {
        self =
            switch outcome {
            case .stored: .green
            case .duplicate: .blue
            case .rejected: .magenta
            case .failed: .red
            }
    }
}

extension String {
    /// The text with spaces after it up to a width.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
    }
}
