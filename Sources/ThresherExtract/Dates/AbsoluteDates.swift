// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Dates that say their day, month or year.
extension DateFinder {
    /// `September 17, 2016`, `Sept 17`, `September 17-19`, `September 2016`, `in September`.
    func monthFirst(_ index: Int) -> Found? {
        guard let month = month(index) else { return nil }
        if let day = day(month.end), isReal(month.value, day.value),
            words[month.end].sentence == words[index].sentence,
            !words.lexicon.hasDecimalComma || year(after: day.end) != nil,
            words.mark(day.end) != 0x3A,
            !words.has(day.end, .clock)
        {
            var end = day.end
            var until: Int?
            if Marks.isDash(words.mark(end)), let last = self.day(end + 1), last.value > day.value {
                until = last.value
                end = last.end
            }
            let year = year(after: end)
            return Found(
                end: year?.end ?? end, value: value(year?.value, month.value, day.value),
                until: until.flatMap { value(year?.value, month.value, $0) }, precision: .day)
        }
        if let year = year(after: month.end) {
            return Found(
                end: year.end, value: "\(year.value)-\(Day.padded(month.value))", precision: .month)
        }
        // `the 9 de Abril front`
        if words[index].isCapital, words.lexicon.hasDecimalComma, !words.lexicon.hasNounCase,
            words.at(index - 2)?.kind == .number, words.at(index - 3)?.isCapital == true
        {
            return nil
        }
        // A month alone: written out, behind a preposition or `last`.
        guard !isShortened(index), month.end == index + 1 else { return nil }
        let before = words.at(index - 1)
        let isPlaced =
            before.map {
                $0.kind == .word
                    && ($0.cues.has(.preposition) || $0.cues.has(.last) || $0.cues.has(.next)
                        || $0.cues.has(.since)
                        || $0.cues.has(.article))
            } ?? false
        guard isPlaced || words.has(index + 1, .last) else { return nil }
        return Found(end: index + 1, value: nearMonth(month.value), precision: .month)
    }

    func nearMonth(_ month: Int) -> String? {
        guard let published else { return "--\(Day.padded(month))" }
        var year = published.year
        if month - published.month > 6 { year -= 1 }
        if published.month - month > 8 { year += 1 }
        return "\(year)-\(Day.padded(month))"
    }

    /// `17 September 2016`, `17. September`, `17 de septiembre de 2016`, `17-19 September`.
    func dayFirst(_ index: Int) -> Found? {
        guard words.mark(index - 1) != 0x3A, let first = day(index) else { return nil }
        var position = first.end
        var until: Int?
        if Marks.isDash(words.mark(position)) || words.has(position, .conjunction)
            || words.value(position, .since) == "to"
        {
            if let last = day(position + 1), last.value > first.value {
                until = last.value
                position = last.end
            }
        }
        if let token = words.at(position), token.kind == .word,
            token.cues.has(.particle) || token.cues.has(.preposition),
            !token.cues.has(.month), words.has(position + 1, .month)
        {
            position += 1
        }
        guard let month = month(position), words[position].sentence == words[index].sentence,
            isReal(month.value, first.value)
        else { return nil }
        let year = year(after: month.end)
        // `the 9 de Abril front`: in languages that write months with lower case it is a name.
        if year == nil, words[position].isCapital, words.lexicon.hasDecimalComma,
            !words.lexicon.hasNounCase, let before = words.at(index - 1), before.isCapital,
            before.sentence == words[index].sentence, !before.cues.has(.weekday),
            !before.cues.has(.preposition), !before.cues.has(.article)
        {
            return nil
        }
        return Found(
            end: year?.end ?? month.end, value: value(year?.value, month.value, first.value),
            until: until.flatMap { value(year?.value, month.value, $0) }, precision: .day)
    }

    /// `2016-09-17`, with a time behind it or none; `17.09.2016`, `17/09/2016`, `09/2016`.
    func numeric(_ index: Int) -> Found? {
        let text = words.text(index..<(index + 1))
        let dotted = text.split(separator: ".", omittingEmptySubsequences: false)
        if dotted.count == 3, let day = Int(dotted[0]), let month = Int(dotted[1]),
            let year = Int(dotted[2]),
            dotted[2].utf8.count == 4, let date = Day(year: year, month: month, day: day)
        {
            return Found(end: index + 1, value: date.iso, precision: .day)
        }
        guard let first = whole(index, digits: 1...4), let mark = words.at(index + 1),
            !mark.isSpaced,
            Marks.isHyphen(mark.mark) || mark.mark == 0x2F,
            let second = whole(index + 2, digits: 1...2), !words[index + 2].isSpaced,
            words.mark(index + 3) == mark.mark,
            let third = whole(index + 4, digits: 1...4), !words[index + 4].isSpaced
        else { return nil }
        if first.value >= 1500,
            let date = Day(year: first.value, month: second.value, day: third.value)
        {
            var end = index + 5
            if words.at(end).map({
                $0.kind == .word && !$0.isSpaced && $0.scalarEnd - $0.scalarStart == 1
            }) == true,
                let time = time(end + 1)
            {
                end = time.end
                let zone = offset(end)
                return Found(
                    end: zone?.end ?? end, value: date.iso + "T" + time.value + (zone?.value ?? ""),
                    precision: .minute)
            }
            return Found(end: end, value: date.iso, precision: .day)
        }
        guard third.value >= 1500, mark.mark == 0x2F || Marks.isHyphen(mark.mark) else {
            return nil
        }
        // Day first, but in English the other way round may be meant: then both must agree.
        let dayFirst = Day(year: third.value, month: second.value, day: first.value)
        let monthFirst = Day(year: third.value, month: first.value, day: second.value)
        if words.lexicon.hasAdverbsLy, let dayFirst, let monthFirst, dayFirst != monthFirst {
            return Found(end: index + 5, value: nil, precision: .day)
        }
        guard let date = dayFirst ?? (words.lexicon.hasAdverbsLy ? monthFirst : nil) else {
            return nil
        }
        return Found(end: index + 5, value: date.iso, precision: .day)
    }

    /// `in 2016`, `since 2011`, `2014-2016`, `(2016)`; a bare number of that size counts something.
    func year(_ index: Int) -> Found? {
        guard let found = whole(index, digits: 4...4), (1500...2100).contains(found.value) else {
            return nil
        }
        let before = words.at(index - 1)
        let next = words.at(found.end)
        if let next, !next.isSpaced, next.kind == .word { return nil }
        if let before, !words[index].isSpaced, Marks.isHyphen(before.mark) || before.kind != .mark {
            return nil
        }
        var end = found.end
        var until: String?
        if let next, Marks.isDash(next.mark), !next.isSpaced,
            let last = whole(end + 1, digits: 2...4)
        {
            let full = last.value < 100 ? found.value / 100 * 100 + last.value : last.value
            if full > found.value, full < 2101 {
                until = String(full)
                end = last.end
            }
        }
        let isPlaced =
            before.map { before in
                if before.kind == .mark {
                    return before.mark == 0x28 || (Marks.isComma(before.mark) && index > 1)
                }
                return before.cues.has(.preposition) || before.cues.has(.since)
                    || before.cues.has(.conjunction)
                    || before.cues.has(.month) || before.cues.has(.article)
                    || before.cues.has(.period)
                    || words.value(index - 1, .clock) == "year" || before.cues.has(.particle)
            } ?? false
        // `2025-го`
        if until == nil, Marks.isHyphen(words.mark(end)), !words[end].isSpaced,
            words.lexicon.hasNoArticle, let ending = words.at(end + 1), ending.kind == .word,
            !ending.isSpaced, ending.scalarEnd - ending.scalarStart <= 2
        {
            end += 2
        }
        // `der erst 2019 eröffneten Seilbahn`
        if words.lexicon.hasNounCase, until == nil, (1900...2040).contains(found.value),
            let next, next.kind == .word, !next.isCapital,
            words.text(end..<(end + 1)).hasSuffix("ten"), next.cues.isEmpty
        {
            return Found(end: end, value: String(found.value), precision: .year)
        }
        // `2023 rissen Wölfe`, `en todo 2024 hubo`
        let isLikely = words.lexicon.hasDecimalComma && (1990...2040).contains(found.value)
        let isFirst = before.map { $0.sentence != words[index].sentence } ?? true
        if isLikely, until == nil,
            isFirst && next.map({ $0.kind == .word && !$0.isCapital }) == true
                || before?.kind == .word && before?.isCapital == false
                    && words.has(index - 2, .preposition) && before?.cues.has(.since) == false
                    && !words.has(index - 1, .about) && !words.has(index - 1, .more_than)
                    && words.lexicon.hasVerbFirst && !words.lexicon.hasNounCase
                    && before.map({ $0.scalarEnd - $0.scalarStart <= 6 }) == true
        {
            return Found(end: end, value: String(found.value), precision: .year)
        }
        let yearWord = words.value(end, .clock) == "year"
        if yearWord, words.lexicon.hasCase { end += 1 }
        // `in 1500 homes` counts homes.
        if let next = words.at(end), next.kind == .word, !next.isCapital, !yearWord, until == nil,
            words.lexicon.hasAdverbsLy,
            !next.cues.has(.preposition), !next.cues.has(.function), !next.cues.has(.conjunction),
            next.sentence == words[index].sentence,
            found.value < 1900 || !isPlaced, !(before?.cues.has(.article) ?? false)
        {
            return nil
        }
        guard
            isPlaced || yearWord || until != nil
                || (1900...2040).contains(found.value) && !isCounting(end)
        else { return nil }
        return Found(end: end, value: String(found.value), until: until, precision: .year)
    }

    func isCounting(_ end: Int) -> Bool {
        guard let next = words.at(end), next.kind == .word else { return false }
        return !next.cues.has(.preposition) && !next.cues.has(.conjunction)
            && !next.cues.has(.function) && !next.cues.has(.article)
    }

    /// `the nineties`, `neunziger Jahre`, `السبعينيات`; `los años noventa`, `anos 90`, `années 1990`.
    func decadeInWords(_ index: Int) -> Found? {
        if words.has(index, .decade), words.value(index, .decade) != Self.years,
            words.lexicon.hasNounCase || words.has(index - 1, .article)
                || !words.lexicon.hasCase || words.lexicon.hasNoArticle
        {
            let hasYears =
                words.value(index + 1, .period) == "year" && words.has(index + 1, .period)
            guard hasYears || !words.lexicon.hasNounCase else { return nil }
            return Found(
                end: index + (hasYears ? 2 : 1), value: words.value(index, .decade),
                precision: .decade)
        }
        guard words.value(index, .decade) == Self.years,
            words.has(index - 1, .article)
                || words.has(index - 1, .preposition), words.lexicon.hasVerbFirst,
            words.lexicon.hasCase,
            !words.lexicon.hasNounCase, let token = words.at(index + 1),
            token.sentence == words[index].sentence,
            let number = NumberReader(words: words).number(index + 1),
            let value = Int(exactly: number.value), value % 10 == 0, !isCounting(number.end),
            (20...90).contains(value) || (1800...2090).contains(value)
        else { return nil }
        return Found(
            end: number.end, value: value < 100 ? "19\(value / 10)" : String(value / 10),
            precision: .decade)
    }

    /// What the word for years is among the names of decades: `los años noventa`.
    private static let years = "years"

    /// `1990s`, `1990-е годы`; `the 90s` not.
    func decade(_ index: Int) -> Found? {
        guard let found = whole(index, digits: 4...4), found.value % 10 == 0,
            (1500...2090).contains(found.value),
            let next = words.at(found.end), !next.isSpaced
        else { return nil }
        if next.kind == .word, words.text(found.end..<(found.end + 1)) == "s" {
            return Found(end: found.end + 1, value: String(found.value / 10), precision: .decade)
        }
        guard words.lexicon.hasNoArticle, Marks.isHyphen(next.mark),
            let ending = words.at(found.end + 1), ending.kind == .word, !ending.isSpaced,
            ["е", "х", "ые", "ых"].contains(words.text((found.end + 1)..<(found.end + 2)))
        else { return nil }
        let isNamed = words.value(found.end + 2, .clock) == "year"
        return Found(
            end: found.end + (isNamed ? 3 : 2), value: String(found.value / 10), precision: .decade)
    }
}
