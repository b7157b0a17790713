// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Dates and times, absolute and relative, in one pass over the tokens.
struct DateFinder {
    private let words: Words
    private let published: Day?
    private(set) var dates: [DateMention] = []
    /// Of each token whether a date has it.
    private(set) var taken: [Bool]
    private static let most = 4000

    private struct Found {
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
            guard !self.taken[index], let found = find(index) else {
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

    private func find(_ index: Int) -> Found? {
        let token = words[index]
        if token.kind == .number {
            return numeric(index) ?? clock(index) ?? dayFirst(index) ?? ago(index) ?? decade(index)
                ?? year(index)
        }
        guard token.kind == .word else { return nil }
        if token.cues.has(.month), let found = monthFirst(index) { return found }
        if token.cues.has(.weekday), let found = weekday(index) { return found }
        return relative(index) ?? ago(index) ?? season(index)
    }

    // MARK: Parts

    /// The whole number of a token of digits, an ordinal's letters or dot behind it.
    private func whole(_ index: Int, digits: ClosedRange<Int>) -> (value: Int, end: Int)? {
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
    private func day(_ index: Int) -> (value: Int, end: Int)? {
        guard var found = whole(index, digits: 1...2), (1...31).contains(found.value) else {
            return nil
        }
        if let next = words.at(found.end), !next.isSpaced {
            if next.kind == .word,
                ["st", "nd", "rd", "th", "er", "e"].contains(
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

    private func month(_ index: Int) -> (value: Int, end: Int)? {
        guard let token = words.at(index), token.cues.has(.month),
            let value = words.lexicon.value(token.entry, .month).flatMap({ Int($0) })
        else { return nil }
        // Names of months that are words besides need upper case: `may`, `march`.
        if words.lexicon.hasAdverbsLy, !token.isCapital { return nil }
        var end = index + 1
        if words.mark(end) == 0x2E, !words[end].isSpaced, token.scalarEnd - token.scalarStart <= 4,
            words.at(end + 1)?.kind == .number
        {
            end += 1
        }
        return (value, end)
    }

    private func year(after index: Int) -> (value: Int, end: Int)? {
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
    private func value(_ year: Int?, _ month: Int, _ day: Int) -> String? {
        if let year { return Day(year: year, month: month, day: day)?.iso }
        guard let published else { return "--\(Day.padded(month))-\(Day.padded(day))" }
        let near = [-1, 0, 1].compactMap { Day(year: published.year + $0, month: month, day: day) }
        return near.min { abs($0.number - published.number) < abs($1.number - published.number) }?
            .iso
    }

    private func isReal(_ month: Int, _ day: Int) -> Bool {
        Day(year: 2000, month: month, day: day) != nil
    }

    // MARK: Absolute

    /// `September 17, 2016`, `Sept 17`, `September 17-19`, `September 2016`, `in September`.
    private func monthFirst(_ index: Int) -> Found? {
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
        // A month alone: written out, behind a preposition or `last`.
        let token = words[index]
        guard token.scalarEnd - token.scalarStart > 3 || words.lexicon.hasDecimalComma,
            month.end == index + 1
        else { return nil }
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

    private func nearMonth(_ month: Int) -> String? {
        guard let published else { return "--\(Day.padded(month))" }
        var year = published.year
        if month - published.month > 6 { year -= 1 }
        if published.month - month > 8 { year += 1 }
        return "\(year)-\(Day.padded(month))"
    }

    /// `17 September 2016`, `17. September`, `17 de septiembre de 2016`, `17-19 September`.
    private func dayFirst(_ index: Int) -> Found? {
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
        return Found(
            end: year?.end ?? month.end, value: value(year?.value, month.value, first.value),
            until: until.flatMap { value(year?.value, month.value, $0) }, precision: .day)
    }

    /// `2016-09-17`, with a time behind it or none; `17.09.2016`, `17/09/2016`, `09/2016`.
    private func numeric(_ index: Int) -> Found? {
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
                if words.at(end).map({ !$0.isSpaced && words.text(end..<(end + 1)) == "Z" }) == true
                {
                    end += 1
                }
                return Found(end: end, value: date.iso + "T" + time.value, precision: .minute)
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
    private func year(_ index: Int) -> Found? {
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

    private func isCounting(_ end: Int) -> Bool {
        guard let next = words.at(end), next.kind == .word else { return false }
        return !next.cues.has(.preposition) && !next.cues.has(.conjunction)
            && !next.cues.has(.function)
    }

    /// `1990s`, `the 90s` not.
    private func decade(_ index: Int) -> Found? {
        guard let found = whole(index, digits: 4...4), found.value % 10 == 0,
            (1500...2090).contains(found.value),
            let next = words.at(found.end), !next.isSpaced
        else { return nil }
        if next.kind == .word, words.text(found.end..<(found.end + 1)) == "s" {
            return Found(end: found.end + 1, value: String(found.value / 10), precision: .decade)
        }
        return nil
    }

    // MARK: Times

    private func time(_ index: Int) -> (value: String, end: Int)? {
        guard let hour = whole(index, digits: 1...2), hour.value < 25,
            words.mark(index + 1) == 0x3A,
            !words[index + 1].isSpaced, let minute = whole(index + 2, digits: 2...2),
            minute.value < 60,
            !words[index + 2].isSpaced
        else { return nil }
        var end = index + 3
        if words.mark(end) == 0x3A, !words[end].isSpaced,
            let second = whole(end + 1, digits: 2...2), second.value < 60
        {
            end += 2
        }
        return ("\(Day.padded(hour.value % 24)):\(Day.padded(minute.value))", end)
    }

    private struct Clock {
        var hour: Int
        var minute: Int
        var end: Int
        var isMorning: Bool?
        var hasMinute: Bool
        var isSure: Bool
        var value: String {
            var hour = hour
            if let isMorning { hour = hour % 12 + (isMorning ? 0 : 12) }
            return "T\(Day.padded(hour % 24)):\(Day.padded(minute))"
        }
    }

    private func reading(_ index: Int) -> Clock? {
        var clock: Clock
        if let time = time(index) {
            let parts = time.value.split(separator: ":").compactMap { Int($0) }
            clock = Clock(
                hour: parts[0], minute: parts[1], end: time.end, hasMinute: true, isSure: true)
        } else if let hour = whole(index, digits: 1...2), hour.value <= 24 {
            clock = Clock(
                hour: hour.value, minute: 0, end: hour.end, hasMinute: false, isSure: false)
        } else if let parts = dotted(index) {
            clock = Clock(
                hour: parts.0, minute: parts.1, end: index + 1, hasMinute: true, isSure: false)
        } else {
            return nil
        }
        let length = words.length(clock.end, .clock)
        if length > 0, let value = words.value(clock.end, .clock) {
            if value == "am" || value == "pm", clock.hour <= 12, clock.hour > 0 {
                clock.isMorning = value == "am"
                clock.isSure = true
                clock.end += length
                if words.mark(clock.end) == 0x2E, !words[clock.end].isSpaced,
                    words.mark(clock.end - 2) == 0x2E,
                    words.at(clock.end + 1)?.sentence == words[index].sentence
                {
                    clock.end += 1
                }
            } else if value == "hour",
                !words.has(clock.end, .period) || clock.hasMinute
                    || words.has(index - 1, .preposition) || words.has(index - 1, .article)
            {
                clock.isSure = true
                clock.end += length
                // `17 h 30`, `17h30`
                if let minute = whole(clock.end, digits: 2...2), minute.value < 60,
                    !clock.hasMinute,
                    words[clock.end].sentence == words[index].sentence, clock.end > index + 1,
                    words.text((clock.end - 1)..<clock.end) == "h"
                {
                    clock.minute = minute.value
                    clock.hasMinute = true
                    clock.end = minute.end
                }
            }
        }
        return clock
    }

    private func dotted(_ index: Int) -> (Int, Int)? {
        let parts = words.text(index..<(index + 1)).split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), hour < 25,
            minute < 60
        else { return nil }
        return (hour, minute)
    }

    /// `5pm`, `17:30`, `5pm-5:50pm local time`, `9.30 Uhr`, `17 h 30`.
    private func clock(_ index: Int) -> Found? {
        guard words.mark(index - 1) != 0x3A, var clock = reading(index) else { return nil }
        var until: String?
        var last = clock.end
        let joins =
            Marks.isDash(words.mark(clock.end)) || words.value(clock.end, .since) == "to"
            || words.has(clock.end, .conjunction)
        if joins, let second = reading(clock.end + 1), second.isSure,
            clock.isSure || second.isMorning != nil
        {
            if clock.isMorning == nil, !clock.isSure { clock.isMorning = second.isMorning }
            clock.isSure = true
            until = second.value
            last = second.end
        }
        guard clock.isSure, !isScore(index, last) else { return nil }
        if words.value(last, .clock) == "zone" { last += words.length(last, .clock) }
        return Found(
            end: last, value: clock.value, until: until,
            precision: clock.hasMinute || until != nil ? .minute : .hour)
    }

    /// `won 2:1` is no time.
    private func isScore(_ index: Int, _ end: Int) -> Bool {
        guard words.mark(index + 1) == 0x3A else { return false }
        return words[index + 2].scalarEnd - words[index + 2].scalarStart < 2
    }

    // MARK: Relative

    /// `on Saturday`, `last Saturday`, `Saturday, September 17`.
    private func weekday(_ index: Int) -> Found? {
        guard let number = words.lexicon.value(words[index].entry, .weekday).flatMap({ Int($0) })
        else { return nil }
        var next = index + 1
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
        var end = index + 1
        // `lunedì scorso`, `lundi dernier`, `am vergangenen Montag`
        let isNext =
            words.has(index - 1, .next) && words.value(index - 1, .next) != "this"
            || words.has(end, .next)
        if words.lexicon.hasDecimalComma, words.has(end, .last) || words.has(end, .next) {
            end += 1
        }
        var value: String?
        if let published {
            let back = (published.weekday - number + 7) % 7
            value =
                Day(number: published.number + (isNext ? (back == 0 ? 7 : 7 - back) : -back)).iso
        }
        return Found(end: end, value: value, precision: .day)
    }

    /// `today`, `last year`, `this week`, `next month`, `el año pasado`.
    private func relative(_ index: Int) -> Found? {
        let length = words.length(index, .day_word)
        if length > 0, let offset = words.value(index, .day_word).flatMap({ Int($0) }) {
            return Found(
                end: index + length, value: published.map { Day(number: $0.number + offset).iso },
                precision: .day)
        }
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

    private func shifted(_ step: Int, _ unit: String, _ end: Int) -> Found? {
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
    private func ago(_ index: Int) -> Found? {
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
    private func season(_ index: Int) -> Found? {
        guard let unit = words.value(index, .period),
            ["spring", "summer", "autumn", "winter", "quarter"].contains(unit),
            let year = year(after: index + 1)
        else { return nil }
        return Found(
            end: year.end, value: String(year.value),
            precision: unit == "quarter" ? .quarter : .season)
    }
}
