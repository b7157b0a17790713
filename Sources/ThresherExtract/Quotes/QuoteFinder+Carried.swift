// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Speakers that a quote takes over from the one before it.
extension QuoteFinder {
    /// The speaker of the piece before, when the sentence only breaks off to tell who speaks: `"A",
    /// said Jo Ray, "and b."`.
    func goesOn(_ pair: QuoteMarks.Pair, _ range: Range<Int>) -> Speakers.Named? {
        guard let previous, quotes[previous.quote].cue != nil, words.lexicon.hasCase,
            words[range.lowerBound].kind == .word, !words[range.lowerBound].isCapital,
            pair.open > 0, Marks.isComma(words.mark(pair.open - 1)),
            words[previous.pair.open].sentence == words[pair.open].sentence,
            let told = quotes[previous.quote].attribution,
            told.start >= Int(words[min(previous.pair.close, words.count - 1)].scalarStart),
            told.end <= Int(words[pair.open].scalarStart),
            let speaker = quotes[previous.quote].speaker,
            !(previous.pair.close..<pair.open).dropFirst(4).contains(where: {
                speakers.verb($0) > 0 && words[$0 - 1].kind == .mark
            })
        else { return nil }
        return (speaker, places[previous.quote].entity)
    }

    /// Whom a pronoun means that stands beside a further quote of a paragraph: who spoke before, when
    /// nobody was named since.
    func sameAgain(_ phrase: Range<Int>, _ pair: QuoteMarks.Pair) -> Speakers.Named? {
        guard let previous, let gender = speakers.pronoun(phrase),
            ["m", "f", "x"].contains(gender),
            let speaker = quotes[previous.quote].speaker,
            words[previous.pair.open].paragraph == words[pair.open].paragraph
        else { return nil }
        let entity = places[previous.quote].entity
        if let entity {
            guard speakers.isPerson(entity), speakers.genders.allows(entity, gender) else {
                return nil
            }
        } else {
            guard let told = previous.phrase, speakers.isRole(told) else { return nil }
        }
        let start = max(previous.pair.close, previous.phrase?.upperBound ?? 0)
        let gap = start..<max(start, min(pair.open, phrase.lowerBound))
        guard namesNobody(gap, besides: entity),
            !gap.contains(where: {
                words.has($0, .article) && speakers.isPost($0 + 1) && !speakers.isQuoted[$0]
            })
        else { return nil }
        return (speaker, entity)
    }

    /// Whether the text names nobody in a range who could speak instead of an entity: names between
    /// marks and behind prepositions do not count.
    private func namesNobody(_ range: Range<Int>, besides entity: Int? = nil) -> Bool {
        speakers.mentions(in: range).allSatisfy {
            $0.kind != .person || $0.entity == entity || speakers.isQuoted[$0.range.lowerBound]
                || speakers.isGoverned($0)
        }
    }

    /// What stands between a quote and a token; nothing when the token stands before the quote's end,
    /// as a sentence's start does behind a quote within it.
    private func gap(_ pair: QuoteMarks.Pair, _ end: Int) -> Range<Int> {
        pair.close..<max(pair.close, end)
    }

    /// The one without a name who spoke last, when nobody was named since.
    ///
    /// `"...", a publican said.` and in the next paragraph `And added: "...".`
    func nameless(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        guard let previous, places[previous.quote].entity == nil,
            let speaker = quotes[previous.quote].speaker,
            words[pair.open].paragraph - words[previous.pair.open].paragraph <= 1,
            namesNobody(gap(previous.pair, pair.open))
        else { return nil }
        return (speaker, nil)
    }

    /// Whom a verb without a subject means: the speaker of the quote before it in the paragraph, or
    /// whom the sentence before is about.
    func unsaid(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        let paragraph = words[pair.open].paragraph
        // `يخلط بينهما»، مضيفا: «`
        if let previous, words[previous.pair.open].sentence == words[pair.open].sentence,
            let speaker = quotes[previous.quote].speaker,
            namesNobody(gap(previous.pair, pair.open))
        {
            return (speaker, places[previous.quote].entity)
        }
        // `The driver, a man of 44, gives no name; "...", he says`
        let start = words.sentenceStart(pair.open)
        if start < pair.open, let head = speakers.opening(start, pair.open), speakers.isRole(head),
            let name = speakers.name(head, last: lastEntity)
        {
            return name
        }
        if let previous, words[previous.pair.open].paragraph == paragraph,
            let speaker = quotes[previous.quote].speaker,
            namesNobody(gap(previous.pair, pair.open), besides: places[previous.quote].entity)
        {
            return (speaker, places[previous.quote].entity)
        }
        return nameless(pair) ?? speakers.implied(before: pair.open, last: lastEntity)
    }

    /// Whose words a German sentence in the subjunctive reports: `Das Dorf sei „ganz und gar leer“`.
    ///
    /// Those of who spoke before it in its paragraph, or of whom the sentence before says so.
    func reported(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        let start = words.sentenceStart(pair.open)
        guard words.lexicon.hasNounCase,
            (start..<pair.open).contains(where: {
                words.value($0, .function) == "reported" && !speakers.isQuoted[$0]
            })
        else { return nil }
        if let previous, words[previous.pair.open].paragraph == words[pair.open].paragraph,
            let speaker = quotes[previous.quote].speaker,
            namesNobody(gap(previous.pair, start), besides: places[previous.quote].entity)
        {
            return (speaker, places[previous.quote].entity)
        }
        return introduced(pair)?.name
    }

    /// Whether an earlier quote's speaker goes on: in the same paragraph, or in the next one that
    /// is nothing but a quote.
    ///
    /// `nil` when the earlier quote is too far away to tell.
    func carried(_ previous: QuoteMarks.Pair, _ pair: QuoteMarks.Pair, _ isLong: Bool)
        -> Bool?
    {
        let last = min(previous.close, words.count - 1)
        let gap = words[pair.open].paragraph - words[last].paragraph
        if gap == 0 { return isLong }
        guard gap == 1 else { return nil }
        return startsParagraph(pair) && endsParagraph(pair) && isOnlyQuotes(last) ? true : nil
    }

    /// Whether the paragraph of an earlier quote names nobody else behind it.
    func isOnlyQuotes(_ close: Int) -> Bool {
        let end = min(close + 60, words.count)
        let rest = close..<end
        let entity = places.last?.entity
        return speakers.mentions(in: rest).allSatisfy {
            words[$0.range.lowerBound].paragraph != words[close].paragraph || $0.kind != .person
                || $0.entity == entity || speakers.isQuoted[$0.range.lowerBound]
        }
    }
}
