// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Speakers whom no verb beside a quote tells, but the sentence around it or the one before.
extension QuoteFinder {
    /// The one whom a quote's sentence is about: `Mr Ray undertook to keep it "as long as it takes"`.
    func subject(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        let start = words.sentenceStart(pair.open)
        guard start < pair.open else { return nil }
        let named = speakers.mentions(in: start..<pair.open).first {
            $0.kind != .place && !speakers.isQuoted[$0.range.lowerBound] && speakers.isTopic($0)
                && !speakers.isPossessive($0) && !words.has($0.outer - 1, .preposition)
                && !speakers.isShouted($0)
        }
        if let named, named.kind == .person || named.outer - start < 3 {
            return speakers.named(named.entity)
        }
        guard let gender = speakers.pronoun(start..<(start + 1)), gender == "m" || gender == "f",
            words[start].isCapital
        else { return nil }
        return sameAgain(start..<(start + 1), pair)
            ?? speakers.name(start..<(start + 1), last: lastEntity)
    }

    /// The speaker of a paragraph that is nothing but a quote, from the sentence before it.
    ///
    /// `Jo Ray said the town was lost.` and then `"We have nothing."`
    func introduced(_ pair: QuoteMarks.Pair) -> Found? {
        guard pair.open > 0 else { return nil }
        let end = pair.open
        let start = words.sentenceStart(end - 1, limit: 80)
        guard words[pair.open].paragraph - words[start].paragraph <= 1,
            ![0x3F, 0x61F].contains(words.mark(end - 1)) || speakers.isQuoted[end - 1]
        else { return nil }
        for index in start..<end where !speakers.isQuoted[index] {
            // `For the minister the road is lost. "Nobody needs it."`
            if index == start, let phrase = attributions.according(index, end)?.phrase,
                let name = speakers.name(phrase, last: lastEntity)
            {
                return Found(name: name, attribution: phrase)
            }
            guard speakers.verb(index) > 0 else { continue }
            guard let phrase = speakers.subject(of: index, floor: start, ceiling: end),
                let name = speakers.name(phrase, last: lastEntity)
            else { continue }
            return Found(name: name, attribution: phrase)
        }
        return nil
    }

    /// The speaker of a sentence between marks that no verb tells of: the person of whom the
    /// sentence before or behind it in the paragraph speaks.
    func beside(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        let paragraph = words[pair.open].paragraph
        if startsParagraph(pair) {
            let next = pair.close + 1
            guard let token = words.at(next), token.paragraph == paragraph,
                let person = speakers.leadingPerson(next..<words.sentenceEnd(next, limit: 40)),
                let mention = speakers.mentions(in: person).last
            else { return nil }
            return (speakers.name(of: mention.entity), mention.entity)
        }
        guard
            speakers.mentions(in: words.sentenceStart(pair.open - 1)..<pair.open).contains(where: {
                $0.kind == .person && !speakers.isQuoted[$0.range.lowerBound]
            })
        else { return nil }
        return speakers.implied(before: pair.open, last: lastEntity)
    }

    /// Whom the heading of a paragraph that is nothing but a quote names: `Jo Ray: I ran away`, `JO RAY`.
    func headed(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        guard pair.open > 0, startsParagraph(pair), endsParagraph(pair) else { return nil }
        let end = pair.open
        let start = words.sentenceStart(end - 1, limit: 20)
        guard words[start].paragraph == words[end - 1].paragraph,
            start == 0
                || words[start - 1].paragraph != words[start].paragraph,
            ![0x2E, 0x21, 0x3F, 0x3A].contains(words.mark(end - 1))
        else { return nil }
        let colon = (start..<end).first { words.mark($0) == 0x3A } ?? end
        if let person = speakers.mentions(in: start..<(start + 1)).first, person.kind == .person,
            person.range.upperBound == colon || Marks.isComma(words.mark(person.range.upperBound))
        {
            return speakers.named(person.entity)
        }
        let isName =
            colon < end && colon - start <= 3
            && (start..<colon).allSatisfy { words[$0].isUpper && words[$0].cues.isEmpty }
        return isName ? (words.text(start..<colon), nil) : nil
    }

    func startsParagraph(_ pair: QuoteMarks.Pair) -> Bool {
        pair.open == 0 || words[pair.open - 1].paragraph != words[pair.open].paragraph
    }

    func endsParagraph(_ pair: QuoteMarks.Pair) -> Bool {
        var next = pair.close + 1
        while let token = words.at(next), token.kind == .mark, !token.isSpaced { next += 1 }
        return words.at(next).map { $0.paragraph != words[pair.open].paragraph } ?? true
    }
}
