// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Who claims a number.
extension FigureFinder {
    mutating func claimant(_ index: Int) -> String? {
        if speakers.isQuoted[index] { return quotes.speaker(at: index) }
        let sentence = words[index].sentence
        if let known = claimants[sentence] { return known }
        let found = findClaimant(index)
        claimants[sentence] = .some(found)
        return found
    }

    func findClaimant(_ index: Int) -> String? {
        let start = words.sentenceStart(index)
        let end = words.sentenceEnd(index)
        for position in start..<end where !speakers.isQuoted[position] {
            guard speakers.verb(position) > 0 else { continue }
            let phrase = speakers.subject(of: position, floor: start, ceiling: end)
            if let phrase, !phrase.contains(index), isSomebody(phrase),
                let named = speakers.name(phrase, last: nil)
            {
                return named.name
            }
        }
        for position in start..<end {
            let according = speakers.according(position)
            if according > 0,
                let phrase = speakers.phrase(from: position + according, ceiling: end),
                !phrase.contains(index), isSomebody(phrase),
                let named = speakers.name(phrase, last: nil)
            {
                return named.name
            }
        }
        return nil
    }

    /// Whether a phrase can be somebody who claims: one sentence's words with a head, which is no verb.
    private func isSomebody(_ phrase: Range<Int>) -> Bool {
        guard let last = phrase.last(where: { words[$0].kind == .word }),
            !Marks.isHyphen(words.mark(phrase.upperBound - 1))
        else { return false }
        // `vitamin C. The doctor`: a dot, and what begins sentences.
        for index in phrase.dropFirst()
        where words.mark(index - 1) == 0x2E && words[index].isCapital && words.has(index, .article)
        {
            return false
        }
        guard words.lexicon.hasCase, !words.lexicon.hasNoArticle else { return true }
        let isInflected =
            words.lexicon.hasAdverbsLy && !words[last].isCapital
            && words.text(last..<(last + 1)).hasSuffix("ed")
        if isInflected || isVerb(last) { return false }
        return phrase.contains {
            words[$0].isCapital || words.has($0, .article) || words.has($0, .pronoun)
                || words.length($0, .title) > 0 || words.has($0, .organisation)
                || words.has($0, .kin)
        } || words.lexicon.hasAdverbsLy && isPlural(words.text(last..<(last + 1)))
    }
}
