// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What news puts beside a speaker's name: his post, his age, a relative clause, a firm's own name.
extension Speakers {
    /// The subject that a sentence begins with and goes on behind: `The mayor, ..., and ...`, `A
    /// associação que ..., dona de ..., classificou`.
    func opening(_ floor: Int, _ ceiling: Int) -> Range<Int>? {
        var start = floor
        while start < ceiling, start - floor < 2,
            words[start].kind == .mark && !isQuoted[start]
                || words.has(start, .conjunction) && !words.has(start, .article)
                || words.has(start, .function) && !words.has(start, .pronoun)
        { start += 1 }
        guard start + 1 < ceiling, !isContraction(start) || isInsideMention(start),
            words.has(start, .article) || isPost(start)
                || isCalledSo(start, ceiling)
                || mentions(in: start..<(start + 1)).contains(where: { $0.kind != .place }),
            let head = phrase(from: start, ceiling: ceiling), head.lowerBound == start,
            isNominal(head)
        else { return nil }
        let next = head.upperBound
        guard
            Marks.isComma(words.mark(next)) || words.mark(next) == 0x28
                || words.has(next, .preposition) || words.has(next, .conjunction)
                || words.value(next, .pronoun) == "r"
        else { return nil }
        return head
    }

    /// Whether a preposition of a Romance language that has an article in it begins a complement: `Al
    /// respecto`.
    private func isContraction(_ index: Int) -> Bool {
        words.has(index, .preposition) && words.has(index, .article) && words.lexicon.hasVerbFirst
            && !words.lexicon.hasNounCase && words.lexicon.hasCase
    }

    /// Whether a sentence begins with a word in upper case of which a relative clause tells more:
    /// `Drudi, che ...`.
    private func isCalledSo(_ index: Int, _ ceiling: Int) -> Bool {
        guard words.lexicon.hasCase, !words.lexicon.hasNounCase, words[index].isCapital,
            words[index].cues.isEmpty, Marks.isComma(words.mark(index + 1)), index + 2 < ceiling
        else { return false }
        return words.value(index + 2, .pronoun) == "r"
            || words.value(index + 2, .conjunction) == "that"
    }

    /// The one whom a sentence is about, for a verb behind `and`.
    func mainSubject(_ floor: Int, _ verb: Int) -> Range<Int>? {
        let person = mentions(in: floor..<verb).first {
            $0.kind == .person && !isQuoted[$0.range.lowerBound] && !isPossessive($0)
                && !words.has($0.outer - 1, .preposition)
        }
        if let person { return person.range }
        if let head = opening(floor, verb) { return head }
        // `غير أن وزير الثقافة يرفض ...، إذ قال`: a post further on in the sentence.
        if !words.lexicon.hasCase,
            let post = (floor..<verb).first(where: {
                isPost($0) && !isQuoted[$0] && !words.has($0 - 1, .preposition)
            })
        {
            return phrase(from: post, ceiling: verb)
        }
        // `Ihr Sprecher sagte, man habe ..., und bat um Geduld`: the subject of the first verb.
        if let first = (floor..<max(floor, verb - 1)).first(where: {
            self.verb($0) > 0 && !isQuoted[$0]
        }), first > floor, let subject = phrase(before: first, floor: floor),
            subject.lowerBound == floor, isRole(subject)
        {
            return subject
        }
        // `For its part Kelmar Mining took note and stressed`
        let body = mentions(in: floor..<verb).first {
            $0.kind == .organisation && !isQuoted[$0.range.lowerBound] && !isPossessive($0)
                && !words.has($0.outer - 1, .preposition)
        }
        return body?.range
    }

    /// The end without brackets before it: `Jo Ray (Lab, Eastfield)`.
    func beforeBrackets(_ end: Int, _ floor: Int) -> Int {
        guard end > floor + 2, words.mark(end - 1) == 0x29 else { return end }
        var start = end - 2
        while start > floor, end - start < 24, words.mark(start) != 0x28 { start -= 1 }
        return words.mark(start) == 0x28 && start > floor ? start : end
    }

    /// The subject before an insertion that a comma closes: `Jo Ray, 34, who ..., said`,
    /// `the mayor, Jo Ray, said`.
    func parted(_ closing: Int, _ floor: Int) -> Range<Int>? {
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
                // `Jo Ray, a partner at Stone Hill Lake, said`
                if let head, hasPerson(head), !isApposed(head, floor) { return head }
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
            } else if isQuoted[comma] {
                // `the spokesman, by his own account "no friend of words", called it`
                while comma > floor, isQuoted[comma - 1] { comma -= 1 }
            } else if isStop(comma) {
                break
            }
            comma -= 1
        }
        return opening(floor, closing) ?? fallback
    }

    /// Whether a phrase with an article tells behind a name and a comma what its bearer is.
    private func isApposed(_ head: Range<Int>, _ floor: Int) -> Bool {
        guard words.has(head.lowerBound, .article), Marks.isComma(words.mark(head.lowerBound - 1)),
            head.lowerBound - 2 >= floor,
            let person = mentions(in: head).first(where: { $0.kind == .person }),
            words.has(person.outer - 1, .preposition)
        else { return false }
        let before = mentions(in: max(floor, head.lowerBound - 6)..<(head.lowerBound - 1))
        return before.last.map {
            $0.kind == .person && $0.range.upperBound == head.lowerBound - 1
        } ?? false
    }

    /// The person that a range begins with, an article and a role before it or none.
    func leadingPerson(_ range: Range<Int>) -> Range<Int>? {
        guard range.count > 0,
            let mention = mentions(
                in: range.lowerBound..<min(range.lowerBound + 12, range.upperBound)
            ).first(
                where: { $0.kind == .person && !isPossessive($0) }),
            mention.range.upperBound <= range.upperBound,
            mention.outer - range.lowerBound <= 2
                || isPost(range.lowerBound) && !words.has(mention.outer - 1, .preposition)
        else { return nil }
        let isLong = mention.outer - range.lowerBound > 2
        let before = range.lowerBound..<max(mention.outer, range.lowerBound)
        guard
            before.allSatisfy({
                words[$0].kind == .word && verb($0) == 0
                    && (words.has($0, .article)
                        || (isLong || !words.has($0, .preposition)) && !words.has($0, .conjunction)
                            && !words.has($0, .function))
            })
        else { return nil }
        return range.lowerBound..<mention.range.upperBound
    }

    /// The name behind what somebody is: `the mayor of Kelmar, Jo Ray`.
    func apposition(_ end: Int, _ ceiling: Int) -> Range<Int>? {
        var comma = end
        if words.mark(comma) == 0x28 {
            var closing = comma + 1
            while closing < ceiling, closing - comma < 16, words.mark(closing) != 0x29 {
                closing += 1
            }
            guard words.mark(closing) == 0x29 else { return nil }
            comma = closing + 1
        }
        // `the delegate of the Government in the province, Jo Ray`
        while comma < ceiling, comma - end < 14, words[comma].kind == .word, verb(comma) == 0,
            words.has(end, .preposition) || words.lexicon.hasNounCase && words.has(end, .article)
        {
            // `представитель ведомства в регионе Анна Кожина`
            if words.lexicon.hasNoArticle || !words.lexicon.hasCase,
                words.has(comma, .first_name), comma > end + 1,
                let person = mentions(in: comma..<(comma + 1)).first, person.kind == .person
            {
                return person.range
            }
            comma += 1
        }
        guard comma < ceiling, Marks.isComma(words.mark(comma)) else { return nil }
        return leadingPerson((comma + 1)..<ceiling)
    }

    /// One past an insertion between a verb and its subject: `conta, rindo, um piloteiro`, `ha contado,
    /// todavía con el jersey mojado, la directora`.
    func afterInsertion(_ comma: Int, _ ceiling: Int) -> Int? {
        guard words.lexicon.hasVerbFirst else { return nil }
        var index = comma + 1
        while index < ceiling, index - comma < 16, !Marks.isComma(words.mark(index)) {
            if isStop(index) { return nil }
            index += 1
        }
        let next = index + 1
        guard index - comma > 1, next < ceiling, Marks.isComma(words.mark(index)),
            words[next].kind == .word
        else { return nil }
        let isNominal =
            words.has(next, .article) || isPost(next)
            || mentions(in: next..<(next + 1)).contains { $0.kind != .place }
        return isNominal ? next : nil
    }

    /// One past a name in marks inside of a phrase: `главный тренер «Онежца» Ян Хейккинен`.
    func nameInMarks(_ open: Int, _ ceiling: Int) -> Int? {
        let closers: [UInt32]
        switch words.mark(open) {
        case 0xAB: closers = [0xBB]
        case 0x201C, 0x22: closers = [0x201D, 0x22]
        case 0x201E: closers = [0x201C, 0x201D, 0x22]
        default: return nil
        }
        var index = open + 1
        guard let first = words.at(index), first.kind == .word, !first.isSpaced,
            first.isCapital || !words.lexicon.hasCase
        else { return nil }
        while index < ceiling, index - open < 7 {
            if words[index].kind == .mark {
                if closers.contains(words.mark(index)) { return index + 1 }
                guard Marks.isHyphen(words.mark(index)) || Marks.isApostrophe(words.mark(index))
                else { return nil }
            }
            index += 1
        }
        return nil
    }
}
