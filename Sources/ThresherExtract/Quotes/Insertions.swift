// SPDX-License-Identifier: Apache-2.0

/// What an author puts inside of quotation marks to say who speaks.
///
/// Between dashes: `«Виноват, — сказал Лапин, — и прошу»`; in Romance languages also between commas:
/// `« Il a fallu vingt ans, soupire le maire, Jo Ray. Je ne sais pas »`.
enum Insertions {
    /// Their tokens, marks excluded; each begins with its verb.
    static func find(in pair: QuoteMarks.Pair, _ words: Words) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = pair.open + 1
        let end = min(pair.close, words.count)
        while index < end {
            guard let stop = betweenDashes(index, end, words) ?? betweenCommas(index, end, words)
            else {
                index += 1
                continue
            }
            found.append((index + 1)..<stop)
            index = stop + 1
        }
        return found
    }

    /// Whether a word that no list has stands before somebody's whole name: `, égrène Jo Ray`.
    private static func isUnknownVerb(_ index: Int, _ words: Words) -> Bool {
        guard let token = words.at(index), token.kind == .word, !token.isCapital,
            words.has(index + 1, .first_name), words[index + 1].isCapital
        else { return false }
        return words.at(index + 2).map { $0.kind == .word && $0.isCapital } ?? false
            && token.cues.isEmpty
    }

    private static func isVerb(_ index: Int, _ words: Words) -> Bool {
        words.length(index, .say) > 0 && words.at(index)?.isCapital == false
    }

    private static func betweenDashes(_ index: Int, _ end: Int, _ words: Words) -> Int? {
        // `—sostuvo—`; ` - ha aggiunto - `
        guard Marks.isDash(words.mark(index)), words[index].isSpaced, isVerb(index + 1, words),
            [0x2C, 0x21, 0x3F, 0x2026, 0x2E].contains(words.mark(index - 1))
                || words.lexicon.hasVerbFirst && !words.lexicon.hasNounCase
                    && words[index - 1].kind != .mark
        else { return nil }
        var stop = index + 1
        while stop < end, stop - index < 40,
            !(Marks.isDash(words.mark(stop))
                && (words[stop].isSpaced || !words[index + 1].isSpaced))
        { stop += 1 }
        return stop
    }

    private static func betweenCommas(_ index: Int, _ end: Int, _ words: Words) -> Int? {
        let lexicon = words.lexicon
        guard Marks.isComma(words.mark(index)), lexicon.hasVerbFirst, lexicon.hasCase,
            !lexicon.hasNounCase, !lexicon.hasNoArticle,
            isVerb(index + 1, words) || isUnknownVerb(index + 1, words)
        else { return nil }
        let next = index + 1 + max(words.length(index + 1, .say), 1)
        guard next < end, isSpeaker(next, words) else { return nil }
        var stop = next
        while stop < end, stop - next < 30, words[stop].sentence == words[index].sentence {
            // An apposition goes on behind its comma: `le maire, Jo Ray`, `Jo Ray, directrice`.
            if Marks.isComma(words.mark(stop)), !goesOn(stop + 1, words) { return stop }
            if [0x2E, 0x3A, 0x3B].contains(words.mark(stop)), isEnd(stop, words) { return stop }
            stop += 1
        }
        return stop < end && words[stop].sentence != words[index].sentence ? stop - 1 : nil
    }

    private static func isEnd(_ index: Int, _ words: Words) -> Bool {
        words.at(index + 1).map { $0.sentence != words[index].sentence } ?? true
            || words.mark(index) != 0x2E
    }

    /// `le maire`, `Jo Ray`, `-t-elle`, `una vecina`.
    private static func isSpeaker(_ index: Int, _ words: Words) -> Bool {
        if Marks.isHyphen(words.mark(index)), words.isJoined(index) {
            return words.has(index + 1, .pronoun) || words.has(index + 3, .pronoun)
        }
        if words.has(index - 1, .pronoun), Marks.isHyphen(words.mark(index - 2)) { return true }
        if words.length(index, .title) > 0 || words.has(index, .kin) { return true }
        guard let token = words.at(index), token.kind == .word else { return false }
        if token.isCapital { return true }
        let noun = words.has(index, .article) ? index + 1 : index
        // `dit un cariste.`
        if noun > index, words.value(index, .article) == "a", words.mark(noun + 1) == 0x2E {
            return true
        }
        return noun > index
            && (words.length(noun, .title) > 0 || words.has(noun, .kin)
                || words.at(noun)?.isCapital == true)
    }

    private static func goesOn(_ index: Int, _ words: Words) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return false }
        return token.isCapital || words.length(index, .title) > 0 || words.has(index, .kin)
            || words.has(index, .article)
                && (words.length(index + 1, .title) > 0 || words.has(index + 1, .kin))
    }
}
