// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Writes values so that our reader reads back the same.
enum YAMLWriter {
    /// A value of a field's type, on one line.
    static func text(_ value: JSONValue, as type: FieldType) -> String {
        switch (type, value) {
        case (.byteCount, .int(let bytes)): Units.text(bytes: bytes)
        case (.duration, .int(let milliseconds)): Units.text(milliseconds: milliseconds)
        case (.list(let element), .array(let values)):
            "[\(values.map { text($0, as: element) }.joined(separator: ", "))]"
        case (_, .bool(let value)): "\(value)"
        case (_, .int(let value)): "\(value)"
        case (_, .double(let value)): Scalars.text(value)
        case (_, .string(let value)): scalar(value)
        default: "\"\""
        }
    }

    /// A list of words on one line; one word stands alone.
    static func words(_ words: [String]) -> String {
        if words.count == 1, let word = words.first { return scalar(word) }
        return "[\(words.map(scalar).joined(separator: ", "))]"
    }

    /// A text, in quotes where it could be taken for something else.
    static func scalar(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text != "~" && text.lowercased() != "null"
            && (text.first.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "/") } ?? false)
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || "/._+-*".utf8.contains(byte)
            }
        if isPlain { return text }
        var quoted = "\""
        for scalar in text.replacing("${", with: "$${").unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse,
                    .unassigned:
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
                default: quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }
}
