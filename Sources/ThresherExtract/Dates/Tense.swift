// SPDX-License-Identifier: Apache-2.0

/// What the verbs around a weekday say about when it is.
extension DateFinder {
    /// Whether a weekday lies ahead of the day of writing: `will speak on Saturday`, but `said on
    /// Saturday that it will`.
    ///
    /// The nearest verb before it tells; at the front of its sentence the first one behind it.
    func isAhead(_ index: Int, _ end: Int) -> Bool {
        let start = max(words.sentenceStart(index, limit: Self.reach), index - Self.reach)
        for position in stride(from: index - 1, through: start, by: -1) {
            if let tells = tellsFuture(position) { return tells }
        }
        let stop = words.sentenceEnd(index, limit: Self.reach)
        for position in end..<max(end, stop) {
            if let tells = tellsFuture(position) { return tells }
        }
        return false
    }

    /// How far away a verb is looked for, in tokens.
    private static let reach = 16

    /// Whether a word is a verb of the future, `false` for one of the past; `nil` for all others.
    private func tellsFuture(_ index: Int) -> Bool? {
        guard let token = words.at(index), token.kind == .word else { return nil }
        if isFuture(index) { return true }
        let isPast =
            words.value(index, .ahead) == "past" || words.length(index, .say) > 0
            || words.has(index, .casualty)
            || words.lexicon.hasAdverbsLy && !token.isCapital && token.end - token.start > 4
                && words.bytes[Int(token.end) - 2..<Int(token.end)].elementsEqual("ed".utf8)
        guard isPast else { return nil }
        // `will be signed`, `is expected to say`
        return (max(0, index - 3)..<index).contains {
            words[$0].sentence == token.sentence && isFuture($0)
        }
    }

    private func isFuture(_ index: Int) -> Bool {
        let token = words[index]
        // `Will Smith said`
        let isName = token.isCapital && words.sentenceStart(index, limit: 2) != index
        if !isName, words.value(index, .ahead) == "future" { return true }
        return token.kind == .word && !token.isCapital && token.scalarEnd - token.scalarStart >= 5
            && words.lexicon.hasFutureEnding(words.bytes[Int(token.start)..<Int(token.end)])
    }
}
