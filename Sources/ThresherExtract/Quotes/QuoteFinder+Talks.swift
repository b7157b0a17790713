// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Speakers of talks, in which nobody says each time who speaks.
extension QuoteFinder {
    /// Who answers a question that the paragraph before asks and nothing else: of two who talk the
    /// other one, or whom the text is about before it.
    func answer(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
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

    /// A turn of a talk that nobody is told to speak: of two who take turns the other one.
    func turn(_ pair: QuoteMarks.Pair) -> Found {
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
    func reply(_ pair: QuoteMarks.Pair) -> Speakers.Named? {
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
}
