// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Numbers whose noun must be understood.
extension FigureFinder {
    /// What a number without a noun counts, empty when it must be understood; `nil` when nothing says
    /// that it counts at all.
    ///
    /// `five are missing`, `two of the five`, `5.2 per cent, the other 3.7`, `rose to 19, the number
    /// of dead`.
    ///
    /// - Parameters:
    ///   - index: The number's first token.
    ///   - number: The number.
    ///   - counting: The sentence of the last figure that says what it counts.
    /// - Returns: The noun, or nothing of it.
    func bareNoun(_ index: Int, _ number: NumberReader.Found, _ counting: Int32) -> String? {
        let token = words[index]
        let next = words.at(number.end)
        let sentence = token.sentence
        guard number.value >= 2 else { return nil }
        if let noun = tolled(index, number.end) { return noun }
        // `two of the five`, `340 der gut 1.900`
        if isOf(number.end) || words.lexicon.hasNounCase && words.has(number.end, .article) {
            var position = number.end
            if !words.has(position, .article) { position += 1 }
            while words.has(position, .article) { position += 1 }
            if words.has(position, .more_than) || words.has(position, .about)
                || words.has(position, .almost)
            {
                position += 1
            }
            if let other = numbers.number(position), other.value > number.value { return "" }
        }
        // `von 34 auf 26 Euro`: from one to the other.
        if number.hasDigits, words.has(index - 1, .preposition),
            words.has(number.end, .preposition),
            let other = numbers.number(number.end + 1), other.hasDigits,
            words.length(other.end, .currency) > 0 || words.length(other.end, .percent) > 0
                || words.length(other.end, .unit) > 0 || words.mark(other.end) == 0x25
        {
            return ""
        }
        // `лежат пятеро`, `eravamo in nove`
        if !number.hasDigits, words.has(index - 1, .be), isClosed(number.end, sentence) {
            return ""
        }
        if let next, next.sentence == sentence, isSubject(index, number.end) { return "" }
        // `Из 40 депутатов 23 проголосовали за, 12 — против`, `31 hurt, six of them`
        if counting == sentence, let next, next.sentence == sentence,
            words.length(number.end, .be) > 0 || Marks.isDash(next.mark) && next.isSpaced,
            !isClock(index, number.end)
        {
            return ""
        }
        // `eight votes for, five against and two abstentions`: words after a first count.
        if !number.hasDigits, counting == sentence, number.value <= 99, !words.lexicon.hasAdverbsLy,
            Marks.isComma(words.mark(index - 1)) || words.has(index - 1, .conjunction)
                || isQualified(index),
            let next, next.kind == .word, next.sentence == sentence, next.cues.has(.preposition)
        {
            return ""
        }
        // A second number of what a first one counted.
        guard number.hasDigits, counting == sentence, token.kind == .number,
            !isClock(index, number.end)
        else { return nil }
        let text = words.text(index..<(index + 1))
        let isLong = number.value >= 100 && !(1900...2100).contains(number.value)
        let ends =
            next.map { $0.sentence != sentence || $0.kind == .mark || isGrammar(number.end) }
            ?? true
        guard ends, isLong || text.contains(".") || text.contains(",") else { return nil }
        return words.mark(index - 1) == 0x28 && words.mark(number.end) == 0x29 ? nil : ""
    }

    /// Whether a clause ends at a token.
    private func isClosed(_ end: Int, _ sentence: Int32) -> Bool {
        words.at(end).map {
            $0.sentence != sentence || [0x2E, 0x2C, 0x3B, 0x21, 0x3F, 0x60C].contains($0.mark)
        } ?? true
    }

    private func isOf(_ index: Int) -> Bool {
        words.value(index, .since) == "of"
            || words.has(index, .particle) && words.has(index, .preposition)
    }

    private func isClock(_ index: Int, _ end: Int) -> Bool {
        words.value(index - 1, .clock) == "at" || words.has(end, .clock)
    }

    /// `five are missing`, `11 continuam desaparecidas`, `Fifteen got out`: a number that begins its
    /// clause, and a verb.
    private func isSubject(_ index: Int, _ end: Int) -> Bool {
        let before = words.at(index - 1)
        let begins =
            before.map {
                $0.sentence != words[index].sentence || Marks.isComma($0.mark) || $0.mark == 0x3B
                    || $0.cues.has(.conjunction) || $0.cues.has(.article)
                    || $0.mark == 0x22 || Marks.isOpening($0.mark)
            } ?? true
        guard begins, words[end].kind == .word, !words[end].isCapital else { return false }
        if words.has(end, .casualty) || words.has(end, .be) || isVerb(end) { return true }
        return words.length(end, .say) > 0 && words.lexicon.hasVerbFirst
    }

    /// The noun of `the number of dead` in the sentence.
    private func tolled(_ index: Int, _ end: Int) -> String? {
        let start = words.sentenceStart(index, limit: 24)
        let stop = words.sentenceEnd(index, limit: 24)
        for position in start..<stop {
            let length = words.length(position, .toll)
            guard length > 0, !speakers.isQuoted[position] || speakers.isQuoted[index] else {
                continue
            }
            var noun = position + length
            while words.has(noun, .preposition) || words.has(noun, .article) { noun += 1 }
            guard let token = words.at(noun), token.kind == .word, noun < stop, noun != index,
                !isGrammar(noun), !isVerb(noun)
            else { return "" }
            return words.text(noun..<(noun + 1))
        }
        return nil
    }

    /// Whether a word is a verb by its ending, where no noun of the language ends so.
    func isVerb(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word, !token.isCapital else {
            return false
        }
        return words.lexicon.hasVerbEnding(words.bytes[Int(token.start)..<Int(token.end)])
    }
}
