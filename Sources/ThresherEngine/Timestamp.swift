// SPDX-License-Identifier: Apache-2.0

/// Points in time as logs and the ledger write them: RFC 3339, UTC, milliseconds.
package enum Timestamp {
    /// `2026-03-02T09:14:07.201Z` for so many milliseconds since 1970.
    package static func text(milliseconds: UInt64) -> String {
        // Years above 9999 have no place in the format.
        let time = min(milliseconds, 253_402_300_799_999)
        let (year, month, day) = civil(days: Int(time / 86_400_000))
        let rest = Int(time % 86_400_000)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        func append(_ number: Int, _ divisor: Int, _ separator: Unicode.Scalar) {
            var divisor = divisor
            while divisor > 0 {
                text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
                divisor /= 10
            }
            text.append(UInt8(ascii: separator))
        }
        append(year, 1_000, "-")
        append(month, 10, "-")
        append(day, 10, "T")
        append(rest / 3_600_000, 10, ":")
        append(rest / 60_000 % 60, 10, ":")
        append(rest / 1_000 % 60, 10, ".")
        append(rest % 1_000, 100, "Z")
        return String(decoding: text, as: UTF8.self)
    }

    /// The milliseconds since 1970 of a text in that form, with any number of decimals or none;
    /// `nil` for anything else.
    package static func milliseconds(of text: String) -> UInt64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 32, bytes.last == UInt8(ascii: "Z"),
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":")
        else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        var fraction = 0
        if bytes.count > 20 {
            guard bytes[19] == UInt8(ascii: "."), bytes.count > 21,
                number(20..<bytes.count - 1) != nil
            else { return nil }
            let digits = Array((bytes[20..<bytes.count - 1] + [0x30, 0x30]).prefix(3))
            fraction = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            year >= 1970, (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
        return UInt64(seconds * 1_000 + fraction)
    }

    // Both directions count from 1 March of year 0, so that the leap day is the last of its year.
    // Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".

    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return shiftedYear / 400 * 146_097 + dayOfEra - 719_468
    }
}
