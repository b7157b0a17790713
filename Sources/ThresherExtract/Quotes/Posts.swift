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
    private func isNear(_ entity: Int, _ position: Int) -> Bool {
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

    /// The post or kin that a sentence before a position's names, in the same paragraph: `The worst of
    /// it fell to the harpist. "Get me out", she begged`.
    func bystander(before position: Int) -> Named? {
        let end = words.sentenceStart(position)
        // `a cook kept it because, he said, "..."`
        if let own = (end..<max(end, position)).last(where: {
            isPost($0) && isIndefinite($0 - 1) && !isQuoted[$0] && !isInsideMention($0)
        }) {
            return (words.text(own..<(own + max(words.length(own, .title), 1))), nil)
        }
        guard end > 0 else { return nil }
        let gap = words[min(position, words.count - 1)].paragraph - words[end - 1].paragraph
        let begins = words.at(end - 1)?.paragraph != words[end].paragraph
        guard gap == 0 || gap == 1 && begins else { return nil }
        let sentence = words.sentenceStart(end - 1)..<end
        // `The loadmaster, who is 51, described ...`
        let first = sentence.lowerBound
        if words.has(first, .article), Marks.isComma(words.mark(first + 2)),
            words.value(first + 3, .pronoun) == "r", words.has(first + 3, .pronoun),
            !words[first + 1].isCapital || words.lexicon.hasNounCase
        {
            return (words.text((first + 1)..<(first + 2)), nil)
        }
        if gap == 1, !Marks.isDash(words.mark(end)) { return nil }
        guard
            !mentions(in: sentence).contains(where: {
                $0.kind == .person && !isQuoted[$0.range.lowerBound] && $0.range.count > 1
                    && !isPossessive($0) && !words.has($0.outer - 1, .preposition)
            })
        else { return nil }
        for index in sentence where !isQuoted[index] {
            guard isPost(index), !isInsideMention(index),
                words.has(index - 1, .article)
                    || words.lexicon.hasNoArticle && words.lexicon.hasCase && verb(index - 1) > 0
            else { continue }
            let next = index + max(words.length(index, .title), 1)
            // `her husband Glyn`
            if words.lexicon.hasCase, !words.lexicon.hasNounCase, let name = words.at(next),
                name.isCapital, next < end
            {
                return (words.text(next..<(next + 1)), nil)
            }
            return (words.text(index..<next), nil)
        }
        return nil
    }

    /// Somebody without a name whom the paragraph brings in before a position, and nobody else since:
    /// `A driver who hid disputed it. The escort, he said, ...`.
    func newcomer(before position: Int) -> Named? {
        guard position > 0, position <= words.count else { return nil }
        let paragraph = words[min(position, words.count - 1)].paragraph
        var index = position - 1
        while index >= 0, position - index < 120, words[index].paragraph == paragraph {
            defer { index -= 1 }
            guard !isQuoted[index] else { continue }
            if let mention = mentions(in: index..<(index + 1)).first, mention.kind == .person {
                return nil
            }
            guard isIndefinite(index), !words.has(index - 1, .preposition) else { continue }
            // `Jo Ray, now an analyst`
            if mentions(in: words.sentenceStart(index)..<index).contains(where: {
                $0.kind == .person && !isQuoted[$0.range.lowerBound]
            }) {
                return nil
            }
            let end = min(index + 5, position)
            guard index + 1 < end,
                let post = (index + 1..<end).first(where: {
                    isPost($0) && (words[$0].isCapital || !words.lexicon.hasNounCase)
                        || !isAdjective($0)
                }),
                isPost(post) || words.lexicon.hasNounCase && isPost(post - 1)
                    || words.value(post + 1, .pronoun) == "r" && words.has(post + 1, .pronoun)
                        && words.lexicon.hasAdverbsLy,
                !isInsideMention(post), words[post].kind == .word
            else { continue }
            return (words.text(post..<(post + max(words.length(post, .title), 1))), nil)
        }
        return nil
    }

    /// Whether something may stand between an article and its noun: `a young`, `ein 26-jähriger`.
    private func isAdjective(_ index: Int) -> Bool {
        let token = words[index]
        guard token.kind == .word else {
            return token.kind == .number || Marks.isHyphen(token.mark)
        }
        if words.lexicon.hasNounCase { return !token.isCapital }
        return token.cues.isEmpty && words.at(index + 1)?.kind == .word && isPost(index + 1)
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

    /// Whether a phrase begins with an indefinite article, so that it brings somebody new.
    func isIndefinite(_ index: Int) -> Bool {
        words.has(index, .article) && words.value(index, .article) == "a"
    }

    /// Whether a mention is a firm's.
    private func isCompany(_ mention: NameMention) -> Bool {
        mention.kind == .organisation && !isQuoted[mention.range.lowerBound]
            && mention.range.contains {
                words.length($0, .company) > 0 || words.value($0, .organisation) == "firm"
            }
    }

    /// Whom a noun with an article points back to: `the ministry`, `the spokesman`.
    func antecedent(_ range: Range<Int>) -> Int? {
        guard
            words.has(range.lowerBound, .article) || !words.lexicon.hasCase
                || words.lexicon.hasNoArticle
        else { return nil }
        let heads = range.filter {
            words[$0].kind == .word && !words.has($0, .article) && !words.has($0, .preposition)
        }
        guard let head = heads.last, heads.count <= 3, !isIndefinite(range.lowerBound) else {
            return nil
        }
        let role = heads.first { words.length($0, .title) > 0 } ?? head
        // `the company`: the one named last.
        let isFirm = heads.count == 1 && words.value(head, .organisation) == "firm"
        var index = mentionFrom[range.lowerBound] - 1
        var steps = 0
        while index >= 0, steps < 200 {
            let mention = people[index]
            index -= 1
            steps += 1
            if isFirm, isCompany(mention) { return mention.entity }
            if mention.kind == .organisation {
                let own = mention.range.map { words[$0].hash }
                if heads.allSatisfy({ own.contains(words[$0].hash) }) { return mention.entity }
            } else if mention.kind == .person, isCalled(mention, role) {
                return mention.entity
            }
        }
        return nil
    }

    /// Whether a German word ends with another: `Verkehrslandesrätin`, `Landesrätin`.
    private func isCompound(_ index: Int, _ role: Int) -> Bool {
        guard words.lexicon.hasNounCase, let long = words.at(index), long.kind == .word else {
            return false
        }
        let short = words[role]
        let length = short.end - short.start - 1
        guard length > 4, long.end - long.start > length + 3 else { return false }
        return words.bytes[Int(long.end - length)..<Int(long.end)]
            .elementsEqual(words.bytes[Int(short.start + 1)..<Int(short.end)])
    }

    /// Whether a role stands beside a name: before it, or in an apposition on either side.
    private func isCalled(_ mention: NameMention, _ role: Int) -> Bool {
        func isSame(_ index: Int) -> Bool {
            words[index].hash == words[role].hash || isCompound(index, role)
                || isCompound(role, index)
                || !words.lexicon.hasNounCase && words[index].entry >= 0
                    && words[index].entry == words[role].entry
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
