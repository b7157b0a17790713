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
        // `two of the five`
        if isOf(number.end) {
            var position = number.end + 1
            while words.has(position, .article) { position += 1 }
            if let other = numbers.number(position), other.value > number.value { return "" }
        }
        if let next, next.sentence == sentence, isSubject(index, number.end) { return "" }
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
