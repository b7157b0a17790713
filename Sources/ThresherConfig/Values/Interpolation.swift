// SPDX-License-Identifier: Apache-2.0

/// Puts the environment into a scalar: `${VAR}`, `${VAR:-default}`, and `$${` for `${` itself.
///
/// What is put in is text: it is never read as YAML, so no variable can add keys or values.
enum Interpolation {
    /// Puts everything in.
    ///
    /// - Parameters:
    ///   - scalar: The text.
    ///   - node: Where it stands.
    ///   - checker: Knows the environment and takes the diagnostics.
    /// - Returns: The text; `nil` after a diagnostic.
    static func expand(_ scalar: YAMLScalar, _ node: YAMLNode, _ checker: Checker) -> String? {
        guard scalar.text.contains("${") else { return scalar.text }
        var result = ""
        var isGood = true
        var rest = scalar.text[...]
        var occurrence = 0
        let places = places(in: node, checker.source)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                occurrence += 1
                result += "${"
                rest = rest.dropFirst(3)
                continue
            }
            guard rest.hasPrefix("${") else {
                result += "$"
                rest = rest.dropFirst()
                continue
            }
            let offset = occurrence < places.count ? places[occurrence] : node.start
            occurrence += 1
            guard let close = rest.firstIndex(of: "}") else {
                checker.error(
                    at: offset, "'${' without '}'; write '$${' for the characters themselves")
                return nil
            }
            let inside = rest[rest.index(rest.startIndex, offsetBy: 2)..<close]
            rest = rest[rest.index(after: close)...]
            if let value = value(of: inside, at: offset, checker) {
                result += value
            } else {
                isGood = false
            }
        }
        return isGood ? result + rest : nil
    }

    private static func value(of inside: Substring, at offset: Int, _ checker: Checker) -> String? {
        let name = inside.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        let rest = inside[name.endIndex...]
        let isName = !name.isEmpty && !(name.first?.isNumber ?? true)
        guard isName, rest.isEmpty || rest.hasPrefix(":-"), !rest.contains("${") else {
            checker.error(
                at: offset,
                "\(Visible.quoted("${\(inside)}")) is neither '${VAR}' nor '${VAR:-default}';"
                    + " write '$${' for the characters themselves")
            return nil
        }
        let value = checker.environment[String(name)]
        if rest.isEmpty {
            guard let value else {
                checker.error(
                    at: offset, "environment variable '\(name)' is not set", word: String(name),
                    among: checker.environment.keys.sorted(),
                    orElse: "; '${\(name):-…}' gives a default")
                return nil
            }
            return value
        }
        if let value, !value.isEmpty { return value }
        return String(rest.dropFirst(2))
    }

    /// Where each `${` of a scalar stands; escapes may hide one.
    private static func places(in node: YAMLNode, _ source: SourceText) -> [Int] {
        let end = min(node.end, source.scalars.count)
        guard node.start < end else { return [] }
        let scalars = source.scalars[node.start..<end]
        return zip(scalars.indices, zip(scalars, scalars.dropFirst()))
            .filter { $0.1 == ("$", "{") }.map(\.0)
    }
}
