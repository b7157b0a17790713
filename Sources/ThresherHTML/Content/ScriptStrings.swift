// SPDX-License-Identifier: Apache-2.0

/// The long strings of scripts that hold data: a page's state in JSON or an object literal.
///
/// Only strings and the names before them are looked at, so JSON, `window.x = {…}`,
/// `JSON.parse("…")` and calls with such an argument all read alike, in one pass.
struct ScriptStrings {
    /// The strings under one name, in order.
    struct Group {
        var strings: [String] = []
        var words = 0
    }

    /// The groups of strings that read as prose, by their name.
    private(set) var groups: [String: Group] = [:]
    /// The names in the order in which they were first seen.
    private(set) var names: [String] = []
    private var seen: Set<String> = []

    /// Shorter strings (in bytes) are not looked at.
    private static let leastBytes = 40
    private static let longestName = 64
    /// How deep data may stand in a string in data.
    private static let mostLevels = 3
    private static let mostStrings = 5000

    /// Adds what a script holds, when it holds data.
    mutating func add(_ script: Span<UInt8>) {
        guard let start = Self.startOfData(script) else { return }
        scan(script, from: start, level: 0)
    }

    /// Where a script's data begin: it is an object or array, or assigns one to a name.
    static func startOfData(_ script: Span<UInt8>) -> Int? {
        func skipSpace(_ index: Int) -> Int {
            var index = index
            while index < script.count, ASCII.isSpace(script[index]) { index += 1 }
            return index
        }
        let start = skipSpace(0)
        guard start < script.count else { return nil }
        if opens(script[start]) { return start }
        guard let sign = script.firstIndex(of: UInt8(ascii: "="), from: start), sign < start + 256
        else { return nil }
        for index in start..<sign where !isOfTarget(script[index]) { return nil }
        let value = skipSpace(sign + 1)
        guard value < script.count else { return nil }
        let isData =
            opens(script[value]) || script.hasPrefix("json.parse(", at: value)
            || script.hasPrefix("(function(", at: value)
        return isData ? value : nil
    }

    private static func opens(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }

    /// Whether a byte may stand in what is assigned to: `window["a"].b`, `var a`.
    private static func isOfTarget(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || ASCII.isSpace(byte)
            || "_$.[]'\"".utf8.contains(byte)
    }

    private mutating func scan(_ input: Span<UInt8>, from start: Int, level: Int) {
        var name = ""
        var index = start
        while index < input.count {
            let byte = input[index]
            if byte == UInt8(ascii: ":") {
                if let plain = Self.name(input, before: index) { name = plain }
            }
            guard byte == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            let end = Self.endOfString(input, from: index + 1)
            let length = end - index - 1
            index = end + 1
            var next = index
            while next < input.count, ASCII.isSpace(input[next]) { next += 1 }
            if next < input.count, input[next] == UInt8(ascii: ":") {
                name =
                    length <= Self.longestName
                    ? Self.unescaped(input, end - length, end) : ""
                index = next + 1
            } else if length >= Self.leastBytes {
                take(Self.unescaped(input, end - length, end), under: name, level: level)
            }
        }
    }

    /// The name without quotes that ends before a colon.
    private static func name(_ input: Span<UInt8>, before colon: Int) -> String? {
        var start = colon
        while start > 0, colon - start <= longestName,
            ASCII.isAlphanumeric(input[start - 1]) || input[start - 1] == UInt8(ascii: "_")
        { start -= 1 }
        return start < colon ? input.extracting(start..<colon).text : nil
    }

    private static func endOfString(_ input: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < input.count, input[index] != UInt8(ascii: "\"") {
            index += input[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, input.count)
    }

    private mutating func take(_ text: String, under name: String, level: Int) {
        if let first = text.utf8.first, Self.opens(first), level < Self.mostLevels {
            scan(text.utf8.span, from: 0, level: level + 1)
            return
        }
        guard seen.count < Self.mostStrings, !Self.isOfProgram(name), seen.insert(text).inserted
        else { return }
        let words = Self.words(ofProse: text)
        guard words > 0 else { return }
        if groups[name] == nil { names.append(name) }
        groups[name, default: Group()].strings.append(text)
        groups[name, default: Group()].words += words
    }

    /// Whether data of this name are the program's or its owner's, and not the page's.
    private static func isOfProgram(_ name: String) -> Bool {
        let name = name.lowercased()
        return ofProgram.contains { name.contains($0) }
    }

    private static let ofProgram = [
        "cookie", "consent", "privacy", "gdpr", "legal", "terms", "policy", "disclaimer",
        "copyright", "locale", "i18n", "translation", "message", "error", "css", "style",
        "classname", "script", "svg", "query", "schema",
    ]

    /// The words of a text that reads as sentences; 0 when it does not.
    private static func words(ofProse text: String) -> Int {
        let plain = MarkupText.plain(text)
        let bytes = Array(plain.utf8)
        let counts = TextCounts(bytes, bytes.indices)
        guard counts.words >= 8, counts.punctuation > 0 else { return 0 }
        let ofCode = bytes.count { "{}=;<>|\\/_#".utf8.contains($0) }
        let spaces = bytes.count { ASCII.isSpace($0) }
        let isWritten = spaces * 2 >= counts.words || counts.scalars <= counts.words * 3
        return isWritten && ofCode * 40 <= bytes.count && counts.scalars <= counts.words * 15
            ? counts.words : 0
    }

    /// A string's text, its escapes resolved as in JSON and scripts.
    private static func unescaped(_ input: Span<UInt8>, _ start: Int, _ end: Int) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end - start)
        var high: UInt32?
        var index = start
        while index < end {
            let byte = input[index]
            guard byte == UInt8(ascii: "\\"), index + 1 < end else {
                bytes.append(byte)
                index += 1
                continue
            }
            let kind = input[index + 1]
            index += 2
            switch kind {
            case UInt8(ascii: "n"), UInt8(ascii: "r"): bytes.append(0x0A)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "v"): break
            case UInt8(ascii: "u"), UInt8(ascii: "x"):
                let digits = min(kind == UInt8(ascii: "u") ? 4 : 2, end - index)
                let hex = input.extracting(index..<index + digits).text
                guard let unit = UInt32(hex, radix: 16) else { continue }
                index += digits
                var value = unit
                if (0xD800..<0xDC00).contains(unit) {
                    high = unit
                    continue
                }
                if let first = high, (0xDC00..<0xE000).contains(unit) {
                    value = 0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00)
                }
                high = nil
                if let scalar = Unicode.Scalar(value) {
                    bytes.append(contentsOf: String(scalar).utf8)
                }
            default: bytes.append(kind)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
