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
        var head = Head(title: titleIndex)
        var steps = 0
        while index + 1 < lines.count, steps < 8 {
            steps += 1
            if let part = headPart(index, head) {
                take(part, index)
                head.isParted = head.isParted || part.parts
                if let caption = part.caption {
                    roles[caption] = .dropped("caption")
                    if caption == head.candidate { head.candidate = nil }
                    index = max(index, caption)
                }
            } else if head.candidate == nil, !head.isParted || !lines[index].isSentence,
                canBeStandfirst(index)
            {
                head.candidate = index
            } else {
                break
            }
            index += 1
        }
        let (candidate, isParted) = (head.candidate, head.isParted)
        guard let candidate else { return index }
        guard isStandfirst(candidate, isParted: isParted, body: index) else { return candidate }
        standfirst = Self.oneLine(lines[candidate].text)
        roles[candidate] = .standfirst
        return index
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: { $0.isNewline || $0 == " " }).joined(separator: " ")
    }

    private func isKicker(_ index: Int) -> Bool {
        let line = lines[index]
        guard !line.isSentence else { return false }
        if isDate(line) || line.isBreadcrumb || line.begins(with: .boilerplate) != nil {
            return true
        }
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

    func isHeadline(_ index: Int) -> Bool {
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
        // `Le 3 mai 2024`; but `LE PONT A ÉTÉ DÉTRUIT EN 2022`
        if line.words.has(0, .article), line.words.at(1)?.kind == .word,
            !line.words.has(1, .weekday)
        {
            return false
        }
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
