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
            if let phrase, !phrase.contains(index), let named = speakers.name(phrase, last: nil) {
                return named.name
            }
        }
        for position in start..<end {
            let according = speakers.according(position)
            if according > 0,
                let phrase = speakers.phrase(from: position + according, ceiling: end),
                !phrase.contains(index), let named = speakers.name(phrase, last: nil)
            {
                return named.name
            }
        }
        return nil
    }
}
