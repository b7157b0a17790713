// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// The objects of a page's JSON-LD, flattened.
struct StructuredData {
    /// One object and the names of its types.
    struct Item {
        var types: [String]
        var value: JSONValue
        /// Whether it is a part of another thing (its review, a list's entry), and no subject.
        var isPart: Bool
    }

    /// An object that may be what the page is about.
    struct Subject {
        var types: [String]
        var value: JSONValue
        /// 0 for articles and posts, 1 for other things, 2 for pages.
        var rank: Int

        var isPage: Bool { rank == 2 }

        /// The first member of that name.
        subscript(key: String) -> JSONValue? { value[key] }
    }

    /// Every object, outer before inner.
    private(set) var items: [Item] = []
    /// The objects that are the page's subject, the best first.
    private(set) var subjects: [Subject] = []
    private var byID: [String: JSONValue] = [:]

    private static let mostItems = 5000

    init(_ scripts: [[UInt8]]) {
        for script in scripts {
            guard let value = Self.parse(script) else { continue }
            collect(value)
        }
        rankSubjects()
    }

    /// Reads a script as pages write it.
    ///
    /// Wrappers (CDATA, comments), raw line breaks in strings, commas before a closing bracket and
    /// anything after the value are tolerated.
    static func parse(_ script: [UInt8]) -> JSONValue? {
        guard
            let first = script.firstIndex(where: {
                $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[")
            })
        else { return nil }
        // A CDATA mark opens with a bracket of its own.
        var start = first
        if script[first...].starts(with: "[CDATA[".utf8) {
            start =
                script[(first + 7)...].firstIndex {
                    $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[")
                } ?? script.count
        }
        let body = Array(script[start...])
        if let value = parsePrefix(body) { return value }
        return parsePrefix(repaired(body))
    }

    private static func parsePrefix(_ bytes: [UInt8]) -> JSONValue? {
        do throws(JSONError) {
            return try JSONValue(parsing: bytes)
        } catch {
            guard error.offset > 0, error.offset < bytes.count else { return nil }
            return try? JSONValue(parsing: Array(bytes[..<error.offset]))
        }
    }

    /// Without control characters in strings and without commas before a closing bracket.
    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                result.append(byte < 0x20 ? 0x20 : byte)
                continue
            }
            if byte == UInt8(ascii: "\"") { isInString = true }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                while let last = result.last, ASCII.isSpace(last) { result.removeLast() }
                if result.last == UInt8(ascii: ",") { result.removeLast() }
            }
            result.append(byte)
        }
        return result
    }

    private mutating func collect(_ root: JSONValue) {
        // Outer before inner, in the order written.
        var stack = [(value: root, isPart: false)]
        while let (value, isPart) = stack.popLast(), items.count < Self.mostItems {
            switch value {
            case .array(let elements):
                stack.append(contentsOf: elements.reversed().map { ($0, isPart) })
            case .object(let members):
                let type = value["@type"]
                let types = type?.array?.compactMap(\.string) ?? [type?.string].compactMap { $0 }
                items.append(Item(types: types.map(Self.name), value: value, isPart: isPart))
                if let id = value["@id"]?.string, members.count > 1, byID[id] == nil {
                    byID[id] = value
                }
                for member in members.reversed() {
                    switch member.value {
                    case .array, .object:
                        let isWhole = Self.wholes.contains(member.key)
                        stack.append((member.value, isPart || !isWhole))
                    default: break
                    }
                }
            default: break
            }
        }
    }

    /// The members whose objects are as much the page's subject as the object around them.
    private static let wholes: Set<String> = ["@graph", "mainEntity", "mainEntityOfPage", "item"]

    /// A type's name without its vocabulary: `http://schema.org/Article` is `Article`.
    private static func name(_ type: String) -> String {
        type.split(separator: "/").last.map(String.init) ?? type
    }

    /// The object that a reference (`{"@id": …}`) points to, or the value itself.
    func resolved(_ value: JSONValue) -> JSONValue {
        guard let members = value.members, members.count == 1, let id = value["@id"]?.string else {
            return value
        }
        return byID[id] ?? value
    }

    /// Notes the objects that are the page's subject, the best first.
    private mutating func rankSubjects() {
        var ranked: [[Subject]] = [[], [], []]
        for item in items where !item.isPart {
            guard let rank = item.types.compactMap(Self.rank).min() else { continue }
            ranked[rank].append(Subject(types: item.types, value: item.value, rank: rank))
        }
        subjects = ranked.flatMap { $0 }
    }

    private static func rank(_ type: String) -> Int? {
        if type.hasSuffix("Article") || type.hasSuffix("Posting") && type != "JobPosting" {
            return 0
        }
        switch type {
        case "Report", "Recipe", "Product", "Event", "Course", "Book", "JobPosting", "Question",
            "HowTo", "SoftwareApplication", "Review", "ProductGroup", "Movie", "Dataset":
            return 1
        case "WebPage", "AboutPage", "CollectionPage", "ItemPage", "FAQPage", "QAPage",
            "ProfilePage", "ContactPage", "VideoObject", "CreativeWork":
            return 2
        default: return nil
        }
    }

    /// The first object of a type.
    func first(of type: String) -> JSONValue? {
        items.first { $0.types.contains(type) }?.value
    }

    /// The name of the site, as it describes itself.
    var siteName: String? { text(first(of: "WebSite")?["name"]) }

    /// A value's words: a string, or the `name` (or `url`, for pictures) of an object.
    ///
    /// References may form rings, so only so many values are looked at.
    func text(_ value: JSONValue?, _ key: String = "name") -> String? {
        var rest = 256
        return value.flatMap { text($0, key, &rest) }
    }

    private func text(_ value: JSONValue, _ key: String, _ rest: inout Int) -> String? {
        rest -= 1
        guard rest > 0 else { return nil }
        let value = resolved(value)
        switch value {
        case .string(let text):
            let plain = MarkupText.plain(text)
            return plain.isEmpty ? nil : plain
        case .array(let values):
            for value in values {
                if let found = text(value, key, &rest) { return found }
            }
            return nil
        case .object:
            switch value[key] {
            case .string, .array: return value[key].flatMap { text($0, key, &rest) }
            default: return nil
            }
        default: return nil
        }
    }

    /// A value's text as it was written, lines and markup kept.
    func longText(_ value: JSONValue?) -> String? {
        switch value.map(resolved) {
        case .string(let text): text
        case .array(let values): values.lazy.compactMap(\.string).first
        default: nil
        }
    }

    /// The types of a value or of its elements.
    func types(_ value: JSONValue) -> Set<String> {
        var types: Set<String> = []
        for element in value.array?.prefix(16) ?? [value] {
            let type = resolved(element)["@type"]
            for name in type?.array?.compactMap(\.string) ?? [type?.string].compactMap({ $0 }) {
                types.insert(Self.name(name))
            }
        }
        return types
    }

    /// All names in a value that may be one or many.
    func names(_ value: JSONValue?) -> [String] {
        guard let value else { return [] }
        if let values = value.array { return values.prefix(32).flatMap { names($0) } }
        return [text(value)].compactMap { $0 }
    }
}

/// Text that may hold references and tags although it is no markup any more.
enum MarkupText {
    /// Whether there is anything in a text that ``plain(_:)`` would change but for white space.
    static func needsParsing(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }
    }

    static func plain(_ text: String) -> String {
        guard needsParsing(text) else { return Whitespace.collapsed(text) }
        var plain = HTMLParser.parse(text).text(below: 0, limit: 1 << 20, reach: 1 << 20)
        if plain.utf8.contains(UInt8(ascii: "&")), plain.utf8.contains(UInt8(ascii: ";")) {
            // Escaped twice is common in JSON-LD and OpenGraph.
            plain = HTMLParser.parse(plain).text(below: 0, limit: 1 << 20, reach: 1 << 20)
        }
        return plain
    }
}
