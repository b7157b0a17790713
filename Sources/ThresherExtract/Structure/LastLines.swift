// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Lines that stand below a story or beside its writer's name.
extension Line {
    /// Whether it is how its writer signs: `(kho/oay)`, `Red-Mer`, `jr`.
    ///
    /// Only of a line that nothing of the story follows can it be told.
    var isSignature: Bool {
        guard (1...4).contains(wordCount), !isSentence, words.count <= 9,
            words.tokens.allSatisfy({ $0.kind != .number })
        else { return false }
        let isInBrackets =
            [0x28, 0x5B, 0x2F].contains(words.mark(0))
            && [0x29, 0x5D, 0x2F].contains(words.mark(words.count - 1))
        let isShort = words.tokens.allSatisfy { $0.scalarEnd - $0.scalarStart <= 4 }
        if isInBrackets { return isShort || wordCount <= 2 }
        let isParted = words.tokens.contains { $0.mark == 0x2F }
        return isParted && isShort || wordCount <= 2 && words.tokens.allSatisfy { $0.mark != 0x3A }
    }

    /// Whether it serves the page and not the story.
    ///
    /// `Share    Save`, `12 min read`, `Lesezeit: 3 Min.`: words of tools and numbers alone.
    var isTool: Bool {
        guard (1...14).contains(wordCount), !isQuestion else { return false }
        // `12843`: how often a page was seen.
        if words.count == 1, words[0].kind == .number, text.utf8.count > 2, !text.contains(".") {
            return true
        }
        var index = 0
        var tools = 0
        var others = 0
        while index < words.count {
            let length = words.length(index, .tool)
            if length > 0 {
                tools += 1
                index += length
                continue
            }
            let token = words[index]
            if token.kind == .word, !token.cues.has(.conjunction), !token.cues.has(.preposition),
                !token.cues.has(.article), !token.cues.has(.particle), !token.cues.has(.period),
                !token.isCapital || token.scalarEnd - token.scalarStart > 1
            {
                others += 1
            }
            index += 1
        }
        guard others == 0, tools > 0 else { return false }
        let hasParts = words.tokens.contains {
            $0.kind == .number || [0x7C, 0xB7, 0x2022, 0x3A].contains($0.mark)
        }
        let isPhrase = tools == 1 && words.length(0, .tool) == words.count && words.count > 1
        return tools >= 2 || hasParts || isPhrase || wordCount == 1 && words.length(0, .label) == 0
            || words.tokens.indices.contains(where: isBehindGap)
    }

    /// The names of writers and agencies of a line that names nothing else: `Jo Ray and Lusa`.
    var namesBesideAgencies: (names: [String], agencies: [String])? {
        guard (2...12).contains(wordCount), !isSentence, words.length(0, .tool) == 0 else {
            return nil
        }
        let named = agencies(0..<words.count)
        guard !named.isEmpty else { return nil }
        var names: [String] = []
        var start = words.length(0, .byline)
        var index = start
        func close(_ end: Int) -> Bool {
            guard start < end else { return true }
            let letters = (start..<end).filter { words[$0].kind == .word }
            if letters.isEmpty { return true }
            let isName =
                (2...4).contains(letters.count)
                && letters.allSatisfy {
                    words[$0].isCapital && !words.has($0, .article)
                        && !words.has($0, .organisation) || words.has($0, .particle)
                }
            // `The Post` is no writer.
            let isPaper = letters.count == 2 && words.has(start, .article)
            if isName, !isPaper { names.append(words.text(start..<end)) }
            return isName || isPaper
        }
        while index < words.count {
            let length = words.length(index, .agency)
            let token = words[index]
            let isBreak =
                length > 0 || Marks.isComma(token.mark)
                || [0x2F, 0x7C, 0x26, 0x28].contains(token.mark)
                || Marks.isDash(token.mark) && token.isSpaced || token.mark == 0x29
                || token.cues.has(.conjunction) && !token.isCapital
                || token.cues.has(.preposition) && !token.isCapital && !token.cues.has(.particle)
            if isBreak {
                guard close(index) else { return nil }
                index += max(length, 1)
                start = index
            } else {
                index += 1
            }
        }
        guard close(words.count), !names.isEmpty || words.length(0, .byline) > 0 else { return nil }
        return (names, named)
    }

    /// Whether it says what was wrong before or has changed since: `Correction: ...`.
    var isCorrection: Bool {
        guard wordCount <= 80 else { return false }
        if begins(with: .correction) != nil { return true }
        var start = 0
        while start < min(3, words.count), words[start].kind == .mark { start += 1 }
        let length = words.length(start, .correction)
        if length >= 3 { return true }
        // `Correction, 10 September: ...`
        if length > 0,
            Marks.isComma(words.mark(start + length)) || words.mark(start + length) == 0x28
                || words.at(start + length)?.kind == .number,
            words.tokens[(start + length)...].prefix(9).contains(where: { $0.mark == 0x3A }),
            words.tokens[(start + length)...].prefix(6).contains(where: { $0.kind == .number })
        {
            return true
        }
        // `Notícia corrigida às 20h14: as abstenções foram duas`
        return length == 2
            && words.tokens[(start + length)...].prefix(10).contains { $0.kind == .number }
    }

    /// Whether it says which agencies had a part in a report.
    var hasContributors: Bool { !contributors.isEmpty }

    /// Whether more than one phrase of credits stands in it: `Reporting by Jo Ray; Editing by Ann Lee`.
    var creditsOthers: Bool {
        wordCount <= 40 && words.tokens.indices.count { words.length($0, .notes) >= 2 } >= 2
    }

    /// Whether it tells how to reach somebody and nothing else: `@joray`, `Jo Ray, jo@example.org`.
    var isHandle: Bool {
        guard wordCount <= 9 else { return false }
        guard let at = words.tokens.firstIndex(where: { $0.mark == 0x40 }),
            words.at(at + 1).map({ $0.kind == .word && !$0.isSpaced }) == true
        else { return false }
        var first = at
        while first > 0, words.isJoined(first) { first -= 1 }
        // Besides it only a name or a label.
        return words.tokens[..<first].allSatisfy { token in
            token.kind != .word || token.isCapital || token.cues.has(.preposition)
                || !Self.isCasedScript(token, words)
        }
    }

    /// Whether a score stands in it: `Tolvik – Kelmar 2:1`.
    var hasScore: Bool {
        words.tokens.indices.contains { index in
            words[index].kind == .number && words.at(index + 2)?.kind == .number
                && (words.mark(index + 1) == 0x3A || Marks.isDash(words.mark(index + 1)))
                && words[index].end - words[index].start <= 3
        }
    }

    /// Whether it is a result or a list of names: `Tolvik – Kelmar 2:1`, `Kelmar: Ray, Lee, Moss`.
    var isResult: Bool {
        if hasScore { return true }
        // `Jo Ray, boatbuilder, born 3 May 1931; died 14 April 2024`
        let parts = words.tokens.count {
            Marks.isComma($0.mark) || $0.mark == 0x3B || $0.mark == 0x61B
        }
        if parts >= 2, words.tokens.contains(where: { $0.kind == .number }) { return true }
        if isTable { return true }
        guard let colon = words.tokens.firstIndex(where: { $0.mark == 0x3A }),
            (1...3).contains(colon)
        else { return false }
        return words.tokens[colon...].count { Marks.isComma($0.mark) } >= 2
    }

    /// Whether numbers stand behind labels: `Crowd: 17,406. Takings: 612,480`.
    var isTable: Bool {
        let labels = words.tokens.indices.count {
            words.mark($0) == 0x3A && words[$0 - 1].kind == .word
                && words.at($0 + 1)?.isSpaced == true
        }
        return labels >= 2 && words.tokens.count(where: { $0.kind == .number }) >= 2
    }

    /// Whether it is a time of day and nothing else: `14:32`, `2.15pm`.
    var isTime: Bool {
        guard (1...4).contains(wordCount), words.tokens.contains(where: { $0.kind == .number })
        else {
            return false
        }
        // `16.20`
        if words.count == 1, text.utf8.count <= 5, text.contains("."),
            text.split(separator: ".").last?.utf8.count == 2
        {
            return true
        }
        let found = DateFinder(words, published: nil)
        guard let date = found.dates.first, date.precision == .minute || date.precision == .hour
        else {
            return false
        }
        return words.tokens.indices.allSatisfy {
            found.taken[$0] || words[$0].kind == .mark || words.has($0, .clock)
                || words.has($0, .dateline_word)
        }
    }

    /// Whether it says how long ago a text was written: `45 minutes ago`, `vor 3 Stunden`.
    var isAgo: Bool {
        (2...5).contains(wordCount) && !isSentence
            && words.tokens.contains { $0.cues.has(.ago) }
            && words.tokens.contains { $0.cues.has(.period) }
            && words.tokens.allSatisfy {
                $0.kind != .word || $0.cues.has(.ago) || $0.cues.has(.period)
                    || $0.cues.has(.dateline_word) || $0.cues.has(.number)
                    || $0.cues.has(.article) || $0.cues.has(.preposition)
            }
    }

    /// Whether it says when a text was changed: `Updated at 16.32 GMT`.
    var isUpdate: Bool {
        words.length(0, .dateline_word) > 0 && wordCount <= (isSentence ? 8 : 12)
            && !(words.has(0, .article) && words.at(1)?.kind == .word)
            && words.tokens.contains { $0.kind == .number }
    }

    /// The writer's name in a line that says besides what he is or when he wrote: `Jo Ray, political
    /// editor`, `Jo Ray | 3 May 2024`.
    var nameBesideRole: String? {
        guard (3...12).contains(wordCount), !isSentence else { return nil }
        var end = 0
        while let token = words.at(end),
            token.kind == .word
                ? token.isCapital && !token.cues.has(.article) && !token.cues.has(.organisation)
                    && !token.cues.has(.not_name) || token.cues.has(.particle) && end > 0
                : token.kind == .mark && Marks.isHyphen(token.mark) && !token.isSpaced
        { end += 1 }
        let count = (0..<end).count { words[$0].kind == .word }
        guard (2...4).contains(count), let mark = words.at(end), mark.kind == .mark,
            Marks.isComma(mark.mark) || [0x7C, 0xB7, 0x2022, 0x2F].contains(mark.mark)
                || Marks.isDash(mark.mark) && mark.isSpaced
        else { return nil }
        let rest = (end + 1)..<words.count
        let tells = rest.contains {
            words.length($0, .title) > 0 || words.length($0, .agency) > 0
                || words.length($0, .dateline_word) > 0
                || words[$0].kind == .number && words[$0].end - words[$0].start == 4
        }
        return tells ? words.text(0..<end) : nil
    }

    /// The place and the agencies of a line that names nothing else, and a writer between them:
    /// `Khartoum - agencies`, `Fez / Jo Ray / Nordwire`.
    var placeAndAgencies: (place: String, names: [String], agencies: [String])? {
        guard (2...9).contains(wordCount), !isSentence else { return nil }
        func parts(_ index: Int) -> Bool {
            Marks.isDash(words.mark(index)) && words[index].isSpaced
                || [0x2F, 0x7C].contains(words.mark(index))
        }
        guard let first = words.tokens.indices.first(where: parts),
            let last = words.tokens.indices.last(where: parts), first > 0, first <= 3
        else { return nil }
        func isNamed(_ range: Range<Int>) -> Bool {
            range.allSatisfy {
                words[$0].kind == .word
                    && (words[$0].isCapital || !Self.isCasedScript(words[$0], words))
            }
        }
        let named = agencies((last + 1)..<words.count)
        guard isNamed(0..<first), !named.isEmpty,
            Self.isOnlyAgencies(words, (last + 1)..<words.count), words.length(0, .agency) == 0,
            first == last || isNamed((first + 1)..<last) && (2...4).contains(last - first - 1)
        else { return nil }
        return (
            words.text(0..<first), first == last ? [] : [words.text((first + 1)..<last)], named
        )
    }

    /// The place that a line of one to three words names and nothing else: `Recife`.
    var placeAlone: Gazetteer.Place? {
        guard (1...3).contains(wordCount), !isSentence, words.at(0)?.kind == .word,
            let found = Gazetteer.shared.match(words, 0), found.length == words.count,
            !found.place.isCountry
        else { return nil }
        return found.place
    }

    /// Writers' names without a word before them: `Jo Ray and Ann Lee`, `Jo Ray in Kelmar`.
    var names: [String]? {
        guard (3...10).contains(wordCount), !isSentence else { return nil }
        let isNamed = words.tokens.allSatisfy { token in
            switch token.kind {
            case .word:
                token.isCapital && !token.cues.has(.article) && !token.cues.has(.organisation)
                    && !token.cues.has(.not_name)
                    || !token.isCapital
                        && (token.cues.has(.conjunction) || token.cues.has(.preposition)
                            || token.cues.has(.particle))
            case .number: false
            case .mark:
                Marks.isComma(token.mark) || Marks.isHyphen(token.mark) && !token.isSpaced
                    || token.mark == 0x2E
            }
        }
        guard isNamed else { return nil }
        let names = Self.people(words, 0..<words.count)
        guard !names.isEmpty, names.allSatisfy({ $0.contains(" ") }) else { return nil }
        let isPlaced = words.tokens.dropFirst(2).contains {
            !$0.isCapital && $0.cues.has(.preposition) && !$0.cues.has(.particle)
        }
        return names.count > 1 || isPlaced ? names : nil
    }

    /// Whether it is a section's or a site's name: `Home > News`, `Kelmar Evening Post`, `Local news`.
    var isLabel: Bool {
        guard (1...6).contains(wordCount), !isSentence else { return false }
        let letters = words.tokens.filter { $0.kind == .word }
        let parts = words.tokens.count {
            [0x3E, 0x7C, 0x203A, 0xBB, 0xB7, 0x2022].contains($0.mark)
                || ($0.mark == 0x2F || Marks.isDash($0.mark)) && $0.isSpaced
        }
        if parts > 0,
            letters.allSatisfy({
                $0.isCapital || $0.cues.has(.conjunction) || $0.cues.has(.particle)
                    || $0.cues.has(.preposition) || $0.cues.has(.article)
                    || !Self.isCasedScript($0, words)
            }) || letters.first?.isUpper == true
        {
            return true
        }
        guard wordCount <= 5,
            words.tokens.allSatisfy({
                $0.kind == .word || Marks.isHyphen($0.mark) || $0.mark == 0x26
            })
        else { return false }
        let isSection =
            letters.contains { $0.cues.has(.section) }
            && letters.allSatisfy {
                $0.cues.has(.section) || $0.cues.has(.conjunction) || $0.cues.has(.particle)
            }
        if isSection, wordCount <= 4 { return true }
        let isPaper =
            letters.count > 1 && letters.last?.cues.has(.section) == false
            && letters.allSatisfy { $0.isCapital }
            && (letters.last?.cues.has(.organisation) ?? false)
        return isPaper
    }

    /// Whether it tells where in a site a page stands: `Home › News › Kelmar`.
    var isBreadcrumb: Bool {
        guard (2...8).contains(wordCount), !isSentence else { return false }
        let parts = words.tokens.indices.filter {
            [0x3E, 0x203A, 0xBB].contains(words.mark($0)) && words[$0].isSpaced
        }
        return !parts.isEmpty
            && words.tokens.allSatisfy {
                $0.kind != .word || $0.isCapital || $0.cues.has(.conjunction)
                    || $0.cues.has(.particle) || $0.cues.has(.preposition)
                    || !Self.isCasedScript($0, words)
            }
    }

    /// What stands before an upper-case letter that a lower-case one touches: a label and a headline
    /// that a page shows in lines of their own.
    var gluedLabel: String? {
        guard wordCount <= 24 else { return nil }
        var position = 0
        var count = 0
        var wasLower = false
        while position < words.bytes.count, count < 40 {
            let (scalar, length) = Tokenizer.scalar(words.bytes, position)
            let isUpper = Folding.isUpper(scalar)
            if wasLower, isUpper {
                return String(decoding: words.bytes[..<position], as: UTF8.self)
            }
            wasLower = !isUpper && Folding.isLetter(scalar) && Folding.isCased(scalar)
            position += length
            count += 1
        }
        return nil
    }
}
