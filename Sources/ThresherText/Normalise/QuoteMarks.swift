// SPDX-License-Identifier: Apache-2.0

/// Which form quotation marks and apostrophes get.
package enum QuoteMarks: String, Sendable, CaseIterable {
    /// As they are.
    case keep
    /// `'` and `"`; guillemets stay, because nothing else looks like them.
    case straight
    /// `‘ ’` and `“ ”`; a mark after a digit is feet, inches or minutes unless a quote is open.
    case typographic

    /// The text with its marks in this form.
    func apply(to text: String, _ changes: inout TextChanges) -> String {
        switch self {
        case .keep: text
        case .straight: Self.straight(text, &changes)
        case .typographic: Self.typographic(text, &changes)
        }
    }

    private static func straight(_ text: String, _ changes: inout TextChanges) -> String {
        var output = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x2018...0x201B:
                output.append("'")
                count += 1
            case 0x201C...0x201F:
                output.append("\"")
                count += 1
            default: output.append(scalar)
            }
        }
        changes[.quotes] += count
        return count > 0 ? String(output) : text
    }

    private static func typographic(_ text: String, _ changes: inout TextChanges) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x27 }) else { return text }
        var output = String.UnicodeScalarView()
        var isOpen = (single: false, double: false)
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            var result = scalar
            switch scalar.value {
            case 0x22:
                if opens(after: previous) {
                    result = "“"
                } else if isOpen.double || !isDigit(previous) {
                    result = "”"
                }
            case 0x27:
                if opens(after: previous) {
                    result = "‘"
                } else if isOpen.single || !isDigit(previous) {
                    result = "’"
                }
            default: break
            }
            switch result {
            case "“": isOpen.double = true
            case "”": isOpen.double = false
            case "‘": isOpen.single = true
            case "’": isOpen.single = false
            default: break
            }
            if result != scalar { changes[.quotes] += 1 }
            output.append(result)
            previous = result
        }
        return String(output)
    }

    /// Whether a mark after this character begins a quote.
    private static func opens(after previous: Unicode.Scalar) -> Bool {
        switch previous {
        case " ", "\n", "\t", "(", "[", "{", "“", "‘", "—", "–", "-", "/", "=": true
        default: false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value)
    }
}
