// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What the words around a name say about it.
extension NameFinder {
    /// Whether a Russian adjective in the genitive stands before its noun: `Орнитолог Московского
    /// университета`.
    func isAdjective(_ index: Int) -> Bool {
        guard words.lexicon.hasNoArticle, let next = words.at(index + 1), next.kind == .word,
            !next.isCapital, next.sentence == words[index].sentence
        else { return false }
        let word = words.bytes[Int(words[index].start)..<Int(words[index].end)]
        return ["ого", "его", "ской", "цкой", "ных", "ских"].contains {
            word.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    /// Whether the word before a name says that a place is called so, as most languages put it.
    func isNamedPlace(_ start: Int) -> Bool {
        guard words.lexicon.hasVerbFirst || words.lexicon.hasNoArticle, !hasNounCase else {
            return false
        }
        var before = start - 1
        if words.has(before, .particle) || words.has(before, .article) { before -= 1 }
        return words.has(before, .place_word) && words[before].sentence == words[start].sentence
    }

    /// Whether something around a name says that it is a person's.
    func hasEvidence(_ range: Range<Int>, _ letters: Int) -> Bool {
        guard letters >= 2 else { return false }
        let end = range.upperBound
        if words.has(range.lowerBound, .first_name) { return true }
        if isSpeaking(range) { return true }
        if Marks.isComma(words.mark(end)) {
            // `Jo Ray, 34,`, `Jo Ray, a teacher`, `Jo Ray, who`, `Jo Ray, director of`.
            if words.at(end + 1)?.kind == .number, Marks.isComma(words.mark(end + 2)) {
                return true
            }
            for position in (end + 1)..<(end + 5)
            where words.has(position, .title) || words.has(position, .kin) { return true }
            if words.value(end + 1, .pronoun) == "r" { return true }
        }
        if words.mark(end) == 0x28, words.at(end + 1)?.kind == .number, words.mark(end + 2) == 0x29
        {
            return true
        }
        return isCited(range.lowerBound)
    }

    /// Whether a name says something, or something is so according to it.
    func isSource(_ range: Range<Int>) -> Bool {
        isSpeaking(range) || isCited(range.lowerBound)
    }

    /// Whether a verb of speech stands beside a name.
    private func isSpeaking(_ range: Range<Int>) -> Bool {
        // Where all nouns have upper case a verb of many uses says little.
        let start = range.lowerBound
        if hasNounCase {
            let isQuote =
                Marks.isComma(words.mark(start - 2)) || Marks.isClosing(words.mark(start - 2))
            return words.has(start - 1, .say) && isQuote
        }
        return words.has(range.upperBound, .say) || isSaid(before: start)
    }

    /// Whether a word for `according to` stands before a name.
    private func isCited(_ start: Int) -> Bool {
        // Short ones are also prepositions and adverbs: `für`, `wie`, `para`.
        for position in max(0, start - 4)..<start
        where words.has(position, .according)
            && words[position].scalarEnd - words[position].scalarStart >= (hasNounCase ? 4 : 5)
        {
            return true
        }
        return words.length(start - 2, .according) == 2
    }

    /// Whether a verb of speech stands before a name, with nothing but a role between: `contou a
    /// comerciante Dalva Nogueira`.
    func isSaid(before start: Int) -> Bool {
        var index = start - 1
        while index >= 0, start - index < 7, words[index].kind == .word,
            words[index].sentence == words[start].sentence
        {
            if words.length(index, .say) > 0 { return !words.has(index - 1, .article) }
            guard !words.has(index, .conjunction),
                !words.has(index, .preposition) || words.has(index, .article)
                    || words.has(index, .particle)
            else { return false }
            index -= 1
        }
        return false
    }
}
