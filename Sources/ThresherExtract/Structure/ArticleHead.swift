// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What stands above a story: headline, standfirst, byline, date.
extension ArticleStructure {
    /// Reads title, standfirst, byline and date; returns the first line of the body.
    mutating func readHead() -> Int {
        let shapes = linesAbove()
        guard let index = headline(shapes) else { return 0 }
        let parts = titleLines(index, shapes)
        title = withoutSite(parts)
        for part in parts { roles[part] = .title }
        for above in 0..<parts.lowerBound { dropAbove(above, shapes[above]) }
        return readBelow(parts.upperBound - 1, end: shapes.count)
    }

    /// The headline's words without the site's name behind a bar or dash: `Ferry sinks | Tolvik Post`.
    ///
    /// Behind a dash only a domain or what another line above the story says is one.
    private func withoutSite(_ parts: Range<Int>) -> String {
        let title = Self.oneLine(parts.map { lines[$0].text }.joined(separator: " "))
        let words = lines[parts.upperBound - 1].words
        guard
            let mark = words.tokens.indices.last(where: {
                words[$0].isSpaced && (words.mark($0) == 0x7C || Marks.isDash(words.mark($0)))
            }), mark >= 4, mark + 1 < words.count, words[mark + 1].isSpaced
        else { return title }
        let site = (mark + 1)..<words.count
        let name = words.text(site)
        let isNamed = site.allSatisfy {
            words[$0].kind != .word || words[$0].isCapital || words[$0].cues.has(.particle)
                || !Line.isCasedScript(words[$0], words) || words.isJoined($0)
        }
        let isBar = words.mark(mark) == 0x7C
        let isDomain = site.contains { words.mark($0) == 0x2E && words.isJoined($0) }
        let isKnown = lines[..<parts.lowerBound].contains { $0.text == name }
        guard site.count <= 6, isNamed, isBar || isDomain || isKnown,
            parts.count == 1 || words[mark].sentence == words[0].sentence
        else { return title }
        let kept = title.utf8.count - name.utf8.count
        guard kept > 0, title.hasSuffix(name) else { return title }
        // Without the mark and the spaces around it.
        let head = String(decoding: title.utf8.prefix(kept), as: UTF8.self)
        return Lines.trimmed(Lines.trimmed(head[...]).dropLast())
    }

    /// The lines of a headline that was broken: in one block, all in upper case, or going on in
    /// lower case.
    private func titleLines(_ index: Int, _ shapes: [HeadShape]) -> Range<Int> {
        func goesOn(_ next: Int) -> Bool {
            guard next > 0, next < shapes.count, lines[next].block == lines[next - 1].block else {
                return false
            }
            let (above, below) = (lines[next - 1], lines[next])
            guard !above.isSentence, !below.isSentence, above.wordCount + below.wordCount <= 30
            else { return false }
            if above.isShouted, below.isShouted, above.wordCount > 2 {
                return [.text, .name, .label].contains(shapes[next])
            }
            guard [.text, .name].contains(shapes[next]), [.text, .name].contains(shapes[next - 1])
            else { return false }
            let isLower =
                below.words[0].kind == .word && !below.words[0].isCapital
                && Line.isCasedScript(below.words[0], below.words)
            return isLower || above.words.tokens.last.map { Marks.isComma($0.mark) } == true
        }
        var range = index..<(index + 1)
        while range.count < 3, goesOn(range.upperBound) {
            range = range.lowerBound..<(range.upperBound + 1)
        }
        while range.count < 3, goesOn(range.lowerBound) {
            range = (range.lowerBound - 1)..<range.upperBound
        }
        return range
    }

    /// A section's name, a date, a menu above the headline.
    private mutating func dropAbove(_ index: Int, _ shape: HeadShape) {
        let line = lines[index]
        switch shape {
        case .writer:
            roles[index] = .dropped("byline")
            if let part = headPart(index, Head(title: index)) { take(part, index) }
        case .time:
            roles[index] = .dropped("date")
            if isDate(line) { dateLine = line.text }
        case .tool: roles[index] = .dropped("tools")
        case .picture:
            if let part = headPart(index, Head(title: index)) { take(part, index) }
        case .text, .source, .promotion, .label, .name:
            roles[index] = .dropped(Self.same(line, title) ? "title" : "kicker")
        }
    }

    /// Whether a line says what the headline says.
    private static func same(_ line: Line, _ title: String?) -> Bool {
        guard let title, line.text.utf8.count <= 400 else { return false }
        return oneLine(line.text).lowercased() == title.lowercased()
    }

    /// Reads what stands between the headline and the first paragraph.
    private mutating func readBelow(_ titleIndex: Int, end: Int) -> Int {
        var head = Head(title: titleIndex, end: end)
        var index = titleIndex + 1
        while index + 1 < lines.count, index < max(end, titleIndex + 9) {
            if let part = headPart(index, head) {
                take(part, index)
                head.isParted = head.isParted || part.parts
                if let caption = part.caption {
                    roles[caption] = .dropped("caption")
                    if !credits.isEmpty {
                        credits[credits.count - 1].caption = lines[caption].text
                    }
                    if caption == head.candidate { head.candidate = nil }
                    if caption == head.rest { head.rest = nil }
                    index = max(index, caption)
                }
            } else if Self.same(lines[index], title) {
                roles[index] = .dropped("title")
            } else if head.candidate == nil,
                !head.isParted || !lines[index].isSentence || index < end
                    || hasDateline(lines[index + 1]),
                canBeStandfirst(index)
            {
                head.candidate = index
            } else if index < end, !lines[index].isSentence, !lines[index].isQuestion,
                lines[index].wordCount <= (index + 1 < end ? 4 : head.isParted ? 2 : 0)
            {
                // A menu's or a section's name.
                roles[index] = .dropped("kicker")
            } else if index < end {
                head.rest = head.rest ?? index
            } else {
                break
            }
            index += 1
        }
        let (candidate, isParted) = (head.candidate, head.isParted)
        let first = head.rest ?? index
        guard let candidate, candidate < first else { return first }
        guard isStandfirst(candidate, isParted: isParted, body: first) else { return candidate }
        standfirst = Self.oneLine(lines[candidate].text)
        roles[candidate] = .standfirst
        return first
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: { $0.isNewline || $0 == " " }).joined(separator: " ")
    }

    func isDate(_ line: Line) -> Bool {
        let starts = line.words.has(0, .dateline_word) || line.words.length(0, .dateline_word) > 1
        guard (1...(starts ? 26 : 18)).contains(line.wordCount), line.words.mark(0) != 0xA9 else {
            return false
        }
        // `Le 3 mai 2024`, `La Valeta - 3 mai 2024`; but `LE PONT A ÉTÉ DÉTRUIT EN 2022`
        if line.words.has(0, .article), line.words.at(1)?.kind == .word,
            !line.words.has(1, .weekday),
            !Marks.isDash(line.words.mark(2)) && !Marks.isComma(line.words.mark(2))
                || line.words.at(3)?.kind != .number
        {
            return false
        }
        var hasYear = false
        var hasMonth = false
        var numbers = 0
        var others = 0
        var phraseEnd = 0
        for (index, token) in line.words.tokens.enumerated() {
            if line.words.length(index, .dateline_word) > 1 {
                phraseEnd = index + line.words.length(index, .dateline_word)
            }
            guard index >= phraseEnd else { continue }
            switch token.kind {
            case .number:
                numbers += 1
                if token.scalarEnd - token.scalarStart >= 4 { hasYear = true }
            case .word:
                if token.cues.has(.month) {
                    hasMonth = true
                } else if !token.cues.has(.weekday), !token.cues.has(.clock),
                    !token.cues.has(.dateline_word), !token.cues.has(.preposition),
                    !token.cues.has(.article), !token.cues.has(.tool), !token.cues.has(.ago),
                    !token.cues.has(.period)
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
        return (5...70).contains(line.wordCount) && !hasDateline(line) && !line.isLabel
            && !line.text.contains("\n\n") && line.saysSomething
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
