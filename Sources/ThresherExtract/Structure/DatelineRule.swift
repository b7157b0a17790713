// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Where a report was filed, at the beginning of its first paragraph.
///
/// `DEIR AZ ZOR, Syria, Sept 17 (Reuters) -`, `Berlin (dpa) –`, `Madrid, 5 mar (EFE).-`,
/// `МОСКВА, 3 марта. /ТАСС/.`: names, a day and an agency, up to a dash, or up to the agency
/// between slashes.
struct DatelineRule {
    struct Found {
        var dateline: Dateline
        var agencies: [String]
        /// Those who filed it, when it names them.
        var authors: [String] = []
        /// The number of tokens, the dash included.
        var length: Int
    }

    static let longest = 24

    /// The dateline that a paragraph begins with.
    static func find(in words: Words) -> Found? {
        if let found = agencyAlone(words) { return found }
        guard let end = end(of: words) else { return nil }
        var agencies: [String] = []
        var date: Range<Int>?
        var hasAgency = false
        // `Valmont (Isère) –`
        var hasRegion = false
        var placeEnd: Int?
        var start = 0
        var index = 0
        var brackets = 0
        // `(RADIOCOR) - Milano, 14 mar -`: an agency of any name, and the place behind it.
        if words.mark(0) == 0x28, let group = name(in: words, from: 0, hasNumbers: true),
            group.upperBound + 1 < end.content,
            Marks.isDash(words.mark(group.upperBound + 1)), words.length(1, .agency) == 0
        {
            agencies.append(words.text(group))
            hasAgency = true
            start = group.upperBound + 2
            index = start
        }
        while index < end.content {
            let token = words[index]
            let length = max(words.length(index, .agency), 0)
            if length > 0, let name = words.value(index, .agency),
                brackets > 0 || token.isUpper || index > 0
            {
                if !agencies.contains(name) { agencies.append(name) }
                hasAgency = true
                if index == 1, brackets > 0, words.mark(0) == 0x28 { start = -1 }
                if placeEnd == nil, index > 0, brackets == 0 { placeEnd = index }
                index += length
                continue
            }
            if token.kind == .mark {
                if token.mark == 0x28 || token.mark == 0x5B || token.mark == 0x2F {
                    brackets += 1
                    if placeEnd == nil, index > 0 { placeEnd = index }
                    if token.mark == 0x28, let group = name(in: words, from: index),
                        group.upperBound + 1 == end.content, end.isLongDash,
                        isHeading(0..<index, words),
                        words[group.lowerBound].isCapital
                    {
                        hasRegion = true
                    }
                    // An agency of any name right before the dash.
                    if index > start, token.mark != 0x5B, let group = name(in: words, from: index),
                        group.upperBound + 1 == end.content,
                        !group.contains(where: { words.length($0, .agency) > 0 }),
                        // `CRATO (CE) -`: a state.
                        group.count > 1
                            || words[group.lowerBound].scalarEnd
                                - words[group.lowerBound].scalarStart > 2,
                        Gazetteer.shared.place(words, group) == nil,
                        isHeading(start..<index, words),
                        date != nil || isShouted(start..<index, words) || !isRegion(words)
                    {
                        let agency = words.text(group)
                        if !agencies.contains(agency) { agencies.append(agency) }
                        hasAgency = true
                        index = group.upperBound
                    }
                } else if Marks.isComma(token.mark)
                    || token.mark == 0x2E && !words.has(index - 1, .abbreviation)
                    || Marks.isDash(token.mark) && token.isSpaced
                {
                    if placeEnd == nil, start >= 0, index > 0 { placeEnd = index }
                    // `(ANSA) - ROMA, 3 MAR -`: the place follows the agency.
                    if start == -1, Marks.isDash(token.mark) {
                        start = index + 1
                        placeEnd = nil
                    }
                }
            } else if token.kind == .number || token.cues.has(.month) || token.cues.has(.weekday) {
                if placeEnd == nil { placeEnd = index }
                date = (date?.lowerBound ?? index)..<(index + 1)
            } else if brackets == 0, !token.isCapital, !token.cues.has(.particle),
                isCased(token, words), !isShortWord(token), length == 0
            {
                return nil
            }
            index += 1
        }
        if let agency = end.agency {
            agencies.append(words.text(agency))
            hasAgency = true
        }
        start = max(start, 0)
        var stop = placeEnd ?? end.content
        while stop > start + 1, words.has(stop - 1, .preposition), !words[stop - 1].isCapital {
            stop -= 1
        }
        guard start < stop, words[start].kind == .word else { return nil }
        let place = words.text(start..<stop)
        let isShouted = (start..<stop).allSatisfy {
            words[$0].kind != .word || words[$0].isUpper || words[$0].cues.has(.particle)
        }
        let known = Gazetteer.shared.place(words, start..<stop)
        let authors =
            correspondents(words, stop..<end.content) + (end.writer.map { [words.text($0)] } ?? [])
        // `عمّان - `: a place that is known and nothing else.
        let isBare =
            known != nil && end.isDash && stop == end.content && start == 0
            && !isCased(words[0], words)
        guard
            hasAgency || hasRegion || isBare
                || (isShouted && (known != nil || date != nil || end.isDash))
                || (known != nil && date != nil) || (known != nil && end.isLongDash)
        else { return nil }
        var dateline = Dateline(text: words.text(0..<end.content), place: place)
        dateline.country = known?.country ?? country(words, stop..<end.content)
        dateline.date = date.map(words.text)
        return Found(
            dateline: dateline, agencies: agencies, authors: authors, length: end.length)
    }

    /// `/Корр. ТАСС Лев Неелов/`: the names behind the agency, from slash to slash.
    private static func correspondents(_ words: Words, _ range: Range<Int>) -> [String] {
        guard let open = range.first(where: { words.mark($0) == 0x2F }),
            let close = range.last(where: { words.mark($0) == 0x2F }), open + 2 < close
        else { return [] }
        var index = open + 1
        while index < close {
            let length = words.length(index, .agency)
            if length > 0 {
                let names = Line.people(words, (index + length)..<close)
                return names.filter { $0.contains(" ") }
            }
            index += 1
        }
        return []
    }

    /// The one to four words without digits that a bracket or slash holds.
    private static func name(in words: Words, from opening: Int, hasNumbers: Bool = false)
        -> Range<Int>?
    {
        let closing: UInt32 = words.mark(opening) == 0x28 ? 0x29 : 0x2F
        var end = opening + 1
        while let token = words.at(end),
            token.kind == .word || Marks.isHyphen(token.mark)
                || hasNumbers && token.kind == .number,
            end - opening < 9
        { end += 1 }
        guard words.mark(end) == closing, end > opening + 1, end - opening <= (hasNumbers ? 8 : 6)
        else { return nil }
        let first = words[opening + 1]
        guard first.isCapital || first.scalarEnd - first.scalarStart <= 5 else { return nil }
        return (opening + 1)..<end
    }

    private static func isShouted(_ range: Range<Int>, _ words: Words) -> Bool {
        range.allSatisfy { words[$0].kind != .word || words[$0].isUpper }
    }

    /// Whether the brackets behind a place name its region, as papers of Romance languages do.
    private static func isRegion(_ words: Words) -> Bool {
        guard let lexicon = LanguageGuess.lexicon(of: words.bytes) else { return false }
        return lexicon.hasVerbFirst && lexicon.hasCase && !lexicon.hasNounCase
            && !lexicon.hasNoArticle
    }

    /// Whether a range is names and dates and no part of a sentence.
    static func isHeading(_ range: Range<Int>, _ words: Words) -> Bool {
        range.allSatisfy { index in
            let token = words[index]
            return token.kind != .word || token.isCapital || token.cues.has(.month)
                || token.cues.has(.weekday)
                || token.cues.has(.particle) && !token.cues.has(.conjunction)
                || !isCased(token, words)
        }
    }

    /// `(AFP) - ` without a place.
    private static func agencyAlone(_ words: Words) -> Found? {
        let length = words.length(1, .agency)
        guard words.mark(0) == 0x28, length > 0, words.mark(1 + length) == 0x29,
            Marks.isDash(words.mark(2 + length)), let agency = words.value(1, .agency)
        else { return nil }
        // A place behind it and a second dash make a whole dateline.
        let rest = (3 + length)..<min(words.count, 3 + length + 10)
        guard !rest.contains(where: { Marks.isDash(words.mark($0)) && words[$0].isSpaced }) else {
            return nil
        }
        return Found(
            dateline: Dateline(text: words.text(0..<(2 + length)), place: nil), agencies: [agency],
            length: 3 + length)
    }

    /// `den`, `le`, `taz`: no word of a sentence that matters.
    private static func isShortWord(_ token: Token) -> Bool {
        token.scalarEnd - token.scalarStart <= 3
    }

    /// `Lindenau. The council has`: the one to three words before a dot that begins a text.
    ///
    /// - Parameters:
    ///   - words: The paragraph.
    ///   - isPlace: Whether a word, by its hash, is a place elsewhere in the text.
    /// - Returns: The dateline, or `nil`.
    static func beforeDot(in words: Words, isPlace: (UInt64) -> Bool) -> Found? {
        var end = 0
        while end < 4, let token = words.at(end), token.kind == .word || Marks.isHyphen(token.mark),
            token.kind != .word || token.isCapital || token.cues.has(.particle)
        { end += 1 }
        guard (1...3).contains(end), words.mark(end) == 0x2E, !words[end].isSpaced,
            let next = words.at(end + 1), next.isSpaced, next.isCapital || next.kind == .mark,
            words.count > end + 8, !words.has(0, .title), !words.has(0, .abbreviation)
        else { return nil }
        let known = Gazetteer.shared.match(words, 0).flatMap { $0.length == end ? $0.place : nil }
        guard known != nil || isPlace(words[end - 1].hash) else { return nil }
        let place = words.text(0..<end)
        var dateline = Dateline(text: place, place: place)
        dateline.country = known?.country
        return Found(dateline: dateline, agencies: [], length: end + 1)
    }

    private static func isCased(_ token: Token, _ words: Words) -> Bool {
        // Arabic and other scripts without case cannot be told by it.
        words.bytes[Int(token.start)] < 0xD6
    }

    private static func country(_ words: Words, _ range: Range<Int>) -> String? {
        for index in range where words[index].kind == .word {
            if let place = Gazetteer.shared.match(words, index), place.place.isCountry {
                return place.place.country
            }
        }
        return nil
    }
}
