// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// A day of the Gregorian calendar.
///
/// Source of the arithmetic: H. Hinnant, "chrono-compatible low-level date algorithms", 2013.
struct Day: Equatable {
    var year: Int
    var month: Int
    var day: Int

    /// A day that exists, in the years that texts speak of.
    init?(year: Int, month: Int, day: Int) {
        guard (1000...2999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(year, month)
        else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day that an ISO 8601 date or date and time begins with.
    init?(iso: String) {
        let bytes = Array(iso.utf8.prefix(10))
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = Int(String(decoding: bytes[0..<4], as: UTF8.self)),
            let month = Int(String(decoding: bytes[5..<7], as: UTF8.self)),
            let day = Int(String(decoding: bytes[8..<10], as: UTF8.self))
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day so many days after 1 January 1970.
    init(number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1 January 1970.
    var number: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 1 for Monday to 7 for Sunday.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    private static func length(_ year: Int, _ month: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// `2016-09-17`.
    var iso: String { "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))" }

    /// A number with leading zeros.
    static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// The day that a line which is nothing but a date states.
enum WrittenDay {
    /// The first full date, as ISO 8601, without the time of day that may stand beside it.
    static func first(in words: Words) -> String? {
        for date in DateFinder(words, published: nil).dates {
            guard let value = date.value, value.utf8.count >= 10,
                value.utf8.count == 10 || value.utf8.dropFirst(10).first == UInt8(ascii: "T")
            else { continue }
            return String(value.prefix(10))
        }
        return nil
    }
}
