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
        if isBefore, isTold && names(before) || !isParted(pair.close) { return before }
        let after = findAfter(pair.close, ceiling: ceiling)
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

    // MARK: Behind

    private func findAfter(_ close: Int, ceiling: Int) -> Attribution? {
        guard close < words.count else { return nil }
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
        if words.lexicon.hasNounCase, !isNewSentence, let found = framed(start, end) {
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

    /// The subject behind a German auxiliary: `..., hatte sie am Montag ausgesagt`.
    private func framed(_ start: Int, _ end: Int) -> Attribution? {
        guard words.has(start, .function), words.value(start, .function) == "have",
            let verb = (start + 1..<end).first(where: { speakers.verb($0) > 0 }),
            let phrase = speakers.phrase(from: start + 1, ceiling: verb),
            phrase.lowerBound == start + 1, speakers.isNominal(phrase)
        else { return nil }
        return Attribution(phrase: phrase, cue: verb..<(verb + 1), isDirect: true)
    }

    /// `..." jubelte Jo Ray`, `..." ha ripetuto Jo Ray`, `..." repetía`: a word that no list has
    /// right behind the quote, and somebody behind it or nobody.
    private func unknownVerb(_ start: Int, _ end: Int) -> Attribution? {
        var index = start
        var pronoun: Int?
        while index < end, index - start < 6 {
            let token = words[index]
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

    /// Whether a clause ends or goes on with a complement at a token.
    private func isEnd(_ index: Int) -> Bool {
        guard let token = words.at(index) else { return true }
        return [0x2E, 0x2C, 0x3A, 0x3B].contains(token.mark) || Marks.isDash(token.mark)
            || token.cues.has(.preposition) || token.cues.has(.conjunction)
    }

    private func according(_ index: Int, _ end: Int) -> Attribution? {
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
        if let subject {
            // Between quote and verb stands the subject and nothing else.
            let isDirect =
                subject.lowerBound - start <= 2
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

    // MARK: Before

    private func findBefore(_ open: Int, floor: Int) -> Attribution? {
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
            if let found = according(index, open) {
                return Attribution(
                    phrase: found.phrase, cue: found.cue, isBefore: true, isDirect: false)
            }
            index -= 1
        }
        guard hasColon, open - 1 > start else { return nil }
        return introduction(open - 1, start)
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
        let phrase = speakers.subject(of: index, floor: start, ceiling: open)
        return Attribution(phrase: phrase, cue: cue, isBefore: true, isDirect: isDirect)
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
            $0.kind == .person && !speakers.isQuoted[$0.range.lowerBound] && speakers.isTopic($0)
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
        guard let phrase = speakers.phrase(from: start, ceiling: colon), phrase.count <= 8,
            words.has(phrase.lowerBound, .article) || !speakers.mentions(in: phrase).isEmpty
        else { return found(nil) }
        return found(phrase)
    }
}
