// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Whom pronouns mean.
extension Speakers {
    /// The pronoun in a phrase, when the phrase is nothing else.
    func pronoun(_ range: Range<Int>) -> String? {
        let count = range.count { words[$0].kind == .word }
        guard count <= 3 else { return nil }
        for index in range {
            // `der Bürgermeister` begins with no relative pronoun.
            if words.has(index, .article), count > 1 { continue }
            if let value = words.value(index, .pronoun), words.has(index, .pronoun) { return value }
        }
        return nil
    }

    func name(ofPronoun gender: String, _ range: Range<Int>, _ last: Int?) -> Named? {
        let start = range.lowerBound
        switch gender {
        case "m", "f", "x":
            if let body = bodyBefore(start) { return body }
            if gender != "x", let newcomer = newcomer(before: start) { return newcomer }
            let person = person(before: start, gender: gender, last: last)
            // Somebody without a name whom the sentence before is about.
            if gender != "x", person.map({ !isNamed($0, beside: start) }) ?? true,
                let bystander = bystander(before: start)
            {
                return bystander
            }
            if let person {
                return named(person)
            }
            return subject(ofSentenceBefore: start)
        case "p":
            if let last { return named(last) }
            return subject(ofSentenceBefore: start)
        case "r":
            // `the chairman who promises`: the noun before it; `..., who added`: the name before it.
            if words.at(start - 1)?.kind == .word,
                let noun = plain(before: start, floor: words.sentenceStart(start)),
                isRole(noun), pronoun(noun) == nil, mentions(in: noun).isEmpty || hasPerson(noun)
            {
                return name(noun, last: last)
            }
            let near = mentions(in: max(0, start - 12)..<start).last {
                $0.kind != .place && words[$0.range.lowerBound].sentence == words[start].sentence
            }
            return near.map { named($0.entity) }
        case "n":
            // `it wrote`, `hieß es`: the body that the sentence before names.
            if let body = source(behind: range.upperBound) ?? body(before: start) { return body }
            return (words.text(range), nil)
        default: return (words.text(range), nil)
        }
    }

    /// The organisation that the sentence before a position's names, and nobody else, where pronouns
    /// have the gender of nouns: `Anders sieht das die Gewerkschaft Vida. Sie ...`.
    private func bodyBefore(_ position: Int) -> Named? {
        guard words.lexicon.hasDecimalComma else { return nil }
        let end = words.sentenceStart(position)
        guard end > 0, words[end - 1].paragraph == words[position].paragraph else { return nil }
        let near = mentions(in: words.sentenceStart(end - 1)..<position)
            .filter { !isQuoted[$0.range.lowerBound] && $0.kind != .place }
        guard let body = near.last, near.allSatisfy({ $0.entity == body.entity }),
            body.kind == .organisation, !words.has(body.outer - 1, .preposition)
        else { return nil }
        return named(body.entity)
    }

    /// The organisation that the paragraph names before a position, or the noun that its sentence
    /// begins with.
    func body(before position: Int) -> Named? {
        let paragraph = words[min(position, words.count - 1)].paragraph
        var index = mentionFrom[position] - 1
        var steps = 0
        while index >= 0, steps < 20 {
            let mention = people[index]
            let start = mention.range.lowerBound
            guard words[start].paragraph == paragraph else { break }
            if mention.kind == .organisation, !isQuoted[start] { return named(mention.entity) }
            index -= 1
            steps += 1
        }
        let sentence = words.sentenceStart(position)
        guard sentence > 0, words[sentence - 1].paragraph == paragraph else { return nil }
        let start = words.sentenceStart(sentence - 1)
        for token in start..<sentence where !isQuoted[token] {
            guard words.length(token, .organisation) > 0, !isVerbLike(token) else { continue }
            return (words.text(token..<(token + words.length(token, .organisation))), nil)
        }
        // `Beim Jagdinspektorat gibt man sich bedeckt.`
        guard words.lexicon.hasNounCase, words.has(start, .preposition) else { return nil }
        let noun = (start + 1..<min(start + 5, sentence)).first {
            words[$0].kind == .word && words[$0].isCapital && !words.has($0, .article)
        }
        return noun.map { (words.text($0..<($0 + 1)), nil) }
    }

    /// The person whom a pronoun means: of the nearest sentence that names somebody of that gender
    /// the first, or the last speaker when nobody was named since.
    ///
    /// A sentence that has such a pronoun for its subject is about the one whom that means; those
    /// whom it names behind it are others. Who is named in the pronoun's own sentence behind a
    /// preposition is seldom meant: `In an interview with Ann Lee, he said`.
    private func person(before position: Int, gender: String, last: Int?) -> Int? {
        if let teller = teller(before: position), genders.allows(teller, gender) { return teller }
        var end = position
        var fallback: Int?
        var unproven: Int?
        let isLastFit = last.map { isPerson($0) && genders.allows($0, gender) } ?? false
        for _ in 0..<Self.sentencesBack where end > 0 {
            let start =
                end == position ? words.sentenceStart(position) : words.sentenceStart(end - 1)
            defer { end = start }
            let named = mentions(in: start..<end).filter {
                $0.kind == .person && !isQuoted[$0.range.lowerBound] && isTopic($0)
                    && !isInBrackets($0) && genders.allows($0.entity, gender)
            }
            let people = named.filter { isProven[$0.entity] }
            let free = people.first { !isPossessive($0) && !isGoverned($0) }
            if let pronoun = subjectPronoun(start..<end, gender),
                free.map({ $0.range.lowerBound > pronoun }) ?? true
            {
                continue
            }
            guard let meant = free ?? people.last else {
                if unproven == nil { unproven = named.first?.entity }
                continue
            }
            if let fallback, words[meant.range.lowerBound].paragraph != words[position].paragraph {
                return fallback
            }
            if free == nil, end == position {
                fallback = meant.entity
                continue
            }
            let gap = words[position].paragraph - words[meant.range.lowerBound].paragraph
            return gap > 4 && isLastFit ? last : meant.entity
        }
        if let last, isLastFit, fallback == nil, isNear(last, position) { return last }
        return fallback ?? unproven
    }

    /// The person who is said to speak in the sentence before a position's, when the position stands
    /// behind what is told: `Ann Lee stressed that ... Had Jo Ray known of it, she added`.
    private func teller(before position: Int) -> Int? {
        let own = words.sentenceStart(position)
        guard own > 0, own < position,
            Marks.isComma(words.mark(position - 1)) || isQuoted[position - 1]
                || Marks.isComma(words.mark(position - 2)),
            words[position].paragraph - words[own - 1].paragraph <= 1
        else { return nil }
        let start = words.sentenceStart(own - 1)
        let verb = (start..<own).first { !isQuoted[$0] && self.verb($0) > 0 }
        guard let verb, let subject = phrase(before: verb, floor: start) else { return nil }
        let next = verb + self.verb(verb)
        if words.value(verb, .say) == "ask" {
            // `Ann Lee asked Jo Ray if it was true. "Yes," he said.`
            let asked = mentions(in: next..<(next + 1)).first
            return asked.flatMap { $0.kind == .person && isQuoted[own] ? $0.entity : nil }
        }
        let people = mentions(in: subject).filter { $0.kind == .person && !isPossessive($0) }
        guard people.count == 1, let person = people.first, !isGoverned(person) else { return nil }
        return person.entity
    }

    /// Whether brackets are open where a name stands: `the probe (with the voice of Jo Ray)`.
    private func isInBrackets(_ mention: NameMention) -> Bool {
        let start = mention.outer
        let mark = (max(0, start - 24)..<start).last {
            [0x28, 0x29].contains(words.mark($0))
                && words[$0].sentence == words[start].sentence
        }
        return mark.map { words.mark($0) == 0x28 } ?? false
    }

    /// Sentences in which the one whom a pronoun means is looked for.
    private static let sentencesBack = 40

    /// The first pronoun of a gender in a range, outside of marks, that is a subject.
    ///
    /// German `sie` is one at the beginning of a clause or behind a verb that grammar has.
    func subjectPronoun(_ range: Range<Int>, _ gender: String) -> Int? {
        range.first {
            guard words.has($0, .pronoun), !words.has($0, .article), !isQuoted[$0],
                words.value($0, .pronoun) == gender
            else { return false }
            return !words.lexicon.hasNounCase || gender == "m" || $0 == range.lowerBound
                || words[$0 - 1].kind == .mark || words.has($0 - 1, .conjunction)
                || words.has($0 - 1, .function)
        }
    }

    /// Whether a preposition stands before a name and what belongs to it: `with the coach Ann Lee`.
    func isGoverned(_ mention: NameMention) -> Bool { isGoverned(mention.outer) }

    /// The same of whatever begins at a position.
    func isGoverned(_ position: Int) -> Bool {
        var index = position - 1
        while index >= 0, position - index < 5, words[index].kind == .word {
            if words.has(index, .preposition) { return !words.has(index, .conjunction) }
            // `an den Soziologen Jo Ray`
            let isNoun = words.lexicon.hasNounCase && index == position - 1
            let isWithin =
                words.has(index, .article) || isPost(index) || isNoun && words[index].isCapital
                || words.lexicon.hasNounCase && !words[index].isCapital && verb(index) == 0
                    && !words.has(index, .function) && !words.has(index, .conjunction)
            guard isWithin else { return false }
            index -= 1
        }
        return false
    }

    /// Of the nearest sentence before a position that is about somebody, the one named first.
    ///
    /// - Parameters:
    ///   - position: A token.
    ///   - accepts: Whether a person may be meant.
    ///   - instead: Who is meant for good once a person comes into question; `nil`: go on.
    /// - Returns: An entity.
    func topic(
        before position: Int, where accepts: (NameMention) -> Bool,
        instead: (NameMention) -> Int? = { _ in nil }
    ) -> Int? {
        var index = mentionFrom[max(0, min(position, words.count))] - 1
        var steps = 0
        var best: (entity: Int, sentence: Int32)?
        while index >= 0, steps < 40 {
            let mention = people[index]
            steps += 1
            index -= 1
            let start = mention.range.lowerBound
            if let best, words[start].sentence != best.sentence { break }
            guard mention.kind == .person, !isQuoted[start], isTopic(mention), accepts(mention)
            else { continue }
            // Names that belong to something are seldom meant.
            if isPossessive(mention) || words.has(mention.outer - 1, .preposition), best != nil {
                continue
            }
            if let other = instead(mention) { return other }
            best = (mention.entity, words[start].sentence)
        }
        return best?.entity
    }

    func isPerson(_ entity: Int) -> Bool {
        entity >= list.entities.count || list.entities[entity].kind == .person
    }
}
