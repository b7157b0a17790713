// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The attribution behind a quote: `..." the ministry said`, `..." so Müller`, `..." dijo`.
extension AttributionFinder {
    func findAfter(_ pair: QuoteMarks.Pair, ceiling: Int) -> Attribution? {
        let close = pair.close
        guard close < words.count else { return nil }
        if let found = signature(close) { return found }
        var start = close + 1
        while start < min(ceiling, words.count), words[start].kind == .mark,
            Marks.isComma(words.mark(start)) || Marks.isDash(words.mark(start))
        {
            start += 1
        }
        guard start < words.count, words[start].paragraph == words[close].paragraph,
            ![0x2E, 0x3B, 0x3A].contains(words.mark(start))
        else { return nil }
        // What has no closing mark ends with its paragraph.
        guard words[close].paragraph == words[close - 1].paragraph else { return nil }
        let end = min(words.sentenceEnd(start, limit: 60), ceiling)
        let isNewSentence = words[start].sentence != words[close].sentence
        // `spoke of "an example", and announced ...`
        if !isNewSentence, words.value(start, .conjunction) == "and" { return nil }
        // `... left to fight with." Asked how many ...`
        if isNewSentence, words[start].isCapital, speakers.verb(start) > 0, words.lexicon.hasCase {
            return nil
        }
        if words.lexicon.hasNounCase, !isNewSentence,
            let found = framed(start, end) ?? framing(pair.open, start)
        {
            return found
        }
        let isParted =
            Marks.isComma(words.mark(start - 1)) || Marks.isComma(words.mark(close - 1))
            || Marks.isDash(words.mark(start - 1))
        var index = start
        while index < end, index - start < 30 {
            if index - start < 4, !isNewSentence, let found = according(index, end) {
                var found = found
                found.isDirect = true
                return found
            }
            let verb = speakers.verb(index)
            if verb > 0 { return attribution(index, verb, start, end, isNewSentence, isParted) }
            if words.mark(index) == 0x3B || words.mark(index) == 0x3A { break }
            index += 1
        }
        return isNewSentence || !isParted ? nil : unknownVerb(start, end)
    }

    /// A name that a dash or brackets put behind a whole quote: `"..." – Jo Ray, founder`, `"..." (Jo Ray)`.
    private func signature(_ close: Int) -> Attribution? {
        let start = close + 2
        let isBracket = words.mark(close + 1) == 0x28
        guard isBracket || Marks.isDash(words.mark(close + 1)) && words[close + 1].isSpaced,
            let person = speakers.mentions(in: start..<(start + 1)).first, person.kind == .person,
            person.range.lowerBound == start, speakers.isProven[person.entity]
        else { return nil }
        let end = person.range.upperBound
        let isLast = words.at(end).map { $0.paragraph != words[end - 1].paragraph } ?? true
        guard isBracket ? words.mark(end) == 0x29 : isLast || Marks.isComma(words.mark(end)) else {
            return nil
        }
        return Attribution(phrase: person.range, isDirect: true)
    }

    /// The subject behind a German auxiliary: `..., hatte sie am Montag ausgesagt`.
    private func framed(_ start: Int, _ end: Int) -> Attribution? {
        guard words.has(start, .function), words.value(start, .function) == "have",
            let verb = (start + 1..<end).first(where: { speakers.verb($0) > 0 }),
            let phrase = speakers.phrase(from: start + 1, ceiling: verb),
            phrase.lowerBound == start + 1, speakers.isNominal(phrase)
        else { return nil }
        return Attribution(phrase: phrase, cue: verb..<(verb + 1), isDirect: true)
    }

    /// The subject of a German sentence whose verb is parted by the quote: `Die Stadt hat „...“
    /// angekündigt`.
    private func framing(_ open: Int, _ index: Int) -> Attribution? {
        let floor = words.sentenceStart(open, limit: 40)
        guard speakers.verb(index) > 0, floor < open,
            let phrase = speakers.framed(index, floor, before: open)
        else { return nil }
        return Attribution(phrase: phrase, cue: index..<(index + 1), isDirect: true)
    }

    /// `..." jubelte Jo Ray`, `..." ha ripetuto Jo Ray`, `..." repetía`: a word that no list has
    /// right behind the quote, and somebody behind it or nobody.
    private func unknownVerb(_ start: Int, _ end: Int) -> Attribution? {
        if words.lexicon.hasAdverbsLy { return named(start, end) }
        var index = start
        var pronoun: Int?
        while index < end, index - start < 6 {
            let token = words[index]
            // `„Das verlorene Kind“, die hier spielt`
            if words.value(index, .pronoun) == "r", words.lexicon.hasNounCase { return nil }
            if token.kind == .word, token.cues.has(.pronoun) { pronoun = index }
            let isHelper =
                token.cues.has(.function) || token.cues.has(.pronoun)
                || Marks.isHyphen(token.mark) || Marks.isApostrophe(token.mark)
            guard isHelper else { break }
            index += 1
        }
        guard index < end, words[index].kind == .word, !words[index].isCapital,
            words.lexicon.hasCase,
            !words.has(index, .preposition), !words.has(index, .conjunction),
            !words.has(index, .article), words.length(index, .title) == 0
        else { return nil }
        let cue = index..<(index + 1)
        if let pronoun, index > start {
            return Attribution(phrase: pronoun..<(pronoun + 1), cue: cue, isDirect: true)
        }
        if let phrase = speakers.phrase(from: index + 1, ceiling: end),
            speakers.isRole(phrase) || words.has(phrase.lowerBound, .pronoun)
        {
            return Attribution(phrase: phrase, cue: cue, isDirect: true)
        }
        // `confesse un scrutateur.`
        if words.lexicon.hasVerbFirst, words.has(index + 1, .article),
            !words.has(index + 1, .preposition),
            let phrase = speakers.phrase(from: index + 1, ceiling: end),
            phrase.lowerBound == index + 1,
            phrase.count > 1, isEnd(phrase.upperBound)
        {
            return Attribution(phrase: phrase, cue: cue, isDirect: true)
        }
        let isAlone = words.at(index + 1).map { [0x2E, 0x2C].contains($0.mark) } ?? true
        guard isAlone, words.lexicon.hasVerbFirst, !words.lexicon.hasNounCase else { return nil }
        return Attribution(phrase: nil, cue: cue, isDirect: true)
    }

    /// `"...," Jo Ray concurs`: a whole name or a post right behind the quote and a verb behind it.
    private func named(_ start: Int, _ end: Int) -> Attribution? {
        guard let phrase = speakers.phrase(from: start, ceiling: end), phrase.lowerBound == start,
            phrase.count < 6, speakers.isRole(phrase) || words.has(start, .pronoun),
            !words.has(start, .preposition),
            let verb = words.at(phrase.upperBound), verb.kind == .word, !verb.isCapital,
            verb.cues.rawValue == 0, isFiniteEnding(phrase.upperBound)
        else { return nil }
        return Attribution(
            phrase: phrase, cue: phrase.upperBound..<(phrase.upperBound + 1), isDirect: true)
    }

    /// Whether an English word ends as verbs in the third person or the past do.
    private func isFiniteEnding(_ index: Int) -> Bool {
        let text = words.text(index..<(index + 1))
        return text.hasSuffix("s") || text.hasSuffix("ed")
    }

    /// Whether a clause ends or goes on with a complement at a token.
    private func isEnd(_ index: Int) -> Bool {
        guard let token = words.at(index) else { return true }
        return [0x2E, 0x2C, 0x3A, 0x3B].contains(token.mark) || Marks.isDash(token.mark)
            || token.cues.has(.preposition) || token.cues.has(.conjunction)
    }

    private func attribution(
        _ index: Int, _ verb: Int, _ start: Int, _ end: Int, _ isNewSentence: Bool,
        _ isParted: Bool
    ) -> Attribution? {
        let cue = index..<(index + verb)
        if isNewSentence, index - start > 8 { return nil }
        if !isNewSentence, index - start <= 4, let pronoun = speakers.enclitic(index, verb) {
            return Attribution(phrase: pronoun, cue: cue, isDirect: true)
        }
        var subject = index > start ? speakers.phrase(before: index, floor: start) : nil
        if let found = subject, !isSubject(found) { subject = nil }
        // `..." of the car, avance un porte-parole`: what a comma parts from the verb is another clause.
        if let found = subject, words.lexicon.hasVerbFirst, words.lexicon.hasCase,
            Marks.isComma(words.mark(index - 1)), !speakers.hasPerson(found),
            let behind = speakers.phrase(from: index + verb, ceiling: end), speakers.isRole(behind)
        {
            subject = nil
        }
        // `"two of them," which is enough, said Jo Ray`
        if words.lexicon.hasAdverbsLy, !isNewSentence, Marks.isComma(words.mark(index - 1)),
            index > start, subject.map({ !speakers.hasPerson($0) }) ?? true,
            let behind = speakers.phrase(from: index + verb, ceiling: end),
            behind.lowerBound == index + verb, speakers.hasPerson(behind)
        {
            return Attribution(phrase: behind, cue: cue, isDirect: false)
        }
        if let subject {
            // Between quote and verb stands the subject and nothing else; Romance languages put it behind
            // the verb: `« si on veut », il a quitté`.
            let isClause =
                isParted && !isNewSentence && words.lexicon.hasVerbFirst && words.lexicon.hasCase
                && !words.lexicon.hasNounCase && !words.lexicon.hasNoArticle
                && words.has(subject.lowerBound, .pronoun) && subject.lowerBound == start
            let isDirect =
                !isClause && subject.lowerBound - start <= 2
                || Marks.isHyphen(words.mark(subject.lowerBound - 1))
                    && words.isJoined(subject.lowerBound)
            guard isDirect || !isNewSentence,
                !isNewSentence || speakers.isRole(subject)
                    || words.has(subject.lowerBound, .pronoun)
                    || !speakers.mentions(in: subject).isEmpty
                    // `"Solved?" Sean says.`
                    || index == start + 1 && words[start].isCapital && words.lexicon.hasCase
                        && !words.has(start, .function) && !words.has(start, .conjunction)
            else { return nil }
            return Attribution(phrase: subject, cue: cue, isDirect: isDirect)
        }
        if isNewSentence, index > start { return nil }
        let isClose = index - start <= 2
        if isClose || words.lexicon.hasVerbFirst,
            let phrase = speakers.phrase(from: index + verb, ceiling: end),
            speakers.isNominal(phrase)
        {
            return Attribution(phrase: phrase, cue: cue, isDirect: isClose)
        }
        guard !isNewSentence, isClose else { return nil }
        return Attribution(phrase: nil, cue: cue, isDirect: isParted)
    }

    private func isSubject(_ phrase: Range<Int>) -> Bool {
        phrase.contains {
            words[$0].kind == .word && (!words.has($0, .conjunction) || words.has($0, .pronoun))
                && !words.has($0, .function) || words.has($0, .pronoun)
        } && speakers.isNominal(phrase)
    }
}
