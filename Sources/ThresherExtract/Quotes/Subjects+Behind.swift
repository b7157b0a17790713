// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Noun phrases behind a verb.
extension Speakers {
    /// The noun phrase that begins behind a verb, not beyond a ceiling.
    func phrase(from position: Int, ceiling: Int) -> Range<Int>? {
        guard let start = subjectStart(position, ceiling) else { return nil }
        var end = start
        while end < ceiling, end - start < 18 {
            if end > start, let next = nameInMarks(end, ceiling) {
                end = next
                continue
            }
            if isStop(end) || Marks.isComma(words.mark(end)) { break }
            if let inside = mentions(in: end..<(end + 1)).first, inside.range.upperBound <= ceiling
            {
                end = inside.range.upperBound
                // Behind a person's name nothing more belongs to it.
                if inside.kind == .person { break }
                continue
            }
            let isFirst = end == start
            if !isFirst {
                let token = words[end]
                if token.cues.has(.conjunction) || token.cues.has(.weekday)
                    || words.length(end, .day_word) > 0 || token.cues.has(.pronoun)
                    || isVerbLike(end) || isJoinedByAnd(end) && !words.has(start, .speech)
                    || token.cues.has(.preposition) && !token.cues.has(.particle) && !isOf(end)
                {
                    break
                }
            }
            end += 1
            if isFirst, words.has(start, .pronoun), words.value(start, .pronoun) != "r" { break }
        }
        while end > start,
            words[end - 1].kind == .mark && words.mark(end - 1) != 0x2E
                || words.has(end - 1, .preposition) && !words[end - 1].isCapital
        {
            end -= 1
        }
        guard start < end else { return nil }
        if !hasOwnPerson(start..<end), let name = apposition(end, ceiling) {
            return start..<name.upperBound
        }
        return start..<end
    }

    /// Whether a phrase names a person who does not only belong to a post in it: `la portavoz de Unión
    /// Progresista`.
    private func hasOwnPerson(_ range: Range<Int>) -> Bool {
        mentions(in: range).contains {
            $0.kind == .person && !isPossessive($0) && !isComplement($0, range)
        }
    }

    /// Where the subject begins behind a verb: adverbs, times and those spoken to come first.
    private func subjectStart(_ position: Int, _ ceiling: Int) -> Int? {
        var start = position
        var steps = 0
        var isBehindComplement = false
        if let office = office(position, ceiling) { return office }
        while start < ceiling, steps < 12 {
            steps += 1
            let token = words[start]
            if Marks.isComma(token.mark) { return afterInsertion(start, ceiling) }
            if token.kind == .mark, let next = nameInMarks(start, ceiling),
                words[start - 1].kind == .word
            {
                // `рассказал "Интерфаксу" начальник отряда`
                start = next
            } else if token.kind == .mark {
                // `dit-il`; a comma or colon ends what the verb governs.
                guard
                    Marks.isHyphen(token.mark) && !token.isSpaced || Marks.isApostrophe(token.mark)
                        || token.mark == 0x201E || token.mark == 0xAB
                else { return nil }
                start += 1
            } else if words.length(start, .function) > 1 {
                // `résume quant à elle Jo Ray`
                start += words.length(start, .function)
            } else if token.kind == .number || words.length(start, .title) > 1 {
                return start
            } else if !words.lexicon.hasCase, isManner(start) {
                start += 1
            } else if isDativePlural(start) || isArabicDative(start) {
                start += 1
            } else if isAdverbialParticiple(start) {
                return nil
            } else if isInsideMention(start), !(token.cues.has(.agency)) {
                return start
            } else if words.length(start, .agency) > 0,
                isNominalStart(start + words.length(start, .agency))
            {
                start += words.length(start, .agency)
            } else if token.cues.has(.weekday) || words.length(start, .day_word) > 0 {
                start += max(words.length(start, .day_word), 1)
            } else if !words.lexicon.hasCase, token.cues.has(.period) {
                start += words.at(start + 1)?.kind == .number ? 2 : 1
            } else if token.cues.has(.pronoun) {
                return start
            } else if token.cues.has(.preposition), token.cues.has(.particle), !token.isCapital,
                start == position,
                mentions(in: (start + 1)..<(start + 2)).contains(where: {
                    $0.kind == .person && $0.outer == start + 1
                })
            {
                // `sagte von Preen`
                return start + 1
            } else if token.cues.has(.preposition), !token.isCapital {
                // `dijo al ser consultado`
                if isBeforeInfinitive(start) { return nil }
                // The complement and its adjectives.
                start += 1
                if words.has(start, .conjunction), !words.has(start, .article) { return nil }
                while start < ceiling, words.has(start, .article), !words.has(start, .preposition) {
                    start += 1
                }
                if Marks.isApostrophe(words.mark(start)) { start += 1 }
                if !words.lexicon.hasCase, isLastAdjective(start + 1, ceiling) { return nil }
                isBehindComplement = !words.lexicon.hasCase
                if start < ceiling, words[start].kind != .mark {
                    start += max(
                        1, words.length(start, .agency), words.length(start, .known),
                        words.length(start, .speech), nameLength(start, ceiling))
                    // `на пресс-конференции`
                    while start + 1 < ceiling, Marks.isHyphen(words.mark(start)),
                        words.isJoined(start)
                    { start += 2 }
                }
                while start < ceiling, let next = words.at(start), next.kind == .word,
                    !next.isCapital,
                    !next.cues.has(.article), !next.cues.has(.preposition),
                    !next.cues.has(.pronoun),
                    !next.cues.has(.conjunction), words.length(start, .title) == 0,
                    !next.cues.has(.function), !words.lexicon.hasNoArticle
                { start += 1 }
            } else if token.cues.has(.conjunction), !token.cues.has(.particle) {
                return nil
            } else if isAdverb(start)
                || (token.cues.has(.function) || token.cues.has(.passive))
                    && !token.cues.has(.article)
                    && !token.cues.has(.particle)
            {
                start += 1
            } else if isBehindComplement, !isPost(start), words.length(start, .organisation) == 0 {
                // `قالت في اتصال هاتفي مساء الثلاثاء`: an adjective, or a time.
                start += 1
            } else {
                return start
            }
        }
        return start < ceiling && steps < 12 ? start : nil
    }

    /// The number of tokens of a name that begins at a position, up to the next person's: `La Voz de
    /// Tolvik`.
    private func nameLength(_ start: Int, _ ceiling: Int) -> Int {
        guard words.lexicon.hasVerbFirst, words.lexicon.hasCase, !words.lexicon.hasNounCase else {
            return 0
        }
        func isPart(_ index: Int) -> Bool {
            guard index < ceiling, words[index].kind == .word, words[index].isCapital else {
                return false
            }
            return !mentions(in: index..<(index + 1)).contains { $0.kind == .person }
        }
        guard words.length(start, .agency) == 0, words[start].isCapital else { return 0 }
        var end = start + 1
        if let name = mentions(in: start..<(start + 1)).first, name.range.upperBound <= ceiling {
            end = name.range.upperBound
        }
        while true {
            if isPart(end) {
                end += 1
            } else if words.has(end, .particle), isPart(end + 1) {
                end += 2
            } else {
                return end - start
            }
        }
    }

    /// Whether a preposition of a Romance language has a verb behind it: `al ser consultado`.
    private func isBeforeInfinitive(_ index: Int) -> Bool {
        guard words.lexicon.hasVerbFirst, words.lexicon.hasCase, !words.lexicon.hasNounCase,
            !words.lexicon.hasNoArticle, let next = words.at(index + 1), next.kind == .word,
            !next.isCapital, !isPost(index + 1), !next.cues.has(.article),
            ["al", "ao", "tras", "après", "dopo", "após"].contains(words.text(index..<(index + 1)))
        else { return false }
        let text = words.text((index + 1)..<(index + 2))
        return ["ar", "er", "ir", "are", "ere", "ire", "oir"].contains { text.hasSuffix($0) }
    }

    /// Russian says of bodies that something is said in them: `вздыхают в министерстве`.
    private func office(_ position: Int, _ ceiling: Int) -> Int? {
        guard words.lexicon.hasNoArticle, words.lexicon.hasCase, position + 1 < ceiling,
            words.has(position, .preposition)
        else { return nil }
        let end = min(position + 8, ceiling)
        guard
            (position + 1..<min(position + 4, end)).contains(where: {
                words.length($0, .organisation) > 0 || words.length($0, .known) > 0
            }), !hasPerson(position..<end)
        else { return nil }
        return position + 1
    }

    private func isNominalStart(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return false }
        return token.isCapital && words.lexicon.hasCase || token.cues.has(.article)
            || words.length(index, .title) > 0
    }

    private func isOf(_ index: Int) -> Bool {
        words.has(index, .particle) || words.has(index, .article) || isFor(index)
    }

    private func isFor(_ index: Int) -> Bool {
        // `a spokesman for the ministry`, `head of`: after a title.
        words.has(index - 1, .title) || words.length(index - 2, .title) == 2
    }
}
