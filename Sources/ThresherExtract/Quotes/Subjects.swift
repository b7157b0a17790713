// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The words beside a verb that say who does it.
///
/// News names a speaker with what he is, before or after the name: `Jo Ray, the mayor, who ..., said`,
/// `said the mayor of Kelmar, Jo Ray`, `a déclaré à l'AFP le maire, Jo Ray`. A phrase found here goes
/// up to the name wherever it stands.
extension Speakers {
    /// The subject of a verb on either side of it.
    ///
    /// Where a comma stands right before the verb and no insertion does, the words before it are
    /// another clause: `Es werde warm, sagte der Biologe`.
    func subject(of index: Int, floor: Int, ceiling: Int) -> Range<Int>? {
        let verb = verb(index)
        // `The office urged people to leave, saying ...`: the subject of the sentence.
        if isParticiple(index), Marks.isComma(words.mark(index - 1)) {
            if let head = phrase(before: index, floor: floor), hasPerson(head) { return head }
            if let main = phrase(from: floor, ceiling: index), isNominal(main),
                main.lowerBound - floor < 12
            {
                return main
            }
        }
        let before = phrase(before: index, floor: floor).flatMap { isNominal($0) ? $0 : nil }
        let isParted = Marks.isComma(words.mark(index - 1))
        if let before, !isInverted(before), !isParted || hasPerson(before) { return before }
        if words.lexicon.hasVerbFirst || !words.lexicon.hasCase || before == nil,
            let behind = phrase(from: index + verb, ceiling: ceiling), isNominal(behind)
        {
            return behind
        }
        return before.flatMap { isInverted($0) && words.lexicon.hasVerbFirst ? nil : $0 }
    }

    /// Whether a verb has the subject of the sentence's own: `saying`, `añadiendo`, `назвав`.
    private func isParticiple(_ index: Int) -> Bool {
        let text = words.text(index..<(index + 1))
        if words.lexicon.hasAdverbsLy { return text.hasSuffix("ing") }
        guard words.lexicon.hasCase, words.lexicon.hasVerbFirst, !words.lexicon.hasNounCase else {
            return false
        }
        return words.lexicon.hasNoArticle
            ? text.hasSuffix("ав") || text.hasSuffix("ив") || text.hasSuffix("ув")
            : text.hasSuffix("ndo") || text.hasSuffix("ant")
    }

    /// In languages whose verb comes first, the words before it are no subject.
    func isInverted(_ phrase: Range<Int>) -> Bool {
        if !words.lexicon.hasCase { return true }
        return mentions(in: phrase).isEmpty && words.lexicon.hasVerbFirst
            && !phrase.contains {
                words.has($0, .pronoun) || words.has($0, .article) || words.length($0, .title) > 0
            }
    }

    /// The noun phrase that ends before a verb, not beyond a floor.
    func phrase(before verb: Int, floor: Int) -> Range<Int>? {
        var end = verb
        // Adverbs and auxiliaries between: `has also said`.
        while end > floor, words[end - 1].kind == .word,
            words.has(end - 1, .function) && !words.has(end - 1, .pronoun)
                && !words[end - 1].isCapital
                || isAdverb(end - 1)
        { end -= 1 }
        end = beforeBrackets(end, floor)
        if end > floor + 1, Marks.isComma(words.mark(end - 1)) {
            if let found = parted(end - 1, floor) { return found }
            end -= 1
            while end > floor, words[end - 1].kind == .mark { end -= 1 }
        }
        return plain(before: end, floor: floor)
    }

    /// The end without brackets before it: `Jo Ray (Lab, Eastfield)`.
    private func beforeBrackets(_ end: Int, _ floor: Int) -> Int {
        guard end > floor + 2, words.mark(end - 1) == 0x29 else { return end }
        var start = end - 2
        while start > floor, end - start < 24, words.mark(start) != 0x28 { start -= 1 }
        return words.mark(start) == 0x28 && start > floor ? start : end
    }

    /// The subject before an insertion that a comma closes: `Jo Ray, 34, who ..., said`,
    /// `the mayor, Jo Ray, said`.
    private func parted(_ closing: Int, _ floor: Int) -> Range<Int>? {
        var comma = closing - 1
        var tries = 0
        var fallback: Range<Int>?
        while comma > floor, closing - comma < 60, tries < 4 {
            let before = beforeBrackets(comma + 1, floor) - 1
            if before < comma {
                comma = before
                continue
            }
            if Marks.isComma(words.mark(comma)) {
                tries += 1
                let head = plain(before: beforeBrackets(comma, floor), floor: floor)
                if let head, hasPerson(head) { return head }
                if let name = leadingPerson((comma + 1)..<closing) {
                    return (head?.lowerBound ?? name.lowerBound)..<name.upperBound
                }
                // `The company, Kelmar Mining, said`
                if let head, let firm = mentions(in: (comma + 1)..<(comma + 2)).first,
                    firm.kind == .organisation, firm.range.upperBound <= closing,
                    words.has(head.lowerBound, .article), mentions(in: head).isEmpty
                {
                    return (comma + 1)..<firm.range.upperBound
                }
                if fallback == nil, let head, isNominal(head) { fallback = head }
            } else if isStop(comma) {
                break
            }
            comma -= 1
        }
        return fallback
    }

    /// The person that a range begins with, an article and a role before it or none.
    func leadingPerson(_ range: Range<Int>) -> Range<Int>? {
        guard range.count > 0,
            let mention = mentions(
                in: range.lowerBound..<min(range.lowerBound + 12, range.upperBound)
            ).first(
                where: { $0.kind == .person && !isPossessive($0) }),
            mention.range.upperBound <= range.upperBound, mention.outer - range.lowerBound <= 2
        else { return nil }
        let before = range.lowerBound..<max(mention.outer, range.lowerBound)
        guard
            before.allSatisfy({
                words[$0].kind == .word && verb($0) == 0
                    && (words.has($0, .article)
                        || !words.has($0, .preposition) && !words.has($0, .conjunction)
                            && !words.has($0, .function))
            })
        else { return nil }
        return range.lowerBound..<mention.range.upperBound
    }

    private func plain(before verb: Int, floor: Int) -> Range<Int>? {
        let end = verb
        // A pronoun beside the verb is all of the subject.
        if end > floor, words.has(end - 1, .pronoun),
            words.value(end - 1, .pronoun) != "r" || !words.lexicon.hasNounCase
        {
            return (end - 1)..<end
        }
        var start = end
        while start > floor, end - start < 16 {
            let index = start - 1
            if isStop(index) || Marks.isComma(words.mark(index)) { break }
            if isVerbLike(index), !isInsideMention(index) { break }
            if words.has(index, .conjunction),
                !words.has(index, .particle) || end - start > 0 && !isInsideMention(index)
            {
                break
            }
            start -= 1
        }
        while start < end, words.has(start, .preposition) && !words.has(start, .article),
            !isInsideMention(start)
        {
            // `In Berlin the minister said`: what follows the preposition's own noun.
            start += 1
            if let mention = mentions(in: start..<end).first, mention.kind == .place,
                mention.range.upperBound < end
            {
                start = mention.range.upperBound
            } else if let article = (start..<end).dropFirst().first(where: {
                words.has($0, .article)
            }) {
                start = article
            }
        }
        while start < end, words[start].kind == .mark, !Marks.isOpening(words.mark(start)) {
            start += 1
        }
        return start < end ? start..<end : nil
    }

    /// The noun phrase that begins behind a verb, not beyond a ceiling.
    func phrase(from position: Int, ceiling: Int) -> Range<Int>? {
        guard let start = subjectStart(position, ceiling) else { return nil }
        var end = start
        while end < ceiling, end - start < 18 {
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
                    || isVerbLike(end)
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
        if !hasPerson(start..<end), let name = apposition(end, ceiling) {
            return start..<name.upperBound
        }
        return start..<end
    }

    /// The name behind what somebody is: `the mayor of Kelmar, Jo Ray`.
    private func apposition(_ end: Int, _ ceiling: Int) -> Range<Int>? {
        var comma = end
        if words.mark(comma) == 0x28 {
            var closing = comma + 1
            while closing < ceiling, closing - comma < 16, words.mark(closing) != 0x29 {
                closing += 1
            }
            guard words.mark(closing) == 0x29 else { return nil }
            comma = closing + 1
        }
        guard comma < ceiling, Marks.isComma(words.mark(comma)) else { return nil }
        return leadingPerson((comma + 1)..<ceiling)
    }

    /// Where the subject begins behind a verb: adverbs, times and those spoken to come first.
    private func subjectStart(_ position: Int, _ ceiling: Int) -> Int? {
        var start = position
        var steps = 0
        while start < ceiling, steps < 12 {
            steps += 1
            let token = words[start]
            if token.kind == .mark {
                // `dit-il`; a comma or colon ends what the verb governs.
                guard
                    Marks.isHyphen(token.mark) && !token.isSpaced || Marks.isApostrophe(token.mark)
                        || token.mark == 0x201E || token.mark == 0xAB
                else { return nil }
                start += 1
            } else if token.kind == .number {
                return start
            } else if isInsideMention(start), !(token.cues.has(.agency)) {
                return start
            } else if words.length(start, .agency) > 0,
                isNominalStart(start + words.length(start, .agency))
            {
                start += words.length(start, .agency)
            } else if token.cues.has(.weekday) || words.length(start, .day_word) > 0 {
                start += max(words.length(start, .day_word), 1)
            } else if token.cues.has(.pronoun) {
                return start
            } else if token.cues.has(.preposition), !token.isCapital {
                // The complement and its adjectives.
                start += 1
                while start < ceiling, words.has(start, .article), !words.has(start, .preposition) {
                    start += 1
                }
                if Marks.isApostrophe(words.mark(start)) { start += 1 }
                if start < ceiling, words[start].kind != .mark {
                    start += max(
                        1, words.length(start, .agency), words.length(start, .known),
                        words.length(start, .speech))
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
            } else {
                return start
            }
        }
        return start < ceiling && steps < 12 ? start : nil
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
