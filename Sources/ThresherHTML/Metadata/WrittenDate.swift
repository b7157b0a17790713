// SPDX-License-Identifier: Apache-2.0

/// Dates as people write them: `September 4, 2025`, `4. Sept. 2025`, `2025年9月4日`, `04.09.2025`.
enum WrittenDate {
    /// Month names by their beginnings, in the languages of the Latin and Cyrillic scripts that
    /// news is most written in.
    private static let months: [(Int, [String])] = [
        (1, ["jan", "ene", "gen", "janv", "sty", "янв", "oca"]),
        (2, ["feb", "fév", "fev", "févr", "lut", "фев", "şub"]),
        (3, ["mar", "mär", "mrt", "maa", "мар"]),
        (4, ["apr", "avr", "abr", "kwi", "апр", "nis"]),
        (5, ["may", "mai", "mei", "mag", "maj", "май", "мая"]),
        (6, ["jun", "juin", "giu", "cze", "июн", "haz"]),
        (7, ["jul", "juil", "lug", "lip", "июл", "tem"]),
        (8, ["aug", "aoû", "aou", "ago", "sie", "авг", "ağu"]),
        (9, ["sep", "set", "wrz", "сен", "eyl"]),
        (10, ["oct", "okt", "ott", "out", "paź", "окт", "eki"]),
        (11, ["nov", "lis", "ноя", "kas"]),
        (12, ["dec", "dez", "dic", "déc", "gru", "дек", "ara"]),
    ]

    private enum Token {
        case number(Int, digits: Int)
        case month(Int)
        case mark(UInt8)
        case word
    }

    /// The first date in a text that has a day, a month and a year.
    ///
    /// Where day and month are both numbers and could be exchanged, the text is not clear and gives
    /// no date; with dots the day is always first.
    static func first(in text: String, limit: Int = 400) -> CalendarDate? {
        let tokens = tokens(of: text, limit: limit)
        for index in tokens.indices {
            if let date = date(tokens, index) { return date }
        }
        return nil
    }

    private static func date(_ tokens: [Token], _ index: Int) -> CalendarDate? {
        switch tokens[index] {
        case .month(let month):
            // September 4(th), 2025
            guard case .number(let day, let digits)? = tokens[safe: index + 1], digits <= 2,
                case (let year, _)? = year(tokens, after: index + 1)
            else { return nil }
            return CalendarDate(year: year, month: month, day: day)
        case .number(let day, let digits) where digits <= 2:
            return dayFirst(tokens, index, day)
        case .number(let year, 4):
            return yearFirst(tokens, index, year)
        default: return nil
        }
    }

    private static func dayFirst(_ tokens: [Token], _ index: Int, _ day: Int) -> CalendarDate? {
        // 4 September 2025, 4. September 2025, 4th of September 2025, 4 de septiembre de 2025
        var next = index + 1
        var words = 0
        while next < tokens.count, words < 2 {
            switch tokens[next] {
            case .month(let month):
                guard case (let year, _)? = year(tokens, after: next) else { return nil }
                return CalendarDate(year: year, month: month, day: day)
            case .word: words += 1
            case .mark(UInt8(ascii: ".")), .mark(UInt8(ascii: "-")), .mark(UInt8(ascii: ",")): break
            default: words = 2
            }
            next += 1
        }
        // 04.09.2025, 25/12/2025
        guard case .mark(let mark)? = tokens[safe: index + 1],
            case .number(let month, let digits)? = tokens[safe: index + 2], digits <= 2,
            case .mark(mark)? = tokens[safe: index + 3],
            case .number(let year, 4)? = tokens[safe: index + 4], (1990...2100).contains(year)
        else { return nil }
        switch mark {
        case UInt8(ascii: "."): return CalendarDate(year: year, month: month, day: day)
        case UInt8(ascii: "/"), UInt8(ascii: "-"):
            if day > 12 || day == month {
                return CalendarDate(year: year, month: month, day: day)
            }
            return month > 12 ? CalendarDate(year: year, month: day, day: month) : nil
        default: return nil
        }
    }

    private static func yearFirst(_ tokens: [Token], _ index: Int, _ year: Int) -> CalendarDate? {
        guard (1990...2100).contains(year), case .mark(let mark)? = tokens[safe: index + 1],
            case .number(let month, let digits)? = tokens[safe: index + 2], digits <= 2,
            case .mark(let second)? = tokens[safe: index + 3],
            case .number(let day, let dayDigits)? = tokens[safe: index + 4], dayDigits <= 2
        else { return nil }
        // 0 stands for one ideograph.
        guard mark == second, mark == 0 || mark == 0x2D || mark == 0x2F || mark == 0x2E else {
            return nil
        }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// The year after a day or month, with at most a comma, a point or one word between.
    private static func year(_ tokens: [Token], after index: Int) -> (Int, Int)? {
        var next = index + 1
        var others = 0
        while next < tokens.count, others < 3 {
            if case .number(let year, 4) = tokens[next], (1990...2100).contains(year) {
                return (year, next)
            }
            if case .number = tokens[next] { return nil }
            others += 1
            next += 1
        }
        return nil
    }

    private static func tokens(of text: String, limit: Int) -> [Token] {
        var tokens: [Token] = []
        let bytes = Array(text.utf8.prefix(limit))
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if ASCII.isDigit(byte) {
                let start = index
                var value = 0
                while index < bytes.count, ASCII.isDigit(bytes[index]) {
                    value = min(value * 10 + Int(bytes[index] - 0x30), 1_000_000)
                    index += 1
                }
                tokens.append(.number(value, digits: index - start))
                // 1st, 2nd, 3rd, 4th belong to the number.
                if index + 1 < bytes.count, isOrdinal(bytes[index], bytes[index + 1]),
                    index + 2 == bytes.count || !ASCII.isLetter(bytes[index + 2])
                {
                    index += 2
                }
            } else if ASCII.isLetter(byte) || byte >= 0x80 {
                if isDateIdeograph(bytes, index) {
                    tokens.append(.mark(0))
                    index += 3
                    continue
                }
                let start = index
                while index < bytes.count, ASCII.isLetter(bytes[index]) || bytes[index] >= 0x80,
                    !isDateIdeograph(bytes, index)
                {
                    index += 1
                }
                tokens.append(word(String(decoding: bytes[start..<index], as: UTF8.self)))
            } else {
                if !ASCII.isSpace(byte) { tokens.append(.mark(byte)) }
                index += 1
            }
        }
        return tokens
    }

    private static func isOrdinal(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (ASCII.lower(first), ASCII.lower(second)) {
        case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68): true
        default: false
        }
    }

    /// The signs for year, month and day in Chinese and Japanese, and year and month in Korean.
    private static func isDateIdeograph(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + 2 < bytes.count else { return false }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE5, 0xB9, 0xB4), (0xE6, 0x9C, 0x88), (0xE6, 0x97, 0xA5), (0xEB, 0x85, 0x84),
            (0xEC, 0x9B, 0x94):
            return true
        default: return false
        }
    }

    private static func word(_ text: String) -> Token {
        let lower = text.lowercased()
        guard lower.utf8.count <= 24 else { return .word }
        for (month, beginnings) in months
        where beginnings.contains(where: { lower.hasPrefix($0) }) {
            return .month(month)
        }
        return .word
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
