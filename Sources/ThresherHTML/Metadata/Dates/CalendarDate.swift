// SPDX-License-Identifier: Apache-2.0

/// A moment as a page writes it: a day or a month, perhaps with a time of day and an offset.
struct CalendarDate: Equatable {
    var year: Int
    var month: Int?
    var day: Int?
    /// `10:05`, `10:05:30` or `10:05:30.5`.
    var time: String?
    /// `Z` or `+02:00`.
    var offset: String?

    /// ISO 8601, as precise as is known.
    var iso: String {
        var text = Self.pad(year, 4)
        guard let month else { return text }
        text += "-" + Self.pad(month, 2)
        guard let day else { return text }
        text += "-" + Self.pad(day, 2)
        guard let time else { return text }
        return text + "T" + time + (offset ?? "")
    }

    /// A number that orders days; what is not known counts as the first.
    var dayNumber: Int { year * 372 + ((month ?? 1) - 1) * 31 + (day ?? 1) - 1 }

    /// Whether two moments are of one day, as written.
    func isSameDay(as other: CalendarDate) -> Bool {
        year == other.year && month == other.month && day == other.day
    }

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// A date that exists; `nil` for a 30 February and for years that no page can be of.
    init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1600...2100).contains(year) else { return nil }
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day {
                guard day >= 1, day <= Self.days(in: month, of: year) else { return nil }
            }
        } else if day != nil {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The days of a month in the Gregorian calendar.
    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Reads a machine-written date: ISO 8601, also without dashes, with a space for the `T`, or
    /// as mail has it (`Thu, 04 Sep 2025 10:00:00 GMT`); otherwise as a person writes it.
    ///
    /// - Parameters:
    ///   - text: Only its first 128 bytes count.
    ///   - order: Which of two numbers is the day when both could be.
    init?(reading text: String, order: WrittenDate.Order = .unknown) {
        let bytes = Array(text.utf8.prefix(128))
        var scan = Scan(bytes: bytes)
        scan.skipSpace()
        if let date = Self.iso(&scan) {
            self = date
            return
        }
        guard let date = WrittenDate.first(in: text, limit: 128, order: order) else { return nil }
        self = date
    }

    private static func iso(_ scan: inout Scan) -> CalendarDate? {
        guard let year = scan.digits(4) else { return nil }
        guard scan.take("-") || scan.take("/") || scan.take(".") else {
            return compact(&scan, year)
        }
        guard let month = scan.digits(2) ?? scan.digits(1) else { return nil }
        guard scan.take("-") || scan.take("/") || scan.take(".") else {
            return CalendarDate(year: year, month: month)
        }
        guard let day = scan.digits(2) ?? scan.digits(1),
            var date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        date.readTime(&scan)
        return date
    }

    /// `20250904` and `20250904T100000Z`.
    private static func compact(_ scan: inout Scan, _ year: Int) -> CalendarDate? {
        guard let month = scan.digits(2), let day = scan.digits(2), !scan.isAtDigit,
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        var moment = date
        if scan.take("T") {
            scan.index -= 1
            moment.readTime(&scan)
        }
        return moment
    }

    private mutating func readTime(_ scan: inout Scan) {
        guard scan.take("T") || scan.take("t") || scan.take(" ") else { return }
        scan.skipSpace()
        guard let hour = scan.digits(2), hour < 25, scan.take(":"), let minute = scan.digits(2),
            minute < 60
        else { return }
        var text = Self.pad(hour, 2) + ":" + Self.pad(minute, 2)
        if scan.take(":"), let second = scan.digits(2), second < 61 {
            text += ":" + Self.pad(second, 2)
            if scan.take("."), let fraction = scan.run() { text += "." + fraction }
        }
        time = text
        scan.skipSpace()
        if scan.take("Z") || scan.take("z") {
            offset = "Z"
        } else if let sign = scan.sign(), let hours = scan.digits(2), hours < 15 {
            _ = scan.take(":")
            let minutes = scan.digits(2) ?? 0
            offset = sign + Self.pad(hours, 2) + ":" + Self.pad(min(minutes, 59), 2)
        }
    }

    /// A place in bytes that moves forward.
    struct Scan {
        let bytes: [UInt8]
        var index = 0

        var isAtDigit: Bool { index < bytes.count && ASCII.isDigit(bytes[index]) }

        mutating func skipSpace() {
            while index < bytes.count, ASCII.isSpace(bytes[index]) { index += 1 }
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            guard index + count <= bytes.count else { return nil }
            var value = 0
            for offset in 0..<count {
                guard ASCII.isDigit(bytes[index + offset]) else { return nil }
                value = value * 10 + Int(bytes[index + offset] - 0x30)
            }
            index += count
            return value
        }

        /// All digits that follow, at most nine.
        mutating func run() -> String? {
            let start = index
            while isAtDigit { index += 1 }
            return index > start
                ? String(decoding: bytes[start..<min(index, start + 9)], as: UTF8.self) : nil
        }

        mutating func sign() -> String? {
            if take("+") { return "+" }
            return take("-") ? "-" : nil
        }
    }
}
