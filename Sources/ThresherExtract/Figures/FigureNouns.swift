// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What a number counts, and what became of them.
extension FigureFinder {
    func noun(_ figure: inout Figure, _ end: inout Int, _ number: NumberReader.Found) {
        var position = end
        // `dozens of soldiers`, `5 percent of voters`, `three of the crew`.
        var hasOf = false
        if words.value(position, .since) == "of"
            || words.has(position, .particle) && words.has(position, .preposition)
        {
            let isPart =
                figure.unit == "percent" || number.isVague || number.isMarked
                || words.has(position + 1, .article)
            guard isPart else { return }
            position += 1
            hasOf = true
        }
        while words.has(position, .article), hasOf { position += 1 }
        // `100 or so people`, `62, mostly civilians`
        let first = position
        guard let token = words.at(first), token.kind == .word,
            words.lexicon.hasCase || token.scalarEnd - token.scalarStart > 1,
            token.sentence == words[end - 1].sentence
        else { return }
        if figure.unit == "percent", !hasOf { return }
        var last = first
        while last < words.count, last - first < 8 {
            let next = words[last]
            guard next.sentence == token.sentence else { break }
            if next.kind == .mark {
                guard Marks.isHyphen(next.mark), !next.isSpaced, last > first,
                    words.at(last + 1)?.isSpaced == false
                else { break }
                last += 2
                // F-16s
                if words.at(last - 1)?.kind == .number, let tail = words.at(last),
                    tail.kind == .word, !tail.isSpaced
                {
                    last += 1
                }
                continue
            }
            guard next.kind == .word else { break }
            if last > first, speakers.isJoinedByAnd(last) { break }
            if last > first, !words.isJoined(last) {
                if stops(last, after: last - 1, first) { break }
            } else if last == first, stopsFirst(last) {
                return
            }
            if isVerb(last) || words.has(last, .be), !words.has(last, .casualty) { break }
            if words.has(last, .clock), !words.lexicon.hasCase { break }
            // `48 horas choveu`: behind a length of time nothing is counted.
            if last == first + 1, words.has(first, .period) { break }
            last += 1
            if words.has(first, .casualty) && last == first + 1, words.lexicon.hasCase,
                !(words.lexicon.hasNounCase && !words[first].isCapital)
            {
                break
            }
        }
        guard last > first, words[last - 1].kind != .mark else { return }
        if words.has(first, .period), last == first + 1 || !words.lexicon.hasCase {
            return period(&figure, &end, first)
        }
        figure.of = words.text(first..<last)
        end = last
    }

    /// `three days`: a length of time.
    func period(_ figure: inout Figure, _ end: inout Int, _ first: Int) {
        figure.unit = words.value(first, .period)
        end = first + 1
    }

    func stopsFirst(_ index: Int) -> Bool {
        let token = words[index]
        if token.cues.has(.casualty) { return false }
        return isGrammar(index) || token.cues.has(.weekday) || token.cues.has(.month)
            || words.length(index, .say) > 0
            || token.cues.has(.clock) && token.scalarEnd - token.scalarStart <= 2
    }

    func stops(_ index: Int, after previous: Int, _ first: Int) -> Bool {
        let token = words[index]
        if isGrammar(index) || token.cues.has(.weekday) || token.cues.has(.casualty)
            || speakers.verb(index) > 0
            || token.cues.has(.number) || words.length(index, .day_word) > 0
            || token.cues.has(.period)
            || words.length(index, .since) > 0 || words.length(index, .ago) > 0
        {
            return true
        }
        if index - first >= 4 { return true }
        guard words.lexicon.hasAdverbsLy else { return index - first >= 3 }
        // English: adjectives have no plural, so a plural is the noun.
        let before = words.text(previous..<(previous + 1))
        if !words[previous].isCapital, isPlural(before) { return true }
        let text = words.text(index..<(index + 1))
        return text.hasSuffix("ed") || text.hasSuffix("ly")
    }

    func isPlural(_ word: String) -> Bool {
        if ["people", "men", "women", "children", "police", "staff", "personnel", "passengers"]
            .contains(word)
        {
            return true
        }
        return word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
            && !word.hasSuffix("ous")
            && !word.hasSuffix("us")
    }

    /// `62 soldiers were killed`, `killed 62 soldiers`, `62 killed`.
    func state(_ figure: inout Figure, _ start: Int, _ end: Int) {
        guard figure.unit == nil else { return }
        if let of = figure.of, end - start > 0, words.has(end - 1, .casualty),
            of == words.text((end - 1)..<end)
        {
            figure.state = of
            return
        }
        var position = end
        while position < words.count, position - end < 5,
            words[position].sentence == words[end - 1].sentence,
            words[position].kind == .word
        {
            if words.has(position, .casualty) {
                figure.state = words.text(position..<(position + 1))
                return
            }
            guard
                words.has(position, .function) || words.has(position, .passive)
                    || words.has(position, .preposition)
                    || words.has(position, .say) || words.has(position, .article)
            else { break }
            position += 1
        }
        if words.has(start - 1, .casualty) {
            figure.state = words.text((start - 1)..<start)
        } else if words.has(start - 2, .casualty), words[start - 1].kind == .word,
            words.has(start - 1, .function) || words.has(start - 1, .article)
                || words.has(start - 1, .preposition)
        {
            figure.state = words.text((start - 2)..<(start - 1))
        }
    }
}
