// SPDX-License-Identifier: Apache-2.0

/// Makes text that strangers chose (file names above all) harmless in a log.
///
/// A name may hold anything: line feeds that forge a line, escape sequences that drive the reader's
/// terminal, marks that turn the reading direction round. Each such scalar is written as an escape.
package enum LogText {
    /// Whether a scalar may do something to a terminal, a line or a reader: control and format
    /// characters (C0, DEL, C1, direction marks, zero-width characters) and line separators.
    static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x20 || scalar.value == 0x7F { return true }
        if scalar.value < 0x7F { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }

    /// The text with hostile scalars as `\n`, `\t`, `\u009b` …; everything else as it is.
    ///
    /// With `quoting`, `"` and `\` are escaped as well, as between quotation marks.
    package static func escaped(_ text: String, quoting: Bool = false) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            !isHostile($0) && !(quoting && ($0 == "\"" || $0 == "\\"))
        }
        if isPlain { return text }
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if quoting && (scalar == "\"" || scalar == "\\") {
                escaped.append("\\")
                escaped.append(scalar)
            } else if isHostile(scalar) {
                append(scalar, to: &escaped)
            } else {
                escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
        switch scalar {
        case "\n": text.append(contentsOf: "\\n".unicodeScalars)
        case "\r": text.append(contentsOf: "\\r".unicodeScalars)
        case "\t": text.append(contentsOf: "\\t".unicodeScalars)
        default:
            // Two surrogates beyond the first plane, so that the escape reads back as JSON.
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                text.append(contentsOf: "\\u".unicodeScalars)
                text.append(contentsOf: repeatElement("0", count: 4 - digits.utf8.count))
                text.append(contentsOf: digits.unicodeScalars)
            }
        }
    }

    /// A value in a readable line: bare when nothing in it can be mistaken, else between quotation
    /// marks with escapes.
    static func value(_ text: String) -> String {
        let isBare = text.unicodeScalars.allSatisfy {
            !isHostile($0) && $0 != "\"" && $0 != "=" && !$0.properties.isWhitespace
        }
        return isBare && !text.isEmpty ? text : "\"\(escaped(text, quoting: true))\""
    }

    /// The text, or its beginning and `…` when it is longer than so many bytes.
    static func shortened(_ text: String, to byteCount: Int) -> String {
        guard text.utf8.count > byteCount else { return text }
        // The last scalar goes in any case: the cut may have left half of it.
        let head = String(decoding: text.utf8.prefix(byteCount), as: UTF8.self)
        return String(head.unicodeScalars.dropLast()) + "…"
    }
}
