// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Finds who says something: the words beside a reporting verb, and the name that they stand for.
struct Speakers {
    let words: Words
    let list: EntityList
    /// Which tokens are inside of quotation marks.
    let isQuoted: [Bool]
    /// For each token the index of the first mention at or after it.
    private let mentionFrom: [Int]
    /// For each entity the index of its first mention.
    private let firstMention: [Int?]

    init(_ words: Words, _ list: EntityList, _ pairs: [QuoteMarks.Pair]) {
        self.words = words
        self.list = list
        var quoted = Array(repeating: false, count: words.count)
        for pair in pairs {
            for index in pair.open..<min(pair.close + 1, words.count) { quoted[index] = true }
        }
        isQuoted = quoted
        var from = Array(repeating: 0, count: words.count + 1)
        var mention = list.mentions.count
        for index in stride(from: words.count, through: 0, by: -1) {
            while mention > 0, list.mentions[mention - 1].range.lowerBound >= index { mention -= 1 }
            from[index] = mention
        }
        mentionFrom = from
        var first = [Int?](repeating: nil, count: list.entities.count)
        for index in list.mentions.indices.reversed() { first[list.mentions[index].entity] = index }
        firstMention = first
    }

    /// The mentions that begin in a range.
    func mentions(in range: Range<Int>) -> ArraySlice<NameMention> {
        let first = mentionFrom[max(0, min(range.lowerBound, words.count))]
        let last = mentionFrom[max(0, min(range.upperBound, words.count))]
        return list.mentions[min(first, last)..<last]
    }

    // MARK: Reporting verbs

    /// The number of tokens of a reporting verb at a position, 0 for none.
    func verb(_ index: Int) -> Int {
        let length = words.length(index, .say)
        guard length > 0, !words.has(index - 1, .article) else { return 0 }
        if length == 1, words.has(index - 1, .passive), !words.lexicon.hasNounCase { return 0 }
        if words[index].isCapital, words.lexicon.hasCase, index > 0,
            words[index].sentence == words[index - 1].sentence,
            words[index - 1].kind == .word
        {
            return 0
        }
        return length
    }

    // MARK: Noun phrases

    /// The noun phrase that ends before a verb, not beyond a floor.
    func phrase(before verb: Int, floor: Int) -> Range<Int>? {
        var end = verb
        // Adverbs and auxiliaries between: `has also said`.
        while end > floor, words[end - 1].kind == .word,
            words.has(end - 1, .function) && !words.has(end - 1, .pronoun)
                && !words[end - 1].isCapital
                || isAdverb(end - 1)
        { end -= 1 }
        // An apposition: `Jo Ray, the mayor, said`.
        if end > floor + 2, Marks.isComma(words.mark(end - 1)) {
            var comma = end - 2
            while comma > floor, end - comma < 24, !Marks.isComma(words.mark(comma)), !isStop(comma)
            { comma -= 1 }
            if Marks.isComma(words.mark(comma)), comma > floor {
                if let head = phrase(before: comma, floor: floor), !mentions(in: head).isEmpty {
                    return head
                }
            }
            end -= 1
            while end > floor, words[end - 1].kind == .mark { end -= 1 }
        }
        var start = end
        while start > floor, end - start < 16 {
            let index = start - 1
            if isStop(index) || Marks.isComma(words.mark(index)) { break }
            if verbLike(index) { break }
            if words.has(index, .conjunction),
                !words.has(index, .particle) || end - start > 0 && !insideMention(index)
            {
                break
            }
            start -= 1
        }
        while start < end, words.has(start, .preposition) && !words.has(start, .article),
            !insideMention(start)
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

    /// The noun phrase that begins at a position, not beyond a ceiling.
    func phrase(from position: Int, ceiling: Int) -> Range<Int>? {
        var start = position
        while start < ceiling, words[start].kind == .mark, words.mark(start) != 0x22 { start += 1 }
        while start < ceiling,
            isAdverb(start) || words.has(start, .passive) && !words.has(start, .pronoun)
        { start += 1 }
        if words.has(start, .preposition), words.has(start, .article) == false,
            !insideMention(start),
            !words.has(start, .particle)
        {
            return nil
        }
        var end = start
        while end < ceiling, end - start < 18 {
            if isStop(end) || Marks.isComma(words.mark(end))
                || Marks.isDash(words.mark(end)) && words[end].isSpaced
            {
                break
            }
            if let inside = mentions(in: end..<(end + 1)).first, inside.range.upperBound <= ceiling
            {
                end = inside.range.upperBound
                // Behind a person's name nothing more belongs to it.
                if inside.kind == .person { break }
                continue
            }
            let isFirst = end == start
            if !isFirst, words.has(end, .conjunction) { break }
            if !isFirst, words.has(end, .preposition), !words.has(end, .particle), !isOf(end) {
                break
            }
            if !isFirst,
                words.has(end, .weekday) || words.has(end, .day_word) || words.has(end, .pronoun)
                    || verbLike(end)
            {
                break
            }
            if !isFirst, words.length(end, .day_word) > 1 { break }
            end += 1
            if isFirst, words.has(start, .pronoun), words.value(start, .pronoun) != "r" { break }
        }
        while end > start,
            words[end - 1].kind == .mark
                || words.has(end - 1, .preposition) && !words[end - 1].isCapital
        {
            end -= 1
        }
        return start < end ? start..<end : nil
    }

    private func isOf(_ index: Int) -> Bool {
        words.has(index, .particle) || words.has(index, .article) || isFor(index)
    }

    private func isFor(_ index: Int) -> Bool {
        // `a spokesman for the ministry`, `head of`: after a title.
        words.has(index - 1, .title) || words.length(index - 2, .title) == 2
    }

    private func insideMention(_ index: Int) -> Bool {
        guard let mention = mentions(in: max(0, index - 8)..<(index + 1)).last else { return false }
        return mention.range.contains(index)
    }

    private func isStop(_ index: Int) -> Bool {
        guard let token = words.at(index) else { return true }
        guard token.kind == .mark else { return isQuoted[index] }
        switch token.mark {
        case 0x2E:
            return
                !(index > 0
                && (words.has(index - 1, .abbreviation)
                    || words[index - 1].scalarEnd - words[index - 1].scalarStart == 1))
        case 0x3A, 0x3B, 0x21, 0x3F, 0x28, 0x29, 0x61F, 0x61B, 0x5B, 0x5D: return true
        case 0x22, 0x201C, 0x201D, 0x201E, 0xAB, 0xBB: return true
        default: return Marks.isDash(token.mark) && token.isSpaced
        }
    }

    private func verbLike(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return false }
        return verb(index) > 0
            || (token.cues.has(.function) && !token.cues.has(.pronoun) && !token.cues.has(.article)
                && !token.cues.has(.particle))
    }

    private func isAdverb(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word, !token.isCapital,
            token.end - token.start > 4
        else {
            return false
        }
        return words.bytes[Int(token.end) - 2] == UInt8(ascii: "l")
            && words.bytes[Int(token.end) - 1] == UInt8(ascii: "y")
            && words.lexicon.hasAdverbsLy
    }

    // MARK: Names

    /// The pronoun in a phrase, when the phrase is nothing else.
    private func pronoun(_ range: Range<Int>) -> String? {
        guard range.count(where: { words[$0].kind == .word }) <= 3 else { return nil }
        for index in range {
            if let value = words.value(index, .pronoun), words.has(index, .pronoun) { return value }
        }
        return nil
    }

    /// The name that a phrase stands for: that of the person or organisation in it, that of whom a
    /// pronoun or a noun with an article points back to, or its own words.
    ///
    /// - Parameters:
    ///   - range: The phrase.
    ///   - last: The speaker that the text named last, an entity.
    /// - Returns: The name, and the entity when there is one.
    func name(_ range: Range<Int>, last: Int?) -> (name: String, entity: Int?)? {
        if let gender = pronoun(range) {
            guard ["m", "f", "x"].contains(gender) else {
                if gender == "p", let last, list.entities[last].kind != .place {
                    return (list.entities[last].name, last)
                }
                return (words.text(range), nil)
            }
            guard let person = person(before: range.lowerBound, gender: gender, last: last) else {
                return (words.text(range), nil)
            }
            return (list.entities[person].name, person)
        }
        let inside = mentions(in: range)
        if let person = inside.last(where: { $0.kind == .person && !isPossessive($0) }) {
            return (list.entities[person.entity].name, person.entity)
        }
        let hasTitle = range.contains { words.length($0, .title) > 0 }
        if let organisation = inside.last(where: { $0.kind == .organisation }) {
            let isWhole = range.count <= organisation.range.count + 2
            if isWhole || range.contains(where: { words.has($0, .speech) }) || !hasTitle {
                return (list.entities[organisation.entity].name, organisation.entity)
            }
            return (stripped(range), nil)
        }
        if let place = inside.last, range.count <= place.range.count + 1 {
            return (list.entities[place.entity].name, place.entity)
        }
        if let entity = antecedent(range) { return (list.entities[entity].name, entity) }
        let text = stripped(range)
        return text.isEmpty ? nil : (text, nil)
    }

    private func stripped(_ range: Range<Int>) -> String { words.text(range) }

    private func isPossessive(_ mention: NameMention) -> Bool {
        let end = mention.range.upperBound
        return Marks.isApostrophe(words.mark(end))
            && words.at(end + 1).map { !$0.isSpaced && $0.kind == .word } == true
    }

    /// The last person before a position, of that gender where it is known.
    private func person(before position: Int, gender: String, last: Int?) -> Int? {
        let end = mentionFrom[position]
        var steps = 0
        var index = end - 1
        var best: Int?
        while index >= 0, steps < 40 {
            let mention = list.mentions[index]
            steps += 1
            index -= 1
            guard mention.kind == .person, !isQuoted[mention.range.lowerBound] else { continue }
            if let known = self.gender(mention.entity), known != gender, gender != "x" { continue }
            // A name in the genitive is seldom whom a pronoun means.
            if isPossessive(mention), best == nil, steps < 6 { continue }
            best = mention.entity
            break
        }
        return best
    }

    /// The gender that titles and honorifics beside a person's first name tell.
    private func gender(_ entity: Int) -> String? {
        guard let first = firstMention[entity] else { return nil }
        let mention = list.mentions[first]
        for index in max(mention.outer - 1, 0)..<mention.range.lowerBound {
            if let value = words.value(index, .honorific), value != "x" { return value }
        }
        return nil
    }

    /// Whom a noun with an article points back to: `the ministry`, `the spokesman`.
    private func antecedent(_ range: Range<Int>) -> Int? {
        guard
            words.has(range.lowerBound, .article) || !words.lexicon.hasCase
                || words.lexicon.hasNoArticle
        else { return nil }
        let heads = range.filter {
            words[$0].kind == .word && !words.has($0, .article) && !words.has($0, .preposition)
        }.map { words[$0].hash }
        guard let head = heads.last, heads.count <= 3 else { return nil }
        var index = mentionFrom[range.lowerBound] - 1
        var steps = 0
        while index >= 0, steps < 200 {
            let mention = list.mentions[index]
            index -= 1
            steps += 1
            if mention.kind == .organisation {
                let own = mention.range.map { words[$0].hash }
                if heads.allSatisfy(own.contains) { return mention.entity }
            } else if mention.kind == .person {
                let titles = (mention.outer..<mention.range.lowerBound).map { words[$0].hash }
                let after =
                    mention.range.upperBound..<min(mention.range.upperBound + 8, words.count)
                if titles.contains(head)
                    || (Marks.isComma(words.mark(mention.range.upperBound))
                        && words[head: head, in: after])
                {
                    return mention.entity
                }
            }
        }
        return nil
    }
}

extension Words {
    /// Whether a word stands in a range of the same sentence.
    subscript(head hash: UInt64, in range: Range<Int>) -> Bool {
        range.contains {
            self[$0].hash == hash && self[$0].sentence == self[range.lowerBound].sentence
        }
    }
}
