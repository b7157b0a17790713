// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What single lines of an article are, by their cues and shape.
extension Line {
    /// Whether a cue with a colon, bar or dash behind it begins the line, or is all of it.
    func begins(with cue: Cue, alone: Bool = true) -> Int? {
        var start = 0
        // Bullets, arrows and brackets before the cue.
        while start < min(3, words.count), words[start].kind == .mark { start += 1 }
        let length = words.length(start, cue)
        guard length > 0 else { return nil }
        let next = start + length
        if next >= words.count { return alone ? next : nil }
        switch words.mark(next) {
        case 0x3A, 0x7C, 0xFF1A, 0xBB, 0x203A, 0x3E: return next + 1
        case let mark where Marks.isDash(mark) && words[next].isSpaced: return next + 1
        // `Watch.. the rescue`, `Read also… `
        case 0x2026: return next + 1
        case 0x2E where words.mark(next + 1) == 0x2E: return next + 2
        case 0x2E, 0x21, 0x29, 0x5D: return next + 1 >= words.count && alone ? next + 1 : nil
        default: return nil
        }
    }

    /// Whether a cue of two words or more begins the line: `Read more about the road`.
    func begins(withPhrase cue: Cue) -> Bool {
        var start = 0
        while start < min(3, words.count), words[start].kind == .mark { start += 1 }
        let length = words.length(start, cue)
        guard length > 1 else { return false }
        let next = words.at(start + length)
        // `Lire aussi  Le maire se retire`: a headline behind it.
        return length > 2 || start > 0 || words[start].isUpper
            || next.map { $0.kind == .word && $0.isCapital } ?? false
    }

    /// The names of agencies in a range of tokens.
    func agencies(_ range: Range<Int>) -> [String] {
        var names: [String] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let length = words.length(index, .agency)
            if length > 0, let known = words.value(index, .agency) {
                let name = asWritten(index..<min(index + length, range.upperBound), known)
                if !names.contains(name) { names.append(name) }
            }
            index += max(length, 1)
        }
        return names
    }

    /// An agency's name as the line has it, without an article or the ending of a case.
    private func asWritten(_ range: Range<Int>, _ known: String) -> String {
        let start = words.has(range.lowerBound, .article) && range.count > 1 ? 1 : 0
        let name = words.text((range.lowerBound + start)..<range.upperBound)
        let (lower, other) = (name.lowercased(), known.lowercased())
        guard lower != other else { return name.contains { $0.isUppercase } ? name : known }
        return other == "agencies" || lower.hasPrefix(other) || lower.hasSuffix(other)
            ? known : name
    }

    // MARK: Writers

    /// The writers that a byline names: `By Jo Ray and Ann Lee in Paris`.
    var byline: [String]? {
        guard wordCount <= 20, !isQuestion else { return nil }
        var start = 0
        while start < words.count, words[start].kind == .mark { start += 1 }
        let length = words.length(start, .byline)
        guard length > 0 else { return nil }
        let mark = words.mark(start + length)
        let isMarked = [0x3A, 0x7C].contains(mark) || Marks.isDash(mark)
        // `Words: Jo Ray`, `Author: Jo Ray`; without the colon it begins a sentence or headline.
        if !isMarked,
            words.has(start, .tool) || words.length(start, .title) > 0
                || words.text(start..<(start + 1)) == "Words"
        {
            return nil
        }
        if isMarked { start += 1 }
        if isSentence, !isNamesOnly((start + length)..<words.count) { return nil }
        let names = Self.people(words, (start + length)..<words.count)
        guard let first = names.first, first.contains(" ") || wordCount <= 3 else { return nil }
        // `By Jo Ray, Nordwire`: one word behind a whole name is no writer.
        return first.contains(" ") ? names.filter { $0.contains(" ") } : names
    }

    /// Whether a word in lower case stands in it that is more than grammar: names have none, nor have
    /// headings whose words all begin in upper case.
    var saysSomething: Bool {
        words.tokens.contains {
            $0.kind == .word
                && (!Self.isCasedScript($0, words)
                    || !$0.isCapital && !$0.cues.has(.preposition) && !$0.cues.has(.article)
                        && !$0.cues.has(.conjunction) && !$0.cues.has(.particle)
                        && !$0.cues.has(.byline) && $0.scalarEnd - $0.scalarStart > 2)
        }
    }

    /// Whether it is the words before writers' names and nothing else: `Written by`.
    var isBareByline: Bool {
        let length = words.length(0, .byline)
        return length > 0
            && (length == words.count || length + 1 == words.count && words.mark(length) == 0x3A)
    }

    /// Whether all words of a range begin with upper case or are of grammar.
    private func isNamesOnly(_ range: Range<Int>) -> Bool {
        range.allSatisfy {
            let token = words[$0]
            return token.kind != .word || token.isCapital || token.cues.has(.conjunction)
                || token.cues.has(.preposition) || token.cues.has(.particle)
        }
    }

    /// Names of people parted by commas and conjunctions, up to anything else.
    static func people(_ words: Words, _ range: Range<Int>) -> [String] {
        var names: [String] = []
        var first: Int?
        func close(_ end: Int) {
            if let start = first, end - start >= 1 {
                let name = words.text(start..<end)
                // `Nordwire`, `Europa Press Cultura`; `The Post`; `Jo Ray, Business Correspondents`.
                let isAgency = words.length(start, .agency) > 0
                let isRole =
                    words.has(start, .article) && end - start == 2
                    || end - start > 1
                        && (start..<end).contains { words.has($0, .title) && words[$0].isCapital }
                if !isAgency, !isRole, !names.contains(name), end - start <= 9 {
                    names.append(name)
                }
            }
            first = nil
        }
        var index = range.lowerBound
        while index < range.upperBound {
            let token = words[index]
            if first != nil, token.start - words[index - 1].end > 1 { close(index) }
            if token.kind == .word, token.isCapital || !isCasedScript(token, words) {
                if first == nil, token.cues.has(.conjunction) && !token.isUpper {
                    index += 1
                    continue
                }
                if first != nil, token.cues.has(.conjunction) || token.cues.has(.preposition),
                    !token.cues.has(.particle)
                {
                    close(index)
                    index += 1
                    if token.cues.has(.preposition), !token.cues.has(.conjunction) {
                        guard let next = behindPlace(words, index, range.upperBound) else {
                            return names
                        }
                        index = next
                    }
                    continue
                }
                if let start = first,
                    let rest = behindArabicAnd(words, start, index, range.upperBound)
                {
                    close(index)
                    names.append(rest)
                    return names
                }
                if first == nil { first = index }
            } else if token.kind == .word {
                if first != nil, token.cues.has(.particle), !token.cues.has(.conjunction),
                    words.at(index + 1)?.isCapital == true
                {
                    index += 1
                    continue
                }
                close(index)
                if token.cues.has(.preposition), !token.cues.has(.conjunction),
                    let next = behindPlace(words, index + 1, range.upperBound)
                {
                    index = next
                    continue
                }
                guard token.cues.has(.conjunction) else { return names }
            } else if token.kind == .mark {
                let joins =
                    Marks.isHyphen(token.mark) && words.isJoined(index)
                    || Marks.isApostrophe(token.mark)
                    || (token.mark == 0x2E && isInitial(words, index))
                if !joins {
                    close(index)
                    // `Jo Ray (in Kelmar) and Ann Lee`
                    if token.mark == 0x28,
                        let closing = (index..<range.upperBound).first(where: {
                            words.mark($0) == 0x29
                        })
                    {
                        index = closing + 1
                        continue
                    }
                    guard Marks.isComma(token.mark) || token.mark == 0x26
                    else { return names }
                }
            } else {
                close(index)
                return names
            }
            index += 1
        }
        close(range.upperBound)
        return names
    }

    /// The last name of a list, whose first word Arabic writes together with `and`: `هدى البستاني ونهى
    /// سعفان`.
    private static func behindArabicAnd(_ words: Words, _ start: Int, _ index: Int, _ end: Int)
        -> String?
    {
        let token = words[index]
        guard !isCasedScript(token, words), index - start >= 2, (2...3).contains(end - index),
            token.scalarEnd - token.scalarStart > 3,
            words.bytes[Int(token.start)] == 0xD9, words.bytes[Int(token.start) + 1] == 0x88,
            (index..<end).allSatisfy({ words[$0].kind == .word && !words.has($0, .agency) })
        else { return nil }
        return String(
            decoding: words.bytes[(Int(token.start) + 2)..<Int(words[end - 1].end)], as: UTF8.self)
    }

    /// Where the next name begins behind a place: `Jo Ray in Kelmar and Ann Lee in Tolvik`.
    private static func behindPlace(_ words: Words, _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end,
            words[index].kind == .word && words[index].isCapital
                || words[index].kind == .mark && words.isJoined(index)
                    && (Marks.isHyphen(words.mark(index)) || Marks.isApostrophe(words.mark(index)))
        { index += 1 }
        guard index > start, index + 2 < end,
            words.has(index, .conjunction) || Marks.isComma(words.mark(index)),
            words[index + 1].isCapital, words[index + 2].kind == .word, words[index + 2].isCapital
        else { return nil }
        return index + 1
    }

    private static func isInitial(_ words: Words, _ index: Int) -> Bool {
        guard let before = words.at(index - 1), before.kind == .word else { return false }
        return before.scalarEnd - before.scalarStart <= 2 || before.cues.has(.abbreviation)
    }

    static func isCasedScript(_ token: Token, _ words: Words) -> Bool {
        words.bytes[Int(token.start)] < 0xD6
    }

    /// Whether this is two to four words that could be somebody's name and nothing else.
    var isName: Bool {
        guard (2...4).contains(wordCount), !isSentence else { return false }
        // `Save  Share`: what a page offers.
        guard !words.tokens.indices.contains(where: { isBehindGap($0) || words.has($0, .tool) })
        else { return false }
        return words.tokens.allSatisfy { token in
            switch token.kind {
            case .word:
                token.isCapital && (!token.cues.has(.article) || !token.isLineStart)
                    && !token.cues.has(.preposition)
                    && !token.cues.has(.conjunction) && !token.cues.has(.organisation)
                    || !token.isCapital && token.cues.has(.particle)
                        && !token.cues.has(.conjunction) && !token.isLineStart
            case .number: false
            case .mark:
                token.mark == 0x2E || Marks.isHyphen(token.mark) || Marks.isApostrophe(token.mark)
            }
        }
    }
}
