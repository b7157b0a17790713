// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Times of day.
extension DateFinder {
    func time(_ index: Int) -> (value: String, end: Int)? {
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

    struct Clock {
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

    func reading(_ index: Int) -> Clock? {
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
        // `alle 18`, `às 22`
        if !clock.isSure, words.value(index - 1, .clock) == "at", words.lexicon.hasVerbFirst,
            !isCounting(clock.end)
        {
            clock.isSure = true
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

    func dotted(_ index: Int) -> (Int, Int)? {
        // `9.30`; `alle 10,30`
        let isAt = words.value(index - 1, .clock) == "at"
        let parts = words.text(index..<(index + 1)).split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "." || isAt && $0 == "," })
        guard parts.count == 2, parts[1].utf8.count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), hour < 25,
            minute < 60
        else { return nil }
        return (hour, minute)
    }

    /// `5pm`, `17:30`, `5pm-5:50pm local time`, `9.30 Uhr`, `17 h 30`.
    func clock(_ index: Int) -> Found? {
        guard words.mark(index - 1) != 0x3A, var clock = reading(index) else { return nil }
        var until: String?
        var last = clock.end
        let joins =
            Marks.isDash(words.mark(clock.end)) || words.value(clock.end, .since) == "to"
            || words.has(clock.end, .conjunction)
        if joins, let second = reading(clock.end + 1), second.isSure,
            clock.isSure || second.isMorning != nil || words.value(index - 1, .since) == "between"
        {
            if clock.isMorning == nil, !clock.isSure { clock.isMorning = second.isMorning }
            clock.isSure = true
            until = second.value
            last = second.end
        }
        guard clock.isSure, !isScore(index, last) else { return nil }
        let zone = zone(last)
        return Found(
            end: zone?.end ?? last, value: clock.value + (zone?.offset ?? ""),
            until: until.map { $0 + (zone?.offset ?? "") },
            precision: clock.hasMinute || until != nil ? .minute : .hour)
    }

    /// The zone behind a time, with its offset from UTC where its name tells it: `GMT`, `CET`, `local time`.
    private func zone(_ index: Int) -> (offset: String, end: Int)? {
        guard let zone = words.value(index, .clock), zone.hasPrefix("zone") else { return nil }
        let offset = String(zone.dropFirst("zone".count))
        return (offset == "+00:00" ? "Z" : offset, index + words.length(index, .clock))
    }

    /// What ISO 8601 writes behind a time: `Z`, `+02:00`.
    func offset(_ index: Int) -> (value: String, end: Int)? {
        guard let first = words.at(index), !first.isSpaced else { return nil }
        if first.kind == .word, words.text(index..<(index + 1)) == "Z" { return ("Z", index + 1) }
        guard first.mark == 0x2B || first.mark == 0x2D, let time = time(index + 1),
            !words[index + 1].isSpaced
        else { return nil }
        return ((first.mark == 0x2B ? "+" : "-") + time.value, time.end)
    }

    /// `five in the morning`, `dez da manhã`, `sieben Uhr`, `six o'clock`: an hour in words, with a word
    /// for the hour or the part of the day behind it.
    func clockInWords(_ index: Int) -> Found? {
        guard words.has(index, .number),
            let number = words.value(index, .number).flatMap(Double.init).map({ Int($0) }),
            (1...12).contains(number), let kind = words.value(index + 1, .clock),
            words.at(index + 1)?.sentence == words[index].sentence
        else { return nil }
        let length = words.length(index + 1, .clock)
        let isHalf = kind == "am" || kind == "pm"
        guard isHalf || kind == "hour" && words.lexicon.hasNounCase else { return nil }
        let hour = isHalf ? number % 12 + (kind == "pm" ? 12 : 0) : number
        return Found(
            end: index + 1 + length, value: "T\(Day.padded(hour)):00", precision: .hour)
    }

    /// `won 2:1` is no time.
    func isScore(_ index: Int, _ end: Int) -> Bool {
        guard words.mark(index + 1) == 0x3A else { return false }
        return words[index + 2].scalarEnd - words[index + 2].scalarStart < 2
    }
}
