// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// The elements that a page of React's server components carries in its scripts.
///
/// `self.__next_f.push([1,"…"])` hands over parts of a stream of rows: `5:["$","p",null,{…}]` is an
/// element with its children, `7:T4a3,…` a text of so many bytes, and `"$L5"` in a row means row 5.
/// Source: react-server-dom-webpack, ReactFlightClient.js.
struct FlightPage {
    private enum Row {
        case value(JSONValue)
        case text(String)
    }

    /// What is still to be written.
    private enum Piece {
        case value(JSONValue, isChild: Bool)
        case markup(String)
    }

    private var rows: [String: Row] = [:]
    private var order: [String] = []
    private var written: Set<String> = []

    private static let start: StaticString = "self.__next_f.push("
    private static let mostRows = 5000
    private static let mostPieces = 200_000

    /// Whether a script hands over a part of such a page.
    static func isPart(_ script: Span<UInt8>, at index: Int) -> Bool {
        script.hasPrefix(start, at: index)
    }

    /// Reads a page's scripts; `nil` when none of them holds such a part.
    ///
    /// - Parameters:
    ///   - source: The UTF-8 of the page's markup.
    ///   - scripts: Where the contents of its scripts are in it.
    init?(_ source: Span<UInt8>, scripts: [Range<Int>]) {
        var stream: [UInt8] = []
        for script in scripts where script.upperBound <= source.count {
            guard Self.isPart(source, at: script.lowerBound) else { continue }
            let first = script.lowerBound + Self.start.utf8CodeUnitCount
            let call = source.extracting(first..<script.upperBound)
            guard let part = StructuredData.parse(call.array),
                let text = part.array?.dropFirst().first?.string
            else { continue }
            stream.append(contentsOf: text.utf8)
        }
        guard !stream.isEmpty else { return nil }
        read(stream)
    }

    /// Cuts the stream into its rows.
    private mutating func read(_ stream: [UInt8]) {
        let bytes = stream.span
        var index = 0
        while index < bytes.count, order.count < Self.mostRows {
            let line = bytes.firstIndex(of: 0x0A, from: index) ?? bytes.count
            let head = stream[index..<min(index + 9, line)]
            guard let colon = head.firstIndex(of: UInt8(ascii: ":")) else {
                index = line + 1
                continue
            }
            let name = String(decoding: stream[index..<colon], as: UTF8.self)
            var end = line
            if bytes.hasPrefix("t", at: colon + 1),
                let comma = stream[colon..<min(colon + 12, bytes.count)].firstIndex(
                    of: UInt8(ascii: ",")),
                let count = Int(
                    String(decoding: stream[(colon + 2)..<comma], as: UTF8.self), radix: 16),
                count >= 0
            {
                end = min(comma + 1 + count, bytes.count)
                add(name, .text(String(decoding: stream[(comma + 1)..<end], as: UTF8.self)))
                index = end
                continue
            }
            // A row of a letter more is one of the program's modules.
            if let value = try? JSONValue(parsing: Array(stream[(colon + 1)..<end])) {
                add(name, .value(value))
            }
            index = end + 1
        }
    }

    private mutating func add(_ name: String, _ row: Row) {
        if rows.updateValue(row, forKey: name) == nil { order.append(name) }
    }

    /// The elements as markup: each row where it is first referred to, the others after it.
    mutating func markup() -> String {
        var output = ""
        var pieces = 0
        for name in order where written.insert(name).inserted {
            guard case .value(let root) = rows[name] else { continue }
            var stack = [Piece.value(root, isChild: false)]
            while let piece = stack.popLast(), pieces < Self.mostPieces {
                pieces += 1
                switch piece {
                case .markup(let text): output += text
                case .value(let value, let isChild): write(value, isChild, &stack, &output)
                }
            }
        }
        return output
    }

    private mutating func write(
        _ value: JSONValue, _ isChild: Bool, _ stack: inout [Piece], _ output: inout String
    ) {
        switch value {
        case .string(let text):
            if let row = reference(text) {
                switch row {
                case .value(let value): stack.append(.value(value, isChild: isChild))
                case .text(let text): if isChild { output += Self.escaped(text) }
                }
            } else if isChild, text.hasPrefix("$$") {
                output += Self.escaped(String(text.dropFirst()))
            } else if isChild, !text.hasPrefix("$") {
                output += Self.escaped(text)
            }
        case .int(let number): if isChild { output += "\(number)" }
        case .double(let number): if isChild { output += "\(number)" }
        case .array(let elements):
            if elements.count >= 4, elements[0].string == "$", let tag = elements[1].string {
                open(tag, elements[3], &stack, &output)
            } else {
                stack.append(contentsOf: elements.reversed().map { .value($0, isChild: isChild) })
            }
        case .object(let members):
            // What is no element's child is no text, but may hold elements.
            stack.append(contentsOf: members.reversed().map { .value($0.value, isChild: false) })
        default: break
        }
    }

    /// Writes the start of an element and puts the rest of it on the stack.
    private func open(
        _ tag: String, _ properties: JSONValue, _ stack: inout [Piece], _ output: inout String
    ) {
        guard tag != "script", tag != "style", tag != "link", tag != "meta" else { return }
        // A component of the program's own stands for what it is given.
        let isElement = tag.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) }
        if isElement {
            output += "<\(tag)"
            for (name, attribute) in [
                ("className", "class"), ("id", "id"), ("href", "href"), ("dateTime", "datetime"),
            ] {
                guard let text = properties[name]?.string, !text.hasPrefix("$") else { continue }
                output += " \(attribute)=\"\(Self.escaped(text))\""
            }
            if properties["hidden"]?.bool == true { output += " hidden" }
            output += ">"
            stack.append(.markup("</\(tag)>"))
        }
        if let markup = properties["dangerouslySetInnerHTML"]?["__html"]?.string {
            if case .text(let text) = rows[String(markup.dropFirst())], markup.hasPrefix("$") {
                stack.append(.markup(text))
            } else {
                stack.append(.markup(markup))
            }
        }
        for member in (properties.members ?? []).reversed()
        where member.key != "dangerouslySetInnerHTML" {
            stack.append(.value(member.value, isChild: member.key == "children"))
        }
    }

    /// The row that a text refers to, once.
    private mutating func reference(_ text: String) -> Row? {
        guard text.hasPrefix("$"), text.utf8.count > 1 else { return nil }
        var name = text.dropFirst()
        if let first = name.first, "L@".contains(first) { name = name.dropFirst() }
        let key = String(name)
        guard let row = rows[key], written.insert(key).inserted else { return nil }
        return row
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing("\"", with: "&quot;")
    }
}
