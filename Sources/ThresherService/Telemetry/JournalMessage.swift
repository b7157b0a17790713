// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// A record in the journal's native protocol: one datagram of fields.
///
/// Source: "Native Journal Protocol" of systemd. A value with a line feed is framed by its length,
/// so that no value can add a field of its own.
enum JournalMessage {
    /// Below the default size of a socket's send buffer, with room for the kernel's own.
    static let largest = 131_072

    /// The datagram; values are shortened when they would not fit.
    static func bytes(of record: LogRecord) -> [UInt8] {
        let message = bytes(of: record, longestValue: LogRecord.longestValue)
        return message.count <= largest ? message : bytes(of: record, longestValue: 512)
    }

    private static func bytes(of record: LogRecord, longestValue: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ name: String, _ value: String) {
            let value = LogText.shortened(value, to: longestValue)
            bytes.append(contentsOf: name.utf8)
            if value.utf8.contains(0x0A) {
                bytes.append(0x0A)
                let count = UInt64(value.utf8.count)
                for shift in stride(from: 0, to: 64, by: 8) {
                    bytes.append(UInt8(truncatingIfNeeded: count >> UInt64(shift)))
                }
            } else {
                bytes.append(UInt8(ascii: "="))
            }
            bytes.append(contentsOf: value.utf8)
            bytes.append(0x0A)
        }
        append("MESSAGE", ReadableLog.summary(of: record))
        append("PRIORITY", String(priority(of: record.level)))
        append("SYSLOG_IDENTIFIER", "thresher")
        append("THRESHER_EVENT", record.event)
        append("THRESHER_MESSAGE", record.message)
        for field in record.fields {
            // The journal's own way for a list: a field that occurs once for each element.
            for value in field.value.array ?? [field.value] {
                append(prefix + name(of: field.key), value.logText)
            }
        }
        return bytes
    }

    /// What our own fields begin with.
    static let prefix = "THRESHER_"

    /// The levels of `syslog(3)`.
    static func priority(of level: EventLevel) -> Int {
        switch level {
        case .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        }
    }

    /// Upper case, digits and `_` only: the journal refuses other names.
    private static func name(of key: String) -> String {
        let bytes = key.utf8.prefix(48).map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            default: UInt8(ascii: "_")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
