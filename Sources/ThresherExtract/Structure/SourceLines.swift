// SPDX-License-Identifier: Apache-2.0

/// Agencies that lines name as the sources of a text.
extension Line {
    /// The sources that a source line names: `SOURCE: Al Jazeera And Agencies`, `dpa/AFP`.
    var sources: [String]? {
        guard wordCount <= 16 else { return nil }
        if let next = begins(with: .source_line, alone: false) ?? sourcePhrase {
            return names(next..<words.count)
        }
        if let next = phraseOfSources, wordCount <= 14 {
            let named = agencies(next..<words.count)
            if !named.isEmpty { return named }
        }
        if let named = sourcesAtEnd { return named }
        // Nothing but agencies: `Reuters`, `(dpa)`, `AFP/Reuters`, `© AFP 2024`, `Lusa/fim`.
        guard wordCount <= 8, wordCount > 0 else { return nil }
        var index = 0
        var count = 0
        while index < words.count {
            let length = words.length(index, .agency)
            if length > 0 {
                count += 1
                index += length
                continue
            }
            guard
                words[index].kind == .mark || words.has(index, .conjunction)
                    || words.has(index, .preposition) || words.has(index, .article)
                    || count > 0 && (words[index].kind == .number || isEndMark(index))
                    || index == 1 && words[index].kind == .number && words.mark(0) == 0xA9
            else { return nil }
            index += 1
        }
        return count > 0 ? agencies(0..<words.count) : nil
    }

    /// Whether a word behind an agency says that its report ends: `Lusa/fim`, `NNNN`.
    private func isEndMark(_ index: Int) -> Bool {
        words.has(index, .notes) && words.mark(index - 1) == 0x2F
            || words[index].isUpper && words.text(index..<(index + 1)) == "NNNN"
    }

    /// Where the sources begin behind a phrase for them, whatever stands beside the agencies: `По
    /// материалам «Интерфакса» и собственных корреспондентов`.
    private var phraseOfSources: Int? {
        let length = words.length(0, .source_line)
        return length > 1 && !isSentence && length < words.count ? length : nil
    }

    /// The agencies behind `with` and a paper's name: `Le Monde avec AFP`, `FRANCE 24 with AFP and
    /// Reuters`.
    private var sourcesAtEnd: [String]? {
        guard wordCount <= 10, !isSentence, namesBesideAgencies == nil,
            let with = words.tokens.indices.dropFirst().last(where: {
                words.length($0, .source_line) > 0
            }),
            isAgencyNote(with..<words.count),
            words.tokens[..<with].allSatisfy({
                $0.kind != .word || $0.isCapital || $0.cues.has(.conjunction)
                    || $0.cues.has(.preposition)
            })
        else { return nil }
        return agencies(with..<words.count)
    }

    /// The agencies that a line below a story says to have had a part in it.
    ///
    /// `The Associated Press contributed to this report.`
    var contributors: [String] {
        guard wordCount <= 40 else { return [] }
        for index in words.tokens.indices.dropFirst() where words.length(index, .source_line) > 2 {
            let start = words.sentenceStart(index, limit: 24)
            let named = agencies(start..<words.sentenceEnd(index, limit: 24))
            if !named.isEmpty { return named }
        }
        return []
    }

    /// `With material from dpa`, `*Com informações da Agência Brasil`, `Avec AFP`: a phrase of some
    /// words and names behind it, or one word and agencies.
    private var sourcePhrase: Int? {
        guard wordCount <= 12 else { return nil }
        var start = 0
        while start < min(3, words.count), words[start].kind == .mark { start += 1 }
        // `Newsroom, with reports from Nordwire`
        if words.length(start, .source_line) == 0 || words.length(start, .source_line) == 1,
            let comma = words.tokens.prefix(2).firstIndex(where: { Marks.isComma($0.mark) }),
            words.length(comma + 1, .source_line) > 0
        {
            start = comma + 1
        }
        let length = words.length(start, .source_line)
        guard length > 0, start + length < words.count else { return nil }
        let rest = (start + length)..<words.count
        let isNamed = rest.allSatisfy {
            words[$0].kind != .word || words[$0].isCapital || words.length($0, .agency) > 0
                || words[$0].cues.has(.conjunction) || words[$0].cues.has(.preposition)
                || words[$0].cues.has(.article) || !Self.isCasedScript(words[$0], words)
        }
        let hasAgency = rest.contains { words.length($0, .agency) > 0 }
        return length > 1
            ? (isNamed ? rest.lowerBound : nil)
            : (hasAgency && isNamed && wordCount <= 6 ? rest.lowerBound : nil)
    }

    /// Names parted by commas, slashes and conjunctions; known agencies by their usual names.
    private func names(_ range: Range<Int>) -> [String] {
        var names: [String] = []
        var start = range.lowerBound
        func close(_ end: Int) {
            var first = start
            var last = end
            while first < last, words.has(first, .article) || words.has(first, .preposition),
                !words[first].isCapital, words.length(first, .agency) == 0
            { first += 1 }
            while last > first, words[last - 1].kind == .mark { last -= 1 }
            while first < last, words[first].kind == .mark { first += 1 }
            guard first < last else { return }
            var name = words.text(first..<last)
            if words.length(first, .agency) == last - first,
                let known = words.value(first, .agency)
            {
                name = known
            } else if let inner = (first..<last).first(where: {
                $0 > first && words.length($0, .agency) == last - $0
            }), !words[first].isUpper, let known = words.value(inner, .agency) {
                // `the news agency Nordwire`
                name = known
            }
            if !names.contains(name) { names.append(name) }
        }
        for index in range {
            let isBreak =
                words[index].kind == .mark
                ? Marks.isComma(words.mark(index))
                    || [0x2F, 0x26, 0x3B, 0x2B].contains(words.mark(index))
                : words.has(index, .conjunction)
            guard isBreak else { continue }
            close(index)
            start = index + 1
        }
        close(range.upperBound)
        return names
    }

    // MARK: Paragraphs

    /// Where a paragraph ends and its agencies begin: `... on Friday. (dpa/lsw)`, `... de luto. EFE`,
    /// `... ao Mar. Com Lusa`.
    var agenciesAtEnd: Int? {
        let last = words.count - 1
        if [0x29, 0x2F].contains(words.mark(last)) {
            let opening: UInt32 = words.mark(last) == 0x29 ? 0x28 : 0x2F
            var start = last - 1
            while start > 0, last - start < 12, words.mark(start) != opening { start -= 1 }
            guard words.mark(start) == opening, isAgencyNote((start + 1)..<last) else { return nil }
            return start
        }
        // A sentence of its own.
        let start = words.sentenceStart(last, limit: 8)
        guard start > 4, last - start < 6, words.mark(start - 1) != Marks.colon,
            isAgencyNote(start..<(last + 1))
        else { return nil }
        return start
    }

    /// Whether tokens name agencies, with what writers put beside them: `mit dpa`, `dpa/lsw`.
    func isAgencyNote(_ range: Range<Int>) -> Bool {
        // The words of `com informações da` may be no agencies.
        let lead = range.lowerBound + words.length(range.lowerBound, .source_line)
        var index = range.lowerBound
        var count = 0
        while index < range.upperBound {
            let length = words.length(index, .agency)
            let token = words[index]
            let isSign =
                count > 0 && words.mark(index - 1) == 0x2F
                && token.scalarEnd - token.scalarStart <= 4
            if length > 0 {
                count += 1
            } else if token.kind == .number
                || token.kind == .word && index >= lead && !token.cues.has(.conjunction) && !isSign
            {
                return false
            }
            index += max(length, 1)
        }
        return count > 0
    }

    /// Whether a range of tokens names agencies and nothing else.
    static func isOnlyAgencies(_ words: Words, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = words.length(index, .agency)
            if length == 0, words[index].kind != .mark { return false }
            index += max(length, 1)
        }
        return true
    }
}
