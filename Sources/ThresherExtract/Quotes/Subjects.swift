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
        if let pronoun = enclitic(index, verb) { return pronoun }
        if let person = relativeName(index, floor) ?? relative(index, floor) { return person }
        if let head = framed(index, floor) { return head }
        // `Zugleich mahnte sie: ...`: the subject behind its verb.
        if words.lexicon.hasNounCase, let pronoun = pronounBehind(index, verb, floor) {
            return pronoun
        }
        // `und dass die Polizei, sagte er, ...`, `que la policía, afirmó, ...`
        if words.lexicon.hasVerbFirst, words.lexicon.hasCase, Marks.isComma(words.mark(index - 1)),
            Marks.isComma(words.mark(index + verb)), let main = mainSubject(floor, index - 1)
        {
            return main
        }
        // `The office urged people to leave, saying ...`: the subject of the sentence.
        if isParticiple(index), Marks.isComma(words.mark(index - 1)) {
            if let person = openingPerson(floor, index) { return person }
            if let head = phrase(before: index, floor: floor), hasPerson(head) { return head }
            let floor = behindOpener(floor, index)
            if let main = phrase(from: floor, ceiling: index), isNominal(main),
                main.lowerBound - floor < 12
            {
                return main
            }
        }
        // `Analyst Jo Ray cut her target to 26 euros and spoke of ...`
        if words.has(index - 1, .conjunction), words.value(index - 1, .conjunction) == "and",
            index > floor, let main = mainSubject(floor, index - 1)
        {
            return main
        }
        let before = phrase(before: index, floor: floor).flatMap { isNominal($0) ? $0 : nil }
        let isParted = Marks.isComma(words.mark(index - 1))
        if let before, !isInverted(before), !isParted || hasPerson(before) { return before }
        // `The strike goes on, warned Jo Ray: "..."`: English says so only of names.
        let canInvert = words.lexicon.hasVerbFirst || !words.lexicon.hasCase || before == nil
        let behind =
            canInvert || isParted
            ? phrase(from: index + verb, ceiling: ceiling).flatMap {
                isNominal($0) && (canInvert || hasPerson($0)) ? $0 : nil
            } : nil
        // `The board, set up in May, called the work "..."`: what stands behind is the object.
        if isParted, let before, before == opening(floor, index - 1),
            behind.map({ !hasPerson($0) && words.mark($0.upperBound) != 0x3A }) ?? true
        {
            return before
        }
        if let behind { return behind }
        if !words.lexicon.hasCase, index > floor + 1, let main = mainSubject(floor, index) {
            return main
        }
        let subject = before.flatMap { isInverted($0) && words.lexicon.hasVerbFirst ? nil : $0 }
        return subject ?? officeBefore(index, floor)
    }

    /// The pronoun right behind a German verb whose sentence begins with an adverb or another
    /// complement.
    private func pronounBehind(_ index: Int, _ verb: Int, _ floor: Int) -> Range<Int>? {
        let next = index + verb
        guard words.has(next, .pronoun), let value = words.value(next, .pronoun),
            value == "m" || value == "f", !words[next].isCapital,
            value == "m" || !words.text(index..<(index + 1)).hasSuffix("en")
        else { return nil }
        let before = floor..<index
        guard
            mentions(in: before).allSatisfy({
                $0.kind == .place || isGoverned($0)
            }),
            !before.contains(where: { words.has($0, .pronoun) && !words.has($0, .article) })
        else { return nil }
        // `Die Nachbarin nannte sie`: an article without a preposition begins a subject.
        if value == "f", words.has(floor, .article), !words.has(floor, .preposition) { return nil }
        return next..<(next + 1)
    }

    /// The person whom a clause begins with: `But Ann Lee dismissed the claim`, `In a letter, Ann Lee`.
    private func openingPerson(_ floor: Int, _ ceiling: Int) -> Range<Int>? {
        var start = behindOpener(floor, ceiling)
        if words.has(start, .conjunction), !isInsideMention(start) { start += 1 }
        let person = mentions(in: start..<min(start + 6, ceiling)).first
        guard let person, person.kind == .person, person.outer == start, !isQuoted[start],
            !isPossessive(person)
        else { return nil }
        return person.range
    }

    /// Behind the comma of the complement that a sentence begins with: `In a letter, the board ...`.
    private func behindOpener(_ floor: Int, _ ceiling: Int) -> Int {
        guard words.has(floor, .preposition), !isInsideMention(floor) else { return floor }
        let end = min(ceiling, floor + 16)
        let comma = (floor..<end).first { Marks.isComma(words.mark($0)) }
        return comma.map { $0 + 1 < ceiling ? $0 + 1 : floor } ?? floor
    }

    /// Russian says of bodies that something is said in them: `В пресс-службе завода заявили`.
    private func officeBefore(_ index: Int, _ floor: Int) -> Range<Int>? {
        guard words.lexicon.hasNoArticle, words.lexicon.hasCase, floor + 1 < index,
            words.has(floor, .preposition), words[floor].isCapital,
            words.text(index..<(index + 1)).hasSuffix("и"), index - floor < 8,
            (floor..<index).allSatisfy({ words[$0].kind == .word || words.isJoined($0) })
        else { return nil }
        return phrase(from: floor + 1, ceiling: index)
    }

    /// In languages whose verb comes first, the words before it are no subject.
    func isInverted(_ phrase: Range<Int>) -> Bool {
        if !words.lexicon.hasCase { return true }
        // `Жители называют`, `Nachbarn nennen`: a noun that begins the sentence.
        let start = phrase.lowerBound
        if words.lexicon.hasNoArticle || words.lexicon.hasNounCase, phrase.count <= 3,
            words[start].isCapital, words.sentenceStart(start) == start,
            !words.has(start, .preposition), !words.has(start, .day_word),
            !words.has(start, .not_name), !words.has(start, .function),
            !words.lexicon.hasNounCase || words[phrase.upperBound - 1].isCapital
        {
            return false
        }
        // `Dalla stanza accanto interviene il direttore`: a preposition with its article.
        let first = phrase.lowerBound
        if words.has(first, .preposition), words.has(first, .article), words.lexicon.hasVerbFirst,
            !words.lexicon.hasNounCase, !isInsideMention(first)
        {
            return true
        }
        return mentions(in: phrase).isEmpty && words.lexicon.hasVerbFirst
            && !phrase.contains {
                words.has($0, .pronoun) || words.has($0, .article) || isPost($0)
                    || words.lexicon.hasNoArticle && words[$0].isCapital
                        && words.mark($0 - 1) == 0x3B
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
        if let aside = beforeAside(end, floor) { return plain(before: aside, floor: floor) }
        if end > floor + 1, Marks.isComma(words.mark(end - 1)) {
            if let found = parted(end - 1, floor) { return found }
            end -= 1
            while end > floor, words[end - 1].kind == .mark { end -= 1 }
        }
        return plain(before: end, floor: floor)
    }

    /// The first dash of an aside that ends before a verb: `Her rival – a lawyer – hit back`.
    private func beforeAside(_ end: Int, _ floor: Int) -> Int? {
        guard end > floor + 2, Marks.isDash(words.mark(end - 1)), words[end - 1].isSpaced else {
            return nil
        }
        var dash = end - 2
        while dash > floor, end - dash < 40 {
            if Marks.isDash(words.mark(dash)), words[dash].isSpaced {
                return words[dash - 1].kind == .word ? dash : nil
            }
            dash -= 1
        }
        return nil
    }

    func plain(before verb: Int, floor: Int) -> Range<Int>? {
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
        let first = start
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
        // `Desde su casa habló`: the preposition's noun is no subject.
        if start == first + 1, words.lexicon.hasVerbFirst, words.lexicon.hasCase,
            !words.lexicon.hasNoArticle, words.has(start, .article),
            mentions(in: start..<end).isEmpty, !(start..<end).contains(where: isPost)
        {
            return nil
        }
        while start < end, words[start].kind == .mark, !Marks.isOpening(words.mark(start)) {
            start += 1
        }
        return start < end ? start..<end : nil
    }
}
