// SPDX-License-Identifier: Apache-2.0

/// Words that no entry has, known by a part of theirs.
extension Lexicon {
    /// What a compound has of its last part.
    private static let ofHeads = CueSet([.title, .kin, .organisation, .honorific])
    /// What a verb keeps when a pronoun is written on to it, and a number behind a preposition.
    private static let ofStems = CueSet([.say, .number])
    /// The fewest letters of a compound's last part: shorter ones end other words and names, too.
    private static let shortestHead = 6
    private static let longestWord = 40

    /// Gives a word what its part stands for.
    ///
    /// German writes nouns together, `Finanzministerin`: the last one says what it is. Arabic writes
    /// pronouns on to the verb and `and` or a preposition before it: `ووصفتها`, `بتسعة`.
    func annotateParts(_ token: inout Token, _ bytes: [UInt8]) {
        let letters = Int(token.scalarEnd - token.scalarStart)
        guard letters <= Self.longestWord else { return }
        if hasNounCase, hasCase, token.isCapital, letters >= Self.shortestHead + 3 {
            annotateHead(&token, bytes)
        } else if !hasCase, letters >= 4, bytes[Int(token.start)] >= 0xD8 {
            annotateStem(&token, bytes)
        }
    }

    private func annotateHead(_ token: inout Token, _ bytes: [UInt8]) {
        let scalars = folded(token, bytes)
        for start in 3..<max(3, scalars.count - Self.shortestHead + 1) {
            take(scalars[start...], Self.ofHeads, &token)
            if token.entry >= 0 { return }
        }
    }

    private func annotateStem(_ token: inout Token, _ bytes: [UInt8]) {
        let scalars = folded(token, bytes)
        // و ف ب ل ك
        let prefix = [0x648, 0x641, 0x628, 0x644, 0x643].contains(scalars.first ?? 0) ? 1 : 0
        for first in Set([0, prefix]).sorted() {
            let rest = scalars[first...]
            guard rest.count >= 3 else { continue }
            if first > 0 { take(rest, Self.ofStems, &token) }
            for ending in Self.endings where token.entry < 0 && rest.count >= ending.count + 3 {
                if rest.suffix(ending.count).elementsEqual(ending) {
                    take(rest.dropLast(ending.count), CueSet(.say), &token)
                }
            }
            if token.entry >= 0 { return }
        }
    }

    /// `ها`, `هم`, `ني`, `نا`, `ه`, `ك`: me, him, her, us.
    private static let endings: [[UInt32]] = [
        [0x647, 0x627], [0x647, 0x645], [0x646, 0x64A], [0x646, 0x627], [0x647], [0x643],
    ]

    private func folded(_ token: Token, _ bytes: [UInt8]) -> [UInt32] {
        var scalars: [UInt32] = []
        var position = Int(token.start)
        while position < Int(token.end) {
            let (value, length) = Tokenizer.scalar(bytes, position)
            position += length
            if !Folding.isIgnored(value) { scalars.append(Folding.lower(value)) }
        }
        return scalars
    }

    private func take(_ part: ArraySlice<UInt32>, _ allowed: CueSet, _ token: inout Token) {
        var hash = WordHash()
        for scalar in part { hash.add(scalar) }
        guard let (entry, cues) = known(hash.value) else { return }
        let kept = cues.intersection(allowed)
        guard !kept.isEmpty, !cues.has(.preposition), !cues.has(.function) else { return }
        token.entry = entry
        token.cues = kept
    }
}
