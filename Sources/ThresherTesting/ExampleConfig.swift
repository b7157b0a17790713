// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Reads the options of a spec's example: lines of `name: value`, no nesting.
enum ExampleConfig {
    struct Problem: Error {
        let message: String
    }

    /// The options in their checked forms.
    static func parse(
        _ text: String, fields: [AnyField]
    ) throws(Problem) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else {
                throw Problem(message: "'\(line)' is not 'name: value'")
            }
            let name = trim(line[..<colon])
            let value = trim(line[line.index(after: colon)...])
            guard let field = fields.first(where: { $0.name == name }) else {
                throw Problem(message: "there is no option '\(name)'")
            }
            guard let parsed = read(value, field.type), isValue(parsed, of: field.type) else {
                throw Problem(message: "'\(value)' is no value of '\(name)'")
            }
            values[name] = parsed
        }
        return values
    }

    /// Whether a checked value is one that an option takes.
    static func isValue(_ value: JSONValue, of type: FieldType) -> Bool {
        switch type {
        case .bool: value.bool != nil
        case .int(let range), .byteCount(let range), .duration(let range):
            value.int.map(range.contains) ?? false
        case .number(let range): value.double.map(range.contains) ?? false
        case .string: value.string.map { !$0.isEmpty } ?? false
        case .choice(let words): value.string.map(words.contains) ?? false
        case .list(let element): value.array?.allSatisfy { isValue($0, of: element) } ?? false
        }
    }

    private static func read(_ text: String, _ type: FieldType) -> JSONValue? {
        switch type {
        case .bool: Bool(text).map(JSONValue.bool)
        case .int: Int(text).map(JSONValue.int)
        case .number: Double(text).map(JSONValue.double)
        case .byteCount: scaled(text, ["B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000])
        case .duration:
            scaled(
                text,
                ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000])
        case .string, .choice: .string(unquote(text))
        case .list(let element):
            list(text)?.reduce(into: Optional([JSONValue]())) { values, text in
                guard let value = read(text, element) else { return values = nil }
                values?.append(value)
            }.map(JSONValue.array)
        }
    }

    private static func scaled(_ text: String, _ units: [String: Int]) -> JSONValue? {
        let digits = text.prefix { $0.isWholeNumber }
        let unit = trim(text.dropFirst(digits.count))
        guard let number = Int(digits), let factor = unit.isEmpty ? 1 : units[unit] else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : .int(product)
    }

    private static func list(_ text: String) -> [String]? {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
        return text.dropFirst().dropLast().split(separator: ",").map { trim($0) }
    }

    private static func unquote(_ text: String) -> String {
        for quote in ["\"", "'"]
        where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return text
    }

    private static func trim(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
