// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Dates that are seen from the day of writing, and days of the week.
extension DateFinder {
    /// `on Saturday`, `last Saturday`, `Saturday, September 17`.
    func weekday(_ index: Int) -> Found? {
        guard let name = words.value(index, .weekday),
            let number = Int(name.prefix { $0 != "?" })
        else { return nil }
        let length = words.length(index, .weekday)
        // `Cornelia Freitag` is a name.
        if words.lexicon.hasNounCase, words.has(index - 1, .first_name), words[index - 1].isCapital
        {
            return nil
        }
        // `segunda` is also `second`.
        if name.hasSuffix("?"), !isDay(index) { return nil }
        var next = index + length
        if Marks.isComma(words.mark(next)) || words.mark(next) == 0x2E,
            !(words.at(next)?.isSpaced ?? true)
        {
            next += 1
        }
        if words.has(next, .article) || words.has(next, .preposition),
            words.at(next + 1)?.kind == .number
        {
            next += 1
        }
        if next < words.count, words[next].sentence == words[index].sentence {
            if words[next].kind == .number, let date = dayFirst(next) ?? numeric(next) {
                return date
            }
            if words.has(next, .month), let date = monthFirst(next), date.precision == .day {
                return date
            }
        }
        var end = index + length
        if words.length(end, .day_part) > 0 {
            end += words.length(end, .day_part)
        } else if words.mark(end) == 0x28, let day = day(end + 1),
            words.mark(day.end) == 0x29
        {
            // `sexta (27)`
            end = day.end + 1
        } else if end == index + 1, words.lexicon.hasVerbFirst, !words.lexicon.hasNounCase,
            let day = day(end), words[end].sentence == words[index].sentence,
            words.at(day.end).map({
                $0.kind == .mark && $0.mark != 0x3A && $0.mark != 0x25
                    || $0.cues.has(.preposition) || $0.cues.has(.conjunction)
                    || $0.sentence != words[index].sentence || words.has(index - 1, .article)
            }) ?? true, clock(end) == nil
        {
            // `domingo 9`
            end = day.end
        }
        // `lundi à mardi`, `Monday to Friday`
        if words.value(end, .since) == "to" || Marks.isDash(words.mark(end)),
            words.length(end + 1, .weekday) > 0,
            words[end + 1].sentence == words[index].sentence
        {
            end += 1 + words.length(end + 1, .weekday)
        }
        // `lunedì scorso`, `lundi dernier`, `am vergangenen Montag`
        let isNext =
            words.has(index - 1, .next) && words.value(index - 1, .next) != "this"
            || words.has(end, .next)
        let isPlain = !words.has(index - 1, .last) && !words.has(end, .last)
        if words.lexicon.hasDecimalComma, words.has(end, .last) || words.has(end, .next) {
            end += 1
        }
        var value: String?
        if let published {
            let back = (published.weekday - number + 7) % 7
            let isAhead = isNext || back > 0 && isPlain && isAhead(index, end)
            value = Day(number: published.number + (isAhead ? 7 - back : -back)).iso
        }
        return Found(end: end, value: value, precision: .day)
    }

    /// `no dia 4`, `el día 12`: the word for a day and its number.
    func numberedDay(_ index: Int) -> Found? {
        guard words.value(index, .period) == "day", words.has(index, .period),
            words.lexicon.hasVerbFirst, !words.lexicon.hasNounCase, words.lexicon.hasCase,
            words.has(index - 1, .article) || words.has(index - 1, .preposition),
            words.at(index + 1)?.kind == .number, let day = day(index + 1), !isCounting(day.end),
            words[index + 1].sentence == words[index].sentence
        else { return nil }
        let written = published.flatMap { self.value(nil, $0.month, day.value) }
        return Found(end: day.end, value: written, precision: .day)
    }

    /// Whether a word that may be an ordinal is a weekday: no noun follows it.
    private func isDay(_ index: Int) -> Bool {
        guard
            words.has(index - 1, .preposition) || words.has(index - 1, .next)
                || words.has(index - 1, .last) || words.has(index - 1, .since)
        else { return false }
        guard let next = words.at(index + 1), next.kind == .word,
            next.sentence == words[index].sentence
        else { return true }
        return next.cues.has(.preposition) || next.cues.has(.conjunction)
            || next.cues.has(.function)
            || words.length(index + 1, .say) > 0
    }

    /// `через пять лет`, `dans cinq ans`: so far from the day of writing.
    func ahead(_ index: Int) -> Found? {
        let lead = words.length(index, .ahead)
        guard lead > 0, words.value(index, .ahead) == nil else { return nil }
        let reader = NumberReader(words: words)
        let number = reader.number(index + lead).map { ($0.value, $0.end) } ?? (1, index + lead)
        guard number.0 >= 1, number.0 < 10_000, number.0 == number.0.rounded(),
            let unit = words.value(number.1, .period), words.has(number.1, .period)
        else { return nil }
        switch unit {
        case "week":
            return Found(
                end: number.1 + 1,
                value: published.map { Day(number: $0.number + 7 * Int(number.0)).iso },
                precision: .week)
        case "day", "month", "year": return shifted(Int(number.0), unit, number.1 + 1)
        default: return nil
        }
    }

    /// `today`, `last year`, `this week`, `next month`, `el año pasado`.
    func relative(_ index: Int) -> Found? {
        let length = words.length(index, .day_word)
        if length > 0, let offset = words.value(index, .day_word).flatMap({ Int($0) }) {
            // `por la mañana`, `le lendemain`
            if length == 1, words.has(index - 1, .article), words.lexicon.hasVerbFirst,
                !words.lexicon.hasNounCase
            {
                return nil
            }
            // `mañana miércoles`, `hier mardi`
            let weekday = words.length(index + length, .weekday)
            if weekday > 0, words.lexicon.hasVerbFirst, !words.lexicon.hasNounCase,
                words[index + length].sentence == words[index].sentence
            {
                return Found(
                    end: index + length + weekday,
                    value: published.map { Day(number: $0.number + offset).iso }, precision: .day)
            }
            return Found(
                end: index + length + words.length(index + length, .day_part),
                value: published.map { Day(number: $0.number + offset).iso },
                precision: .day)
        }
        if length > 0 { return holiday(index, length) }
        var step: Int?
        var period = index + 1
        var end = index + 2
        if words.has(index, .last) {
            step = -1
        } else if words.has(index, .next) {
            step = words.value(index, .next) == "this" ? 0 : 1
        } else if words.has(index, .period),
            words.lexicon.hasDecimalComma || !words.lexicon.hasCase,
            words.has(index + 1, .last) || words.has(index + 1, .next)
        {
            step =
                words.has(index + 1, .last) ? -1 : words.value(index + 1, .next) == "this" ? 0 : 1
            period = index
            end = index + 2
        }
        guard let step, let unit = words.value(period, .period), words.has(period, .period),
            words[period].sentence == words[index].sentence
        else {
            // `last September`, `last Saturday` are read at the month or day.
            return nil
        }
        if words.has(index - 1, .article), words.has(index, .last), words.lexicon.hasAdverbsLy,
            words.value(index - 1, .since) == nil, words.text(index..<(index + 1)) != "last"
        {
            return nil
        }
        return shifted(step, unit, end)
    }

    /// `over Christmas`, `à Pâques`: of a movable feast the day is not told.
    private func holiday(_ index: Int, _ length: Int) -> Found? {
        let end = index + length
        guard let written = words.value(index, .day_word), !isCounting(end),
            words.has(index - 1, .preposition) || words.has(index - 1, .since),
            !Marks.isHyphen(words.mark(end)) || words[end].isSpaced
        else { return nil }
        let parts = written.split(separator: "-").compactMap { Int($0) }
        return Found(
            end: end, value: parts.count == 2 ? value(nil, parts[0], parts[1]) : nil,
            precision: .day)
    }

    func shifted(_ step: Int, _ unit: String, _ end: Int) -> Found? {
        switch unit {
        case "day":
            return Found(
                end: end, value: published.map { Day(number: $0.number + step).iso },
                precision: .day)
        case "week":
            let value = published.map { day in
                Day(number: day.number + 7 * step - (day.weekday - 1)).iso
            }
            return Found(end: end, value: value, precision: .week)
        case "month":
            let value = published.map { day -> String in
                let months = day.year * 12 + day.month - 1 + step
                return "\(months / 12)-\(Day.padded(months % 12 + 1))"
            }
            return Found(end: end, value: value, precision: .month)
        case "quarter": return Found(end: end, value: nil, precision: .quarter)
        case "year":
            return Found(
                end: end, value: published.map { String($0.year + step) }, precision: .year)
        case "decade": return Found(end: end, value: nil, precision: .decade)
        case "spring", "summer", "autumn", "winter":
            return Found(
                end: end, value: published.map { String($0.year + step) }, precision: .season)
        default: return nil
        }
    }

    /// `two days ago`, `vor drei Jahren`, `hace dos años`, `il y a deux ans`.
    func ago(_ index: Int) -> Found? {
        var position = index
        let lead = words.length(index, .ago)
        let hasLead = lead > 0 && words.lexicon.hasAgoFirst
        if hasLead { position += lead }
        let reader = NumberReader(words: words)
        var number: (value: Double, end: Int)?
        if let found = reader.number(position) {
            number = (found.value, found.end)
        } else if words.has(position, .article), words.has(position + 1, .period) {
            number = (1, position + 1)
        }
        guard let number, number.value >= 1, number.value < 10_000,
            number.value == number.value.rounded(),
            let unit = words.value(number.end, .period), words.has(number.end, .period)
        else { return nil }
        var end = number.end + 1
        if !hasLead {
            let length = words.length(end, .ago)
            guard length > 0, !words.lexicon.hasAgoFirst || words.lexicon.hasBothAgo else {
                return nil
            }
            end += length
        }
        let count = Int(number.value)
        switch unit {
        case "second", "minute", "hour": return Found(end: end, value: nil, precision: .hour)
        case "week":
            return Found(
                end: end, value: published.map { Day(number: $0.number - 7 * count).iso },
                precision: .week)
        case "decade":
            return Found(
                end: end, value: published.map { String(($0.year - 10 * count) / 10) },
                precision: .decade)
        default: return shifted(-count, unit, end)
        }
    }

    /// `summer 2016`, `the third quarter of 2016` as its year.
    func season(_ index: Int) -> Found? {
        guard let unit = words.value(index, .period),
            ["spring", "summer", "autumn", "winter", "quarter"].contains(unit),
            let year = year(after: index + 1)
        else { return nil }
        return Found(
            end: year.end, value: String(year.value),
            precision: unit == "quarter" ? .quarter : .season)
    }
}
