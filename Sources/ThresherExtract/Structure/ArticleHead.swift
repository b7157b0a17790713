// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What stands above a story: headline, standfirst, byline, date.
extension ArticleStructure {
    /// Reads title, standfirst, byline and date; returns the first line of the body.
    mutating func readHead() -> Int {
        var index = 0
        // A section's name, `PRESS RELEASE`, or a date above the headline.
        while index + 2 < lines.count, index < 3, isKicker(index) {
            roles[index] = .dropped("kicker")
            if isDate(lines[index]) { dateLine = lines[index].text }
            index += 1
        }
        guard index + 1 < lines.count, isHeadline(index) else {
            for earlier in 0..<index { roles[earlier] = .body }
            dateLine = nil
            return 0
        }
        title = Self.oneLine(lines[index].text)
        roles[index] = .title
        let titleIndex = index
        index += 1
        var candidate: Int?
        var isParted = false
        var steps = 0
        while index + 1 < lines.count, steps < 8 {
            steps += 1
            let line = lines[index]
            if let names = line.byline {
                addAuthors(names)
                addAgencies(line.agencies(0..<line.words.count))
                roles[index] = .dropped("byline")
                isParted = true
            } else if line.isTool {
                roles[index] = .dropped("tools")
                isParted = true
            } else if let found = line.credit(isCaption: false) {
                credits.append(found.credit)
                addAgencies(found.agencies)
                roles[index] = .dropped(found.credit.caption == nil ? "credit" : "caption")
                isParted = true
                // The caption stands above it, or below.
                if found.credit.caption == nil, candidate == index - 1,
                    lines[index].block == lines[index - 1].block || index > titleIndex + 2
                {
                    roles[index - 1] = .dropped("caption")
                    candidate = nil
                } else if found.credit.caption == nil, isCaptionBelow(index) {
                    index += 1
                    roles[index] = .dropped("caption")
                }
            } else if isDate(line) {
                dateLine = line.text
                roles[index] = .dropped("date")
                isParted = true
            } else if let sources = line.sources {
                addAgencies(sources)
                roles[index] = .dropped("source")
                isParted = true
            } else if let found = line.namesBesideAgencies {
                addAuthors(found.names)
                addAgencies(found.agencies)
                roles[index] = .dropped("byline")
                isParted = true
            } else if let name = line.nameBesideRole {
                addAuthors([name])
                addAgencies(line.agencies(0..<line.words.count))
                roles[index] = .dropped("byline")
                isParted = true
            } else if let names = line.names,
                lines[index + 1].isSentence || isDate(lines[index + 1])
            {
                addAuthors(names)
                roles[index] = .dropped("byline")
                isParted = true
            } else if let found = line.placeAndAgencies {
                dateline = Dateline(text: line.text, place: found.place)
                addAuthors(found.names)
                addAgencies(found.agencies)
                roles[index] = .dropped("dateline")
                isParted = true
            } else if isParted, line.wordCount <= 5, !line.isSentence, !authors.isEmpty,
                line.words.tokens.indices.contains(where: { line.words.length($0, .title) > 0 }),
                roles[index - 1] == .dropped("byline")
            {
                roles[index] = .dropped("byline")
            } else if line.wordCount <= 4, !line.isSentence, line.words.length(0, .agency) > 1,
                line.words.tokens.allSatisfy({ $0.kind == .word && $0.isCapital })
            {
                // `Europa Press Cultura`
                addAgencies(line.agencies(0..<line.words.count))
                roles[index] = .dropped("byline")
                isParted = true
            } else if line.isName,
                candidate != nil || lines[index + 1].isSentence
                    || isDate(lines[index + 1])
            {
                addAuthors([line.text])
                roles[index] = .dropped("byline")
                isParted = true
            } else if let end = line.begins(with: .label) {
                roles[index] = .dropped(end < line.words.count ? "tags" : "promotion")
            } else if line.begins(with: .teaser) != nil || line.begins(with: .boilerplate) != nil {
                roles[index] = .dropped("related")
            } else if candidate == nil, !isParted || !line.isSentence, canBeStandfirst(index) {
                candidate = index
            } else {
                break
            }
            index += 1
        }
        guard let candidate else { return index }
        guard isStandfirst(candidate, isParted: isParted, body: index) else { return candidate }
        standfirst = Self.oneLine(lines[candidate].text)
        roles[candidate] = .standfirst
        return index
    }

    /// Whether the line below a credit is its picture's caption: no sentence, and a paragraph below.
    private func isCaptionBelow(_ index: Int) -> Bool {
        guard index + 2 < lines.count else { return false }
        let line = lines[index + 1]
        return (2...16).contains(line.wordCount) && !line.isSentence && line.byline == nil
            && !isDate(line) && lines[index + 2].isSentence && lines[index + 2].wordCount > 12
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: { $0.isNewline || $0 == " " }).joined(separator: " ")
    }

    private func isKicker(_ index: Int) -> Bool {
        let line = lines[index]
        guard !line.isSentence else { return false }
        if isDate(line) { return true }
        // A person's name whom the story is about is its title.
        if line.isName, let name = line.words.tokens.last?.hash,
            lines[(index + 2)...].prefix(3).contains(where: {
                $0.words.tokens.contains { $0.hash == name }
            })
        {
            return false
        }
        if line.isLabel, isHeadline(index + 1), lines[index + 1].wordCount > line.wordCount {
            return true
        }
        return line.wordCount <= 4 && (line.isShouted || line.wordCount <= 2)
            && isHeadline(index + 1)
            && lines[index + 1].wordCount > line.wordCount
            && !lines[index + 2].text.isEmpty && line.byline == nil
            && DatelineRule.find(in: lines[index + 1].words) == nil
    }

    private func isHeadline(_ index: Int) -> Bool {
        let line = lines[index]
        guard (1...30).contains(line.wordCount), line.text.utf8.count <= 260 else { return false }
        if line.byline != nil || line.credit(isCaption: false) != nil { return false }
        if DatelineRule.find(in: line.words) != nil { return false }
        if line.kind == .heading { return true }
        guard line.isSentence else { return !line.text.hasSuffix(",") && !line.text.hasSuffix(";") }
        let last = line.words.tokens.last { $0.kind == .mark }?.mark
        return line.isQuestion || last == 0x21
            || (Marks.isClosing(last ?? 0) && line.wordCount <= 16)
    }

    func isDate(_ line: Line) -> Bool {
        let starts = line.words.has(0, .dateline_word) || line.words.length(0, .dateline_word) > 1
        guard (1...(starts ? 26 : 14)).contains(line.wordCount) else { return false }
        var hasYear = false
        var hasMonth = false
        var numbers = 0
        var others = 0
        for token in line.words.tokens {
            switch token.kind {
            case .number:
                numbers += 1
                if token.scalarEnd - token.scalarStart >= 4 { hasYear = true }
            case .word:
                if token.cues.has(.month) {
                    hasMonth = true
                } else if !token.cues.has(.weekday), !token.cues.has(.clock),
                    !token.cues.has(.dateline_word), !token.cues.has(.preposition),
                    !token.cues.has(.article), !token.cues.has(.tool)
                {
                    others += 1
                }
            case .mark: break
            }
        }
        return (hasYear && hasMonth && others <= 1)
            || (starts && (hasYear || hasMonth) && others <= 3)
            || (hasYear && others == 0 && numbers >= 3)
            || (hasMonth && others == 0 && numbers >= 3)
            || (hasYear || hasMonth && line.wordCount <= 6) && Self.isOnlyDates(line)
    }

    /// `30/12/2024 11h20 Atualizado há 2 horas`: a full date, and hardly a word that tells no time.
    private static func isOnlyDates(_ line: Line) -> Bool {
        let found = DateFinder(line.words, published: nil)
        guard found.dates.contains(where: { $0.value.map { !$0.hasPrefix("T") } ?? false }) else {
            return false
        }
        let rest = line.words.tokens.indices.count { index in
            let token = line.words[index]
            return !found.taken[index] && token.kind != .mark && !token.cues.has(.dateline_word)
                && !token.cues.has(.clock) && !token.cues.has(.period) && !token.cues.has(.ago)
                && !token.cues.has(.preposition) && token.kind != .number
                && !token.cues.has(.tool)
        }
        return rest <= (line.wordCount > 4 ? 2 : 1)
    }

    private func canBeStandfirst(_ index: Int) -> Bool {
        let line = lines[index]
        return (5...70).contains(line.wordCount) && DatelineRule.find(in: line.words) == nil
            && !line.text.contains("\n\n")
    }

    /// Whether the line under the headline sums the story up and does not begin it.
    ///
    /// It does when something of the head stands below it, when it ends like a headline, when it is
    /// indented otherwise than the body, or when the lead says the same again.
    private func isStandfirst(_ index: Int, isParted: Bool, body: Int) -> Bool {
        let line = lines[index]
        guard body < lines.count, body > index else { return false }
        if !line.isSentence { return lines[body].isSentence || isParted }
        if isParted, (index + 1..<body).contains(where: { roles[$0] == .dropped("byline") }) {
            return true
        }
        if DatelineRule.find(in: lines[body].words) != nil { return true }
        let rest = lines[body...].prefix(12).filter { $0.wordCount > 12 }
        if rest.count > 2, rest.allSatisfy({ $0.indent != line.indent }) { return true }
        let topics = line.topics
        guard topics.count >= 4 else { return false }
        let lead = lines[body...].prefix(2).reduce(into: Set<UInt64>()) { $0.formUnion($1.topics) }
        return Double(topics.intersection(lead).count) >= 0.5 * Double(topics.count)
            && line.wordCount <= 45
    }
}
