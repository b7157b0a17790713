// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Direct speech with its speakers.
struct QuoteFinder {
    private let words: Words
    private let speakers: Speakers
    private(set) var quotes: [Quote] = []
    /// For each quote its tokens, marks excluded, and its speaker's entity.
    private(set) var places: [(range: Range<Int>, entity: Int?)] = []

    fileprivate struct Attribution {
        var phrase: Range<Int>?
        var cue: Range<Int>?
        var isBefore = false
    }

    init(_ words: Words, _ speakers: Speakers, _ pairs: [QuoteMarks.Pair]) {
        self.words = words
        self.speakers = speakers
        var lastEntity: Int?
        var previous: (quote: Int, pair: QuoteMarks.Pair)?
        for (index, pair) in pairs.enumerated() {
            let range = (pair.open + 1)..<pair.close
            guard !range.isEmpty else { continue }
            let nextOpen = index + 1 < pairs.count ? pairs[index + 1].open : words.count
            let lastClose = index > 0 ? pairs[index - 1].close : -1
            var quote = Quote(span: words.span(range))
            let count = range.count { words[$0].kind != .mark }
            var entity: Int?
            let attribution = find(pair, from: lastClose + 1, to: nextOpen)
            if let attribution {
                guard count >= (attribution.isBefore && !attribution.isDirect(words, pair) ? 3 : 2),
                    !isTitle(range, count)
                else { continue }
                if let phrase = attribution.phrase,
                    let named = speakers.name(phrase, last: lastEntity)
                {
                    quote.speaker = named.name
                    quote.attribution = words.span(phrase)
                    entity = named.entity
                }
                quote.cue = attribution.cue.map(words.text)
            } else if let previous, count >= 3 || (count == 2 && isSentence(range)),
                let carried = carried(previous.pair, pair, isSentence(range) || count > 5)
            {
                if carried {
                    (quote.speaker, entity) = (
                        quotes[previous.quote].speaker, places[previous.quote].entity
                    )
                }
                if quote.speaker == nil, count < 5 { continue }
            } else if let named = introduced(pair, last: lastEntity), count >= 4 {
                quote.speaker = named.name
                quote.attribution = words.span(named.phrase)
                entity = named.entity
            } else {
                guard count >= 6 || (count >= 3 && isSentence(range)), !isTitle(range, count) else {
                    continue
                }
            }
            if let entity { lastEntity = entity }
            quotes.append(quote)
            places.append((range, entity))
            previous = (quotes.count - 1, pair)
        }
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

    private func isSentence(_ range: Range<Int>) -> Bool {
        guard words[range.lowerBound].isCapital || !words.lexicon.hasCase else { return false }
        return [0x2E, 0x2C, 0x21, 0x3F, 0x2026].contains(words.mark(range.upperBound - 1))
            || [0x2E, 0x2C].contains(words.mark(range.upperBound + 1))
    }

    /// Whether it is a work's title and no speech: all longer words begin with upper case.
    private func isTitle(_ range: Range<Int>, _ count: Int) -> Bool {
        guard count <= 7, count >= 2, words.lexicon.hasCase, !words.lexicon.hasNounCase,
            ![0x2C, 0x2E, 0x21, 0x3F].contains(words.mark(range.upperBound - 1))
        else { return false }
        return range.allSatisfy {
            words[$0].kind != .word || words[$0].isCapital
                || words[$0].scalarEnd - words[$0].scalarStart <= 3
        }
    }

    // MARK: Beside the quote

    private func find(_ pair: QuoteMarks.Pair, from floor: Int, to ceiling: Int) -> Attribution? {
        let before = findBefore(pair.open, floor: floor)
        if let before, before.isDirect(words, pair) { return before }
        if let after = findAfter(pair.close, ceiling: ceiling) { return after }
        return before
    }

    /// `..." the ministry said`, `..." said Jo Ray`, `...", so Müller`, `..." according to Jo Ray`.
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
        let end = min(words.sentenceEnd(start, limit: 60), ceiling)
        let isNewSentence = words[start].sentence != words[close].sentence
        var index = start
        while index < end, index - start < 16 {
            let according = words.length(index, .according)
            if according > 0, index - start < 4, !isNewSentence {
                let phrase = speakers.phrase(from: index + according, ceiling: end)
                if let phrase {
                    return Attribution(phrase: phrase, cue: index..<(index + according))
                }
            }
            let verb = speakers.verb(index)
            if verb > 0 {
                if isNewSentence, index - start > 8 { return nil }
                let cue = index..<(index + verb)
                if index - start > 0, let phrase = speakers.phrase(before: index, floor: start),
                    isSubject(phrase)
                {
                    return Attribution(phrase: phrase, cue: cue)
                }
                if isNewSentence, index > start { return nil }
                if let phrase = speakers.phrase(from: index + verb, ceiling: end) {
                    return Attribution(phrase: phrase, cue: cue)
                }
                return isNewSentence ? nil : Attribution(phrase: nil, cue: cue)
            }
            // Anything else with upper case or an article is the subject; a bracket ends the search.
            if words.mark(index) == 0x28 || words.mark(index) == 0x3B { return nil }
            index += 1
        }
        return nil
    }

    private func isSubject(_ phrase: Range<Int>) -> Bool {
        phrase.contains {
            words[$0].kind == .word && (!words.has($0, .conjunction) || words.has($0, .pronoun))
        }
    }

    /// `Jo Ray said: "...`, `The ministry called it "...`, `According to Jo Ray, "...`, `Jo Ray: "...`.
    private func findBefore(_ open: Int, floor: Int) -> Attribution? {
        guard open > floor else { return nil }
        var start = max(words.sentenceStart(open, limit: 60), floor)
        if start >= open {
            // The mark begins its sentence: an introduction ends with a colon.
            guard words.mark(open - 1) == 0x3A else { return nil }
            start = max(words.sentenceStart(open - 1, limit: 60), floor)
        }
        var index = open - 1
        while index >= start, open - index < 40 {
            let verb = speakers.verb(index)
            if verb > 0, !speakers.isQuoted[index] {
                let cue = index..<min(index + verb, open)
                if let phrase = speakers.phrase(before: index, floor: start), isSubject(phrase),
                    !isInverted(phrase)
                {
                    return Attribution(phrase: phrase, cue: cue, isBefore: true)
                }
                if let phrase = speakers.phrase(from: index + verb, ceiling: open) {
                    return Attribution(phrase: phrase, cue: cue, isBefore: true)
                }
                return nil
            }
            let according = words.length(index, .according)
            if according > 0, let phrase = speakers.phrase(from: index + according, ceiling: open) {
                return Attribution(phrase: phrase, cue: index..<(index + according), isBefore: true)
            }
            index -= 1
        }
        // `Jo Ray: "...`
        if words.mark(open - 1) == 0x3A, open - 1 > start, open - start < 16,
            let mention = speakers.mentions(in: start..<open).last
        {
            return Attribution(phrase: mention.range, cue: nil, isBefore: true)
        }
        return nil
    }

    /// In languages whose verb comes first, the words before it are no subject.
    private func isInverted(_ phrase: Range<Int>) -> Bool {
        if !words.lexicon.hasCase { return true }
        return speakers.mentions(in: phrase).isEmpty && words.lexicon.hasVerbFirst
            && !phrase.contains { words.has($0, .pronoun) || words.has($0, .article) }
    }

    // MARK: Carried over

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
        let startsParagraph = words[pair.open - 1].paragraph != words[pair.open].paragraph
        let endsParagraph =
            words.at(pair.close + 1).map { $0.paragraph != words[pair.open].paragraph } ?? true
        return startsParagraph && endsParagraph ? true : nil
    }

    /// The speaker of a paragraph that is nothing but a quote, from the sentence before it.
    ///
    /// `Jo Ray said the town was lost.` and then `"We have nothing."`
    private func introduced(
        _ pair: QuoteMarks.Pair, last: Int?
    ) -> (name: String, phrase: Range<Int>, entity: Int?)? {
        guard pair.open > 0, words[pair.open - 1].paragraph != words[pair.open].paragraph else {
            return nil
        }
        let end = pair.open
        let start = words.sentenceStart(end - 1, limit: 80)
        for index in start..<end where !speakers.isQuoted[index] {
            guard speakers.verb(index) > 0 else { continue }
            var phrase = speakers.phrase(before: index, floor: start)
            if phrase.map(isInverted) ?? true {
                phrase = speakers.phrase(from: index + speakers.verb(index), ceiling: end) ?? phrase
            }
            guard let phrase, let named = speakers.name(phrase, last: last) else { continue }
            return (named.name, phrase, named.entity)
        }
        return nil
    }
}

extension QuoteFinder.Attribution {
    /// Whether nothing but a colon, comma or `that` stands between the cue and the quote.
    fileprivate func isDirect(_ words: Words, _ pair: QuoteMarks.Pair) -> Bool {
        guard isBefore else { return false }
        let before = words.mark(pair.open - 1)
        if before == 0x3A { return true }
        guard let cue else { return false }
        return pair.open - cue.upperBound <= 2 && Marks.isComma(before)
            || cue.upperBound == pair.open
    }
}
