// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// One event at one time: what a line of a log says, in whatever form it is written.
package struct LogRecord: Sendable, Equatable {
    /// Milliseconds since 1970.
    package var milliseconds: UInt64
    package var level: EventLevel
    /// `noun.past_participle`; empty for a line of the journal that is not ours.
    package var event: String
    package var fields: [JSONValue.Member]
    package var message: String

    package init(
        milliseconds: UInt64, level: EventLevel, event: String, fields: [JSONValue.Member],
        message: String
    ) {
        self.milliseconds = milliseconds
        self.level = level
        self.event = event
        self.fields = fields
        self.message = message
    }

    /// Takes an event.
    package init(_ event: any Event, milliseconds: UInt64) {
        self.init(
            milliseconds: milliseconds, level: event.level, event: event.name,
            fields: event.fields.map { .init($0.key, Self.bounded($0.value)) },
            message: event.message)
    }

    /// The first string of that key.
    package func string(_ key: String) -> String? {
        for field in fields where field.key == key { return field.value.string }
        return nil
    }

    /// The most bytes of one string in a line: more than any escaped path takes.
    static let longestValue = 16_384

    private static func bounded(_ value: JSONValue) -> JSONValue {
        guard case .string(let text) = value, text.utf8.count > longestValue else { return value }
        return .string(LogText.shortened(text, to: longestValue))
    }
}

extension LogRecord {
    /// The record as one line of JSON, line feed included.
    package var json: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writer.member("ts", .string(Timestamp.text(milliseconds: milliseconds)))
        writer.member("level", .string(level.rawValue))
        writer.member("event", .string(event))
        for field in fields { writer.member(field.key, field.value) }
        writer.member("message", .string(message))
        writer.endObject()
        writer.newLine()
        let bytes = writer.bytes
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
        // The writer has escaped what JSON forbids; what JSON allows and a terminal obeys can only
        // stand inside of strings, where an escape means the same.
        return Array(
            (LogText.escaped(String(decoding: bytes.dropLast(), as: UTF8.self)) + "\n").utf8)
    }
}

extension JSONValue {
    /// The value as a readable line shows it, a list's elements parted by commas.
    var logText: String {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .double(let number): number.description
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .array(let elements): elements.map(\.logText).joined(separator: ",")
        case .object: String(decoding: utf8, as: UTF8.self)
        }
    }
}
