// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Whom a phrase stands for.
extension Speakers {
    typealias Named = (name: String, entity: Int?)

    /// The name that a phrase stands for: that of the person or organisation in it, that of whom a
    /// pronoun or a noun with an article points back to, or its own words.
    ///
    /// - Parameters:
    ///   - range: The phrase.
    ///   - last: The speaker that the text named last, an entity.
    /// - Returns: The name, and the entity when there is one.
    func name(_ range: Range<Int>, last: Int?) -> Named? {
        if let gender = pronoun(range) { return name(ofPronoun: gender, range, last) }
        let inside = mentions(in: range)
        let people = inside.filter {
            $0.kind == .person && !isComplement($0, range)
                && (!isPossessive($0) || $0.range == range)
        }
        // Of several the one beside the verb.
        let isBefore = (0..<3).contains { verb(range.upperBound + $0) > 0 }
        if let person = isBefore ? people.last : people.first { return named(person.entity) }
        if let entity = antecedent(range) { return named(entity) }
        let hasTitle = range.contains { words.length($0, .title) > 0 }
        if let organisation = inside.last(where: { $0.kind == .organisation }) {
            let isWhole = range.count <= organisation.range.count + 2
            if isWhole || range.contains(where: { words.has($0, .speech) }) || !hasTitle {
                return named(organisation.entity)
            }
            return noun(range).map { ($0, nil) }
        }
        if let place = inside.last, range.count <= place.range.count + 1 {
            return named(place.entity)
        }
        return noun(range).map { ($0, nil) }
    }

    private func named(_ entity: Int) -> Named { (name(of: entity), entity) }

    /// Whether a person only belongs to the one who is meant: `a spokesman for Ann Lee`.
    private func isComplement(_ mention: NameMention, _ range: Range<Int>) -> Bool {
        let before = mention.outer - 1
        guard before > range.lowerBound, words.has(before, .preposition),
            !words[before].isCapital
        else { return false }
        return (range.lowerBound..<before).contains {
            words[$0].kind == .word && !words.has($0, .article) && !words.has($0, .preposition)
        }
    }

    /// The noun of a phrase with what stands before it, without its complements.
    private func noun(_ range: Range<Int>) -> String? {
        var start = range.lowerBound
        while start < range.upperBound, words[start].kind == .mark { start += 1 }
        var end = start
        var hasNoun = false
        var titleEnd = 0
        while end < range.upperBound {
            let token = words[end]
            let isJoined = Marks.isHyphen(token.mark) || words.isJoined(end)
            if hasNoun, !isJoined, end >= titleEnd {
                // `le porte-parole de`, `die Sprecherin der`, `представитель министерства`.
                if token.cues.has(.preposition) || token.cues.has(.article)
                    || Marks.isComma(token.mark)
                {
                    break
                }
                if titleEnd > 0, !words.lexicon.hasAdverbsLy { break }
            }
            if token.kind == .word, !token.cues.has(.article) { hasNoun = true }
            titleEnd = max(
                titleEnd, words.length(end, .title) > 0 ? end + words.length(end, .title) : 0)
            end += 1
        }
        let text = words.text(start..<end)
        return text.isEmpty || !hasNoun ? nil : text
    }

    // MARK: Pronouns

    /// The pronoun in a phrase, when the phrase is nothing else.
    private func pronoun(_ range: Range<Int>) -> String? {
        guard range.count(where: { words[$0].kind == .word }) <= 3 else { return nil }
        for index in range {
            if let value = words.value(index, .pronoun), words.has(index, .pronoun) { return value }
        }
        return nil
    }

    private func name(ofPronoun gender: String, _ range: Range<Int>, _ last: Int?) -> Named? {
        let start = range.lowerBound
        switch gender {
        case "m", "f", "x":
            if let person = person(before: start, gender: gender, last: last) {
                return named(person)
            }
            return subject(ofSentenceBefore: start)
        case "p":
            if let last { return named(last) }
            return subject(ofSentenceBefore: start)
        case "r":
            // `..., who added`: the name before it.
            let near = mentions(in: max(0, start - 12)..<start).last {
                $0.kind != .place && words[$0.range.lowerBound].sentence == words[start].sentence
            }
            return near.map { named($0.entity) }
        default: return (words.text(range), nil)
        }
    }

    /// The person whom a pronoun means: of the nearest sentence that names somebody of that gender
    /// the first, or the last speaker when nobody was named since.
    private func person(before position: Int, gender: String, last: Int?) -> Int? {
        topic(before: position) {
            genders.allows($0.entity, gender)
        } instead: { mention in
            let start = mention.range.lowerBound
            if words[position].paragraph - words[start].paragraph > 4, let last,
                genders.allows(last, gender), isPerson(last)
            {
                return last
            }
            return mention.entity == last ? last : nil
        }
    }

    /// Of the nearest sentence before a position that is about somebody, the one named first.
    ///
    /// - Parameters:
    ///   - position: A token.
    ///   - accepts: Whether a person may be meant.
    ///   - instead: Who is meant for good once a person comes into question; `nil`: go on.
    /// - Returns: An entity.
    private func topic(
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

    private func isPerson(_ entity: Int) -> Bool {
        entity >= list.entities.count || list.entities[entity].kind == .person
    }

    // MARK: Left out

    /// Whom a verb without a subject means: the one that the sentence before it is about.
    func implied(before position: Int, last: Int?) -> Named? {
        let paragraph = words[min(position, words.count - 1)].paragraph
        let entity = topic(before: position) {
            words[$0.range.lowerBound].paragraph == paragraph
        }
        if let entity { return named(entity) }
        return last.map(named) ?? subject(ofSentenceBefore: position)
    }

    /// The noun phrase that the sentence before a position's begins with.
    private func subject(ofSentenceBefore position: Int) -> Named? {
        let end = words.sentenceStart(position)
        guard end > 0, words[position].paragraph - words[end - 1].paragraph <= 1 else { return nil }
        let start = words.sentenceStart(end - 1)
        guard words.has(start, .article), start + 1 < end, !isQuoted[start],
            let phrase = phrase(from: start, ceiling: end), phrase.lowerBound == start,
            phrase.count <= 6
        else { return nil }
        if let organisation = mentions(in: phrase).first(where: { $0.kind == .organisation }) {
            return named(organisation.entity)
        }
        guard mentions(in: phrase).isEmpty else { return nil }
        return noun(phrase).map { ($0, nil) }
    }

    /// Whom a noun with an article points back to: `the ministry`, `the spokesman`.
    private func antecedent(_ range: Range<Int>) -> Int? {
        guard
            words.has(range.lowerBound, .article) || !words.lexicon.hasCase
                || words.lexicon.hasNoArticle
        else { return nil }
        let heads = range.filter {
            words[$0].kind == .word && !words.has($0, .article) && !words.has($0, .preposition)
        }
        guard let head = heads.last, heads.count <= 3 else { return nil }
        let role = heads.first { words.length($0, .title) > 0 } ?? head
        var index = mentionFrom[range.lowerBound] - 1
        var steps = 0
        while index >= 0, steps < 200 {
            let mention = people[index]
            index -= 1
            steps += 1
            if mention.kind == .organisation {
                let own = mention.range.map { words[$0].hash }
                if heads.allSatisfy({ own.contains(words[$0].hash) }) { return mention.entity }
            } else if mention.kind == .person, isCalled(mention, role) {
                return mention.entity
            }
        }
        return nil
    }

    /// Whether a role stands beside a name: before it, or in an apposition on either side.
    private func isCalled(_ mention: NameMention, _ role: Int) -> Bool {
        func isSame(_ index: Int) -> Bool {
            words[index].hash == words[role].hash
                || words[index].entry >= 0 && words[index].entry == words[role].entry
                    && words.has(role, .title)
        }
        let sentence = words[mention.range.lowerBound].sentence
        if (mention.outer..<mention.range.lowerBound).contains(where: isSame) { return true }
        let end = mention.range.upperBound
        if Marks.isComma(words.mark(end)),
            (end + 1..<min(end + 9, words.count)).contains(where: {
                isSame($0) && words[$0].sentence == sentence
            })
        {
            return true
        }
        // `the mayor of Kelmar, Jo Ray`, `the striking nurse Jo Ray`
        let before = mention.outer - 1
        let reach = Marks.isComma(words.mark(before)) ? 8 : 2
        return (max(0, before - reach)...max(0, before)).contains {
            isSame($0) && words[$0].sentence == sentence
        }
    }
}
