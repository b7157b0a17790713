// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Numbers with what they count, in one pass over the tokens.
struct FigureFinder {
    let words: Words
    let speakers: Speakers
    let quotes: QuoteFinder
    let numbers: NumberReader
    private(set) var figures: [Figure] = []
    /// The sentence of the last figure with something that it counts.
    private var countingSentence: Int32 = -1
    var claimants: [Int32: String?] = [:]
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

    static let symbols: [UInt32: String] = [
        0x24: "USD", 0x20AC: "EUR", 0xA3: "GBP", 0xA5: "JPY", 0x20BD: "RUB", 0x20B9: "INR",
        0x20AA: "ILS", 0x20B4: "UAH",
        0x20BA: "TRY", 0x20A9: "KRW", 0x20A6: "NGN",
    ]

    /// What a figure in words can begin with.
    private static let openings = CueSet([.number, .multiplier, .vague, .currency])

    private mutating func read(_ index: Int, _ taken: [Bool]) -> Int? {
        var start = index
        var currency: String?
        var first = index
        switch words[index].kind {
        case .mark:
            guard words.mark(index) == 0x24 || words.mark(index) > 0x7F,
                let symbol = Self.symbols[words.mark(index)], let next = words.at(index + 1),
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
        case .word:
            let token = words[index]
            guard !token.cues.union(token.phraseCues).isDisjoint(with: Self.openings) else {
                return nil
            }
            if token.isUpper, token.cues.has(.currency), words.at(index + 1)?.kind == .number {
                currency = words.value(index, .currency)
                first = index + 1
            }
        case .number: break
        }
        guard var number = numbers.number(first), isCount(first, number, currency) else {
            return nil
        }
        var figure = Figure(span: TextSpan(text: "", start: 0, end: 0), value: number.value)
        var end = number.end
        // A range: `10-15`, `10 to 15`, `between 10 and 15`.
        if let upper = upper(after: end, before: start, number, currency) {
            if upper.found.isMarked, upper.found.value >= 1000, number.value < 1000,
                upper.factor > 1
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
        } else if currency == nil, let unit = unit(&end) ?? unit(behindOf: &end, number) {
            figure.unit = unit
        }
        if let currency, currency.hasSuffix("/100") {
            // A part of a currency counts as it is written: `90 cents`.
            figure.of = words.text((end - 1)..<end)
        } else if let currency {
            figure.unit = currency
        }
        if let qualifier = qualifier(before: &start) { figure.qualifier = qualifier }
        if let more = after(&end) { figure.qualifier = more }
        if currency == nil, figure.unit == nil || figure.unit == "percent" {
            noun(&figure, &end, number)
        }
        // How long something takes is no count.
        if let unit = figure.unit, Self.periods.contains(unit) { return nil }
        state(&figure, start, end)
        let isPlain =
            figure.unit == nil && figure.of == nil && figure.qualifier == nil && figure.state == nil
            && !number.isMarked && figure.upper == nil
        if isPlain {
            guard let of = bareNoun(first, number, countingSentence) else { return nil }
            if !of.isEmpty { figure.of = of }
        }
        if figure.unit != nil || figure.of != nil { countingSentence = words[first].sentence }
        if number.isVague, figure.qualifier == nil { figure.qualifier = "at least" }
        if number.isVague, figure.of == nil, figure.state == nil { return nil }
        figure.span = words.span(start..<end)
        figure.claimant = claimant(first)
        figures.append(figure)
        return end
    }

    private static let periods: Set<String> = [
        "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century",
        "season", "spring", "summer", "autumn", "winter",
    ]

    private static let dollars = [
        "US": "USD", "A": "AUD", "C": "CAD", "R": "BRL", "NZ": "NZD", "HK": "HKD", "S": "SGD",
    ]
}
