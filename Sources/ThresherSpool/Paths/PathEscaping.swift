// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

extension BytePath {
    /// The path as text for logs, the ledger and output names; different paths differ in it.
    ///
    /// Bytes that are no UTF-8, control characters (C0, DEL, C1, the line and paragraph separators,
    /// and what reverses the direction of text) and the backslash become `\xNN`.
    package var display: String { escaped(backslash: true) }

    /// The path as text for people: as ``display``, but a backslash stays what it is.
    ///
    /// Names of outputs, which are escaped already, are themselves in it.
    package var printable: String { escaped(backslash: false) }

    private func escaped(backslash isEscaped: Bool) -> String {
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && ($0 != 0x5C || !isEscaped) }) {
            return String(decoding: bytes, as: UTF8.self)
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 16)
        var index = 0
        while index < bytes.count {
            let length = BytePath.scalarLength(bytes[index...])
            let isPlain =
                bytes[index] == 0x5C
                ? !isEscaped : length > 0 && !BytePath.isHidden(bytes[index..<index + length])
            let end = index + max(length, 1)
            if isPlain {
                text.append(contentsOf: bytes[index..<end])
            } else {
                for byte in bytes[index..<end] { BytePath.escape(byte, "\\x", into: &text) }
            }
            index = end
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads what ``display`` wrote; a backslash that starts no escape stands for itself.
    package init(display text: String) {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "\\"), index + 3 < source.count,
                source[index + 1] == UInt8(ascii: "x"),
                let value = Hex.byte(source[index + 2], source[index + 3])
            {
                bytes.append(value)
                index += 4
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        self.init(bytes)
    }

    /// The path in one component, for names in `work/`: `/` and `%` are escaped.
    var flattened: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 8)
        for byte in bytes {
            if byte == BytePath.slash || byte == UInt8(ascii: "%") {
                BytePath.escape(byte, "%", into: &text)
            } else {
                text.append(byte)
            }
        }
        return text
    }

    /// Reads what ``flattened`` wrote; `nil` when it did not.
    init?(flattened source: some Collection<UInt8>) {
        let source = Array(source)
        var bytes: [UInt8] = []
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%") {
                guard index + 2 < source.count,
                    let value = Hex.byte(source[index + 1], source[index + 2])
                else { return nil }
                bytes.append(value)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        guard !bytes.isEmpty, bytes.first != BytePath.slash else { return nil }
        self.init(bytes)
    }

    private static func escape(_ byte: UInt8, _ mark: StaticString, into text: inout [UInt8]) {
        text.append(contentsOf: mark.description.utf8)
        text.append(contentsOf: Hex.digits(of: byte))
    }

    /// The length of the UTF-8 scalar that a slice starts with, 0 when it is none.
    static func scalarLength(_ slice: ArraySlice<UInt8>) -> Int {
        guard let lead = slice.first else { return 0 }
        let length: Int
        switch lead {
        case 0..<0x80: return 1
        case 0xC2..<0xE0: length = 2
        case 0xE0..<0xF0: length = 3
        case 0xF0..<0xF5: length = 4
        default: return 0
        }
        guard slice.count >= length else { return 0 }
        let candidate = slice.prefix(length)
        return String(validating: candidate, as: UTF8.self) == nil ? 0 : length
    }

    private static func isHidden(_ scalar: ArraySlice<UInt8>) -> Bool {
        guard let value = String(decoding: scalar, as: UTF8.self).unicodeScalars.first?.value
        else { return true }
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069,
            0xFEFF:
            return true
        default:
            return false
        }
    }
}
