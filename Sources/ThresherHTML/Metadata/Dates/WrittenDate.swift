// SPDX-License-Identifier: Apache-2.0

/// Dates as people write them: `September 4, 2025`, `4. Sept. 2025`, `2025年9月4日`, `04.09.2025`.
enum WrittenDate {
    /// Which of two numbers is the day when both could be.
    enum Order {
        case dayFirst, monthFirst, unknown
    }

    private enum Token {
        case number(Int, digits: Int)
        case month(Int)
        case mark(UInt8)
        /// A word that may stand inside of a date.
        case joint
        case word
    }

    /// The first date in a text that has a day, a month and a year.
    ///
    /// Where day and month are both numbers and could be exchanged, the text is not clear and gives
    /// no date; with dots the day is always first.
    static func first(
        in text: String, limit: Int = 400, order: Order = .unknown
    ) -> CalendarDate? {
        all(in: text, limit: limit, order: order, most: 1).first?.date
    }

    /// The dates in a text, at most `most`, each with where it begins in bytes.
    static func all(
        in text: String, limit: Int = 400, order: Order = .unknown, most: Int
    ) -> [(date: CalendarDate, offset: Int)] {
        // Every date has a number.
        guard text.utf8.contains(where: { ASCII.isDigit($0) || $0 == 0xD9 || $0 == 0xDB }) else {
            return []
        }
        let (tokens, offsets) = tokens(of: text, limit: limit)
        var dates: [(date: CalendarDate, offset: Int)] = []
        var skip = 0
        for index in tokens.indices where index >= skip && dates.count < most {
            guard let date = date(tokens, index, order) else { continue }
            dates.append((date, offsets[index]))
            // The numbers of a date begin no other.
            skip = index + 3
        }
        return dates
    }

    private static func date(_ tokens: [Token], _ index: Int, _ order: Order) -> CalendarDate? {
        switch tokens[index] {
        case .month(let month):
            // September 4(th), 2025
            guard case .number(let day, let digits)? = tokens[safe: index + 1], digits <= 2,
                case (let year, _)? = year(tokens, after: index + 1)
            else { return nil }
            return CalendarDate(year: year, month: month, day: day)
        case .number(let day, let digits) where digits <= 2:
            return dayFirst(tokens, index, day, order)
        case .number(let year, 4):
            return yearFirst(tokens, index, year)
        default: return nil
        }
    }

    private static func dayFirst(
        _ tokens: [Token], _ index: Int, _ day: Int, _ order: Order
    ) -> CalendarDate? {
        // 4 September 2025, 4. September 2025, 4th of September 2025, 4 de septiembre de 2025
        var next = index + 1
        var words = 0
        while next < tokens.count, words < 2 {
            switch tokens[next] {
            case .month(let month):
                guard case (let year, _)? = year(tokens, after: next) else { return nil }
                return CalendarDate(year: year, month: month, day: day)
            case .joint: words += 1
            case .word: words = 2
            case .mark(UInt8(ascii: ".")), .mark(UInt8(ascii: "-")), .mark(UInt8(ascii: ",")): break
            default: words = 2
            }
            next += 1
        }
        // 04.09.2025, 25/12/2025
        guard case .mark(let mark)? = tokens[safe: index + 1],
            case .number(let month, let digits)? = tokens[safe: index + 2], digits <= 2,
            case .mark(mark)? = tokens[safe: index + 3],
            case .number(let written, let yearDigits)? = tokens[safe: index + 4]
        else { return nil }
        // 04.09.25, as German and its neighbours have it.
        let isShort = mark == UInt8(ascii: ".") && yearDigits == 2 && digits == 2 && written < 70
        let year = isShort ? 2000 + written : written
        guard isShort || yearDigits == 4, (1990...2100).contains(year) else { return nil }
        switch mark {
        case UInt8(ascii: "."): return CalendarDate(year: year, month: month, day: day)
        case UInt8(ascii: "/"), UInt8(ascii: "-"):
            if day > 12 || day == month || (order == .dayFirst && month <= 12) {
                return CalendarDate(year: year, month: month, day: day)
            }
            guard month > 12 || order == .monthFirst else { return nil }
            return CalendarDate(year: year, month: day, day: month)
        default: return nil
        }
    }

    private static func yearFirst(_ tokens: [Token], _ index: Int, _ year: Int) -> CalendarDate? {
        // 2023 Jan 7
        if case .month(let month)? = tokens[safe: index + 1],
            case .number(let day, let digits)? = tokens[safe: index + 2], digits <= 2,
            (1990...2100).contains(year)
        {
            return CalendarDate(year: year, month: month, day: day)
        }
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

    private static func tokens(of text: String, limit: Int) -> ([Token], offsets: [Int]) {
        var tokens: [Token] = []
        var offsets: [Int] = []
        let bytes = Array(text.utf8.prefix(limit))
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let start = index
            var value = 0
            while let digit = digit(bytes, index) {
                value = min(value * 10 + digit.value, 1_000_000)
                index += digit.width
            }
            if index > start {
                offsets.append(start)
                let isASCII = bytes[start] < 0x80
                tokens.append(.number(value, digits: isASCII ? index - start : (index - start) / 2))
                // 1st, 2nd, 3rd, 4th and 1er belong to the number.
                if index + 1 < bytes.count, isOrdinal(bytes[index], bytes[index + 1]),
                    index + 2 == bytes.count || !ASCII.isLetter(bytes[index + 2])
                {
                    index += 2
                }
            } else if ASCII.isLetter(byte) || byte >= 0x80 {
                offsets.append(start)
                if isDateIdeograph(bytes, index) {
                    tokens.append(.mark(0))
                    index += 3
                    continue
                }
                while index < bytes.count, ASCII.isLetter(bytes[index]) || bytes[index] >= 0x80,
                    !isDateIdeograph(bytes, index), digit(bytes, index) == nil
                {
                    index += 1
                }
                tokens.append(word(String(decoding: bytes[start..<index], as: UTF8.self)))
            } else {
                if !ASCII.isSpace(byte) {
                    tokens.append(.mark(byte))
                    offsets.append(start)
                }
                index += 1
            }
        }
        return (tokens, offsets)
    }

    /// A digit of the Western, Arabic or Persian form.
    private static func digit(_ bytes: [UInt8], _ index: Int) -> (value: Int, width: Int)? {
        guard index < bytes.count else { return nil }
        if ASCII.isDigit(bytes[index]) { return (Int(bytes[index] - 0x30), 1) }
        guard index + 1 < bytes.count else { return nil }
        let second = bytes[index + 1]
        switch bytes[index] {
        case 0xD9 where (0xA0...0xA9).contains(second): return (Int(second - 0xA0), 2)
        case 0xDB where (0xB0...0xB9).contains(second): return (Int(second - 0xB0), 2)
        default: return nil
        }
    }

    private static func isOrdinal(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (ASCII.lower(first), ASCII.lower(second)) {
        case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68), (0x65, 0x72): true
        default: false
        }
    }

    /// The signs for year, month and day in Chinese and Japanese, and in Korean.
    private static func isDateIdeograph(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + 2 < bytes.count else { return false }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE5, 0xB9, 0xB4), (0xE6, 0x9C, 0x88), (0xE6, 0x97, 0xA5), (0xEB, 0x85, 0x84),
            (0xEC, 0x9B, 0x94), (0xEC, 0x9D, 0xBC):
            return true
        default: return false
        }
    }

    private static func word(_ text: String) -> Token {
        let lower = text.lowercased()
        guard lower.utf8.count <= 24 else { return .word }
        if let month = MonthNames.month(lower) { return .month(month) }
        if MonthNames.joints.contains(lower) { return .joint }
        return .word
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
