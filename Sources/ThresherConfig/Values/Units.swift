// SPDX-License-Identifier: Apache-2.0

/// Sizes and times as people write them.
///
/// `KB MB GB TB` are powers of 1,000 and `KiB MiB GiB TiB` powers of 1,024; capitals do not matter,
/// a blank before the unit and a decimal point are allowed, a number alone is bytes. Times are
/// numbers with `ms s m h d`, several in a row from the largest down (`1h30m`); only 0 needs no
/// unit.
package enum Units {
    private static let sizes: [(unit: String, factor: Int)] = [
        ("TiB", 1 << 40), ("TB", 1_000_000_000_000), ("GiB", 1 << 30), ("GB", 1_000_000_000),
        ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("KB", 1_000), ("B", 1),
    ]
    private static let times: [(unit: String, factor: Int)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]
    private static let longTimes: [String: String] = [
        "day": "d", "days": "d", "hour": "h", "hours": "h", "hr": "h", "hrs": "h", "min": "m",
        "mins": "m", "minute": "m", "minutes": "m", "sec": "s", "secs": "s", "second": "s",
        "seconds": "s", "msec": "ms", "msecs": "ms", "millisecond": "ms", "milliseconds": "ms",
    ]

    /// Why a text is no size or time.
    package struct Problem: Error, Equatable {
        /// What to write instead, when that can be known.
        package var correction: String?

        package init(correction: String? = nil) { self.correction = correction }
    }

    /// The bytes that a text means.
    package static func bytes(_ text: String) throws(Problem) -> Int {
        guard let (number, rest) = number(text[...]) else { throw Problem() }
        let unit = rest.drop { $0 == " " }
        if unit.isEmpty { return try whole(number, 1) }
        if let match = sizes.first(where: { $0.unit.lowercased() == unit.lowercased() }) {
            return try whole(number, match.factor)
        }
        guard unit.count == 1,
            let match = sizes.first(where: { $0.unit == "\(unit.uppercased())B" })
        else { throw Problem() }
        throw Problem(correction: "\(number.text)\(match.unit)")
    }

    /// The milliseconds that a text means.
    package static func milliseconds(_ text: String) throws(Problem) -> Int {
        var rest = text[...]
        var total = 0
        var smallest = Int.max
        while !rest.isEmpty {
            guard let (number, tail) = number(rest) else { throw Problem() }
            let letters = tail.drop { $0 == " " }.prefix { $0.isLetter }
            if let short = longTimes[letters.lowercased()], letters.endIndex == text.endIndex {
                throw Problem(
                    correction: "\(text.prefix(upTo: rest.startIndex))\(number.text)\(short)")
            }
            if letters.isEmpty {
                guard text == "0" else {
                    throw Problem(
                        correction: tail.isEmpty && text == number.text ? "\(text)s" : nil)
                }
                return 0
            }
            guard letters.startIndex == tail.startIndex,
                let match = times.first(where: { $0.unit == letters }), match.factor < smallest
            else { throw Problem() }
            smallest = match.factor
            let (sum, isOver) = total.addingReportingOverflow(try whole(number, match.factor))
            guard !isOver else { throw Problem() }
            total = sum
            rest = tail[letters.endIndex...]
        }
        guard smallest != .max else { throw Problem() }
        return total
    }

    /// A size in its shortest exact form.
    package static func text(bytes: Int) -> String {
        var best = (count: bytes, unit: "B")
        for (unit, factor) in sizes where factor > 1 && bytes > 0 && bytes % factor == 0 {
            if bytes / factor < best.count { best = (bytes / factor, unit) }
        }
        return "\(best.count)\(best.unit)"
    }

    /// A time in its shortest exact form.
    package static func text(milliseconds: Int) -> String {
        guard milliseconds > 0 else { return milliseconds == 0 ? "0s" : "\(milliseconds)ms" }
        for (unit, factor) in times where milliseconds % factor == 0 {
            return "\(milliseconds / factor)\(unit)"
        }
        return "\(milliseconds)ms"
    }

    private struct Number {
        var text: String
        var digits: Int
        /// How many digits stand behind the point.
        var decimals: Int
    }

    private static func number(_ text: Substring) -> (Number, rest: Substring)? {
        let isDigit: (Character) -> Bool = { $0.isASCII && $0.isNumber }
        let whole = text.prefix(while: isDigit)
        guard !whole.isEmpty, whole.count <= 18, whole == "0" || whole.first != "0" else {
            return nil
        }
        var rest = text[whole.endIndex...]
        var decimals = ""[...]
        if rest.first == "." {
            decimals = rest.dropFirst().prefix(while: isDigit)
            guard !decimals.isEmpty, decimals.count <= 6 else { return nil }
            rest = rest[decimals.endIndex...]
        }
        guard let digits = Int(whole + decimals) else { return nil }
        let shown = String(text[text.startIndex..<rest.startIndex])
        return (Number(text: shown, digits: digits, decimals: decimals.count), rest)
    }

    private static func whole(_ number: Number, _ factor: Int) throws(Problem) -> Int {
        let (product, isOver) = number.digits.multipliedReportingOverflow(by: factor)
        let divisor = (0..<number.decimals).reduce(1) { power, _ in power * 10 }
        guard !isOver, product % divisor == 0 else { throw Problem() }
        return product / divisor
    }
}
