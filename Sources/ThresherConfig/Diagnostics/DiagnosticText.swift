// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

extension Diagnostic {
    /// The diagnostic as a person reads it, several lines, the last without line feed.
    ///
    ///     pipelines/news.yaml:14:20: error: 'max_bytes' must be between 1 and 16777216, found 0
    ///     14 |         max_bytes: 0
    ///        |                    ^
    package var text: String {
        var head = Visible.text(file)
        if let place { head += ":\(place.line):\(place.column)" }
        head += ": \(severity.rawValue): \(message)"
        guard let place, let excerpt else { return head }
        let (line, indent) = Visible.line(excerpt)
        let number = String(place.line)
        let margin = String(repeating: " ", count: number.count)
        return """
            \(head)
            \(number) | \(line)
            \(margin) | \(String(repeating: " ", count: indent))^
            """
    }

    /// The diagnostic as one JSON object.
    package var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("file", .string(file)), .init("severity", .string(severity.rawValue)),
        ]
        if let place {
            members.append(.init("line", .int(place.line)))
            members.append(.init("column", .int(place.column)))
        }
        members.append(.init("message", .string(message)))
        if let suggestion { members.append(.init("suggestion", .string(suggestion))) }
        if let excerpt { members.append(.init("source", .string(excerpt.text))) }
        return .object(members)
    }
}

/// Shows text of unknown origin on a terminal without letting it command the terminal.
enum Visible {
    /// The text with controls, bidirectional marks and line ends escaped.
    static func text(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { $0 += shown($1) }
    }

    /// The text with everything that cannot be seen escaped, line feeds and tabs apart.
    static func example(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            let category = scalar.properties.generalCategory
            let isHidden =
                category == .spaceSeparator && scalar != " " || category == .nonspacingMark
            if scalar == "\n" || scalar == "\t" {
                result.unicodeScalars.append(scalar)
            } else {
                result += isHidden ? escaped(scalar) : shown(scalar)
            }
        }
    }

    /// The text in quotes, shortened when long.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > 60 else { return "'\(Visible.text(text))'" }
        return "'\(Visible.text(String(String.UnicodeScalarView(scalars.prefix(57)))))…'"
    }

    /// A line as it is shown, and the width of what is before its place.
    static func line(_ excerpt: Diagnostic.Excerpt) -> (text: String, indent: Int) {
        var text = ""
        var width = 0
        var indent = 0
        for (index, scalar) in excerpt.text.unicodeScalars.enumerated() {
            // A tab as one blank keeps the caret under what it points to.
            let piece = scalar == "\t" ? " " : shown(scalar)
            if index == excerpt.column - 1 { indent = width }
            text += piece
            width += piece.unicodeScalars.reduce(0) { $0 + Visible.width($1) }
        }
        let isBehind = excerpt.column > excerpt.text.unicodeScalars.count
        return (text, isBehind ? width : indent)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            return escaped(scalar)
        default: return String(scalar)
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }

    /// Columns that a terminal gives a scalar: an approximation of Unicode's East Asian widths.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
