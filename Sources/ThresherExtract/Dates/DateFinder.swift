// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Dates and times, absolute and relative, in one pass over the tokens.
struct DateFinder {
    let words: Words
    let published: Day?
    private(set) var dates: [DateMention] = []
    /// Of each token whether a date has it.
    private(set) var taken: [Bool]
    private static let most = 4000

    struct Found {
        var end: Int
        var value: String?
        var until: String?
        var precision: DateMention.Precision
    }

    /// Finds the dates of a text; relative ones count from the day of publication, and of each token
    /// `taken` says whether something else has it.
    init(_ words: Words, published: Day?, taken: [Bool]? = nil) {
        self.words = words
        self.published = published
        self.taken = taken ?? Array(repeating: false, count: words.count)
        var index = 0
        while index < words.count, dates.count < Self.most {
            guard !self.taken[index],
                let found = find(index).map({ whole(ranged($0, index), index) })
            else {
                index += 1
                continue
            }
            var date = DateMention(span: words.span(index..<found.end), precision: found.precision)
            date.value = found.value
            date.until = found.until
            dates.append(date)
            for position in index..<found.end { self.taken[position] = true }
            index = found.end
        }
    }

    func find(_ index: Int) -> Found? {
        let token = words[index]
        if token.kind == .number {
            return numeric(index) ?? clock(index) ?? dayFirst(index) ?? ago(index) ?? decade(index)
                ?? year(index)
        }
        guard token.kind == .word,
            !token.cues.union(token.phraseCues).isDisjoint(with: Self.openings)
        else { return nil }
        if let found = edge(index) { return found }
        if token.cues.has(.month), let found = monthFirst(index) { return found }
        if words.length(index, .weekday) > 0, let found = weekday(index) { return found }
        // `مساء الجمعة`
        if token.cues.has(.day_part), !words.lexicon.hasCase, words.length(index + 1, .weekday) > 0
        {
            return weekday(index + 1)
        }
        return decadeInWords(index) ?? numberedDay(index) ?? clockInWords(index) ?? relative(index)
            ?? ahead(index) ?? ago(
                index) ?? season(index)
    }

    /// What a date in words can begin with; a word that is none of it is passed over at once.
    private static let openings = CueSet([
        .month, .weekday, .day_word, .day_part, .decade, .last, .next, .period, .ago, .ahead,
        .number,
        .multiplier, .vague, .article, .since,
    ])

    /// A day and its hour are one: `1 July at 6pm`, `4.17 am on 3 May`, `Samstag, 18 Uhr`.
    private func whole(_ found: Found, _ index: Int) -> Found {
        guard found.until == nil else { return found }
        let isClock = found.precision == .minute || found.precision == .hour
        guard isClock && found.value?.first == "T" || found.precision == .day else { return found }
        var next = found.end
        while next - found.end < 3, let token = words.at(next),
            token.sentence == words[found.end - 1].sentence,
            Marks.isComma(token.mark) || Marks.isApostrophe(token.mark)
                || token.kind == .word
                    && (token.cues.has(.preposition) || token.cues.has(.article)
                        || words.value(next, .clock) == "at" || token.cues.has(.particle))
        { next += 1 }
        guard let token = words.at(next), token.kind != .mark,
            token.sentence == words[found.end - 1].sentence, !taken[next]
        else { return found }
        if isClock {
            guard let day = day(at: next), day.precision == .day, day.until == nil else {
                return found
            }
            return Found(
                end: day.end, value: day.value.map { $0 + (found.value ?? "") },
                precision: found.precision)
        }
        guard token.kind == .number, let clock = clock(next), clock.value?.first == "T",
            clock.until == nil
        else { return found }
        return Found(
            end: clock.end, value: found.value.flatMap { day in clock.value.map { day + $0 } },
            precision: clock.precision)
    }

    /// The day that begins at a token, whatever its form.
    private func day(at index: Int) -> Found? {
        if words[index].kind == .number { return numeric(index) ?? dayFirst(index) }
        if words.has(index, .month) { return monthFirst(index) }
        return words.length(index, .weekday) > 0 ? weekday(index) : relative(index)
    }

    /// `mid-January`, `Ende 2026`, `fin mai`.
    private func edge(_ index: Int) -> Found? {
        let kind = words.value(index, .since)
        guard kind == "edge" || kind == "start" else { return nil }
        var next = index + 1
        if Marks.isHyphen(words.mark(next)), !words[next].isSpaced { next += 1 }
        guard let token = words.at(next), token.sentence == words[index].sentence else {
            return nil
        }
        if let period = decadeInWords(next) ?? edgeOfPeriod(next) { return period }
        guard kind == "edge" else { return nil }
        if token.kind == .number { return year(next) }
        guard token.cues.has(.month) else { return nil }
        if let found = monthFirst(next) { return found.precision == .day ? nil : found }
        guard let month = month(next), !isShortened(next) else { return nil }
        return Found(end: month.end, value: nearMonth(month.value), precision: .month)
    }

    /// `the end of the year`, `début de l'année prochaine`, `начала месяца`, behind the word for the
    /// edge.
    private func edgeOfPeriod(_ start: Int) -> Found? {
        var next = start
        while next - start < 4,
            words.has(next, .article) || words.has(next, .particle)
                || words.value(next, .since) == "of" || Marks.isApostrophe(words.mark(next))
        { next += 1 }
        if let decade = decadeInWords(next) ?? decade(next) { return decade }
        var step = 0
        func adjective(_ index: Int) -> Int? {
            if words.has(index, .last) { return -1 }
            guard words.has(index, .next) else { return nil }
            return words.value(index, .next) == "this" ? 0 : 1
        }
        if let before = adjective(next) {
            step = before
            next += 1
        }
        guard words.has(next, .period), let unit = words.value(next, .period),
            ["week", "month", "year", "decade"].contains(unit),
            words[next].sentence == words[start].sentence
        else { return nil }
        var end = next + 1
        // `نهاية عام 2019`, `Ende des Jahres 2019`
        if unit == "year", let year = whole(end, digits: 4...4), (1500...2100).contains(year.value),
            words[end].sentence == words[start].sentence
        {
            return Found(end: year.end, value: String(year.value), precision: .year)
        }
        if words.lexicon.hasDecimalComma || !words.lexicon.hasCase, let behind = adjective(end) {
            step = behind
            end += 1
        }
        return shifted(step, unit, end)
    }

    // MARK: Parts

    /// The whole number of a token of digits, an ordinal's letters or dot behind it.
    func whole(_ index: Int, digits: ClosedRange<Int>) -> (value: Int, end: Int)? {
        guard let token = words.at(index), token.kind == .number else { return nil }
        var value = 0
        var count = 0
        for scalar in words.text(index..<(index + 1)).unicodeScalars {
            guard let digit = Folding.digit(scalar.value) else { return nil }
            value = value * 10 + Int(digit)
            count += 1
            guard count <= 4 else { return nil }
        }
        guard digits.contains(count) else { return nil }
        return (value, index + 1)
    }

    /// A day of the month: `17`, `17th`, `17.`, `1er`, `1º`.
    func day(_ index: Int) -> (value: Int, end: Int)? {
        guard var found = whole(index, digits: 1...2), (1...31).contains(found.value) else {
            return nil
        }
        if let next = words.at(found.end), !next.isSpaced {
            if next.kind == .word,
                ["st", "nd", "rd", "th", "er", "e", "º"].contains(
                    words.text(found.end..<(found.end + 1)))
            {
                found.end += 1
            } else if next.mark == 0x2E && words.lexicon.dotsOrdinals || next.mark == 0xBA
                || next.mark == 0xB0
            {
                found.end += 1
            } else if next.kind == .word {
                return nil
            }
        }
        return found
    }

    func month(_ index: Int) -> (value: Int, end: Int)? {
        guard let token = words.at(index), token.cues.has(.month),
            let value = words.lexicon.value(token.entry, .month).flatMap({
                Int($0.prefix { $0 != "." })
            })
        else { return nil }
        // Names of months that are words besides need upper case: `may`, `march`.
        if words.lexicon.hasAdverbsLy, !words.lexicon.hasDecimalComma, !token.isCapital {
            return nil
        }
        var end = index + 1
        if words.mark(end) == 0x2E, !words[end].isSpaced, token.scalarEnd - token.scalarStart <= 4,
            words.at(end + 1)?.kind == .number
        {
            end += 1
        }
        return (value, end)
    }

    /// Whether a month is shortened, such as `dez`: alone it may be another word.
    func isShortened(_ index: Int) -> Bool {
        words.lexicon.value(words[index].entry, .month)?.hasSuffix(".") ?? false
    }

    func year(after index: Int) -> (value: Int, end: Int)? {
        var next = index
        if Marks.isComma(words.mark(next)) { next += 1 }
        if let token = words.at(next), token.kind == .word,
            token.cues.has(.preposition) || token.cues.has(.particle),
            token.scalarEnd - token.scalarStart <= 3
        {
            next += 1
        }
        guard let token = words.at(next), token.sentence == words[index - 1].sentence,
            let found = whole(next, digits: 4...4), (1500...2100).contains(found.value)
        else { return nil }
        var end = found.end
        if let next = words.at(end), next.kind == .word, next.cues.has(.clock),
            words.value(end, .clock) == "year"
        {
            end += next.scalarEnd - next.scalarStart <= 4 ? 1 : 0
            if words.mark(end) == 0x2E, words[end - 1].scalarEnd - words[end - 1].scalarStart == 1,
                words.at(end + 1).map({ $0.sentence == words[index - 1].sentence }) ?? false
            {
                end += 1
            }
        }
        return (found.value, end)
    }

    /// The day, of the year nearest to the publication when none is written.
    func value(_ year: Int?, _ month: Int, _ day: Int) -> String? {
        if let year { return Day(year: year, month: month, day: day)?.iso }
        guard let published else { return "--\(Day.padded(month))-\(Day.padded(day))" }
        let near = [-1, 0, 1].compactMap { Day(year: published.year + $0, month: month, day: day) }
        return near.min { abs($0.number - published.number) < abs($1.number - published.number) }?
            .iso
    }

    func isReal(_ month: Int, _ day: Int) -> Bool {
        Day(year: 2000, month: month, day: day) != nil
    }
}
