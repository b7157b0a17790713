// SPDX-License-Identifier: Apache-2.0

/// Names of writers out of the ways in which pages write them.
enum AuthorNames {
    private static let longest = 400

    /// The names in a byline, one each, in order; empty when it holds none.
    static func names(in byline: String) -> [String] {
        let plain = MarkupText.needsParsing(byline) ? MarkupText.plain(byline) : byline
        guard !plain.isEmpty, plain.utf8.count <= longest else { return [] }
        var names: [String] = []
        for part in parts(of: withoutLead(spaced(plain))) {
            for piece in part.split(separator: ",") {
                let piece = Whitespace.collapsed(String(piece))
                // After a name comes what somebody is, also in parts of its own.
                if !names.isEmpty, isOffice(piece) { return unique(names) }
                if let name = name(piece) { names.append(name) }
            }
        }
        return unique(names)
    }

    /// Several bylines' names, each once.
    static func names(in bylines: [String]) -> [String] {
        unique(bylines.prefix(32).flatMap { names(in: $0) })
    }

    /// Whether a text is the name of a news agency.
    static func isAgency(_ text: String) -> Bool {
        AuthorWords.agencies.contains(text.lowercased())
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0.lowercased()).inserted }
    }

    /// White space other than line feeds made single spaces.
    private static func spaced(_ text: String) -> String {
        text.split(separator: "\n").map { Whitespace.collapsed(String($0)) }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Cut at what joins names.
    private static func parts(of text: String) -> [String] {
        var parts = [text]
        for joint in AuthorWords.joints { parts = parts.flatMap { split($0, at: joint) } }
        return parts
    }

    /// Without the words before the name; empty when there is nothing else.
    static func withoutLead(_ text: String) -> String {
        var text = text
        // `Article by: By …` has more than one.
        for _ in 0..<3 {
            guard let rest = afterLead(text) else { return text }
            text = rest
        }
        return text
    }

    private static let leads = PhraseList([AuthorWords.leads])

    private static func afterLead(_ text: String) -> String? {
        let lower = text.lowercased()
        for length in leads.prefixes(of: lower) {
            // The lower case of some letters is longer; then the lengths do not match.
            guard lower.utf8.count == text.utf8.count else { return nil }
            let rest = text.utf8.dropFirst(length)
            guard let next = rest.first else { return "" }
            // U+3000 and above.
            let isIdeograph = (lower.utf8.first ?? 0) >= 0xE3
            let isParted =
                next == UInt8(ascii: " ") || next == UInt8(ascii: ":") || next == 0x0A
            let isGlued =
                lower.utf8.prefix(length).suffix(2).elementsEqual("by".utf8)
                && (0x41...0x5A).contains(next)
            guard isIdeograph || isParted || isGlued else { continue }
            let name = rest.drop {
                $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ":") || $0 == 0x0A
            }
            let kept = String(decoding: Array(name), as: UTF8.self)
            return kept.hasPrefix("：") ? String(kept.dropFirst()) : kept
        }
        return nil
    }

    private static func split(_ text: String, at joint: String) -> [String] {
        let needle = Array(joint.utf8)
        guard let first = needle.first, text.utf8.count >= needle.count,
            text.utf8.contains(where: { ASCII.lower($0) == first })
        else { return [text] }
        let hay = Array(text.utf8)
        var parts: [String] = []
        var start = 0
        var index = 0
        while index + needle.count <= hay.count {
            if ASCII.lower(hay[index]) == first,
                (1..<max(needle.count, 1)).allSatisfy({ ASCII.lower(hay[index + $0]) == needle[$0] }
                )
            {
                parts.append(String(decoding: hay[start..<index], as: UTF8.self))
                index += needle.count
                start = index
            } else {
                index += 1
            }
        }
        parts.append(String(decoding: hay[start...], as: UTF8.self))
        return parts
    }

    /// `MD`, `Ph.D.`, `E-RYT 200`: short and mostly capitals, no name of its own.
    static func isDegree(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard words.count <= 3, let first = words.first else { return false }
        if ["Jr", "Jr.", "Sr", "Sr.", "II", "III"].contains(text) { return true }
        let letters = first.utf8.filter { ASCII.isLetter($0) }
        guard !letters.isEmpty, letters.count <= 6, first.utf8.count <= 10 else { return false }
        let capitals = letters.filter { $0 < 0x60 }.count
        return capitals >= 2
            && (words.count == 1
                || words.dropFirst().allSatisfy { word in
                    word.utf8.allSatisfy { !ASCII.isLetter($0) || $0 < 0x60 }
                })
    }

    /// A piece as a name, `nil` when it is an address, a date, an office, a sentence or nobody.
    private static func name(_ piece: String) -> String? {
        var text = withoutLead(piece)
        for joint in ["and ", "und ", "et ", "& "] where text.hasPrefix(joint) {
            text.removeFirst(joint.count)
        }
        while let last = text.unicodeScalars.last,
            "-–—:,*".unicodeScalars.contains(last) || last == " "
        {
            text.unicodeScalars.removeLast()
        }
        while let first = text.unicodeScalars.first,
            "-–—:,*@•".unicodeScalars.contains(first) || first == " "
        {
            text.unicodeScalars.removeFirst()
        }
        guard text.utf8.count >= 2, text.utf8.count <= 80, !isDegree(text) else { return nil }
        let lower = text.lowercased()
        guard !AuthorWords.nobody.contains(lower) else { return nil }
        if text.contains("://") || text.contains("@") || text.hasPrefix("www.") { return nil }
        if text.utf8.contains(where: { byte in "$?!%=<>{}[]#".utf8.contains(byte) }) { return nil }
        if text.hasPrefix("(") { return nil }
        let digits = text.utf8.filter { ASCII.isDigit($0) }.count
        if digits > 4 && digits * 2 > text.utf8.count { return nil }
        text = withoutRole(withoutDegrees(text))
        let words = text.split(separator: " ")
        guard !words.isEmpty, words.count <= 6, !isProse(words) else { return nil }
        if WrittenDate.first(in: text, limit: 80) != nil { return nil }
        // A month beside a number is the rest of a date.
        if digits > 0,
            words.contains(where: { MonthNames.month($0.lowercased().filter { $0 != "." }) != nil })
        {
            return nil
        }
        return text.unicodeScalars.contains { $0.properties.isAlphabetic } ? text : nil
    }

    /// Without degrees that no comma parts (`Ada Lovelace MD PhD`).
    private static func withoutDegrees(_ text: String) -> String {
        var words = text.split(separator: " ")
        while words.count > 2, let last = words.last, last.utf8.count <= 6,
            last.utf8.filter({ $0 < 0x60 && ASCII.isLetter($0) }).count >= 2,
            last.utf8.contains(where: { $0 > 0x60 && ASCII.isLetter($0) || $0 == UInt8(ascii: ".") }
            )
                || ["MD", "RN", "RD", "MBA", "CFA", "CPA", "DDS", "DVM", "DO"].contains(last)
        {
            words.removeLast()
        }
        return words.joined(separator: " ")
    }

    private static func isRole(_ word: Substring) -> Bool {
        let bare = word.lowercased().filter { $0 != "," && $0 != "." && $0 != ":" }
        return AuthorWords.roles.contains(bare)
    }

    /// Whether a part says what somebody is.
    private static func isOffice(_ piece: String) -> Bool {
        let words = piece.split(separator: " ")
        return words.contains(where: isRole) || words.dropFirst().contains("at")
    }

    /// Without the office after a name (`Ada Lovelace Staff Writer`); empty when there is only one.
    private static func withoutRole(_ text: String) -> String {
        let words = text.split(separator: " ")
        guard let first = words.firstIndex(where: isRole) else { return text }
        if first == 0 { return words.count <= 5 ? "" : text }
        // A name has two words; `Community Editor` and `Luxury Travel Expert` stay as they are.
        let isName = words[..<first].allSatisfy {
            $0.unicodeScalars.first?.properties.isUppercase ?? false
        }
        guard first == 2 || first == 3, isName, words.last != "expert", words.last != "Expert"
        else {
            return text
        }
        return words[..<first].joined(separator: " ")
    }

    /// Whether a text goes on as sentences do: several words in lower case that no name has.
    private static func isProse(_ words: [Substring]) -> Bool {
        let plain = words.filter {
            ($0.unicodeScalars.first?.properties.isLowercase ?? false)
                && !AuthorWords.particles.contains(String($0))
        }
        return words.count > 2 && plain.count >= 2
    }
}
