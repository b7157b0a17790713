// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What the lines of an article are: its text, or one of the things that stand around and between.
struct ArticleStructure {
    /// What a line is.
    enum Role: Equatable {
        case body, heading, title, standfirst
        case dropped(String)
    }

    var lines: [Line]
    var roles: [Role]
    var title: String?
    var standfirst: String?
    var authors: [String] = []
    var agencies: [String] = []
    var credits: [Credit] = []
    var dateline: Dateline?
    /// A line that is nothing but a date, from the head.
    var dateLine: String?
    /// The line that the dateline begins, and the number of its bytes.
    var cut: (line: Int, bytes: Int)?
    /// The end of the last line that names its agency: `... (dpa)`.
    var tail: (line: Int, bytes: Int)?

    /// - Parameters:
    ///   - lines: The article's lines.
    ///   - isPlain: Whether there is no markup: the head is part of the lines, and headings are
    ///     known by their shape alone.
    ///   - guesses: Whether short lines that no cue marks may be other stories' headlines.
    init(_ lines: [Line], isPlain: Bool, guesses: Bool) {
        self.lines = lines
        roles = lines.map { $0.kind == .heading ? .heading : .body }
        guard !isPlain || Self.isStory(lines) else { return }
        var first = 0
        if isPlain { first = readHead() }
        findDateline(from: first)
        for index in first..<max(first, lines.count)
        where roles[index] == .body || roles[index] == .heading {
            classify(index, isPlain: isPlain)
        }
        dropNotes(from: first, isPlain: isPlain)
        dropRuns(from: first)
        dropSignatures(from: first, isPlain: isPlain)
        dropBiography(from: first)
        if isPlain, guesses { judgeShortLines(from: first) }
        findTail()
    }

    /// Whether most of the words stand in sentences: no list, table, poem or program.
    private static func isStory(_ lines: [Line]) -> Bool {
        var all = 0
        var told = 0
        for line in lines {
            all += line.wordCount
            if line.isSentence, line.wordCount >= 4 { told += line.wordCount }
        }
        return told * 10 >= all * 4
    }

    /// Agencies and authors beyond this many are not collected.
    private static let most = 64

    private mutating func addAgencies(_ names: [String]) {
        for name in names where agencies.count < Self.most && !agencies.contains(name) {
            agencies.append(name)
        }
    }

    private mutating func addAuthors(_ names: [String]) {
        for name in names where authors.count < Self.most && !authors.contains(name) {
            authors.append(name)
        }
    }

    // MARK: Head

    /// Reads title, standfirst, byline and date; returns the first line of the body.
    private mutating func readHead() -> Int {
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
            } else if let found = line.credit(isCaption: false) {
                credits.append(found.credit)
                addAgencies(found.agencies)
                roles[index] = .dropped(found.credit.caption == nil ? "credit" : "caption")
                isParted = true
            } else if isDate(line) {
                dateLine = line.text
                roles[index] = .dropped("date")
                isParted = true
            } else if let sources = line.sources {
                addAgencies(sources)
                roles[index] = .dropped("source")
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
                addAgencies(found.agencies)
                roles[index] = .dropped("dateline")
                isParted = true
            } else if isParted, line.wordCount <= 5, !line.isSentence, !authors.isEmpty,
                line.words.tokens.indices.contains(where: { line.words.length($0, .title) > 0 }),
                roles[index - 1] == .dropped("byline")
            {
                roles[index] = .dropped("byline")
            } else if line.isName,
                candidate != nil || lines[index + 1].isSentence
                    || isDate(lines[index + 1])
            {
                addAuthors([line.text])
                roles[index] = .dropped("byline")
                isParted = true
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

    private func isDate(_ line: Line) -> Bool {
        guard (1...14).contains(line.wordCount) else { return false }
        var hasYear = false
        var hasMonth = false
        var others = 0
        for token in line.words.tokens {
            switch token.kind {
            case .number:
                if token.scalarEnd - token.scalarStart >= 4 { hasYear = true }
            case .word:
                if token.cues.has(.month) {
                    hasMonth = true
                } else if !token.cues.has(.weekday), !token.cues.has(.clock),
                    !token.cues.has(.dateline_word), !token.cues.has(.preposition),
                    !token.cues.has(.article)
                {
                    others += 1
                }
            case .mark: break
            }
        }
        let starts = line.words.has(0, .dateline_word) || line.words.length(0, .dateline_word) > 1
        return (hasYear && hasMonth && others <= 1)
            || (starts && (hasYear || hasMonth) && others <= 3)
            || (hasYear && others == 0 && line.words.tokens.count { $0.kind == .number } >= 3)
            || hasYear && Self.isOnlyDates(line)
    }

    /// `30/12/2024 11h20 Atualizado há 2 horas`: a full date, and hardly a word that tells no time.
    private static func isOnlyDates(_ line: Line) -> Bool {
        let found = DateFinder(line.words, published: nil)
        guard found.dates.contains(where: { $0.precision == .day && $0.value != nil }) else {
            return false
        }
        let rest = line.words.tokens.indices.count { index in
            let token = line.words[index]
            return !found.taken[index] && token.kind != .mark && !token.cues.has(.dateline_word)
                && !token.cues.has(.clock) && !token.cues.has(.period) && !token.cues.has(.ago)
                && !token.cues.has(.preposition) && token.kind != .number
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

    // MARK: Lines of the body

    /// What writers put below a story.
    private mutating func dropSignatures(from first: Int, isPlain: Bool) {
        guard let last = lines.indices.last(where: { roles[$0] == .body && !isShort(lines[$0]) })
        else { return }
        for index in max(last + 1, first + 1)..<max(last + 1, first + 1, lines.count)
        where roles[index] == .body {
            let line = lines[index]
            guard line.isSignature, !line.isResult else { continue }
            let isMarked = line.words.tokens.contains { [0x28, 0x5B, 0x2F].contains($0.mark) }
            guard isPlain || isMarked else { continue }
            roles[index] = .dropped("signature")
        }
    }

    /// `Jo Ray is a reporter at the Kelmar Post.`: who wrote it, below the story.
    private mutating func dropBiography(from first: Int) {
        guard lines.count > first + 2 else { return }
        for index in (lines.count - 2)..<lines.count where roles[index] == .body {
            let line = lines[index]
            guard line.wordCount <= 30,
                let author = authors.first(where: { line.text.hasPrefix($0 + " ") })
            else { continue }
            let end = line.words.tokens.firstIndex { Int($0.start) > author.utf8.count - 1 } ?? 0
            guard line.words.has(end, .passive) || line.words.has(end, .function),
                line.words.tokens[end...].prefix(8).contains(where: {
                    $0.cues.has(.title) || $0.cues.has(.organisation)
                })
            else { continue }
            roles[index] = .dropped("byline")
        }
    }

    /// Byline and date of a page that its head did not keep apart.
    private mutating func classifyHead(_ index: Int) -> Bool {
        let line = lines[index]
        guard !line.isSentence, line.wordCount <= 16, index < 8, !isBegun(before: index) else {
            return false
        }
        if let names = line.byline {
            addAuthors(names)
            addAgencies(line.agencies(0..<line.words.count))
            roles[index] = .dropped("byline")
            return true
        }
        guard isDate(line) else { return false }
        if dateLine == nil { dateLine = line.text }
        roles[index] = .dropped("date")
        return true
    }

    /// Whether a paragraph stands before a line.
    private func isBegun(before index: Int) -> Bool {
        (0..<index).contains {
            roles[$0] == .body && lines[$0].wordCount > 12 && lines[$0].isSentence
        }
    }

    private mutating func findDateline(from first: Int) {
        guard
            let index = (first..<max(first, lines.count)).prefix(3).first(where: {
                roles[$0] == .body && lines[$0].wordCount > 8
            }), let found = DatelineRule.find(in: lines[index].words)
        else { return }
        dateline = found.dateline
        addAgencies(found.agencies)
        guard let next = lines[index].words.at(found.length) else { return }
        cut = (index, Int(next.start))
    }

    private mutating func classify(_ index: Int, isPlain: Bool) {
        let line = lines[index]
        // What markup shows as a paragraph of some length is text.
        guard isPlain || line.text.utf8.count < 300 || line.kind == .caption else { return }
        if !isPlain, classifyHead(index) { return }
        if line.isHandle {
            roles[index] = .dropped("contact")
        } else if line.isTime
            || isPlain && !line.isSentence && line.wordCount <= 10
                && (isDate(line) || line.isUpdate)
        {
            roles[index] = .dropped("date")
        } else if let found = line.credit(isCaption: line.kind == .caption),
            isPlain || line.kind == .caption || found.credit.caption == nil || line.wordCount < 40
        {
            credits.append(found.credit)
            addAgencies(found.agencies)
            roles[index] = .dropped(found.credit.caption == nil ? "credit" : "caption")
        } else if let sources = line.sources {
            addAgencies(sources)
            roles[index] = .dropped("source")
        } else if line.wordCount <= 20, !line.isSentence || line.isQuestion,
            line.begins(with: .teaser) != nil || line.begins(withPhrase: .teaser)
        {
            roles[index] = .dropped("related")
        } else if !isPlain, let label = line.gluedLabel,
            Line(label, block: 0, indent: 0, kind: .paragraph).begins(with: .teaser) != nil
        {
            roles[index] = .dropped("related")
        } else if line.wordCount <= 30,
            line.begins(with: .boilerplate) != nil
                || (line.words.length(0, .boilerplate) > 0 && line.wordCount <= 14
                    && isPromotion(line))
        {
            roles[index] = .dropped("promotion")
        } else if isPlain, let names = line.byline, !line.isSentence {
            addAuthors(names)
            addAgencies(line.agencies(0..<line.words.count))
            roles[index] = .dropped("byline")
        }
    }

    private func isPromotion(_ line: Line) -> Bool {
        line.words.length(0, .boilerplate) > 1 || !line.isSentence
    }

    /// Notes begin with a cue of their own and go on to the end.
    private mutating func dropNotes(from first: Int, isPlain: Bool) {
        guard isPlain, lines.count > first + 2 else { return }
        let all = lines[first...].reduce(0) { $0 + $1.wordCount }
        var before = lines[first..<first + 2].reduce(0) { $0 + $1.wordCount }
        for index in (first + 2)..<lines.count {
            let line = lines[index]
            defer { before += line.wordCount }
            guard roles[index] == .body else { continue }
            if line.words.length(0, .notes) >= 3, index + 4 > lines.count {
                roles[index] = .dropped("notes")
                continue
            }
            let isMark = line.words.count <= 6 && line.wordCount == 0 && line.text.contains("##")
            let heads =
                line.begins(with: .notes) != nil
                && (line.wordCount <= 4 || line.words.length(0, .notes) > 0)
            let inBrackets = line.words.mark(0) == 0x28 && line.words.length(1, .notes) > 0
            guard isMark || heads || inBrackets else { continue }
            if inBrackets, !heads {
                roles[index] = .dropped("notes")
                addAuthors(
                    Line.people(line.words, (1 + line.words.length(1, .notes))..<line.words.count))
                continue
            }
            if isMark || line.wordCount <= 5 || all - before <= before {
                for later in index..<lines.count
                where roles[later] == .body || roles[later] == .heading {
                    roles[later] = .dropped("notes")
                }
                return
            }
            roles[index] = .dropped("notes")
        }
    }

    /// `Related stories` alone on a line, with short lines below it.
    private mutating func dropRuns(from first: Int) {
        var index = first
        while index < lines.count {
            let line = lines[index]
            guard
                roles[index] == .dropped("related") || roles[index] == .heading
                    || roles[index] == .body,
                let end = line.begins(with: .related_head), end >= line.words.count
            else {
                index += 1
                continue
            }
            roles[index] = .dropped("related")
            index += 1
            while index < lines.count, roles[index] == .body || roles[index] == .heading,
                lines[index].wordCount <= 20,
                !lines[index].isSentence || lines[index].isQuestion
            {
                roles[index] = .dropped("related")
                index += 1
            }
        }
    }

    // MARK: Short lines without a cue

    /// Short lines between paragraphs: headings of the story, or other stories' headlines.
    private mutating func judgeShortLines(from first: Int) {
        // The next paragraph after each line, found once from the end.
        var following = Array(repeating: lines.count, count: lines.count + 1)
        for index in lines.indices.reversed() {
            let isParagraph = roles[index] == .body && !isShort(lines[index])
            following[index] = isParagraph ? index : following[index + 1]
        }
        var story: (next: Int, topics: Set<UInt64>)?
        for index in first..<max(first, lines.count) where roles[index] == .body {
            let line = lines[index]
            guard line.wordCount <= 18, line.text.utf8.count <= 160, isShort(line) else { continue }
            let next = following[index + 1]
            guard next < lines.count else {
                // Nothing of the story follows.
                if line.isResult { continue }
                if index > first + 1, line.wordCount >= 3 { roles[index] = .dropped("related") }
                continue
            }
            if story?.next != next {
                let topics = lines[next...].prefix(3).reduce(into: Set<UInt64>()) {
                    $0.formUnion($1.topics)
                }
                story = (next, topics)
            }
            roles[index] =
                isTeaser(line, before: story?.topics ?? []) ? .dropped("related") : .heading
        }
        // A heading with no paragraph of its own before the next heading stays: parts have titles.
    }

    private func isShort(_ line: Line) -> Bool {
        guard !line.isSentence || line.isQuestion, line.wordCount <= 18 else { return false }
        // A list's items and a dialogue's lines are text.
        guard let mark = line.words.tokens.first else { return false }
        if mark.kind == .mark, Marks.isDash(mark.mark) || mark.mark == 0x2022 || mark.mark == 0x2A {
            return false
        }
        if mark.kind == .number, [0x2E, 0x29].contains(line.words.mark(1)) {
            return line.wordCount > 1 ? false : true
        }
        return true
    }

    /// Whether a short line has little to do with what the story goes on with.
    private func isTeaser(_ line: Line, before following: Set<UInt64>) -> Bool {
        if line.isQuestion, line.wordCount <= 8 { return false }
        if line.wordCount <= 4 { return false }
        let topics = line.topics
        let shared = Double(topics.intersection(following).count) / Double(max(topics.count, 1))
        // `Syria's civil war: Ceasefire strained by fresh fighting`
        let colon = line.words.tokens.firstIndex { $0.mark == 0x3A }
        let hasTopic = colon.map { $0 > 0 && $0 < line.words.count - 2 } ?? false
        if hasTopic { return shared < 0.75 }
        if line.wordCount == 5 { return shared < 0.25 && names(line) >= 2 }
        return shared < 0.5
    }

    private func names(_ line: Line) -> Int {
        line.words.tokens.count { $0.kind == .word && $0.isCapital }
    }

    // MARK: The end

    /// The agency in brackets behind the last sentence.
    private mutating func findTail() {
        guard let last = roles.lastIndex(of: .body) else { return }
        let words = lines[last].words
        guard words.count > 6, [0x29, 0x2F].contains(words.mark(words.count - 1)) else { return }
        let opening: UInt32 = words.mark(words.count - 1) == 0x29 ? 0x28 : 0x2F
        var start = words.count - 2
        while start > 0, words.count - start < 10, words.mark(start) != opening { start -= 1 }
        guard words.mark(start) == opening, words.length(start + 1, .agency) > 0,
            Line.isOnlyAgencies(words, (start + 1)..<(words.count - 1))
        else { return }
        addAgencies(lines[last].agencies((start + 1)..<(words.count - 1)))
        tail = (last, Int(words[start].start))
    }
}

extension Line {
    /// Whether a range of tokens names agencies and nothing else.
    static func isOnlyAgencies(_ words: Words, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = words.length(index, .agency)
            if length == 0, words[index].kind != .mark { return false }
            index += max(length, 1)
        }
        return true
    }
}
