// SPDX-License-Identifier: Apache-2.0

/// Names of writers out of the ways in which pages write them.
enum AuthorNames {
    /// What stands before a name, in the languages met most.
    private static let leads = [
        "written by", "posted by", "published by", "reviewed by", "authored by", "story by",
        "words by", "by", "author", "authors", "von", "par", "por", "di", "door", "af", "av",
        "autor", "auteur", "autore",
    ]
    /// What joins two names.
    private static let joints = [" and ", " und ", " et ", " y ", " & ", " with ", ";", "|", " / "]
    private static let nobody = [
        "admin", "administrator", "editor", "staff", "author", "guest", "unknown", "anonymous",
        "user", "webmaster", "root", "default", "none", "null", "n/a", "team", "superuser",
    ]

    /// The names in a byline, one each, in order; empty when it holds none.
    static func names(in byline: String) -> [String] {
        var text = Whitespace.collapsed(MarkupText.plain(byline))
        text = withoutLead(text)
        guard !text.isEmpty, text.utf8.count <= 300 else { return [] }
        var parts = [text]
        for joint in joints { parts = parts.flatMap { split($0, at: joint) } }
        var names: [String] = []
        for part in parts {
            for piece in split(part, at: ",") {
                let piece = Whitespace.collapsed(piece)
                if isDegree(piece), let last = names.popLast() {
                    names.append(last + ", " + piece)
                } else if let name = name(piece) {
                    names.append(name)
                }
            }
        }
        return names
    }

    /// Several bylines' names, each once.
    static func names(in bylines: [String]) -> [String] {
        var seen: Set<String> = []
        return bylines.flatMap { names(in: $0) }.filter { seen.insert($0.lowercased()).inserted }
    }

    /// Whether a text may be one or several names rather than words of the page: it begins like a
    /// name and holds no signs of anything else.
    static func looksLikeName(_ text: String) -> Bool {
        let name = withoutLead(text)
        guard let first = name.unicodeScalars.first, first.properties.isAlphabetic,
            !first.properties.isLowercase || !name.utf8.contains(0x20)
        else { return false }
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "$"), UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "!"),
                UInt8(ascii: "("), UInt8(ascii: "%"), UInt8(ascii: "="):
                return false
            default: break
            }
        }
        return !name.utf8.contains(where: ASCII.isDigit)
    }

    /// The names of a visible line such as `By Ada Lovelace | 4 May 2025`; `nil` when it is none.
    static func byline(in line: String) -> String? {
        let line = Whitespace.collapsed(line)
        guard line.utf8.count <= 160 else { return nil }
        let words = line.split(separator: " ").map(String.init)
        // Only leads that are no common word before other things.
        for (index, word) in words.enumerated().prefix(6) {
            let lead = word.lowercased()
            guard lead == "by" || lead == "by:" || lead == "von" || lead == "par" else { continue }
            guard index == 0 || lead.hasPrefix("by") else { continue }
            var name: [String] = []
            for next in words[(index + 1)...] {
                guard let first = next.unicodeScalars.first else { break }
                let isJoint = next == "and" || next == "&" || next == "und" || next == "et"
                let isParticle = ["de", "van", "der", "den", "la", "von", "di", "da"].contains(next)
                guard first.properties.isUppercase || isJoint || isParticle else { break }
                if next.utf8.contains(where: ASCII.isDigit) { break }
                name.append(next)
                if name.count == 8 { break }
            }
            while let last = name.last, last == "and" || last == "&" { name.removeLast() }
            return name.isEmpty || name.count > 7 ? nil : name.joined(separator: " ")
        }
        return nil
    }

    private static func withoutLead(_ text: String) -> String {
        let lower = text.lowercased()
        for lead in leads where lower.hasPrefix(lead) {
            let rest = text.utf8.dropFirst(lead.utf8.count)
            guard let next = rest.first else { return "" }
            if next == UInt8(ascii: " ") || next == UInt8(ascii: ":") {
                let name = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ":") }
                return withoutLead(String(decoding: Array(name), as: UTF8.self))
            }
        }
        return text
    }

    private static func split(_ text: String, at joint: String) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        while let range = find(joint, in: rest) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        parts.append(String(rest))
        return parts
    }

    private static func find(_ joint: String, in text: Substring) -> Range<String.Index>? {
        let needle = Array(joint.utf8)
        let hay = Array(text.utf8)
        guard hay.count >= needle.count else { return nil }
        for start in 0...hay.count - needle.count
        where (0..<needle.count).allSatisfy({ ASCII.lower(hay[start + $0]) == needle[$0] }) {
            let lower = text.utf8.index(text.startIndex, offsetBy: start)
            return lower..<text.utf8.index(lower, offsetBy: needle.count)
        }
        return nil
    }

    /// `MD`, `Ph.D.`, `CFA`: short and mostly capitals, no name of its own.
    private static func isDegree(_ text: String) -> Bool {
        let letters = text.utf8.filter { ASCII.isLetter($0) }
        guard !letters.isEmpty, letters.count <= 6, text.utf8.count <= 8,
            !text.utf8.contains(UInt8(ascii: " "))
        else { return false }
        let capitals = letters.filter { $0 < 0x60 }.count
        return capitals >= 2 || text == "Jr." || text == "Sr." || text == "Jr" || text == "Sr"
    }

    /// A piece as a name, `nil` when it is an address, a date, a sentence or nobody.
    private static func name(_ piece: String) -> String? {
        var text = withoutLead(piece)
        if text.hasPrefix("@") { text.removeFirst() }
        guard text.utf8.count >= 2, text.utf8.count <= 80 else { return nil }
        guard !nobody.contains(text.lowercased()) else { return nil }
        if text.contains("://") || text.contains("@") || text.hasPrefix("www.") { return nil }
        let digits = text.utf8.filter { ASCII.isDigit($0) }.count
        if digits > 4 || digits * 2 > text.utf8.count { return nil }
        let words = text.split(separator: " ")
        guard words.count <= 6 else { return nil }
        if WrittenDate.first(in: text) != nil { return nil }
        let hasLetter = text.unicodeScalars.contains { $0.properties.isAlphabetic }
        return hasLetter ? text : nil
    }
}
