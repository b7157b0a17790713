// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What the lines of an article are: its text, or one of the things that stand around and between.
struct ArticleStructure {
    /// What a line is.
    enum Role: Equatable {
        case body, heading, title, standfirst, dateline
        case dropped(String)
    }

    var lines: [Line]
    var roles: [Role]
    var title: String?
    var standfirst: String?
    var authors: [String] = []
    var agencies: [String] = []
    var credits: [Credit] = []
    /// The number of agencies that the head names.
    private var agenciesOfHead = 0
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
    ///   - writers: The writers that are known already.
    init(_ lines: [Line], isPlain: Bool, guesses: Bool, writers: [String] = []) {
        self.lines = lines
        authors = writers
        roles = lines.map { $0.kind == .heading ? .heading : .body }
        guard !isPlain || Self.isStory(lines) else { return }
        var first = 0
        if isPlain { first = readHead() }
        agenciesOfHead = agencies.count
        for index in first..<max(first, lines.count)
        where roles[index] == .body || roles[index] == .heading {
            classify(index, isPlain: isPlain)
            if isPlain, roles[index] == .dropped("credit") { dropCaption(above: index) }
        }
        findDateline(from: first)
        dropNotes(from: first, isPlain: isPlain)
        if !isPlain { dropPageEdges() }
        dropRuns(from: first)
        dropSignatures(from: first, isPlain: isPlain)
        dropBiography(from: first)
        if isPlain, guesses { judgeShortLines(from: first) }
        if isPlain { dropPageEnd(from: first) }
        for line in lines.indices where line >= first {
            if case .dropped = roles[line] { addAgencies(lines[line].contributors) }
        }
        findTail()
    }

    /// Whether the lines are these blocks and all stay as they are.
    func leaves(_ blocks: [Block]) -> Bool {
        tail == nil && cut == nil && lines.count == blocks.count
            && roles.indices.allSatisfy {
                roles[$0] == (lines[$0].kind == .heading ? .heading : .body)
                    && lines[$0].words.bytes.count == blocks[$0].text.utf8.count
            }
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

    mutating func addAgencies(_ names: [String]) {
        for name in names where agencies.count < Self.most {
            // `LUSA` and `Lusa` are one.
            let known = agencies.firstIndex { $0.lowercased() == name.lowercased() }
            guard let known else {
                agencies.append(name)
                continue
            }
            if agencies[known] == agencies[known].uppercased() { agencies[known] = name }
        }
    }

    mutating func addAuthors(_ names: [String]) {
        for name in names where authors.count < Self.most && !authors.contains(name) {
            authors.append(name)
        }
    }

    // MARK: Lines of the body

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
        let bodies = roles.indices[min(first, roles.count)...].prefix(40).filter {
            roles[$0] == .body
        }
        // A dateline in a line of its own.
        for index in bodies.prefix(2) where lines[index].wordCount <= 8 {
            guard let found = DatelineRule.find(in: lines[index].words),
                found.length >= lines[index].words.count
            else { continue }
            take(found)
            roles[index] = .dateline
            return
        }
        let leads = bodies.prefix(3).filter { lines[$0].wordCount > 8 }
        let lead = leads.prefix(2).first(where: { dateline(of: $0) != nil }).flatMap {
            $0 == leads.first || dateline(of: $0)?.agencies.isEmpty == false ? $0 : nil
        }
        guard let index = lead ?? bodies.prefix(8).first(where: hasSureDateline),
            let found = dateline(of: index)
        else { return }
        take(found)
        sumUp(bodies.prefix { $0 < index })
        guard let next = lines[index].words.at(found.length) else { return }
        cut = (index, Int(next.start))
    }

    /// Whether a line begins with a place in upper case, and an agency or `—`: `TARMINA, May 14
    /// (Reuters) - `, `FALLS, Neb. — The tower stays.`.
    private func hasSureDateline(_ index: Int) -> Bool {
        guard let found = DatelineRule.find(in: lines[index].words), lines[index].isSentence,
            let place = found.dateline.place, place.utf8.count > 3
        else { return false }
        return place == place.uppercased() && place != place.lowercased()
    }

    /// The points that some agencies put above a report sum it up.
    private mutating func sumUp(_ found: some Collection<Int>) {
        // The first of them may have been taken for the standfirst; `[1/3] Soldiers` is a caption.
        let taken = roles.indices.filter { roles[$0] == .standfirst }
        let points = taken.filter { lines[$0].words.mark(0) != 0x5B } + found
        guard !found.isEmpty, (2...5).contains(points.count),
            points.allSatisfy({ !lines[$0].isSentence && (3...16).contains(lines[$0].wordCount) })
        else { return }
        for index in taken { roles[index] = .dropped("caption") }
        standfirst = points.map { Self.oneLine(lines[$0].text) }.joined(separator: "; ")
        for index in points { roles[index] = .standfirst }
    }

    private func dateline(of index: Int) -> DatelineRule.Found? {
        DatelineRule.find(in: lines[index].words)
            ?? DatelineRule.beforeDot(
                in: lines[index].words, isPlace: { isPlace($0, beside: index) })
    }

    private mutating func take(_ found: DatelineRule.Found) {
        dateline = found.dateline
        // They stand before those of the lines below.
        let named = agencies
        agencies = Array(named.prefix(agenciesOfHead))
        addAgencies(found.agencies)
        addAgencies(Array(named.dropFirst(agenciesOfHead)))
        addAuthors(found.authors)
    }

    /// Whether a word stands behind a preposition elsewhere in the text, as places do.
    func isPlace(_ hash: UInt64, beside line: Int) -> Bool {
        lines.indices.contains { other in
            let words = lines[other].words
            return words.tokens.indices.dropFirst(other == line ? 3 : 0).contains {
                words[$0].hash == hash && words[$0].isCapital && words.has($0 - 1, .preposition)
            }
        }
    }

    /// The caption whose credit stands in a line of its own below it, in one block.
    private mutating func dropCaption(above index: Int) {
        guard index > 0, roles[index - 1] == .body, !credits.isEmpty,
            credits[credits.count - 1].caption == nil
        else { return }
        let isBeside = lines[index - 1].block == lines[index].block
        if lines[index - 1].wordCount > 20, (lines[index - 1].words.tokens.last?.sentence ?? 0) > 0
        {
            return
        }
        guard lines[index - 1].wordCount <= (isBeside ? 40 : 20),
            isBeside || index < 10 && !isBegun(before: index - 1)
        else { return }
        roles[index - 1] = .dropped("caption")
        credits[credits.count - 1].caption = lines[index - 1].text
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
        } else if line.isTool, isPlain || line.wordCount <= 8 {
            roles[index] = .dropped("tools")
        } else if line.wordCount <= 30, let end = line.begins(with: .label),
            end < line.words.count || isPlain
        {
            roles[index] = .dropped(end < line.words.count ? "tags" : "promotion")
        } else if isPlain, line.words.mark(0) == 0xA9, line.wordCount <= 40,
            isBegun(before: min(index, 8))
        {
            addAgencies(line.sources ?? [])
            roles[index] = .dropped("promotion")
        } else if isPlain, line.isCorrection {
            roles[index] = .dropped("correction")
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

    // MARK: The end

    /// The agency in brackets behind the last sentence, or the signs of those who wrote it:
    /// `... on Friday. (dpa)`, `... on Friday./abc/def`.
    private mutating func findTail() {
        guard let last = roles.lastIndex(of: .body) else { return }
        let words = lines[last].words
        if let signs = lines[last].signsAtEnd {
            tail = (last, Int(words[signs].start))
            return
        }
        guard words.count > 6, let start = lines[last].agenciesAtEnd else { return }
        addAgencies(lines[last].agencies(start..<words.count))
        tail = (last, Int(words[start].start))
    }
}
