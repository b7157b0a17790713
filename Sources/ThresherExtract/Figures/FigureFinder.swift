// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Numbers with what they count, in one pass over the tokens.
struct FigureFinder {
    private let words: Words
    private let speakers: Speakers
    private let quotes: QuoteFinder
    private let numbers: NumberReader
    private(set) var figures: [Figure] = []
    private var claimants: [Int32: String?] = [:]
    /// More are not looked for.
    private static let most = 5000

    /// Finds the figures of a text; of each token `taken` says whether a date or identifier has it.
    init(_ words: Words, _ speakers: Speakers, _ quotes: QuoteFinder, taken: [Bool]) {
        self.words = words
        self.speakers = speakers
        self.quotes = quotes
        numbers = NumberReader(words: words)
        var index = 0
        while index < words.count, figures.count < Self.most {
            guard !taken[index], let end = read(index, taken) else {
                index += 1
                continue
            }
            index = max(end, index + 1)
        }
    }

    private static let symbols: [UInt32: String] = [
        0x24: "USD", 0x20AC: "EUR", 0xA3: "GBP", 0xA5: "JPY", 0x20BD: "RUB", 0x20B9: "INR",
        0x20AA: "ILS", 0x20B4: "UAH",
        0x20BA: "TRY", 0x20A9: "KRW", 0x20A6: "NGN",
    ]

    private mutating func read(_ index: Int, _ taken: [Bool]) -> Int? {
        var start = index
        var currency: String?
        var first = index
        if words[index].kind == .mark {
            guard let symbol = Self.symbols[words.mark(index)], let next = words.at(index + 1),
                next.kind == .number
            else {
                return nil
            }
            currency = symbol
            first = index + 1
            if let before = words.at(index - 1), before.kind == .word, !words[index].isSpaced,
                before.isCapital,
                let code = Self.dollars[words.text((index - 1)..<index)]
            {
                start = index - 1
                currency = code
            }
        } else if words[index].isUpper, words.has(index, .currency),
            words.at(index + 1)?.kind == .number
        {
            currency = words.value(index, .currency)
            first = index + 1
        }
        guard var number = numbers.number(first), isCount(first, number, currency) else {
            return nil
        }
        var figure = Figure(span: TextSpan(text: "", start: 0, end: 0), value: number.value)
        var end = number.end
        // A range: `10-15`, `10 to 15`, `between 10 and 15`.
        if let upper = upper(after: end, before: first, number, currency) {
            if upper.found.isMarked, !number.isMarked, upper.found.value >= 1000,
                number.value < 1000, upper.factor > 1
            {
                figure.value = number.value * upper.factor
            }
            figure.upper = upper.found.value
            end = upper.found.end
            if words.has(start - 1, .preposition), words.has(start - 1, .since) { start -= 1 }
            number = upper.found
        }
        if words.mark(end) == 0x25 || words.mark(end) == 0x66A {
            figure.unit = "percent"
            end += 1
        } else if words.length(end, .percent) > 0 {
            figure.unit = "percent"
            end += words.length(end, .percent)
        } else if currency == nil, let symbol = Self.symbols[words.mark(end)] {
            currency = symbol
            end += 1
        } else if currency == nil, words.length(end, .currency) > 0 {
            currency = words.value(end, .currency)
            end += words.length(end, .currency)
        } else if currency == nil, let unit = unit(&end) {
            figure.unit = unit
        }
        if currency == "USD/100" {
            currency = "USD"
            figure.value /= 100
        }
        if let currency { figure.unit = currency }
        if let qualifier = qualifier(before: &start) { figure.qualifier = qualifier }
        if let more = after(&end) { figure.qualifier = more }
        if currency == nil, figure.unit == nil || figure.unit == "percent" {
            noun(&figure, &end, number)
        }
        // How long something takes is no count unless the text qualifies it.
        if let unit = figure.unit, Self.periods.contains(unit), figure.qualifier == nil {
            return nil
        }
        state(&figure, start, end)
        let isPlain =
            figure.unit == nil && figure.of == nil && figure.qualifier == nil && figure.state == nil
            && !number.isMarked && figure.upper == nil
        guard !isPlain else { return nil }
        if number.isVague, figure.qualifier == nil { figure.qualifier = "at least" }
        if number.isVague, figure.of == nil, figure.state == nil { return nil }
        figure.span = words.span(start..<end)
        figure.claimant = claimant(first)
        figures.append(figure)
        return end
    }

    private static let periods: Set<String> = [
        "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century",
    ]

    private static let dollars = [
        "US": "USD", "A": "AUD", "C": "CAD", "R": "BRL", "NZ": "NZD", "HK": "HKD", "S": "SGD",
    ]

    /// Whether a number counts something: no year, score, age, ordinal or part of a name.
    private func isCount(_ index: Int, _ found: NumberReader.Found, _ currency: String?) -> Bool {
        let token = words[index]
        if currency != nil { return true }
        // F-16, Covid-19, A4, No. 5, #7; 3-1 and 2:0; 3rd, 5th.
        if !token.isSpaced, index > 0, token.kind == .number {
            let before = words[index - 1]
            if before.kind == .word { return false }
            if Marks.isDash(before.mark), !before.isSpaced, index > 1,
                words[index - 2].kind != .mark
            {
                return false
            }
            if [0x23, 0x2F, 0x3A, 0x2E, 0x40, 0x5F].contains(before.mark) { return false }
        }
        let next = words.at(found.end)
        if let next, !next.isSpaced, next.paragraph == token.paragraph {
            if next.kind == .word, token.kind == .number, !next.cues.has(.unit),
                !next.cues.has(.multiplier)
            {
                return false
            }
            if next.mark == 0x3A || next.mark == 0x2F, words.at(found.end + 1)?.isSpaced == false {
                return false
            }
            if Marks.isHyphen(next.mark), let word = words.at(found.end + 1), !word.isSpaced,
                word.kind == .word,
                words.has(found.end + 1, .period)
            {
                return false
            }
            if Marks.isHyphen(next.mark), let word = words.at(found.end + 1), !word.isSpaced,
                word.kind == .word,
                !word.cues.has(.multiplier), !word.cues.has(.unit)
            {
                return false
            }
            if next.mark == 0x2E, words.lexicon.dotsOrdinals, token.kind == .number,
                found.value < 100,
                words.at(found.end + 1)?.sentence == token.sentence
            {
                return false
            }
            if next.mark == 0xBA || next.mark == 0xAA || next.mark == 0xB0 { return false }
        }
        if token.kind == .number {
            let length = token.scalarEnd - token.scalarStart
            if length == 4, found.end == index + 1, (1800...2100).contains(found.value) {
                // A year, unless it clearly counts.
                guard words.lexicon.hasCase, let next, next.kind == .word, !next.isCapital,
                    next.sentence == token.sentence,
                    !next.cues.has(.preposition), !next.cues.has(.function),
                    !next.cues.has(.conjunction),
                    !words.has(index - 1, .preposition), !words.has(index - 1, .month),
                    !words.has(index - 1, .article)
                else { return false }
            }
            // Ages: `Jo Ray, 34,` and `(34)`.
            if found.value < 120, Marks.isComma(words.mark(index - 1)),
                words.at(index - 2)?.isCapital == true,
                Marks.isComma(words.mark(found.end)) || words.mark(found.end) == 0x2E
            {
                return false
            }
            if words.mark(index - 1) == 0x28, words.mark(found.end) == 0x29 { return false }
            // `Article 5`, `Flight 370`, `Route 66`.
            if let before = words.at(index - 1), before.kind == .word, before.isCapital,
                before.sentence == token.sentence,
                !words.lexicon.hasNounCase, words.sentenceStart(index) < index - 1,
                !before.cues.has(.not_name),
                !isQualified(index), before.isUpper || !before.cues.has(.weekday)
            {
                return false
            }
        }
        if !found.hasDigits, found.value <= 1, !found.isVague {
            // `one` counts only before a noun; in most languages it is also the article.
            guard let next, next.kind == .word, next.sentence == token.sentence,
                !next.isCapital || words.lexicon.hasNounCase,
                !isGrammar(found.end), !next.cues.has(.period),
                !token.cues.has(.article) || next.cues.has(.casualty)
            else { return false }
        }
        return true
    }

    private func isQualified(_ index: Int) -> Bool {
        var start = index
        return qualifier(before: &start) != nil
    }

    private func isGrammar(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return true }
        // `A-10s`, `E-3`: a letter of a name.
        if token.isCapital, Marks.isHyphen(words.mark(index + 1)), !words[index + 1].isSpaced {
            return false
        }
        return token.cues.has(.preposition) || token.cues.has(.conjunction)
            || token.cues.has(.function)
            || token.cues.has(.article) || token.cues.has(.pronoun) || token.cues.has(.ago)
    }

    private func upper(
        after end: Int, before first: Int, _ number: NumberReader.Found, _ currency: String?
    ) -> (found: NumberReader.Found, factor: Double)? {
        var next = end
        let mark = words.mark(end)
        if Marks.isDash(mark) {
            guard words[end].isSpaced == (words.at(end + 1)?.isSpaced ?? false), mark != 0x2014
            else { return nil }
            next = end + 1
        } else if words.length(end, .next) == 0, isTo(end) {
            next = end + 1
        } else if words.has(end, .conjunction), isBetween(first - 1) {
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
        let base = words.at(next).flatMap { token -> Double? in
            token.kind == .number && found.end > next + 1
                ? NumberReader.value(
                    of: words.text(next..<(next + 1)), decimalComma: words.lexicon.hasDecimalComma)
                : nil
        }
        return (found, base.map { $0 > 0 ? found.value / $0 : 1 } ?? 1)
    }

    private func isTo(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return false }
        return words.value(index, .since) == "to"
    }

    private func isBetween(_ index: Int) -> Bool { words.value(index, .since) == "between" }

    private func unit(_ end: inout Int) -> String? {
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
        return unit
    }

    /// The qualifier that ends where a number starts.
    private func qualifier(before start: inout Int) -> String? {
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

    /// `50 or more`, `20 or so`, `30 at most`.
    private func after(_ end: inout Int) -> String? {
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

    // MARK: What is counted

    private func noun(_ figure: inout Figure, _ end: inout Int, _ number: NumberReader.Found) {
        var position = end
        // `dozens of soldiers`, `5 percent of voters`, `three of the crew`.
        var hasOf = false
        if words.value(position, .since) == "of"
            || words.has(position, .particle) && words.has(position, .preposition)
        {
            let isPart =
                figure.unit == "percent" || number.isVague || number.isMarked
                || words.has(position + 1, .article)
            guard isPart else { return }
            position += 1
            hasOf = true
        }
        while words.has(position, .article), hasOf { position += 1 }
        // `100 or so people`, `62, mostly civilians`
        let first = position
        guard let token = words.at(first), token.kind == .word,
            token.sentence == words[end - 1].sentence
        else { return }
        if figure.unit == "percent", !hasOf { return }
        var last = first
        while last < words.count, last - first < 8 {
            let next = words[last]
            guard next.sentence == token.sentence else { break }
            if next.kind == .mark {
                guard Marks.isHyphen(next.mark), !next.isSpaced, last > first,
                    words.at(last + 1)?.isSpaced == false
                else { break }
                last += 2
                // F-16s
                if words.at(last - 1)?.kind == .number, let tail = words.at(last),
                    tail.kind == .word, !tail.isSpaced
                {
                    last += 1
                }
                continue
            }
            guard next.kind == .word else { break }
            if last > first, !words.isJoined(last) {
                if stops(last, after: last - 1, first) { break }
            } else if last == first, stopsFirst(last) {
                return
            }
            last += 1
            if words.has(first, .casualty) && last == first + 1, words.lexicon.hasCase { break }
        }
        guard last > first, words[last - 1].kind != .mark else { return }
        if words.has(first, .period), last == first + 1 || !words.lexicon.hasCase {
            return period(&figure, &end, first)
        }
        figure.of = words.text(first..<last)
        end = last
    }

    /// `three days`: a length of time.
    private func period(_ figure: inout Figure, _ end: inout Int, _ first: Int) {
        figure.unit = words.value(first, .period)
        end = first + 1
    }

    private func stopsFirst(_ index: Int) -> Bool {
        let token = words[index]
        if token.cues.has(.casualty) { return false }
        return isGrammar(index) || token.cues.has(.weekday) || token.cues.has(.month)
            || words.length(index, .say) > 0
            || token.cues.has(.clock) && token.scalarEnd - token.scalarStart <= 2
    }

    private func stops(_ index: Int, after previous: Int, _ first: Int) -> Bool {
        let token = words[index]
        if isGrammar(index) || token.cues.has(.weekday) || token.cues.has(.casualty)
            || speakers.verb(index) > 0
            || token.cues.has(.number) || words.length(index, .day_word) > 0
            || token.cues.has(.period)
            || words.length(index, .since) > 0 || words.length(index, .ago) > 0
        {
            return true
        }
        if index - first >= 4 { return true }
        guard words.lexicon.hasAdverbsLy else { return index - first >= 3 }
        // English: adjectives have no plural, so a plural is the noun.
        let before = words.text(previous..<(previous + 1))
        if !words[previous].isCapital, isPlural(before) { return true }
        let text = words.text(index..<(index + 1))
        return text.hasSuffix("ed") || text.hasSuffix("ly")
    }

    private func isPlural(_ word: String) -> Bool {
        if ["people", "men", "women", "children", "police", "staff", "personnel", "passengers"]
            .contains(word)
        {
            return true
        }
        return word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
            && !word.hasSuffix("ous")
            && !word.hasSuffix("us")
    }

    /// `62 soldiers were killed`, `killed 62 soldiers`, `62 killed`.
    private func state(_ figure: inout Figure, _ start: Int, _ end: Int) {
        guard figure.unit == nil else { return }
        if let of = figure.of, end - start > 0, words.has(end - 1, .casualty),
            of == words.text((end - 1)..<end)
        {
            figure.state = of
            return
        }
        var position = end
        while position < words.count, position - end < 5,
            words[position].sentence == words[end - 1].sentence,
            words[position].kind == .word
        {
            if words.has(position, .casualty) {
                figure.state = words.text(position..<(position + 1))
                return
            }
            guard
                words.has(position, .function) || words.has(position, .passive)
                    || words.has(position, .preposition)
                    || words.has(position, .say) || words.has(position, .article)
            else { break }
            position += 1
        }
        if words.has(start - 1, .casualty) {
            figure.state = words.text((start - 1)..<start)
        } else if words.has(start - 2, .casualty), words[start - 1].kind == .word,
            words.has(start - 1, .function) || words.has(start - 1, .article)
                || words.has(start - 1, .preposition)
        {
            figure.state = words.text((start - 2)..<(start - 1))
        }
    }

    // MARK: Who claims it

    private mutating func claimant(_ index: Int) -> String? {
        if speakers.isQuoted[index] { return quotes.speaker(at: index) }
        let sentence = words[index].sentence
        if let known = claimants[sentence] { return known }
        let found = findClaimant(index)
        claimants[sentence] = .some(found)
        return found
    }

    private func findClaimant(_ index: Int) -> String? {
        let start = words.sentenceStart(index)
        let end = words.sentenceEnd(index)
        for position in start..<end where !speakers.isQuoted[position] {
            let verb = speakers.verb(position)
            guard verb > 0 else { continue }
            var phrase = speakers.phrase(before: position, floor: start)
            if phrase == nil || !words.lexicon.hasCase
                || speakers.mentions(in: phrase ?? 0..<0).isEmpty && words.lexicon.hasVerbFirst
            {
                phrase = speakers.phrase(from: position + verb, ceiling: end) ?? phrase
            }
            if let phrase, !phrase.contains(index), let named = speakers.name(phrase, last: nil) {
                return named.name
            }
        }
        for position in start..<end {
            let according = speakers.according(position)
            if according > 0,
                let phrase = speakers.phrase(from: position + according, ceiling: end),
                !phrase.contains(index), let named = speakers.name(phrase, last: nil)
            {
                return named.name
            }
        }
        return nil
    }
}
