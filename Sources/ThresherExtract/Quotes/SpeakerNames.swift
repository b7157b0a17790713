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
        if words.length(range.lowerBound, .according) == range.count,
            let gender = words.value(range.lowerBound, .according)
        {
            return name(ofPronoun: gender, range, last)
        }
        if let gender = pronoun(range) { return name(ofPronoun: gender, range, last) }
        // `die CDU-Politikerin`: the body only belongs to the post.
        let inside = mentions(in: range).filter { !isPartOfCompound($0) }
        let people = inside.filter {
            $0.kind == .person && !isComplement($0, range)
                && (!isPossessive($0) || $0.range == range)
        }
        // Of several the one beside the verb.
        let isBefore = (0..<3).contains { verb(range.upperBound + $0) > 0 }
        if let person = isBefore ? people.last : people.first { return named(person.entity) }
        if let entity = antecedent(range) { return named(entity) }
        if let person = namedLater(range) ?? epithet(range, last) { return named(person) }
        if let known = sameOne(range, last) ?? anybody(range) { return known }
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
        if let short = shortName(behind: range) { return (short, nil) }
        return isSomebody(range) ? noun(range).map { ($0, nil) } : nil
    }

    /// The short name that brackets put behind a body's long one: `The operator of the grid (Gtso) said`.
    private func shortName(behind range: Range<Int>) -> String? {
        let name = range.upperBound + 1
        guard words.mark(range.upperBound) == 0x28, words.mark(name + 1) == 0x29,
            words.has(range.lowerBound, .article), range.count > 2, let word = words.at(name),
            word.kind == .word, word.isCapital
        else { return nil }
        return words.text(name..<(name + 1))
    }

    /// Whether words without a name can be somebody who speaks: not an adverb or a verb alone, in
    /// German not without a noun, which upper case tells.
    private func isSomebody(_ range: Range<Int>) -> Bool {
        guard words.lexicon.hasCase, !words.lexicon.hasNoArticle else { return true }
        if range.contains(where: { words[$0].kind == .word && words[$0].isCapital }) { return true }
        let nouns: [Cue] = [.title, .kin, .organisation, .speech, .pronoun, .not_name]
        if range.contains(where: { index in
            nouns.contains { words.has(index, $0) } && !words.has(index, .function)
        }) {
            return true
        }
        if words.lexicon.hasNounCase { return false }
        return words.has(range.lowerBound, .article) && range.count > 1
            || words.has(range.lowerBound - 1, .article)
            || words.has(range.lowerBound, .number) && range.count > 1
            || words.text((range.upperBound - 1)..<range.upperBound).hasSuffix("s")
    }

    /// Whom Arabic calls `the same official`: the one of that post whom the text brought in, or the
    /// last speaker.
    private func sameOne(_ range: Range<Int>, _ last: Int?) -> Named? {
        guard !words.lexicon.hasCase, range.count == 2,
            ["نفسه", "نفسها", "ذاته", "ذاتها"].contains(
                words.text((range.upperBound - 1)..<range.upperBound))
        else { return nil }
        let definite = words.text(range.lowerBound..<(range.lowerBound + 1))
        guard definite.hasPrefix("ال") else { return nil }
        let bare = String(definite.dropFirst(2))
        let first = max(0, range.lowerBound - 400)
        if let known = (first..<range.lowerBound).last(where: {
            words[$0].kind == .word && !isQuoted[$0] && words.text($0..<($0 + 1)) == bare
        }) {
            return (words.text(known..<(known + 1)), nil)
        }
        return last.map(named)
    }

    /// Whom `the man` means where somebody without a name speaks.
    private func anybody(_ range: Range<Int>) -> Named? {
        guard range.count <= 4, words.has(range.lowerBound, .article),
            !isIndefinite(range.lowerBound),
            range.contains(where: { words.value($0, .kin) == "any" && words.has($0, .kin) })
        else { return nil }
        return newcomer(before: range.lowerBound)
    }

    /// Whether a hyphen joins a post to a name: `CDU-Politikerin`.
    func isPartOfCompound(_ mention: NameMention) -> Bool {
        let end = mention.range.upperBound
        return words.lexicon.hasNounCase && Marks.isHyphen(words.mark(end)) && words.isJoined(end)
            && isPost(end + 1)
    }

    func named(_ entity: Int) -> Named { (name(of: entity), entity) }

    /// Whether a person only belongs to the one who is meant: `a spokesman for Ann Lee`.
    func isComplement(_ mention: NameMention, _ range: Range<Int>) -> Bool {
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
        // `l'agence`: the article belongs to the noun only in writing.
        if words.has(start, .article), Marks.isApostrophe(words.mark(start + 1)) { start += 1 }
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
                    end = officialEnd(start, end, range.upperBound)
                    break
                }
                if titleEnd > 0, !words.isJoined(end - 1) || !words.lexicon.hasAdverbsLy { break }
            }
            if hasNoun, !words.lexicon.hasCase, isImperfect(end) || isPerfect(end) { break }
            if token.kind == .word, !token.cues.has(.article) { hasNoun = true }
            let isPost =
                words.lexicon.hasCase
                ? isPost(end) && (token.isCapital || !words.lexicon.hasNounCase)
                : words.length(end, .title) > 0
            if isPost {
                titleEnd = max(titleEnd, end + max(words.length(end, .title), 1))
            }
            end += 1
        }
        // `Her husband Glyn`
        if !words.lexicon.hasNounCase, words.lexicon.hasCase, titleEnd == end,
            words.has(end - 1, .kin), let name = words.at(end), name.kind == .word, name.isCapital,
            end < range.upperBound
        {
            return words.text(end..<(end + 1))
        }
        let text = words.line(start..<end)
        return text.isEmpty || !hasNoun ? nil : text
    }

    /// One past the complement in upper case that belongs to a body's name: `le ministère russe de la
    /// Défense`, `ministero dell'Interno`.
    private func officialEnd(_ start: Int, _ end: Int, _ ceiling: Int) -> Int {
        guard words.lexicon.hasVerbFirst, words.lexicon.hasCase,
            (start..<end).contains(where: { words.has($0, .organisation) }),
            words.has(end, .preposition)
        else { return end }
        var next = end
        while next < ceiling, next - end < 4,
            words.has(next, .preposition) || words.has(next, .article)
                || Marks.isApostrophe(words.mark(next))
        { next += 1 }
        guard next < ceiling, words[next].kind == .word, words[next].isCapital else { return end }
        while next < ceiling, words[next].kind == .word, words[next].isCapital { next += 1 }
        return next
    }

    /// Whom a verb without a subject means: the one that the sentence before it is about.
    func implied(before position: Int, last: Int?) -> Named? {
        let paragraph = words[min(position, words.count - 1)].paragraph
        let entity = topic(before: position) {
            words[$0.range.lowerBound].paragraph == paragraph
        }
        if let entity { return named(entity) }
        if let bystander = bystander(before: position) { return bystander }
        return last.map(named) ?? subject(ofSentenceBefore: position)
    }

    /// The noun phrase that the sentence before a position's begins with.
    func subject(ofSentenceBefore position: Int) -> Named? {
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
}
