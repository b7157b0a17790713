// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Who is said to speak beside a quote.
struct Attribution {
    /// The words for the speaker; `nil` when the verb has no subject of its own.
    var phrase: Range<Int>?
    /// The reporting verb.
    var cue: Range<Int>?
    /// Whether it stands before the quote.
    var isBefore = false
    /// Whether nothing but it stands between the quote and its verb.
    var isDirect = false
}

/// Finds the attribution of a quote in the sentence around it.
///
/// Behind it: `..." the ministry said`, `..." said Jo Ray`, `..." so Müller`, `..." according to Jo
/// Ray`, `..." dijo`. Before it: `Jo Ray said: "...`, `The ministry called it "...`, `According to Jo
/// Ray, "...`, `Jo Ray: "...`, `And he added: "...`.
struct AttributionFinder {
    let words: Words
    let speakers: Speakers

    /// Finds the attribution of one quote.
    ///
    /// - Parameters:
    ///   - pair: The quote's marks.
    ///   - floor: One past the quote before it.
    ///   - ceiling: The next quote's mark.
    /// - Returns: What stands nearest to it, or `nil`.
    func find(_ pair: QuoteMarks.Pair, from floor: Int, to ceiling: Int) -> Attribution? {
        let before = findBefore(pair.open, floor: floor)
        let isBefore = before?.isDirect ?? false
        let isTold = before?.cue != nil
        if isBefore, isTold && names(before) { return before }
        let after = findAfter(pair, ceiling: ceiling)
        if isBefore, !isParted(pair.close) {
            // `The Post reports: "...", with doubts, said Jo Ray`
            return after.map(isInverted) == true ? after : before
        }
        // `The mayor, who ..., hit back: "...", snapped Jo Ray`; `Cling film: "It keeps," she says`
        if let after, after.isDirect, !isBefore || names(after) || !isTold && after.phrase != nil {
            // `calls it "a peril." Oberg asked who would pay`
            let isApart =
                after.cue.map { words[$0.lowerBound].sentence != words[pair.open].sentence }
                ?? false
            if isApart, isTold, before?.phrase != nil { return before }
            return after
        }
        if isBefore { return before }
        if before?.phrase == nil, after?.phrase != nil { return after }
        return before ?? after
    }

    /// Whether a person stands behind a verb that a comma parts from what is told.
    private func isInverted(_ attribution: Attribution) -> Bool {
        guard names(attribution), let cue = attribution.cue, let phrase = attribution.phrase
        else { return false }
        return phrase.lowerBound == cue.upperBound && Marks.isComma(words.mark(cue.lowerBound - 1))
    }

    private func names(_ attribution: Attribution?) -> Bool {
        attribution?.phrase.map(speakers.hasPerson) ?? false
    }

    /// Whether a comma or dash keeps a quote's sentence going.
    private func isParted(_ close: Int) -> Bool {
        Marks.isComma(words.mark(close - 1)) || Marks.isComma(words.mark(close + 1))
            || Marks.isDash(words.mark(close + 1))
    }

    /// The attribution that stands between dashes or commas inside of the marks.
    func inside(_ pair: QuoteMarks.Pair) -> Attribution? {
        guard let inserted = Insertions.find(in: pair, words).first else { return nil }
        let verb = max(1, words.length(inserted.lowerBound, .say))
        let phrase =
            speakers.enclitic(inserted.lowerBound, verb)
            ?? speakers.phrase(from: inserted.lowerBound + verb, ceiling: inserted.upperBound)
        return Attribution(
            phrase: phrase, cue: inserted.lowerBound..<(inserted.lowerBound + verb), isDirect: true)
    }

    func according(_ index: Int, _ end: Int) -> Attribution? {
        let length = speakers.according(index)
        guard length > 0 else { return nil }
        let cue = index..<(index + length)
        switch words.value(index, .according) {
        // `in her view`: the phrase is the pronoun.
        case "m", "f", "p", "x": return Attribution(phrase: cue, cue: cue)
        // `Juristen zufolge`
        case "post":
            let floor = words.sentenceStart(index)
            return speakers.plain(before: index, floor: floor).map {
                Attribution(phrase: $0, cue: cue)
            }
        default: break
        }
        // `según dijo el alcalde`, `as the mayor said`
        var position = index + length
        let verb = speakers.verb(position)
        position += verb
        guard let phrase = speakers.phrase(from: position, ceiling: end),
            length > 1 || speakers.isNominal(phrase)
        else { return nil }
        return Attribution(phrase: phrase, cue: index..<position)
    }
}
