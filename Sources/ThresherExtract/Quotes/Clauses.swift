// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Subjects that the form of a clause tells: joined pronouns, relative clauses, verbs at the end.
extension Speakers {
    /// The pronoun that a hyphen joins to a verb: `dit-il`, `a-t-elle ajouté`.
    func enclitic(_ index: Int, _ length: Int) -> Range<Int>? {
        for position in index..<(index + max(length, 1) + 1)
        where Marks.isHyphen(words.mark(position)) && words.isJoined(position + 1)
            && words.has(position + 1, .pronoun)
        {
            return (position + 1)..<(position + 2)
        }
        return nil
    }

    /// The person behind whose name a verb's relative clause begins: `Jo Ray, die sieben Tore warf`, `Jo
    /// Ray, che ricorda`.
    func relativeName(_ index: Int, _ floor: Int) -> Range<Int>? {
        var comma = index - 1
        while comma > floor, index - comma < 8, !Marks.isComma(words.mark(comma)) { comma -= 1 }
        guard comma > floor, Marks.isComma(words.mark(comma)),
            words.value(comma + 1, .conjunction) == "that" && comma + 2 == index
                || words.lexicon.hasNounCase && words.value(comma + 1, .pronoun) == "r"
        else { return nil }
        let person = mentions(in: max(floor, comma - 8)..<comma).last
        guard let person, person.kind == .person, person.range.upperBound == comma,
            !isQuoted[person.range.lowerBound]
        else { return nil }
        return person.range
    }

    /// The post that a verb's relative clause tells of: `con la presidente che promette`.
    func relative(_ index: Int, _ floor: Int) -> Range<Int>? {
        guard words.has(index - 1, .conjunction), words.value(index - 1, .conjunction) == "that",
            index - 1 > floor
        else { return nil }
        let isParted = Marks.isComma(words.mark(index - 2))
        guard let before = plain(before: index - (isParted ? 2 : 1), floor: floor) else {
            return nil
        }
        // `would back a revised resolution that`, `according to Thursday's report, which`
        let start = before.last { words.has($0, .article) || words.has($0, .preposition) }
        let first = start.map { words.has($0, .article) ? $0 : $0 + 1 } ?? before.lowerBound
        guard first < before.upperBound, mentions(in: first..<before.upperBound).isEmpty else {
            return nil
        }
        let noun = first..<before.upperBound
        guard
            !isParted && words.has(first, .article) && isRole(noun) && noun.count <= 4
                || words.has(noun.upperBound - 1, .speech)
        else { return nil }
        return noun
    }

    /// The subject beside the auxiliary of a German participle: `Sie hatte in einem Brief gewarnt`.
    ///
    /// - Parameters:
    ///   - index: The participle.
    ///   - floor: The first token that may belong to its clause.
    ///   - limit: One past the last that may be the auxiliary.
    /// - Returns: The subject, or `nil` where the clause has no such frame.
    func framed(_ index: Int, _ floor: Int, before limit: Int? = nil) -> Range<Int>? {
        let limit = limit ?? index - 1
        guard words.lexicon.hasNounCase, limit - floor > 2, isFramed(index),
            let auxiliary = (max(floor, limit - 24)..<limit).last(where: {
                isAuxiliary($0)
            })
        else { return nil }
        if auxiliary > floor, let before = phrase(before: auxiliary, floor: floor),
            isNominal(before), !words.has(before.lowerBound, .preposition)
        {
            return before
        }
        return phrase(from: auxiliary + 1, ceiling: index).flatMap { isNominal($0) ? $0 : nil }
    }

    private func isFramed(_ index: Int) -> Bool {
        let text = words.text(index..<(index + 1))
        return !words[index].isCapital
            && (text.hasPrefix("ge") || text.hasPrefix("be") || text.hasPrefix("er")
                || text.dropFirst(2).contains("ge"))
            && (text.hasSuffix("t") || text.hasSuffix("en")) && !text.hasSuffix("te")
    }

    private func isAuxiliary(_ index: Int) -> Bool {
        words.has(index, .function) && words.value(index, .function) == "have"
    }

    /// Whether a verb has the subject of the sentence's own: `saying`, `añadiendo`, `назвав`.
    func isParticiple(_ index: Int) -> Bool {
        let text = words.text(index..<(index + 1))
        if words.lexicon.hasAdverbsLy { return text.hasSuffix("ing") }
        guard words.lexicon.hasCase, words.lexicon.hasVerbFirst, !words.lexicon.hasNounCase else {
            return false
        }
        return words.lexicon.hasNoArticle
            ? text.hasSuffix("ав") || text.hasSuffix("ив") || text.hasSuffix("ув")
            : text.hasSuffix("ndo") || text.hasSuffix("ant")
    }
}
