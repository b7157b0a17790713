// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What tells a number that counts from one that does not.
extension FigureFinder {
    /// Whether a number counts something: no year, score, age, ordinal or part of a name.
    func isCount(_ index: Int, _ found: NumberReader.Found, _ currency: String?) -> Bool {
        let token = words[index]
        if currency != nil { return true }
        if isNumbered(index) || isScore(index, found.end) || isAddress(index, found.end) {
            return false
        }
        // F-16, Covid-19, A4, No. 5, #7; 3-1 and 2:0; 3rd, 5th.
        if !token.isSpaced, index > 0, token.kind == .number {
            let before = words[index - 1]
            // `بـ4210`: a preposition of one letter is written on to the number.
            let isPrefix = !words.lexicon.hasCase && before.scalarEnd - before.scalarStart <= 2
            if before.kind == .word, !isPrefix { return false }
            if Marks.isDash(before.mark), !before.isSpaced, index > 1,
                words[index - 2].kind != .mark
            {
                return false
            }
            if [0x23, 0x2F, 0x3A, 0x2E, 0x40, 0x5F].contains(before.mark) { return false }
        }
        let next = words.at(found.end)
        if let next, !next.isSpaced, next.paragraph == token.paragraph {
            if next.kind == .word, token.kind == .number, !next.cues.has(.unit),
                !next.cues.has(.multiplier)
            {
                return false
            }
            if next.mark == 0x3A || next.mark == 0x2F, words.at(found.end + 1)?.isSpaced == false {
                return false
            }
            if Marks.isHyphen(next.mark), let word = words.at(found.end + 1), !word.isSpaced,
                word.kind == .word,
                words.has(found.end + 1, .period)
            {
                return false
            }
            if Marks.isHyphen(next.mark), let word = words.at(found.end + 1), !word.isSpaced,
                word.kind == .word,
                !word.cues.has(.multiplier), !word.cues.has(.unit)
            {
                return false
            }
            if next.mark == 0x2E, words.lexicon.dotsOrdinals, token.kind == .number,
                found.value < 100,
                words.at(found.end + 1)?.sentence == token.sentence
            {
                return false
            }
            if next.mark == 0xBA || next.mark == 0xAA || next.mark == 0xB0 { return false }
        }
        if token.kind == .number {
            let length = token.scalarEnd - token.scalarStart
            if length == 4, found.end == index + 1, (1800...2100).contains(found.value) {
                // A year, unless it clearly counts.
                guard words.lexicon.hasCase, let next, next.kind == .word, !next.isCapital,
                    next.sentence == token.sentence,
                    !next.cues.has(.preposition), !next.cues.has(.function),
                    !next.cues.has(.conjunction),
                    !words.has(index - 1, .preposition), !words.has(index - 1, .month),
                    !words.has(index - 1, .article)
                else { return false }
            }
            // Ages: `Jo Ray, 34,` and `(34)`.
            if found.value < 120, Marks.isComma(words.mark(index - 1)),
                words.at(index - 2)?.isCapital == true,
                Marks.isComma(words.mark(found.end)) || words.mark(found.end) == 0x2E
            {
                return false
            }
            if words.mark(index - 1) == 0x28, words.mark(found.end) == 0x29 { return false }
            // `Article 5`, `Flight 370`, `Route 66`.
            if let before = words.at(index - 1), before.kind == .word, before.isCapital,
                before.sentence == token.sentence,
                !words.lexicon.hasNounCase, !isFirstWord(index - 1),
                !before.cues.has(.not_name),
                !isQualified(index), before.isUpper || !before.cues.has(.weekday)
            {
                return false
            }
        }
        if !found.hasDigits, found.value <= 1, !found.isVague {
            // `one` counts only before a noun; in most languages it is also the article.
            guard let next, next.kind == .word, next.sentence == token.sentence,
                !next.isCapital || words.lexicon.hasNounCase,
                !isGrammar(found.end), !next.cues.has(.period),
                !token.cues.has(.article) || next.cues.has(.casualty)
            else { return false }
        }
        return true
    }

    /// Whether a number is part of an address: `10115 Berlin`, `75001 Paris`, `10 Downing Street`.
    private func isAddress(_ index: Int, _ end: Int) -> Bool {
        let token = words[index]
        guard token.kind == .number, end == index + 1, let next = words.at(end), next.isSpaced,
            next.kind == .word, next.isCapital, next.sentence == token.sentence,
            !isQualified(index),
            words.text(index..<end).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        if (4...6).contains(token.end - token.start),
            let town = Gazetteer.shared.match(words, end), !town.place.isCountry,
            !town.place.isRegion,
            // `5000 London commuters`
            words.lexicon.hasNounCase || isGrammar(end + town.length)
        {
            return true
        }
        guard !words.lexicon.hasNounCase, token.end - token.start <= 4 else { return false }
        var last = end
        while last < end + 3, let more = words.at(last + 1), more.kind == .word, more.isCapital {
            last += 1
        }
        return last > end && words.has(last, .place_word)
    }

    /// Whether a number is part of a score: `Tolvik 2 x 1 Kelmar`.
    private func isScore(_ index: Int, _ end: Int) -> Bool {
        func isCross(_ index: Int) -> Bool {
            words.at(index)?.kind == .word && ["x", "X"].contains(words.text(index..<(index + 1)))
        }
        return isCross(end) && words.at(end + 1)?.kind == .number
            || isCross(index - 1) && words.at(index - 2)?.kind == .number
    }

    /// Whether only marks stand before a word in its sentence.
    private func isFirstWord(_ index: Int) -> Bool {
        (words.sentenceStart(index)..<index).allSatisfy { words[$0].kind == .mark }
    }

    func isQualified(_ index: Int) -> Bool {
        var start = index
        return qualifier(before: &start) != nil
    }

    func isGrammar(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return true }
        // `A-10s`, `E-3`: a letter of a name.
        if token.isCapital, Marks.isHyphen(words.mark(index + 1)), !words[index + 1].isSpaced {
            return false
        }
        return token.cues.has(.preposition) || token.cues.has(.conjunction)
            || token.cues.has(.function)
            || token.cues.has(.article) || token.cues.has(.pronoun) || token.cues.has(.ago)
    }

    /// `№ 4`, `No. 4`, `n° 4`, `Nr. 4`: the number is a name.
    func isNumbered(_ index: Int) -> Bool {
        var before = index - 1
        if [0x2116, 0x23].contains(words.mark(before)) { return true }
        guard words[index].kind == .number else { return false }
        if [0x2E, 0xBA, 0xB0].contains(words.mark(before)) { before -= 1 }
        guard before >= 0, words[before].kind == .word else { return false }
        let isMarked = before < index - 1
        let text = words.text(before..<(before + 1)).lowercased()
        return isMarked
            ? ["no", "nr", "n", "nos", "núm", "num"].contains(text)
            : ["nr", "nº", "n°", "núm"].contains(text)
    }
}
