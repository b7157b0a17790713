// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Direct speech with its speakers.
struct QuoteFinder {
    private let words: Words
    private let speakers: Speakers
    private let attributions: AttributionFinder
    private(set) var quotes: [Quote] = []
    /// For each quote its tokens, marks excluded, and its speaker's entity.
    private(set) var places: [(range: Range<Int>, entity: Int?)] = []
    private var lastEntity: Int?
    private var previous: (quote: Int, pair: QuoteMarks.Pair, phrase: Range<Int>?)?

    private struct Found {
        var name: Speakers.Named?
        var attribution: Range<Int>?
        var cue: Range<Int>?
    }

    init(_ words: Words, _ speakers: Speakers, _ pairs: [QuoteMarks.Pair], heads: [String]) {
        self.words = words
        self.speakers = speakers
        attributions = AttributionFinder(words: words, speakers: speakers)
        let pairs = pairs.filter { !isName($0) }
        for (index, pair) in pairs.enumerated() {
            let range = (pair.open + 1)..<pair.close
            guard !range.isEmpty else { continue }
            let floor = index > 0 ? pairs[index - 1].close + 1 : 0
            let ceiling = index + 1 < pairs.count ? pairs[index + 1].open : words.count
            guard let found = read(pair, range, floor, ceiling) else { continue }
            var quote = Quote(span: words.span(range))
            quote.speaker = found.name?.name
            quote.attribution = found.attribution.map(words.span)
            quote.cue = found.cue.map(words.text)
            if let entity = found.name?.entity { lastEntity = entity }
            quotes.append(quote)
            places.append((range, found.name?.entity))
            previous = (quotes.count - 1, pair, found.attribution)
        }
        answer(heads)
        shareBackwards()
    }

    /// The speaker of the quote that a token is in.
    func speaker(at token: Int) -> String? {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].range.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        guard low < places.count, places[low].range.contains(token) else { return nil }
        return quotes[low].speaker
    }

    // MARK: One quote

    /// Who says what stands in a range; `nil` when it is no speech.
    private func read(_ pair: QuoteMarks.Pair, _ range: Range<Int>, _ floor: Int, _ ceiling: Int)
        -> Found?
    {
        let count = range.count { words[$0].kind != .mark }
        let isSentence = isSentence(range)
        if let name = goesOn(pair, range) { return Found(name: name) }
        if let found = attributions.inside(pair)
            ?? attributions.find(pair, from: floor, to: ceiling)
        {
            let isSpoken = found.isDirect && isSentence
            let least = isSpoken ? (isAnswer(pair, found) ? 1 : 2) : 3
            guard count >= least, isSpoken || !isTitle(range, count, isTold: true) else {
                return nil
            }
            // `heißt es`: nobody says it but a body that is named beside it.
            if let cue = found.cue, words.value(cue.lowerBound, .say) == "body",
                let name = speakers.source(behind: cue.upperBound)
            {
                return Found(name: name, cue: cue)
            }
            if let phrase = found.phrase,
                let name = sameAgain(phrase, pair) ?? speakers.name(phrase, last: lastEntity)
            {
                return Found(name: name, attribution: phrase, cue: found.cue)
            }
            if let cue = found.cue, words.value(cue.lowerBound, .say) == "body",
                let name = speakers.body(before: cue.lowerBound)
            {
                return Found(name: name, cue: cue)
            }
            return Found(name: unsaid(pair), cue: found.cue)
        }
        if Marks.isDash(words.mark(pair.open)), startsParagraph(pair) { return turn(pair) }
        let isWhole = isSentence && isWhole(range)
        guard count >= 3 || (count == 2 && isWhole), !isTitle(range, count, isTold: false)
        else { return nil }
        if let name = answer(pair) { return Found(name: name) }
        let isOneSentence =
            previous.map { words[$0.pair.open].sentence == words[pair.open].sentence } ?? false
        if let previous,
            let goesOn = carried(
                previous.pair, pair,
                isWhole || count > 5 || isOneSentence
                    || words.lexicon.hasNounCase && Marks.isComma(words.mark(pair.open - 1)))
        {
            let name = quotes[previous.quote].speaker.map { ($0, places[previous.quote].entity) }
            if goesOn, let name { return Found(name: name) }
            if count < 5 { return nil }
        }
        if count >= 4, let found = introduced(pair) { return found }
        guard isWhole || count >= 6 else { return nil }
        if isWhole, let name = beside(pair) { return Found(name: name) }
        return Found(name: subject(pair))
    }

    /// The one whom a quote's sentence is about: `Mr Ray undertook to keep it "as long as it takes"`.
    private func subject(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
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

    /// Whether a verb of speech right behind it makes a single word an answer: `"No," she said`.
    private func isAnswer(_ pair: QuoteMarks.Pair, _ found: Attribution) -> Bool {
        // `he answered: "Which?"`
        if found.isBefore { return found.cue != nil && words.mark(pair.open - 1) == 0x3A }
        guard let cue = found.cue, cue.lowerBound > pair.close else { return false }
        let before = words.at(pair.open - 1)
        return before.map { $0.sentence != words[pair.open].sentence || $0.mark == 0x3A } ?? true
    }

    /// The speaker of the piece before, when the sentence only breaks off to tell who speaks: `"A",
    /// said Jo Ray, "and b."`.
    private func goesOn(_ pair: QuoteMarks.Pair, _ range: Range<Int>) -> Speakers.Named? {
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
    private func sameAgain(_ phrase: Range<Int>, _ pair: QuoteMarks.Pair) -> Speakers.Named? {
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
        guard
            speakers.mentions(in: gap).allSatisfy({
                $0.kind != .person || $0.entity == entity || speakers.isQuoted[$0.range.lowerBound]
                    || words.has($0.outer - 1, .preposition)
            }),
            !gap.contains(where: {
                words.has($0, .article) && speakers.isPost($0 + 1) && !speakers.isQuoted[$0]
            })
        else { return nil }
        return (speaker, entity)
    }

    /// Who answers a question that the paragraph before asks and nothing else: of two who talk the
    /// other one, or whom the text is about before it.
    private func answer(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        guard let previous, startsParagraph(pair), endsParagraph(pair),
            words[pair.open].paragraph - words[previous.pair.open].paragraph == 1,
            startsParagraph(previous.pair),
            [0x3F, 0x61F].contains(words.mark(previous.pair.close - 1)),
            let asker = quotes[previous.quote].speaker
        else { return nil }
        let paragraph = words[pair.open].paragraph
        if let other = quotes.indices.dropLast().last(where: { quotes[$0].speaker != asker }),
            let name = quotes[other].speaker,
            paragraph - words[places[other].range.lowerBound].paragraph < 4
        {
            return (name, places[other].entity)
        }
        let entity = places[previous.quote].entity
        return speakers.topic(before: previous.pair.open) {
            $0.entity != entity && paragraph - words[$0.range.lowerBound].paragraph < 4
        }.map(speakers.named)
    }

    /// The one without a name who spoke last, when nobody was named since.
    ///
    /// `"...", a publican said.` and in the next paragraph `And added: "...".`
    private func nameless(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        guard let previous, places[previous.quote].entity == nil,
            let speaker = quotes[previous.quote].speaker,
            words[pair.open].paragraph - words[previous.pair.open].paragraph <= 1,
            speakers.mentions(in: previous.pair.close..<pair.open).allSatisfy({
                $0.kind != .person || speakers.isQuoted[$0.range.lowerBound]
            })
        else { return nil }
        return (speaker, nil)
    }

    /// A turn of a talk that nobody is told to speak: of two who take turns the other one.
    private func turn(_ pair: QuoteMarks.Pair) -> Found {
        if let name = reply(pair) { return Found(name: name) }
        guard let previous, quotes.count > 1,
            words[pair.open].paragraph - words[previous.pair.open].paragraph == 1,
            Marks.isDash(words.mark(previous.pair.open)),
            let asker = quotes[previous.quote].speaker,
            let other = quotes.indices.dropLast().last(where: { quotes[$0].speaker != asker }),
            let name = quotes[other].speaker,
            words[pair.open].paragraph - words[places[other].range.lowerBound].paragraph < 4
        else { return Found() }
        return Found(name: (name, places[other].entity))
    }

    /// Who replies where nobody is told to speak: whom the text is about before the talk.
    private func reply(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        guard let previous, quotes[previous.quote].speaker == nil,
            words[pair.open].paragraph - words[previous.pair.open].paragraph == 1,
            Marks.isDash(words.mark(previous.pair.open)),
            words.mark(previous.pair.close - 1) == 0x3F
        else { return nil }
        var first = previous.quote
        while first > 0, previous.quote - first < 16,
            words[places[first].range.lowerBound - 1].kind == .mark,
            Marks.isDash(words.mark(places[first - 1].range.lowerBound - 1)),
            words[places[first].range.lowerBound].paragraph
                - words[places[first - 1].range.lowerBound].paragraph == 1
        { first -= 1 }
        let start = places[first].range.lowerBound - 1
        let near = speakers.topic(before: start) {
            words[start].paragraph - words[$0.range.lowerBound].paragraph == 1
        }
        return (near ?? speakers.mainPerson).map(speakers.named)
    }

    /// Whom a verb without a subject means: the speaker of the quote before it in the paragraph, or
    /// whom the sentence before is about.
    private func unsaid(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
        let paragraph = words[pair.open].paragraph
        // `يخلط بينهما»، مضيفا: «`
        if let previous, words[previous.pair.open].sentence == words[pair.open].sentence,
            let speaker = quotes[previous.quote].speaker,
            speakers.mentions(in: previous.pair.close..<pair.open).allSatisfy({
                $0.kind != .person || words.has($0.outer - 1, .preposition)
            })
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
            speakers.mentions(in: previous.pair.close..<pair.open).allSatisfy({
                $0.kind != .person || $0.entity == places[previous.quote].entity
                    || words.has($0.outer - 1, .preposition)
            })
        {
            return (speaker, places[previous.quote].entity)
        }
        return nameless(pair) ?? speakers.implied(before: pair.open, last: lastEntity)
    }

    private func isSentence(_ range: Range<Int>) -> Bool {
        // `—No volveré —dijo Jo Ray`: what a dash begins is speech.
        if Marks.isDash(words.mark(range.lowerBound - 1)), words[range.lowerBound].isCapital {
            return true
        }
        guard
            words[range.lowerBound].isCapital || !words.lexicon.hasCase
                || words[range.lowerBound].kind != .word
        else { return false }
        return [0x2E, 0x2C, 0x21, 0x3F, 0x2026, 0x60C, 0x61F].contains(
            words.mark(range.upperBound - 1))
            || [0x2E, 0x2C, 0x60C].contains(words.mark(range.upperBound + 1))
    }

    /// Whether a sentence between marks is no name or term of the text's own: `the „Blue Band“, a
    /// programme`, `"The Iron Claw," except`.
    private func isWhole(_ range: Range<Int>) -> Bool {
        let last = words.mark(range.upperBound - 1)
        if [0x21, 0x3F, 0x61F, 0x2026].contains(last) { return true }
        if last == 0x2E || last == 0x2C || last == 0x60C, !words.lexicon.hasAdverbsLy {
            return true
        }
        let open = range.lowerBound - 1
        guard let before = words.at(open - 1) else { return true }
        return before.sentence != words[open].sentence || before.kind == .mark
    }

    /// Whether it is a work's title and no speech: all longer words begin with upper case.
    private func isTitle(_ range: Range<Int>, _ count: Int, isTold: Bool) -> Bool {
        let exempt: [UInt32] =
            isTold || !words.lexicon.hasAdverbsLy ? [0x2C, 0x2E, 0x21, 0x3F] : [0x21, 0x3F]
        guard count <= 9, count >= 2, words.lexicon.hasCase,
            !isTold || !words.lexicon.hasNounCase,
            !exempt.contains(words.mark(range.upperBound - 1))
        else { return false }
        // `"Like the lid of a tin."` has but one word that could be upper case.
        guard isTold || range.dropFirst().contains(where: { words[$0].isCapital }) else {
            return false
        }
        return range.allSatisfy {
            words[$0].kind != .word || words[$0].isCapital
                || words[$0].scalarEnd - words[$0].scalarStart <= 3
        }
    }

    /// Whether marks hold the name of a body or work inside of a phrase: `главный тренер «Онежца»`,
    /// `منظمة «ماء بلا حدود»`, `la obra "La vida breve"`.
    private func isName(_ pair: QuoteMarks.Pair) -> Bool {
        guard pair.open > 0, pair.close - pair.open < 7,
            speakers.nameInMarks(pair.open, words.count) == pair.close + 1
        else { return false }
        let before = words[pair.open - 1]
        guard before.kind == .word, before.sentence == words[pair.open].sentence else {
            return false
        }
        if !words.lexicon.hasCase {
            return before.cues.has(.organisation)
                || before.cues.has(.preposition) && pair.close - pair.open <= 4
        }
        // `warf der Regierung „Luftbuchungen in großer Höhe“ vor`
        if pair.close - pair.open > 3,
            (words.sentenceStart(pair.open, limit: 8)..<pair.open).contains(where: {
                words.length($0, .say) > 0
            })
        {
            return false
        }
        if before.cues.has(.organisation) || before.cues.has(.title) { return true }
        return words.lexicon.hasNoArticle && !speakers.isVerbLike(pair.open - 1)
            && !before.cues.has(.preposition) && !before.cues.has(.conjunction)
            || words.length(pair.open - 1, .say) > 0 && pair.close - pair.open == 2
                && words.at(pair.close + 1)?.kind == .word
    }

    // MARK: Carried over

    /// Gives an interview's answers to the one who is asked: two or more behind questions, and then
    /// all that begin a paragraph and nobody is said to speak.
    private mutating func answer(_ heads: [String]) {
        let interviews = Interviews(words, speakers)
        let free = quotes.indices.filter {
            quotes[$0].attribution == nil && quotes[$0].cue == nil
                && interviews.beginsParagraph(places[$0].range)
        }
        guard let first = free.first(where: { interviews.isAnswer(places[$0].range) }),
            free.count(where: { interviews.isAnswer(places[$0].range) }) > 1,
            let name = interviews.interviewee(before: places[first].range.lowerBound)
                ?? interviews.interviewee(in: heads)
        else { return }
        for index in free where index >= first {
            quotes[index].speaker = name.name
            places[index].entity = name.entity
        }
    }

    /// A quote before another of its paragraph, in its own sentence's first half, is by the same.
    private mutating func shareBackwards() {
        for index in quotes.indices.dropLast().reversed() where quotes[index].speaker == nil {
            let next = places[index + 1].range
            guard quotes[index + 1].speaker != nil,
                words[places[index].range.lowerBound].paragraph == words[next.lowerBound].paragraph,
                next.lowerBound - places[index].range.upperBound < 12
            else { continue }
            quotes[index].speaker = quotes[index + 1].speaker
            places[index].entity = places[index + 1].entity
        }
    }

    /// Whether an earlier quote's speaker goes on: in the same paragraph, or in the next one that
    /// is nothing but a quote.
    ///
    /// `nil` when the earlier quote is too far away to tell.
    private func carried(_ previous: QuoteMarks.Pair, _ pair: QuoteMarks.Pair, _ isLong: Bool)
        -> Bool?
    {
        let last = min(previous.close, words.count - 1)
        let gap = words[pair.open].paragraph - words[last].paragraph
        if gap == 0 { return isLong }
        guard gap == 1 else { return nil }
        return startsParagraph(pair) && endsParagraph(pair) && isOnlyQuotes(last) ? true : nil
    }

    private func startsParagraph(_ pair: QuoteMarks.Pair) -> Bool {
        pair.open == 0 || words[pair.open - 1].paragraph != words[pair.open].paragraph
    }

    private func endsParagraph(_ pair: QuoteMarks.Pair) -> Bool {
        var next = pair.close + 1
        while let token = words.at(next), token.kind == .mark, !token.isSpaced { next += 1 }
        return words.at(next).map { $0.paragraph != words[pair.open].paragraph } ?? true
    }

    /// Whether the paragraph of an earlier quote names nobody else behind it.
    private func isOnlyQuotes(_ close: Int) -> Bool {
        let end = min(close + 60, words.count)
        let rest = close..<end
        let entity = places.last?.entity
        return speakers.mentions(in: rest).allSatisfy {
            words[$0.range.lowerBound].paragraph != words[close].paragraph || $0.kind != .person
                || $0.entity == entity || speakers.isQuoted[$0.range.lowerBound]
        }
    }

    /// The speaker of a paragraph that is nothing but a quote, from the sentence before it.
    ///
    /// `Jo Ray said the town was lost.` and then `"We have nothing."`
    private func introduced(_ pair: QuoteMarks.Pair) -> Found? {
        guard pair.open > 0 else { return nil }
        let end = pair.open
        let start = words.sentenceStart(end - 1, limit: 80)
        guard words[pair.open].paragraph - words[start].paragraph <= 1,
            ![0x3F, 0x61F].contains(words.mark(end - 1)) || speakers.isQuoted[end - 1]
        else { return nil }
        for index in start..<end where !speakers.isQuoted[index] {
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
    private func beside(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
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
}
