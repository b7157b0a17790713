// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Ranges, units and qualifiers.
extension FigureFinder {
    func upper(
        after end: Int, before start: Int, _ number: NumberReader.Found, _ currency: String?
    ) -> (found: NumberReader.Found, factor: Double)? {
        var next = end
        let mark = words.mark(end)
        if Marks.isDash(mark) {
            guard words[end].isSpaced == (words.at(end + 1)?.isSpaced ?? false), mark != 0x2014
            else { return nil }
            next = end + 1
        } else if words.length(end, .next) == 0, isTo(end) {
            next = end + 1
        } else if words.has(end, .conjunction), isBetween(start - 1) {
            next = end + 1
        } else {
            return nil
        }
        if Self.symbols[words.mark(next)] != nil { next += 1 }
        guard let found = numbers.number(next), found.value > number.value || found.isMarked,
            !found.isVague
        else { return nil }
        // Scores: `3-1`.
        guard found.value > number.value else { return nil }
        // `between fifty and sixty thousand`
        if let token = words.at(next), token.kind == .word, words.has(found.end - 1, .multiplier),
            found.end > next + 1,
            let factor = words.value(found.end - 1, .multiplier).flatMap(Double.init)
        {
            return (found, factor)
        }
        let base = words.at(next).flatMap { token -> Double? in
            token.kind == .number && found.end > next + 1
                ? NumberReader.value(
                    of: words.text(next..<(next + 1)), decimalComma: words.lexicon.hasDecimalComma)
                : nil
        }
        return (found, base.map { $0 > 0 ? found.value / $0 : 1 } ?? 1)
    }

    func isTo(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return false }
        return words.value(index, .since) == "to"
    }

    func isBetween(_ index: Int) -> Bool { words.value(index, .since) == "between" }

    /// The unit behind a word for `of`: `130 millones de kilos`.
    func unit(behindOf end: inout Int, _ number: NumberReader.Found) -> String? {
        guard number.isMarked, words.has(end, .particle), words.has(end, .preposition) else {
            return nil
        }
        var next = end + 1
        guard let unit = unit(&next) else { return nil }
        end = next
        return unit
    }

    func unit(_ end: inout Int) -> String? {
        var position = end
        if Marks.isHyphen(words.mark(position)), !words[position].isSpaced { position += 1 }
        let length = words.length(position, .unit)
        guard length > 0, let unit = words.value(position, .unit) else { return nil }
        let token = words[position]
        // `5 m` and `in` are units only when close.
        if length == 1, token.scalarEnd - token.scalarStart <= 2, token.cues.has(.preposition) {
            return nil
        }
        end = position + length
        // `1.900 km²`
        if let power = words.at(end), !power.isSpaced, power.mark == 0xB2 || power.mark == 0xB3 {
            end += 1
            return unit + (power.mark == 0xB2 ? "2" : "3")
        }
        return unit
    }

    /// The qualifier that ends where a number starts.
    func qualifier(before start: inout Int) -> String? {
        let cues: [(Cue, String)] = [
            (.at_least, "at least"), (.more_than, "more than"), (.less_than, "less than"),
            (.up_to, "up to"),
            (.almost, "almost"), (.about, "about"), (.exactly, "exactly"),
        ]
        for skip in 0...1 {
            let end = start - skip
            if skip == 1, !words.has(start - 1, .article) { break }
            for length in stride(from: 5, through: 1, by: -1) where end - length >= 0 {
                let position = end - length
                guard words[position].sentence == words[start].sentence else { continue }
                for (cue, name) in cues where words.length(position, cue) == length {
                    if cue == .up_to, isChange(before: position) { return nil }
                    start = position
                    return name
                }
            }
        }
        let mark = words.mark(start - 1)
        if mark == 0x3E || mark == 0x3C || mark == 0x7E || mark == 0x2248 {
            start -= 1
            return mark == 0x3E ? "more than" : mark == 0x3C ? "less than" : "about"
        }
        return nil
    }

    /// Whether something has come to a number and is not bounded by it: `вырос до 5%`, `subió hasta`.
    private func isChange(before index: Int) -> Bool {
        (max(0, index - 6)..<index).contains {
            words[$0].sentence == words[index].sentence && words.has($0, .change)
                && !($0..<index).contains { words.has($0, .conjunction) }
        }
    }

    /// `50 or more`, `20 or so`, `30 at most`.
    func after(_ end: inout Int) -> String? {
        guard
            words.has(end, .conjunction) || words.length(end, .up_to) > 1
                || words.length(end, .at_least) > 1
        else { return nil }
        for (cue, name) in [(Cue.at_least, "at least"), (.about, "about"), (.up_to, "up to")] {
            let length = words.length(end, cue)
            if length > 1, numbers.number(end + length) == nil {
                end += length
                return name
            }
        }
        return nil
    }
}
