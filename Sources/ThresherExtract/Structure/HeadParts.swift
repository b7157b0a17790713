// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The lines between a headline and its story.
extension ArticleStructure {
    /// How far the head has been read.
    struct Head {
        /// The line of the headline.
        var title: Int
        /// The line that may be the standfirst.
        var candidate: Int?
        /// Whether a line that is no text has parted what follows from the headline.
        var isParted = false
        /// The first line that is none of the head.
        var rest: Int?
        /// The first paragraph of the story.
        var end = Int.max
    }

    /// What a line of the head is, and what it tells.
    struct HeadPart {
        var role: Role
        var authors: [String] = []
        var agencies: [String] = []
        var credit: Credit?
        var dateline: Dateline?
        /// A line above or below that is the picture's caption.
        var caption: Int?
        var isDate = false
        /// Whether it parts the headline from what follows.
        var parts = true

        init(_ reason: String) { role = .dropped(reason) }
    }

    /// What a line of the head is; `nil` for text.
    func headPart(_ index: Int, _ head: Head) -> HeadPart? {
        let byCues = stamps(index) ?? writers(index) ?? tools(index) ?? picture(index, head)
        if let found = byCues ?? time(index) ?? namedLine(index, head) { return found }
        return place(index, head) ?? role(index, head) ?? agencyName(index)
            ?? bareName(index, head) ?? other(index)
    }

    /// Keeps what a line of the head tells.
    mutating func take(_ part: HeadPart, _ index: Int) {
        roles[index] = part.role
        addAuthors(part.authors)
        addAgencies(part.agencies)
        if let credit = part.credit { credits.append(credit) }
        if let found = part.dateline { dateline = found }
        if part.isDate { dateLine = lines[index].text }
    }

    /// `6 May 2024 | By Jo Ray | 3 min read`: bylines, dates and counters beside each other.
    func stamps(_ index: Int) -> HeadPart? {
        let line = lines[index]
        guard line.text.utf8.count <= 200,
            line.words.tokens.contains(where: { [0x7C, 0x2022, 0xB7].contains($0.mark) })
        else { return nil }
        let parts = line.text.split(whereSeparator: { ["|", "\u{2022}", "\u{B7}"].contains($0) })
            .map { Line(Lines.trimmed($0), block: 0, indent: 0, kind: .paragraph) }
            .filter { $0.wordCount > 0 }
        guard (2...6).contains(parts.count) else { return nil }
        var found = byline([])
        for part in parts {
            if let names = part.byline {
                found.authors += names
                found.agencies += part.agencies(0..<part.words.count)
            } else if isDate(part) || part.isTime || part.isUpdate {
                found.isDate = true
            } else if !part.isTool, part.sources == nil {
                return nil
            }
        }
        guard !found.authors.isEmpty || found.isDate else { return nil }
        if found.authors.isEmpty { found.role = .dropped("date") }
        return found
    }

    private func byline(_ authors: [String], _ agencies: [String] = []) -> HeadPart {
        var part = HeadPart("byline")
        part.authors = authors
        part.agencies = agencies
        return part
    }

    /// `By Jo Ray`.
    private func writers(_ index: Int) -> HeadPart? {
        let line = lines[index]
        // `من نزار الحمادي`: from somebody with a first name.
        let names =
            line.byline
            ?? (line.wordCount <= 8 && !line.isSentence && line.words.has(0, .preposition)
                && line.words.has(1, .first_name) && !Line.isCasedScript(line.words[0], line.words)
                ? Line.people(line.words, 1..<line.words.count) : nil)
        // `By`, with the names in the next lines.
        if names == nil, line.isBareByline { return byline([]) }
        return names.map { byline($0, line.agencies(0..<line.words.count)) }
    }

    private func tools(_ index: Int) -> HeadPart? {
        lines[index].isTool ? HeadPart("tools") : nil
    }

    /// A picture's credit, with its caption in the same line, above or below.
    private func picture(_ index: Int, _ head: Head) -> HeadPart? {
        guard let found = lines[index].credit(isCaption: false) else {
            return gluedCredit(index, head)
        }
        var part = HeadPart(found.credit.caption == nil ? "credit" : "caption")
        part.credit = found.credit
        part.agencies = found.agencies
        guard found.credit.caption == nil else { return part }
        if head.candidate == index - 1,
            lines[index].block == lines[index - 1].block || index > head.title + 2
        {
            part.caption = index - 1
        } else if let rest = head.rest, rest == index - 1, rest < head.end,
            lines[rest].words.tokens.last?.sentence == 0
        {
            part.caption = rest
        } else if isCaptionBelow(index) {
            part.caption = index + 1
        }
        return part
    }

    /// `PA Media Water laps at the steps`: the agency's name before its picture's caption.
    private func gluedCredit(_ index: Int, _ head: Head) -> HeadPart? {
        let line = lines[index]
        let length = line.words.length(0, .agency)
        guard length > 0, head.title < index, index < head.end, !line.isSentence,
            line.wordCount >= length + 4, line.saysSomething,
            let next = line.words.at(length), next.kind == .word, next.isCapital,
            Line.isCasedScript(next, line.words)
        else { return nil }
        var part = HeadPart("caption")
        part.agencies = line.agencies(0..<length)
        part.credit = Credit(
            text: line.words.text(0..<length), caption: line.words.text(length..<line.words.count))
        return part
    }

    /// Whether the line below a credit is its picture's caption: no sentence, and a paragraph below.
    private func isCaptionBelow(_ index: Int) -> Bool {
        guard index + 2 < lines.count else { return false }
        let line = lines[index + 1]
        return (2...16).contains(line.wordCount) && !line.isSentence && line.byline == nil
            && !isDate(line) && lines[index + 2].isSentence && lines[index + 2].wordCount > 12
    }

    private func time(_ index: Int) -> HeadPart? {
        let line = lines[index]
        let isDate = isDate(line)
        guard isDate || line.isTime || line.isUpdate || line.isAgo else { return nil }
        var part = HeadPart("date")
        part.isDate = isDate
        return part
    }

    /// Sources, or names of writers that something beside them tells to be such.
    private func namedLine(_ index: Int, _ head: Head) -> HeadPart? {
        let line = lines[index]
        if let sources = line.sources {
            var part = HeadPart("source")
            part.agencies = sources
            return part
        }
        if let found = line.namesBesideAgencies { return byline(found.names, found.agencies) }
        if let name = line.nameBesideRole {
            return byline([name], line.agencies(0..<line.words.count))
        }
        if let names = line.names,
            lines[index + 1].isSentence || isDate(lines[index + 1])
                || names.count > 1 && head.title < index && index < head.end
        {
            return byline(names)
        }
        return nil
    }

    /// `Kelmar / Nordwire`; a place that stands alone.
    private func place(_ index: Int, _ head: Head) -> HeadPart? {
        let line = lines[index]
        if let found = line.placeAndAgencies {
            var part = HeadPart("dateline")
            part.dateline = Dateline(text: line.text, place: found.place)
            part.authors = found.names
            part.agencies = found.agencies
            return part
        }
        guard head.isParted || head.candidate != nil else { return nil }
        let place = line.placeAlone
        let isShouted = line.isShouted && line.wordCount == 1 && line.words.count == 1
        guard place != nil || isShouted && isPlace(line.words[0].hash, beside: index) else {
            return nil
        }
        var part = HeadPart("dateline")
        part.role = .dateline
        part.dateline = Dateline(text: line.text, place: line.text)
        part.dateline?.country = place?.country
        return part
    }

    /// What a writer is, below the name.
    private func role(_ index: Int, _ head: Head) -> HeadPart? {
        let line = lines[index]
        guard head.isParted, line.wordCount <= 5, !line.isSentence, !authors.isEmpty,
            roles[index - 1] == .dropped("byline"),
            line.words.tokens.indices.contains(where: { line.words.length($0, .title) > 0 })
        else { return nil }
        return HeadPart("byline")
    }

    /// `Europa Press Cultura`.
    private func agencyName(_ index: Int) -> HeadPart? {
        let line = lines[index]
        guard line.wordCount <= 4, !line.isSentence, line.words.length(0, .agency) > 1,
            line.words.tokens.allSatisfy({ $0.kind == .word && $0.isCapital })
        else { return nil }
        return byline([], line.agencies(0..<line.words.count))
    }

    /// A name and nothing else.
    private func bareName(_ index: Int, _ head: Head) -> HeadPart? {
        let line = lines[index]
        if line.isName, index > 0, lines[index - 1].isBareByline { return byline([line.text]) }
        guard line.isName, authors.isEmpty || line.words.has(0, .first_name),
            head.candidate != nil || lines[index + 1].isSentence || isDate(lines[index + 1])
                || line.words.has(0, .first_name)
        else { return nil }
        return byline([line.text])
    }

    /// Tags, labels, teasers and promotion.
    private func other(_ index: Int) -> HeadPart? {
        let line = lines[index]
        var part: HeadPart
        if let end = line.begins(with: .label) {
            part = HeadPart(end < line.words.count ? "tags" : "promotion")
        } else if line.begins(with: .teaser) != nil || line.begins(with: .boilerplate) != nil {
            part = HeadPart("related")
        } else {
            return nil
        }
        part.parts = false
        return part
    }
}
