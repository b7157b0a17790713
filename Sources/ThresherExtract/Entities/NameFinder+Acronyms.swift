// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Bodies that a text calls by their first letters, and capitals that are none.
extension NameFinder {
    /// Adds a word of capitals as the name of a body.
    ///
    /// The mention is weak unless the body does something that bodies do: of `CEO`, `GDP` and tickers
    /// nothing becomes an entity.
    mutating func acronym(_ index: Int) {
        let token = words[index]
        guard (2...6).contains(token.scalarEnd - token.scalarStart), !isCommon(index),
            !isUpperWord(index - 1), !isUpperWord(index + 1), isWhole(index),
            token.cues.isDisjoint(with: Self.otherCapitals)
        else { return }
        let isActing = isActing(index)
        guard
            isActing || !isSentenceStart(index) || words.mark(index - 1) == 0x28
                || words.mark(index + 1) == 0x29
        else { return }
        if let start = expansion(of: index) {
            while let last = mentions.last, last.range.upperBound > start { mentions.removeLast() }
            add(start..<(index - 1), start, .organisation, words.text(start..<(index - 1)))
        }
        add(index..<(index + 1), index, .organisation, words.text(index..<(index + 1)))
        mentions[mentions.count - 1].isWeak = !isActing
    }

    /// What capitals may be besides: offices, units, currencies, zones, and whatever the cue files know.
    private static let otherCapitals = CueSet([
        .title, .unit, .currency, .clock, .company, .not_name, .percent, .multiplier, .month,
    ])

    private func isUpperWord(_ index: Int) -> Bool {
        words.at(index).map { $0.kind == .word && $0.isUpper && $0.scalarEnd - $0.scalarStart > 1 }
            ?? false
    }

    /// Whether a word is no part of a longer one: `COVID-19`, `4CA7B5`, `NASDAQ:ABV`.
    func isWhole(_ index: Int) -> Bool {
        if index < taken.count, taken[index] { return false }
        if words.isJoined(index) {
            let before = words[index - 1]
            guard before.kind == .mark, before.mark != 0x24, before.mark != 0x23,
                before.mark != 0x40, before.mark != 0x5F, before.mark != 0x2E
            else { return false }
            // `NASDAQ:ABV`, `747-FDA`
            if words.isJoined(index - 1), before.mark == 0x3A || words[index - 2].kind == .number {
                return false
            }
        }
        guard words.isJoined(index + 1) else { return true }
        let next = words[index + 1]
        guard next.kind == .mark, next.mark != 0x5F else { return false }
        return !Marks.isHyphen(next.mark) || words.at(index + 2)?.kind != .number
    }

    /// Whether a name speaks, has people who do, or a noun before it says that it is a body.
    private func isActing(_ index: Int) -> Bool {
        if isSource(index..<(index + 1)) { return true }
        // `teilte die DGL mit`
        if hasNounCase, words.has(index + 1, .say) || isSaid(before: index) { return true }
        // `NGC spokesman`, `the NGC's director`
        var next = index + 1
        if Marks.isApostrophe(words.mark(next)), !words[next].isSpaced { next += 2 }
        if isOffice(at: next, of: index) { return true }
        // `head of the NGC`, `die Gewerkschaft DGL`
        var before = index - 1
        while index - before < 4,
            words.has(before, .article) || words.has(before, .particle)
                || words.has(before, .preposition) || Marks.isApostrophe(words.mark(before))
        { before -= 1 }
        if isOffice(at: before, of: index), before < index - 1 { return true }
        return words.has(index - 1, .organisation) && !words[index - 1].isUpper
            && words[index - 1].sentence == words[index].sentence
    }

    private func isOffice(at index: Int, of name: Int) -> Bool {
        words.has(index, .title) && !words[index].isUpper
            && words[index].sentence == words[name].sentence
    }

    /// The first of the words whose initials an acronym in brackets behind them has, when they name a
    /// body: `Organisation for Economic Co-operation and Development (OECD)`.
    private func expansion(of index: Int) -> Int? {
        guard words.mark(index - 1) == 0x28, words.mark(index + 1) == 0x29 else { return nil }
        var letters = Array(
            words.text(index..<(index + 1)).unicodeScalars.map { Folding.lower($0.value) })
        var start = index - 1
        var isBody = isSource((index - 1)..<(index + 2))
        while !letters.isEmpty, start > 0, index - start < 16,
            words[start - 1].sentence == words[index].sentence
        {
            start -= 1
            guard words[start].kind == .word else {
                guard Marks.isHyphen(words.mark(start)) else { return nil }
                continue
            }
            let initial = Tokenizer.scalar(words.bytes, Int(words[start].start)).0
            if Folding.lower(initial) == letters.last {
                letters.removeLast()
            } else if words[start].isCapital {
                return nil
            }
            isBody = isBody || words.has(start, .organisation) || words.has(start, .company)
        }
        return letters.isEmpty && isBody && words[start].isCapital ? start : nil
    }

    /// Whether a run of words is part of a line in capitals, a heading or a shout, where they tell
    /// nothing.
    func isShouted(_ range: Range<Int>) -> Bool {
        guard range.allSatisfy({ words[$0].kind != .word || !hasLower($0) }) else { return false }
        let start = words.sentenceStart(range.lowerBound, limit: 24)
        let end = words.sentenceEnd(range.upperBound - 1, limit: 24)
        return (start..<end).allSatisfy { words[$0].kind != .word || !hasLower($0) }
    }

    private func hasLower(_ index: Int) -> Bool {
        !words[index].isUpper && words[index].scalarEnd - words[index].scalarStart > 1
    }
}
