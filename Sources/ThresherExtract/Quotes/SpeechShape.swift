// SPDX-License-Identifier: Apache-2.0

/// What the words between quotation marks look like: a sentence that somebody says, or a title, a name, a
/// term.
struct SpeechShape {
    let words: Words
    let speakers: Speakers

    func isSentence(_ range: Range<Int>) -> Bool {
        // `—No volveré —dijo Jo Ray`: what a dash begins is speech.
        if Marks.isDash(words.mark(range.lowerBound - 1)), words[range.lowerBound].isCapital {
            return true
        }
        guard
            words[range.lowerBound].isCapital || !words.lexicon.hasCase
                || words[range.lowerBound].kind != .word
        else { return false }
        return Self.ends.contains(words.mark(range.upperBound - 1))
            || [0x2E, 0x2C, 0x60C].contains(words.mark(range.upperBound + 1))
    }

    /// Marks with which a sentence, or the part of it that is spoken, ends.
    private static let ends: [UInt32] = [0x2E, 0x2C, 0x21, 0x3F, 0x2026, 0x60C, 0x61F]

    /// Whether a mark ends a sentence inside of the quotation marks or right behind them.
    func isEnded(_ range: Range<Int>) -> Bool {
        Self.ends.contains(words.mark(range.upperBound - 1))
            || [0x2E, 0x2026].contains(words.mark(range.upperBound + 1))
            || !words.lexicon.hasCase
    }

    /// Whether a sentence between marks is no name or term of the text's own: `the „Blue Band“, a
    /// programme`, `"The Iron Claw," except`.
    func isWhole(_ range: Range<Int>) -> Bool {
        let last = words.mark(range.upperBound - 1)
        if [0x21, 0x3F, 0x61F, 0x2026].contains(last) { return true }
        if last == 0x2E || last == 0x2C || last == 0x60C, !words.lexicon.hasAdverbsLy {
            return true
        }
        let open = range.lowerBound - 1
        guard let before = words.at(open - 1) else { return true }
        return before.sentence != words[open].sentence || before.kind == .mark
    }

    /// Whether it is a work's title and no speech: all longer words begin with upper case.
    func isTitle(_ range: Range<Int>, _ count: Int, isTold: Bool) -> Bool {
        let exempt: [UInt32] =
            isTold || !words.lexicon.hasAdverbsLy ? [0x2C, 0x2E, 0x21, 0x3F] : [0x21, 0x3F]
        guard count <= 9, count >= 2, words.lexicon.hasCase,
            !isTold || !words.lexicon.hasNounCase,
            !exempt.contains(words.mark(range.upperBound - 1))
        else { return false }
        // `"Like the lid of a tin."` has but one word that could be upper case.
        guard isTold || range.dropFirst().contains(where: { words[$0].isCapital }) else {
            return false
        }
        return isInTitleCase(range)
    }

    private func isInTitleCase(_ range: Range<Int>) -> Bool {
        range.allSatisfy {
            words[$0].kind != .word || words[$0].isCapital
                || words[$0].scalarEnd - words[$0].scalarStart <= 3
        }
    }

    /// Whether a work's title stands where a quote could: English puts the comma before the mark, `"The
    /// Iron Bridge," Jo Ray says, is`.
    func isEnglishTitle(_ range: Range<Int>) -> Bool {
        words.lexicon.hasAdverbsLy && words.mark(range.upperBound - 1) == 0x2C
            && range.dropFirst().count { words[$0].isCapital } > 1 && isInTitleCase(range)
    }

    /// Whether marks hold what the noun right before them is called and no speech: `the song "Blue
    /// Band"`, `die Aktion „Kirche im Dorf lassen“`.
    ///
    /// It begins with upper case and no mark ends it.
    func isTerm(_ range: Range<Int>, isTold: Bool) -> Bool {
        let open = range.lowerBound - 1
        guard words.lexicon.hasCase, words[range.lowerBound].isCapital,
            let noun = words.at(open - 1),
            noun.kind == .word, noun.sentence == words[open].sentence,
            noun.isCapital || !words.lexicon.hasNounCase,
            words[range.upperBound - 1].kind != .mark,
            !speakers.isInsideMention(open - 1) || words.lexicon.hasNounCase,
            speakers.verb(open - 1) == 0, !words.has(open - 1, .speech)
        else { return false }
        let grammar: [Cue] = [.function, .preposition, .conjunction, .article, .pronoun]
        guard !grammar.contains(where: { words.has(open - 1, $0) }) else { return false }
        // `warf der Regierung „Fehler in großer Zahl“ vor`, but `mit Blick auf die Aktion „Kirche ...“`
        return !isTold || speakers.isGoverned(open)
    }

    /// Whether marks hold the name of a body or work inside of a phrase: `главный тренер «Онежца»`,
    /// `منظمة «ماء بلا حدود»`, `la obra "La vida breve"`.
    func isName(_ pair: QuoteMarks.Pair) -> Bool {
        guard pair.open > 0, pair.close - pair.open < 7,
            speakers.nameInMarks(pair.open, words.count) == pair.close + 1
        else { return false }
        let before = words[pair.open - 1]
        guard before.kind == .word, before.sentence == words[pair.open].sentence else {
            return false
        }
        if !words.lexicon.hasCase {
            return before.cues.has(.organisation)
                || before.cues.has(.preposition) && pair.close - pair.open <= 4
        }
        // `warf der Regierung „Luftbuchungen in großer Höhe“ vor`
        if pair.close - pair.open > 3,
            (words.sentenceStart(pair.open, limit: 8)..<pair.open).contains(where: {
                words.length($0, .say) > 0
            })
        {
            return false
        }
        if before.cues.has(.organisation) || before.cues.has(.title) { return true }
        return words.lexicon.hasNoArticle && !speakers.isVerbLike(pair.open - 1)
            && !before.cues.has(.preposition) && !before.cues.has(.conjunction)
            || words.length(pair.open - 1, .say) > 0 && pair.close - pair.open == 2
                && words.at(pair.close + 1)?.kind == .word
    }
}
