// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Ranges from a day of one month to one of another.
extension DateFinder {
    /// A day with the one that a range from it ends at: `28 February to 3 March 2022`, `dal 28
    /// febbraio al 3 marzo`.
    func ranged(_ found: Found, _ index: Int) -> Found {
        guard found.precision == .day, found.until == nil, let from = found.value,
            words.has(found.end - 1, .month) || words.has(index, .month) || hasYear(found, index),
            Marks.isDash(words.mark(found.end)) || words.value(found.end, .since) == "to",
            words.at(found.end + 1)?.sentence == words[index].sentence, !taken[found.end + 1],
            let last = dayFirst(found.end + 1) ?? monthFirst(found.end + 1),
            last.precision == .day, last.until == nil, let until = last.value
        else { return found }
        var start = from
        // The year behind the second day is that of both: `from 28 February to 3 March 2022`.
        if hasYear(last, found.end + 1), !hasYear(found, index), let year = Int(until.prefix(4)),
            let month = Int(from.suffix(5).prefix(2)), let day = Int(from.suffix(2))
        {
            let isBefore = from.suffix(5) > until.suffix(5)
            start = Day(year: isBefore ? year - 1 : year, month: month, day: day)?.iso ?? from
        }
        guard start < until || start.hasPrefix("--") else { return found }
        return Found(end: last.end, value: start, until: until, precision: .day)
    }

    private func hasYear(_ found: Found, _ index: Int) -> Bool {
        (index..<found.end).contains {
            words[$0].kind == .number && words[$0].scalarEnd - words[$0].scalarStart == 4
        }
    }
}
