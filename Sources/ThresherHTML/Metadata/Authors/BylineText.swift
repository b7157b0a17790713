// SPDX-License-Identifier: Apache-2.0

/// Bylines in visible lines of text.
enum BylineText {
    private static let joints: Set<String> = [
        "and", "und", "et", "y", "e", "i", "en", "och", "og", "&", "и",
    ]

    /// The names in a line such as `By Ada Lovelace | 4 May 2025`.
    ///
    /// - Parameters:
    ///   - line: A short block of text.
    ///   - mustBegin: Whether the line must begin with the lead.
    /// - Returns: The names as one byline, `nil` when the line is none.
    static func names(in line: String, mustBegin: Bool = false) -> String? {
        guard line.utf8.count <= 200 else { return nil }
        if let name = afterColon(line) { return name }
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }
        // Most lines have no lead among their first words.
        let most = mustBegin ? 2 : 6
        let first = line.utf8.split(maxSplits: most, whereSeparator: isSpace).prefix(most)
        let leads = first.map { String(Substring($0)).lowercased() }
        guard leads.contains(where: { AuthorWords.lineLeads.contains(Self.bare($0)) }) else {
            return nil
        }
        let words = line.utf8.split(whereSeparator: isSpace).map { String(Substring($0)) }
        for (index, lead) in leads.enumerated() {
            let bare = Self.bare(lead)
            guard AuthorWords.lineLeads.contains(bare) else { continue }
            // Inside of a line only a lead that says so: `Posted by`, `4 May 2025 by`.
            guard index == 0 || bare == "by" || lead.hasSuffix(":") else { continue }
            // `Sort by` and the like have no name after them in the form of one.
            if index > 0, isControl(words[index - 1]) { return nil }
            let name = run(words[(index + 1)...])
            return name.isEmpty ? nil : name.joined(separator: " ")
        }
        return nil
    }

    /// A lead without its colon.
    private static func bare(_ lead: String) -> String {
        lead.utf8.last == UInt8(ascii: ":") ? String(lead.dropLast()) : lead
    }

    private static func isControl(_ word: String) -> Bool {
        [
            "sort", "sorted", "filter", "filtered", "shop", "powered", "designed", "browse",
            "search", "security", "secured", "protected", "hosted", "provided", "photo", "photos",
            "image", "images", "illustration", "translated",
            "group", "order", "view", "made", "built", "supported", "sponsored", "trusted",
        ].contains(word.lowercased())
    }

    /// `作者：山田太郎` and others whose lead is parted by a full-width colon or nothing.
    private static func afterColon(_ line: String) -> String? {
        // All of them begin with an ideograph.
        guard line.utf8.first ?? 0 >= 0xE4 else { return nil }
        for lead in ["作者", "記者", "记者", "著者", "執筆", "撰文", "投稿者", "文"] {
            guard line.hasPrefix(lead) else { continue }
            let rest = line.dropFirst(lead.count).drop { $0 == " " }
            guard let colon = rest.first,
                colon == "：" || colon == ":" || colon == "/" || colon == "／"
            else { continue }
            let name = rest.dropFirst().drop { $0 == " " }.prefix { $0 != " " && $0 != "|" }
            return (1...20).contains(name.count) ? String(name) : nil
        }
        return nil
    }

    /// The words that go on as names do.
    private static func run(_ words: ArraySlice<String>) -> [String] {
        var names: [String] = []
        var length = 0
        for (index, word) in words.enumerated() {
            // The month of a date that follows the name.
            let next = words.dropFirst(index + 1).first
            if MonthNames.month(word.lowercased().filter { $0 != "." }) != nil,
                next?.utf8.first.map(ASCII.isDigit) ?? false
            {
                break
            }
            let isJoint = joints.contains(word.lowercased())
            let bare = word.trimming(",;")
            guard
                isJoint || isNameWord(bare)
                    || (!names.isEmpty && AuthorWords.particles.contains(word))
            else { break }
            if isJoint && names.isEmpty { break }
            names.append(isJoint ? "and" : word)
            length = isJoint ? 0 : length + 1
            if length > 4 || names.count > 16 { return [] }
            if word.hasSuffix(";") || word.hasSuffix(":") { break }
            if word.hasSuffix(",") { length = 0 }
        }
        while let last = names.last, last == "and" || last == "|" { names.removeLast() }
        return names
    }

    private static func isNameWord(_ word: String) -> Bool {
        guard let first = word.unicodeScalars.first, !word.utf8.contains(where: ASCII.isDigit),
            MonthNames.month(word.lowercased()) == nil || word.utf8.count <= 5
        else { return false }
        // Scripts without case have names in any word.
        return first.properties.isUppercase
            || (first.properties.isAlphabetic && !first.properties.isLowercase)
    }

    /// Whether a short text may be a name: two to four words, each as names are written.
    static func looksLikeName(_ text: String) -> Bool {
        guard text.utf8.count <= 60 else { return false }
        let words = text.split(separator: " ").map(String.init)
        guard (2...4).contains(words.count) else { return false }
        return words.allSatisfy { word in
            (isNameWord(word) || AuthorWords.particles.contains(word))
                && word.unicodeScalars.allSatisfy {
                    $0.properties.isAlphabetic || "-'’.".unicodeScalars.contains($0)
                }
        }
    }
}

extension String {
    /// Without such signs at its end.
    fileprivate func trimming(_ signs: String) -> String {
        var text = self
        while let last = text.last, signs.contains(last) { text.removeLast() }
        return text
    }
}
