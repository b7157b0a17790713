// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Reads a node as a field's type says, or says what is wrong with it.
///
/// A scalar means what its field's type makes of its text; YAML's own guesses (`no` for false, `08`
/// and `1_000` and `12:30` for numbers, dates) do not exist here.
struct ValueReader {
    let checker: Checker
    /// The key, as messages name it.
    let name: String
    /// Where the key stands, for a value that is missing.
    let keyStart: Int

    /// Reads a node.
    ///
    /// - Parameters:
    ///   - node: The value.
    ///   - type: What it has to be.
    ///   - words: Words that may stand in place of a value of that type.
    ///   - mayBeEmpty: Whether an empty text is a value.
    /// - Returns: The value in the checked form of the type; `nil` after a diagnostic.
    func read(_ node: YAMLNode, as type: FieldType, words: [String] = [], mayBeEmpty: Bool = false)
        -> JSONValue?
    {
        if node.isRefused { return nil }
        if case .list(let element) = type { return list(node, of: element) }
        guard let scalar = node.scalar else {
            complain(node, type, words)
            return nil
        }
        if node.isNull {
            let empty = mayBeEmpty ? "write \"\" for none, or " : ""
            checker.error(
                at: scalar.text.isEmpty ? keyStart : node.start,
                "'\(name)' has no value; \(empty)leave the line out for the default")
            return nil
        }
        guard let text = Interpolation.expand(scalar, node, checker) else { return nil }
        if words.contains(text) { return .string(text) }
        // Quotes make a text of a number, except when they are there for a variable.
        let isQuoted = !scalar.isPlain && !scalar.text.contains("${")
        return value(text, node, type, words, isQuoted: isQuoted, mayBeEmpty: mayBeEmpty)
    }

    private func list(_ node: YAMLNode, of element: FieldType) -> JSONValue? {
        let nodes: [YAMLNode]
        if let elements = node.elements {
            nodes = elements
        } else if node.scalar != nil, !node.isNull {
            nodes = [node]
        } else {
            complain(node, .list(element), [])
            return nil
        }
        let values = nodes.map { read($0, as: element) }
        let good = values.compactMap { $0 }
        return good.count == values.count ? .array(good) : nil
    }

    private func value(
        _ text: String, _ node: YAMLNode, _ type: FieldType, _ words: [String], isQuoted: Bool,
        mayBeEmpty: Bool
    ) -> JSONValue? {
        switch type {
        case .bool:
            if !isQuoted, let value = ["true": true, "false": false][text] { return .bool(value) }
            complain(node, type, words, text: text, correction: Scalars.boolCorrection(text))
        case .int(let range):
            if !isQuoted, let value = Scalars.int(text) {
                if range.contains(value) { return .int(value) }
                complain(node, "between \(range.lowerBound) and \(range.upperBound)", words, text)
            } else {
                complain(node, type, words, text: text, correction: Scalars.intCorrection(text))
            }
        case .number(let range):
            if !isQuoted, let value = Scalars.number(text) {
                if range.contains(value) { return .double(value) }
                complain(
                    node,
                    "between \(Scalars.text(range.lowerBound)) and \(Scalars.text(range.upperBound))",
                    words, text)
            } else {
                complain(node, type, words, text: text, correction: Scalars.numberCorrection(text))
            }
        case .byteCount(let range):
            return quantity(node, text, type, words, range, Units.text(bytes:), Units.bytes)
        case .duration(let range):
            return quantity(
                node, text, type, words, range, Units.text(milliseconds:), Units.milliseconds)
        case .string:
            if text.isEmpty && !mayBeEmpty {
                checker.error(at: node.start, "'\(name)' must not be empty")
            } else if text.unicodeScalars.contains("\0") {
                checker.error(at: node.start, "'\(name)' must not contain a NUL character")
            } else {
                return .string(text)
            }
        case .choice(let choices):
            if choices.contains(text) { return .string(text) }
            complain(node, type, words, text: text)
        case .list(let element):
            // Lists of lists do not get here: a scalar stands for a list of one.
            return list(node, of: element)
        }
        return nil
    }

    private func quantity(
        _ node: YAMLNode, _ text: String, _ type: FieldType, _ words: [String],
        _ range: ClosedRange<Int>, _ shown: (Int) -> String,
        _ parse: (String) throws(Units.Problem) -> Int
    ) -> JSONValue? {
        do {
            let value = try parse(text)
            if range.contains(value) { return .int(value) }
            // Bounds in the user's own terms: who wrote no unit reads none.
            let hasUnit = text.utf8.contains { !(0x30...0x39).contains($0) }
            let bounds = [range.lowerBound, range.upperBound].map { hasUnit ? shown($0) : "\($0)" }
            complain(node, "between \(bounds[0]) and \(bounds[1])", words, text)
        } catch {
            let candidates =
                [error.correction].compactMap { $0 } + ["d", "h", "m", "ms"].map { text + $0 }
            let correction = candidates.first { candidate in
                (try? parse(candidate)).map(range.contains) ?? false
            }
            complain(node, type, words, text: text, correction: correction)
        }
        return nil
    }

    /// Says that a value is of another type.
    private func complain(
        _ node: YAMLNode, _ type: FieldType, _ words: [String], text: String? = nil,
        correction: String? = nil
    ) {
        let found = text.map { self.found($0, node) } ?? node.found
        let offset = node.isNull && node.scalar?.text.isEmpty == true ? keyStart : node.start
        let message = "'\(name)' must be \(expectation(type.expectation, words)), found \(found)"
        if let correction {
            checker.error(at: offset, "\(message); write '\(correction)'", suggestion: correction)
        } else if let text {
            checker.error(
                at: offset, message, word: text, among: type.choices + words, orElse: "")
        } else {
            checker.error(at: offset, message)
        }
    }

    /// Says that a value is out of range.
    private func complain(_ node: YAMLNode, _ range: String, _ words: [String], _ text: String) {
        checker.error(
            at: node.start,
            "'\(name)' must be \(expectation(range, words)), found \(Visible.text(text))"
                + origin(node))
    }

    private func expectation(_ type: String, _ words: [String]) -> String {
        (words.map { "'\($0)'" } + [type]).joined(separator: " or ")
    }

    private func found(_ text: String, _ node: YAMLNode) -> String {
        let isText = node.scalar.map { !$0.isPlain && !$0.text.contains("${") } ?? false
        return (isText ? "the text " : "") + Visible.quoted(text) + origin(node)
    }

    private func origin(_ node: YAMLNode) -> String {
        guard let text = node.scalar?.text, text.contains("${") else { return "" }
        return " from \(Visible.quoted(text))"
    }
}

extension FieldType {
    /// What a value has to be, after "must be".
    var expectation: String {
        switch self {
        case .bool: "true or false"
        case .int: "a whole number"
        case .number: "a number"
        case .byteCount: "a size such as 64KB or 200MB"
        case .duration: "a time such as 250ms, 30s or 7d"
        case .string: "a text"
        case .choice(let choices): "one of \(choices.joined(separator: ", "))"
        case .list(let element): "a list, each \(element.expectation)"
        }
    }

    /// The words that a value can be.
    var choices: [String] {
        switch self {
        case .bool: ["true", "false"]
        case .choice(let choices): choices
        case .list(let element): element.choices
        default: []
        }
    }
}
