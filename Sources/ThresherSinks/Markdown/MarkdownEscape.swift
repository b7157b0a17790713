// SPDX-License-Identifier: Apache-2.0

/// Makes text mean itself in Markdown.
enum MarkdownEscape {
    /// One line of running text, without white space at its ends.
    static func line(_ text: some StringProtocol, escapesTrailingHashes: Bool = false) -> String {
        var bytes = inline(trimmed(text), escapesPipes: false)
        if let index = opening(bytes) { bytes.insert(UInt8(ascii: "\\"), at: index) }
        if escapesTrailingHashes, bytes.last == UInt8(ascii: "#") {
            bytes.insert(UInt8(ascii: "\\"), at: bytes.count - 1)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of a table's cell.
    static func cell(_ text: some StringProtocol) -> String {
        String(decoding: inline(trimmed(text), escapesPipes: true), as: UTF8.self)
    }

    /// Whether a line holds white space only.
    static func isBlank(_ text: some StringProtocol) -> Bool { text.utf8.allSatisfy(isSpace) }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private static func trimmed(_ text: some StringProtocol) -> [UInt8] {
        var bytes = Array(text.utf8.drop(while: isSpace))
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return bytes
    }

    /// Escapes what would be emphasis, code, a link, a tag or a character reference.
    private static func inline(_ text: [UInt8], escapesPipes: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + 16)
        for (index, byte) in text.enumerated() {
            let isMeant =
                switch byte {
                case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
                    UInt8(ascii: "]"), UInt8(ascii: "<"):
                    false
                // Inside a word it is no emphasis, and names and addresses are full of it.
                case UInt8(ascii: "_"):
                    index > 0 && index + 1 < text.count && isWord(text[index - 1])
                        && isWord(text[index + 1])
                // Home pages have it after a slash, in addresses that stay links without it.
                case UInt8(ascii: "~"): index > 0 && text[index - 1] == UInt8(ascii: "/")
                case UInt8(ascii: "&"): !isReference(text[(index + 1)...])
                case UInt8(ascii: "|"): !escapesPipes
                default: true
                }
            if !isMeant { output.append(UInt8(ascii: "\\")) }
            output.append(byte)
        }
        return output
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    /// Whether these bytes after an ampersand make it a character reference.
    private static func isReference(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let end = rest.prefix(40).firstIndex(of: UInt8(ascii: ";")), end > rest.startIndex
        else { return false }
        return rest[rest.startIndex..<end].allSatisfy { isWord($0) || $0 == UInt8(ascii: "#") }
    }

    /// Where a line that would open a heading, list, quote, rule, fence or table needs a backslash.
    private static func opening(_ line: [UInt8]) -> Int? {
        guard let first = line.first else { return nil }
        switch first {
        case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "="), UInt8(ascii: "|"), UInt8(ascii: ":"):
            return 0
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let digits = line.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            guard digits <= 9, digits < line.count,
                line[digits] == UInt8(ascii: ".") || line[digits] == UInt8(ascii: ")"),
                digits + 1 == line.count || line[digits + 1] == 0x20
            else { return nil }
            return digits
        default: return nil
        }
    }
}
