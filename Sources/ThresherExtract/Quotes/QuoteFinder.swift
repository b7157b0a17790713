// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Direct speech with its speakers.
struct QuoteFinder {
    let words: Words
    let speakers: Speakers
    private let shape: SpeechShape
    let attributions: AttributionFinder
    private(set) var quotes: [Quote] = []
    /// For each quote its tokens, marks excluded, and its speaker's entity.
    private(set) var places: [(range: Range<Int>, entity: Int?)] = []
    private(set) var lastEntity: Int?
    private(set) var previous: (quote: Int, pair: QuoteMarks.Pair, phrase: Range<Int>?)?

    struct Found {
        var name: Speakers.Named?
        var attribution: Range<Int>?
        var cue: Range<Int>?
    }

    init(_ words: Words, _ speakers: Speakers, _ pairs: [QuoteMarks.Pair], heads: [String]) {
        self.words = words
        self.speakers = speakers
        attributions = AttributionFinder(words: words, speakers: speakers)
        shape = SpeechShape(words: words, speakers: speakers)
        let pairs = pairs.filter { !shape.isName($0) }
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

    /// Who says what stands in a range; `nil` when it is no speech.
    private func read(_ pair: QuoteMarks.Pair, _ range: Range<Int>, _ floor: Int, _ ceiling: Int)
        -> Found?
    {
        let count = range.count { words[$0].kind != .mark }
        let isSentence = shape.isSentence(range)
        if let name = goesOn(pair, range) { return Found(name: name) }
        if let found = attributions.inside(pair)
            ?? attributions.find(pair, from: floor, to: ceiling)
        {
            let isSpoken = found.isDirect && isSentence
            if !found.isDirect, shape.isTerm(range, isTold: true) { return nil }
            let least = isSpoken ? (isAnswer(pair, found) ? 1 : 2) : 3
            let isTitle =
                shape.isEnglishTitle(range)
                || !isSpoken && shape.isTitle(range, count, isTold: true)
            guard count >= least, !isTitle else { return nil }
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
        let isWhole = isSentence && shape.isWhole(range)
        guard count >= 3 || (count == 2 && isWhole), !shape.isTitle(range, count, isTold: false),
            !shape.isTerm(range, isTold: false)
        else { return nil }
        if let name = answer(pair) { return Found(name: name) }
        let isOneSentence =
            previous.map { words[$0.pair.open].sentence == words[pair.open].sentence } ?? false
        if let name = reported(pair) { return Found(name: name) }
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
        if isWhole, let name = headed(pair) ?? beside(pair) { return Found(name: name) }
        let name = subject(pair)
        guard name != nil || isWhole && shape.isEnded(range) else { return nil }
        return Found(name: name)
    }

    /// Whether a verb of speech right behind it makes a single word an answer: `"No," she said`.
    private func isAnswer(_ pair: QuoteMarks.Pair, _ found: Attribution) -> Bool {
        // `he answered: "Which?"`
        if found.isBefore { return found.cue != nil && words.mark(pair.open - 1) == 0x3A }
        guard let cue = found.cue, cue.lowerBound > pair.close else { return false }
        let before = words.at(pair.open - 1)
        return before.map { $0.sentence != words[pair.open].sentence || $0.mark == 0x3A } ?? true
    }

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
}
