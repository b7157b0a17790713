// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The people and firms that a post or a noun stands for: named before it with that post, or right
/// behind it.
extension Speakers {
    /// Whom a post means that the text names only in its next words: `said the mayor. The town, Jo Ray
    /// added, ...`.
    ///
    /// The name stands bare, for the first time, beside a verb of speech, in one of the two sentences
    /// behind the phrase's own and in its paragraph.
    func namedLater(_ range: Range<Int>) -> Int? {
        guard isRole(range), !isIndefinite(range.lowerBound), mentions(in: range).isEmpty
        else { return nil }
        let own = words[range.upperBound - 1]
        for mention in mentions(in: range.upperBound..<(range.upperBound + 80)) {
            let start = mention.range.lowerBound
            guard words[start].paragraph == own.paragraph else { break }
            guard mention.kind == .person, !isQuoted[start] else { continue }
            let gap = words[start].sentence - own.sentence
            guard gap > 0, gap <= 3 else {
                guard gap > 3 else { continue }
                break
            }
            guard isFirst(mention), isBare(mention),
                isSpeaking(mention) || isSubject(mention)
            else { return nil }
            return mention.entity
        }
        return nil
    }

    /// Whether a sentence begins with a name that nothing tells more of.
    private func isSubject(_ mention: NameMention) -> Bool {
        let start = mention.outer
        guard words.lexicon.hasCase, words.sentenceStart(start) == start, mention.range.count > 1
        else { return false }
        return !Marks.isComma(words.mark(mention.range.upperBound))
            || !isPost(mention.range.upperBound + 1) && !isPost(mention.range.upperBound + 2)
    }

    /// The person named before whom a noun with its article means that fits anybody: `"Never", the
    /// witness replied`, `l'octogénaire`, `der Angeklagte`.
    ///
    /// It has no complement, and fits the gender of who spoke last or of whom the sentence before is
    /// about.
    func epithet(_ phrase: Range<Int>, _ last: Int?) -> Int? {
        let start = phrase.lowerBound
        // `il tecnico in sala stampa`; but `l'auteur du livre`
        let preposition = phrase.dropFirst().first { words.has($0, .preposition) }
        guard preposition.map({ !words.has($0, .particle) }) ?? true else { return nil }
        let range = start..<(preposition ?? phrase.upperBound)
        // `die 43-Jährige`, `the 34-year-old`
        if words.has(start, .article), !isIndefinite(start), words.at(start + 1)?.kind == .number,
            range.count <= 6, Marks.isHyphen(words.mark(start + 2))
        {
            let gender = words.has(start, .gender) ? words.value(start, .gender) : nil
            func fits(_ entity: Int) -> Bool { gender.map { genders.allows(entity, $0) } ?? true }
            if let last, fits(last), isPerson(last), isNear(last, start) { return last }
            return topic(before: start) { fits($0.entity) && isNear($0.entity, start) }
        }
        guard words.has(start, .article), !isIndefinite(start), range.count <= 4,
            let noun = range.first(where: isPost), noun > start, noun <= start + 3,
            mentions(in: range).allSatisfy(isPartOfCompound), isSingular(start, noun)
        else { return nil }
        let gender = gender(start, noun)
        guard words.value(noun, .kin) == "any" else {
            return untold(before: start, gender, isNew: isFirstWord(noun))
                ?? sameSpeaker(start, last, gender, isNew: isFirstWord(noun))
        }
        func fits(_ entity: Int) -> Bool { gender.map { genders.allows(entity, $0) } ?? true }
        if newcomer(before: start) != nil { return nil }
        if let last, fits(last), isNear(last, start) { return last }
        return topic(before: start) { fits($0.entity) && isNear($0.entity, start) }
    }

    /// The person whom the sentence before a position's in its paragraph names alone, without a post or,
    /// where the post is new to the text, at its beginning: `Jo Ray has run it since May. The baker
    /// said`.
    private func untold(before position: Int, _ gender: String?, isNew: Bool) -> Int? {
        let end = words.sentenceStart(position)
        guard end > 0, words[end - 1].paragraph == words[position].paragraph else { return nil }
        let people = mentions(in: words.sentenceStart(end - 1)..<position).filter {
            $0.kind == .person && !isQuoted[$0.range.lowerBound]
        }
        guard let person = people.first, people.allSatisfy({ $0.entity == person.entity }),
            !isPossessive(person), isFirst(person), person.range.count > 1,
            isNew && words.sentenceStart(person.outer) == person.outer || isWithoutPost(person),
            gender.map({ genders.allows(person.entity, $0) }) ?? true
        else { return nil }
        return person.entity
    }

    /// The last speaker, called behind a further quote by a post that the text has not named before:
    /// `said Jo Ray. "...", the mayor warned`; nobody else was named since.
    private func sameSpeaker(_ start: Int, _ last: Int?, _ gender: String?, isNew: Bool) -> Int? {
        guard isNew, words.lexicon.hasCase, let last, isPerson(last), isNear(last, start),
            (max(0, start - 6)..<start).contains(where: {
                isQuoted[$0] && words[$0].paragraph == words[start].paragraph
            }),
            gender.map({ genders.allows(last, $0) }) ?? true
        else { return nil }
        let nearest = mentions(in: max(0, start - 400)..<start).last {
            $0.kind == .person && !isQuoted[$0.range.lowerBound] && isProven[$0.entity]
        }
        guard let nearest, nearest.entity == last,
            words[start].paragraph - words[nearest.range.lowerBound].paragraph <= 1
        else { return nil }
        return last
    }

    private func isWithoutPost(_ person: NameMention) -> Bool {
        person.outer == person.range.lowerBound
            && !(Marks.isComma(words.mark(person.range.upperBound))
                && words.has(person.range.upperBound + 1, .article))
            && !(max(0, person.outer - 3)..<person.outer).contains(where: isPost)
            && !(person.range.upperBound..<min(person.range.upperBound + 5, words.count)).contains(
                where: isPost)
    }

    /// Whether a word stands for the first time.
    private func isFirstWord(_ index: Int) -> Bool {
        (max(0, index - 1500)..<index).allSatisfy { words[$0].hash != words[index].hash }
    }

    private func gender(_ article: Int, _ noun: Int) -> String? {
        let own = words.has(noun, .honorific) ? words.value(noun, .honorific) : nil
        if let own, own != "x" { return own }
        return words.has(article, .gender) ? words.value(article, .gender) : nil
    }

    /// Whether a role means one person: its article is of the singular, or its form.
    private func isSingular(_ article: Int, _ noun: Int) -> Bool {
        let text = words.text(noun..<(noun + 1))
        if words.lexicon.hasNounCase {
            return words.value(article, .gender) != "f" || text.hasSuffix("in")
                || text.hasSuffix("e")
        }
        if words.lexicon.hasAdverbsLy { return !text.hasSuffix("s") }
        return words.value(article, .gender) != nil
    }

    /// Whether a person was named not long before a position.
    func isNear(_ entity: Int, _ position: Int) -> Bool {
        var index = mentionFrom[position] - 1
        let first = max(0, index - 60)
        while index >= first {
            let start = people[index].range.lowerBound
            guard words[position].paragraph - words[start].paragraph <= 3 else { return false }
            if people[index].entity == entity { return people[index].kind == .person }
            index -= 1
        }
        return false
    }

    /// Whether nothing but an honorific stands before a name: `dona Benedita`.
    private func isBare(_ mention: NameMention) -> Bool {
        (mention.outer..<mention.range.lowerBound).allSatisfy {
            words[$0].kind == .mark
                || words.has($0, .title) && words[$0].scalarEnd - words[$0].scalarStart <= 4
        }
    }

    /// Whether a mention is the first of its entity.
    private func isFirst(_ mention: NameMention) -> Bool {
        var index = mentionFrom[mention.range.lowerBound] - 1
        var steps = 0
        while index >= 0, steps < 200 {
            if people[index].entity == mention.entity { return false }
            index -= 1
            steps += 1
        }
        return true
    }

    /// Whether a verb of speech or `according to` stands beside a name and nothing tells who it is.
    private func isSpeaking(_ mention: NameMention) -> Bool {
        let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
        if (1...4).contains(where: { words.length(start - $0, .according) == $0 }) { return true }
        if words.lexicon.hasNounCase, words.has(start - 1, .according) { return true }
        if (1...2).contains(where: { verb(start - $0) == $0 }) { return true }
        if Marks.isComma(words.mark(end)) { return false }
        return (end..<(end + 4)).contains { verb($0) > 0 && !isQuoted[$0] }
    }

    /// Whether the paragraph names an entity before a position.
    func isNamed(_ entity: Int, beside position: Int) -> Bool {
        var index = mentionFrom[position] - 1
        let first = max(0, index - 200)
        while index >= first,
            words[people[index].range.lowerBound].paragraph == words[position].paragraph
        {
            if people[index].entity == entity { return true }
            index -= 1
        }
        return false
    }

    /// Where a body is said to speak that the verb has no subject for: `hieß es von der Behörde`,
    /// `soupire-t-on à la préfecture`.
    func source(behind position: Int) -> Named? {
        guard words.has(position, .preposition) else { return nil }
        var start = position + 1
        while words.has(start, .article) || Marks.isApostrophe(words.mark(start)) { start += 1 }
        guard let first = words.at(start), first.kind == .word,
            first.paragraph == words[position].paragraph, !isQuoted[start]
        else { return nil }
        if let mention = mentions(in: start..<(start + 3)).first, mention.kind != .person {
            return named(mention.entity)
        }
        let phrase = phrase(from: start, ceiling: min(start + 8, words.count))
        guard let phrase, phrase.lowerBound == start else { return nil }
        return (words.text(phrase), nil)
    }
}
