// SPDX-License-Identifier: Apache-2.0

/// Numbers and truth values as they must be written, and what to write when they are not.
enum Scalars {
    /// A whole number: digits, perhaps a minus; no leading zero, `_`, `0x` or point.
    static func int(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard isDigits(digits), digits == "0" || !digits.hasPrefix("0") else { return nil }
        return Int(text)
    }

    /// A number: as a whole number, perhaps with a point and digits, perhaps with an exponent.
    static func number(_ text: String) -> Double? {
        var rest = text[...]
        if rest.hasPrefix("-") { rest = rest.dropFirst() }
        let whole = rest.prefix { $0.isASCII && $0.isNumber }
        guard !whole.isEmpty, whole == "0" || !whole.hasPrefix("0") else { return nil }
        rest = rest[whole.endIndex...]
        if rest.hasPrefix(".") {
            let decimals = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard !decimals.isEmpty else { return nil }
            rest = rest[decimals.endIndex...]
        }
        if rest.hasPrefix("e") || rest.hasPrefix("E") {
            rest = rest.dropFirst()
            if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
            guard isDigits(rest) else { return nil }
            rest = rest[rest.endIndex...]
        }
        guard rest.isEmpty, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// How YAML 1.1 and people write truth values, in ours.
    static func boolCorrection(_ text: String) -> String? {
        switch text.lowercased() {
        case "no", "off", "false", "n", "f", "0": "false"
        case "yes", "on", "true", "y", "t", "1": "true"
        default: nil
        }
    }

    /// The whole number that a text of another form stands for, in ours.
    static func intCorrection(_ text: String) -> String? {
        let plain = text.filter { $0 != "_" && $0 != "," && $0 != " " }
        let isNegative = plain.hasPrefix("-")
        let digits = plain.drop { $0 == "-" || $0 == "+" }
        let sign = isNegative ? "-" : ""
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
            if digits.lowercased().hasPrefix(prefix) {
                let rest = digits.dropFirst(2)
                guard rest.first?.isHexDigit == true else { return nil }
                return Int(sign + rest, radix: radix).map(String.init)
            }
        }
        if isDigits(digits) { return Int(sign + digits).map(String.init) }
        guard let value = number(plain), value == value.rounded(), abs(value) < 1e15 else {
            return nil
        }
        return "\(Int(value))"
    }

    /// The number that a text of another form stands for, in ours.
    static func numberCorrection(_ text: String) -> String? {
        if let value = number(text) { return Scalars.text(value) }
        if text.hasSuffix("%"), let value = number(String(text.dropLast())) {
            return Scalars.text(value / 100)
        }
        let withPoint = text.replacing(",", with: ".")
        let padded = withPoint.hasPrefix(".") ? "0\(withPoint)" : withPoint
        if let value = number(padded) { return Scalars.text(value) }
        return intCorrection(text)
    }

    /// A number in its shortest form: `5` for 5.0.
    static func text(_ value: Double) -> String {
        if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return "\(whole)" }
        return "\(value)"
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
