// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The attribution before a quote: `Jo Ray said: "...`, `Jo Ray: "...`, `The ministry called it "...`.
extension AttributionFinder {
    func findBefore(_ open: Int, floor: Int) -> Attribution? {
        guard open > floor else { return nil }
        let hasColon = words.mark(open - 1) == 0x3A
        var start = max(words.sentenceStart(open, limit: 60), floor)
        if start >= open {
            // The mark begins its sentence: an introduction ends with a colon.
            guard hasColon else { return nil }
            start = max(words.sentenceStart(open - 1, limit: 60), floor)
        }
        // The subject may stand before an earlier quote of the sentence.
        let first = words.sentenceStart(start, limit: 80)
        var index = open - 1
        while index >= start, open - index < 40 {
            if words.mark(index) == 0x3B, let found = gapped(index + 1, open) { return found }
            let verb = speakers.verb(index)
            if verb > 0, !speakers.isQuoted[index] {
                return attribution(before: open, index, verb, first)
            }
            if let owner = owner(of: index) {
                return Attribution(phrase: owner, cue: index..<(index + 1), isBefore: true)
            }
            if let found = according(index, open) {
                return Attribution(
                    phrase: found.phrase, cue: found.cue, isBefore: true, isDirect: false)
            }
            index -= 1
        }
        guard hasColon, open - 1 > start else { return nil }
        return introduction(open - 1, start)
    }

    /// Whose word a noun of speech tells: `Jo Ray's statement that the town is "lost"`.
    private func owner(of index: Int) -> Range<Int>? {
        guard words.has(index, .speech), words.value(index + 1, .conjunction) == "that",
            let name = speakers.mentions(in: max(0, index - 8)..<index).last,
            name.range.upperBound == index - 2, speakers.isPossessive(name),
            !speakers.isQuoted[index]
        else { return nil }
        return name.range
    }

    /// `The police counted 60,000; the organisers, "rather more"`: a verb that is not said again.
    private func gapped(_ start: Int, _ open: Int) -> Attribution? {
        guard open - 1 > start, open - start < 12,
            Marks.isComma(words.mark(open - 1)) || Marks.isDash(words.mark(open - 1)),
            !(start..<open).contains(where: { speakers.verb($0) > 0 }),
            let phrase = speakers.phrase(from: start, ceiling: open - 1),
            phrase.lowerBound == start, phrase.upperBound == open - 1, speakers.isNominal(phrase)
        else { return nil }
        return Attribution(phrase: phrase, cue: nil, isBefore: true, isDirect: true)
    }

    private func attribution(before open: Int, _ index: Int, _ verb: Int, _ start: Int)
        -> Attribution
    {
        let cue = index..<min(index + verb, open)
        let isColon = words.mark(open - 1) == 0x3A
        let isDirect =
            isColon || cue.upperBound == open || isIntroduced(cue.upperBound, open)
            || open - cue.upperBound <= 2 && Marks.isComma(words.mark(open - 1))
        let own = speakers.subject(of: index, floor: start, ceiling: open)
        let phrase = own.flatMap { teller(of: $0, start) } ?? own
        return Attribution(phrase: phrase, cue: cue, isBefore: true, isDirect: isDirect)
    }

    /// Who tells of a thing that is no speaker: `Jo Ray said that the new offices count on "..."`.
    private func teller(of thing: Range<Int>, _ floor: Int) -> Range<Int>? {
        guard speakers.pronoun(thing) == nil, !speakers.isRole(thing),
            speakers.mentions(in: thing).allSatisfy({ $0.kind == .place }),
            !thing.contains(where: {
                words.has($0, .speech) || words.length($0, .organisation) > 0
                    || words.has($0, .pronoun)
            }),
            let verb = (floor..<max(floor, thing.lowerBound)).last(where: {
                speakers.verb($0) > 0 && !speakers.isQuoted[$0]
            }), words.value(verb + speakers.verb(verb), .conjunction) == "that",
            let subject = speakers.subject(of: verb, floor: floor, ceiling: thing.lowerBound),
            speakers.isRole(subject) || speakers.pronoun(subject) != nil
        else { return nil }
        return subject
    }

    /// Whether nothing but grammar stands between a verb and a quote: `said that it "did not`.
    private func isIntroduced(_ start: Int, _ open: Int) -> Bool {
        open - start < 6
            && (start..<open).allSatisfy {
                words[$0].kind == .word && !words[$0].isCapital && speakers.verb($0) == 0
                    && (words.has($0, .conjunction) || words.has($0, .pronoun)
                        || words.has($0, .function) || words.has($0, .preposition)
                        || words.has($0, .article))
            }
    }

    /// `Jo Ray is glad: "...`, `Jo Ray: "...`, `And the mother, from the kitchen: "...`: no verb of
    /// speech, only the colon.
    private func introduction(_ colon: Int, _ start: Int) -> Attribution? {
        func found(_ phrase: Range<Int>?) -> Attribution {
            Attribution(phrase: phrase, cue: nil, isBefore: true, isDirect: true)
        }
        if let head = speakers.opening(start, colon), speakers.isRole(head) {
            return found(head)
        }
        let people = speakers.mentions(in: start..<colon).filter {
            $0.kind == .person && !speakers.isQuoted[$0.range.lowerBound]
                && (speakers.isTopic($0) || $0.range.upperBound == colon)
        }
        if let mention = people.first(where: { !speakers.isPossessive($0) }) ?? people.first {
            return found(mention.range)
        }
        if let pronoun = (start..<min(start + 4, colon)).first(where: {
            words.has($0, .pronoun)
                && (words.value($0, .pronoun) != "r" || !words.has($0, .article))
        }) {
            return found(pronoun..<(pronoun + 1))
        }
        // `See: "How it works"`: a label.
        let isLabel = colon - start == 1 && words.lexicon.hasCase
        if isLabel, start == 0 || words[start - 1].paragraph != words[start].paragraph {
            return nil
        }
        guard let phrase = speakers.phrase(from: start, ceiling: colon), phrase.count <= 8,
            words.has(phrase.lowerBound, .article) || !speakers.mentions(in: phrase).isEmpty
        else { return found(nil) }
        return found(phrase)
    }
}
