// SPDX-License-Identifier: Apache-2.0

/// Chooses a page's title among all that call themselves so.
///
/// No source is right by itself: the first top heading is on 63 % of pages, `og:title` on 40 %, the
/// whole `<title>` on 19 %, and one of them or of their parts on 96 %. So each candidate gets
/// points for where it stands and for who agrees with it. The points were weighed on 1,500
/// labelled pages and rounded; what agrees with the `<title>` and is a heading wins.
struct TitleChoice {
    /// A candidate and where it was found.
    struct Candidate: Equatable {
        var text: String
        var from: String
    }

    private struct Source: OptionSet {
        let rawValue: Int
        static let firstHeading = Source(rawValue: 1 << 0)
        static let otherHeading = Source(rawValue: 1 << 1)
        static let onlyHeading = Source(rawValue: 1 << 2)
        static let title = Source(rawValue: 1 << 3)
        static let openGraph = Source(rawValue: 1 << 4)
        static let titleFirst = Source(rawValue: 1 << 5)
        static let openGraphFirst = Source(rawValue: 1 << 6)
        static let last = Source(rawValue: 1 << 7)
        static let butFirst = Source(rawValue: 1 << 8)
        static let longest = Source(rawValue: 1 << 9)
        static let wholeTitle = Source(rawValue: 1 << 10)
        static let wholeOpenGraph = Source(rawValue: 1 << 11)
        static let openGraphButLast = Source(rawValue: 1 << 12)
        static let structured = Source(rawValue: 1 << 13)
        static let twitter = Source(rawValue: 1 << 14)
        static let titleButLast = Source(rawValue: 1 << 15)
    }

    /// Everything that may hold the title.
    var headings: [String] = []
    var title: String?
    var openGraph: String?
    var twitter: String?
    var structured: [String] = []
    var site: String?

    private typealias Entry = (text: String, sources: Source)

    /// The best candidate, `nil` when there is none.
    func best() -> Candidate? {
        let entries = candidates()
        let titleWords = Self.words(title ?? "")
        let openGraphWords = Self.words(openGraph ?? "")
        let siteWords = Self.words(site ?? "")
        let headingWords = headings.map(Self.words)
        let structuredWords = structured.map(Self.words)
        let titleFirst = Self.words(Self.parts(of: title ?? "").first ?? "")
        var best: (score: Double, entry: Entry)?
        for entry in entries {
            let words = Self.words(entry.text)
            guard !words.isEmpty else { continue }
            var score = Self.points(entry.sources)
            let isHeading = headingWords.contains(words)
            let covered = words.reduce(0) { $0 + (titleWords.contains($1) ? 1 : 0) }
            score += 1.5 * Double(covered) / Double(words.count)
            if isHeading { score += 0.9 }
            if isHeading && structuredWords.contains(words) { score += 0.8 }
            if isHeading && titleFirst == words { score += 0.8 }
            if Self.contains(openGraphWords, words) { score += 0.4 }
            if words == siteWords {
                score -= 0.7
            } else if Self.contains(words, siteWords) {
                score -= 0.5
            }
            if words.count == 1 { score -= 0.7 }
            if words.count >= 12 { score += 0.2 }
            if best.map({ score > $0.score }) ?? true { best = (score, entry) }
        }
        return best.map { Candidate(text: $0.entry.text, from: Self.name($0.entry.sources)) }
    }

    private static func points(_ sources: Source) -> Double {
        let table: [(Source, Double)] = [
            (.firstHeading, 0.5), (.otherHeading, -0.2), (.onlyHeading, 0.4), (.title, -0.6),
            (.titleFirst, 0.2), (.openGraphFirst, 0.6), (.last, -1.2), (.butFirst, -0.8),
            (.longest, 0.7), (.wholeTitle, 1.1), (.wholeOpenGraph, 0.8),
            (.openGraphButLast, 0.3), (.structured, 0.2), (.twitter, 0.3),
        ]
        return table.reduce(0) { $0 + (sources.contains($1.0) ? $1.1 : 0) }
    }

    private static func name(_ sources: Source) -> String {
        if !sources.isDisjoint(with: [.firstHeading, .otherHeading]) { return "h1" }
        if sources.contains(.structured) { return "json_ld" }
        let openGraph: Source = [
            .openGraph, .openGraphFirst, .openGraphButLast, .wholeOpenGraph,
        ]
        let title: Source = [.title, .titleFirst, .titleButLast, .wholeTitle]
        if !sources.isDisjoint(with: title) { return "title" }
        return sources.isDisjoint(with: openGraph)
            ? (sources.contains(.twitter) ? "twitter" : "title") : "open_graph"
    }

    private func candidates() -> [Entry] {
        var entries: [Entry] = []
        func add(_ text: String, _ source: Source) {
            let text = Whitespace.collapsed(text)
            guard !text.isEmpty, text.utf8.count <= 1000 else { return }
            if let index = entries.firstIndex(where: { $0.text == text }) {
                entries[index].sources.insert(source)
            } else {
                entries.append((text, source))
            }
        }
        for (index, heading) in headings.prefix(6).enumerated() {
            add(heading, index == 0 ? .firstHeading : .otherHeading)
        }
        if headings.count == 1 { add(headings[0], .onlyHeading) }
        if let title {
            addParts(
                title, add, whole: .title, undivided: .wholeTitle, first: .titleFirst,
                butLast: .titleButLast)
        }
        if let openGraph {
            addParts(
                openGraph, add, whole: .openGraph, undivided: .wholeOpenGraph,
                first: .openGraphFirst, butLast: .openGraphButLast)
        }
        for text in structured.prefix(3) { add(text, .structured) }
        if let twitter { add(twitter, .twitter) }
        return entries
    }

    private func addParts(
        _ text: String, _ add: (String, Source) -> Void, whole: Source, undivided: Source,
        first: Source, butLast: Source
    ) {
        add(text, whole)
        let parts = Self.parts(of: text)
        guard parts.count > 1, let head = parts.first, let tail = parts.last else {
            add(text, undivided)
            return
        }
        add(head, first)
        add(tail, .last)
        if parts.count > 2 {
            let end = text.utf8.index(text.utf8.endIndex, offsetBy: -tail.utf8.count)
            add(Self.trimmed(String(text[..<end])), butLast)
            let start = text.utf8.index(text.utf8.startIndex, offsetBy: head.utf8.count)
            add(Self.trimmed(String(text[start...])), .butFirst)
        }
        if whole == .title, let longest = parts.max(by: { $0.utf8.count < $1.utf8.count }) {
            add(longest, .longest)
        }
    }

    /// Without the separators and the white space at the ends.
    private static func trimmed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)[...]
        while let last = scalars.last, last == " " || isSeparator(last) { scalars.removeLast() }
        while let first = scalars.first, first == " " || isSeparator(first) {
            scalars.removeFirst()
        }
        var result = ""
        result.unicodeScalars.append(contentsOf: scalars)
        return result
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "|", "-", "–", "—", "·", "•", "»", "«", "›", ":": true
        default: false
        }
    }

    /// The parts of a title between separators: a `|` anywhere, other marks between spaces.
    static func parts(of title: String) -> [String] {
        var parts: [String] = []
        var current = ""
        let scalars = Array(title.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let isBar = scalar == "|"
            let isSpaced =
                isSeparator(scalar) && index > 0 && scalars[index - 1] == " "
                && (index + 1 >= scalars.count || scalars[index + 1] == " "
                    || isSeparator(scalars[index + 1]))
            guard isBar || isSpaced else {
                current.unicodeScalars.append(scalar)
                index += 1
                continue
            }
            while index < scalars.count, scalars[index] == " " || isSeparator(scalars[index]) {
                index += 1
            }
            let part = Whitespace.collapsed(current)
            if !part.isEmpty { parts.append(part) }
            current = ""
        }
        let part = Whitespace.collapsed(current)
        if !part.isEmpty { parts.append(part) }
        return parts
    }

    /// The words in lower case, for comparison; typographic apostrophes as typed ones.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var current = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                current.unicodeScalars.append(scalar)
            } else if !current.isEmpty {
                words.append(current)
                current = ""
            }
        }
        if !current.isEmpty { words.append(current) }
        return words
    }

    /// Whether the words stand in the other words in a row.
    private static func contains(_ words: [String], _ run: [String]) -> Bool {
        guard !run.isEmpty, run.count <= words.count else { return false }
        return (0...words.count - run.count).contains {
            words[$0..<$0 + run.count].elementsEqual(run)
        }
    }
}
