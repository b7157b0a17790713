// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Where a dateline ends.
extension DatelineRule {
    struct End {
        /// The number of tokens before the dash.
        var content: Int
        /// The number of tokens with it.
        var length: Int
        var isDash: Bool
        var isLongDash: Bool
        /// An agency of any name behind the dash.
        var agency: Range<Int>?
        /// A writer's name behind that.
        var writer: Range<Int>?
    }

    /// The dash that ends a dateline; of several the last that a short text precedes.
    static func end(of words: Words) -> End? {
        var found: End?
        var dots = 0
        var isOpening = false
        let limit = min(words.count, longest)
        var depth = words.mark(0) == 0x28 ? 1 : 0
        for index in 1..<max(limit, 1) {
            let token = words[index]
            if token.mark == 0x28 { depth += 1 }
            if token.mark == 0x29 { depth -= 1 }
            guard token.kind == .mark else {
                if dots > 3 { break }
                continue
            }
            if Marks.isDash(token.mark) {
                let isDouble = Marks.isDash(words.mark(index - 1)) && !token.isSpaced
                let follows =
                    words.at(index + 1)?.isSpaced ?? true || Marks.isDash(words.mark(index + 1))
                guard
                    token.isSpaced || isDouble || token.mark > 0x2012
                        || words.mark(index - 1) == 0x2E
                else { continue }
                guard follows || token.mark > 0x2012 || isDouble else { continue }
                var content = index
                while content > 1,
                    Marks.isDash(words.mark(content - 1)) || words.mark(content - 1) == 0x2E
                {
                    content -= 1
                }
                var length = index + 1
                while Marks.isDash(words.mark(length)) { length += 1 }
                if found == nil || (found?.content ?? 0) < 4 || isOpening,
                    isShort(words, index) || length >= words.count
                {
                    found = End(
                        content: content, length: length, isDash: true,
                        isLongDash: token.mark > 0x2012 || isDouble)
                    // `(Nordwire Plus) - Kelmar, 3 May - `: behind the agency the place follows.
                    isOpening =
                        words.mark(0) == 0x28 && words.mark(content - 1) == 0x29
                        && !isOpening
                    if content > 3, !isOpening { break }
                }
            } else if token.mark == 0x2E {
                dots += 1
                // `/TASS/.` and `(LA TRIBUNA).`
                let before = words.mark(index - 1)
                if before == 0x2F, index > 2, words.mark(0) != 0x2F {
                    var length = index + 1
                    while words.mark(length) == 0x2E || Marks.isDash(words.mark(length)) {
                        length += 1
                    }
                    return End(content: index, length: length, isDash: false, isLongDash: false)
                }
                // `Kelmar (epd). `
                if before == 0x29, found == nil, index >= 4, index <= 12,
                    let open = (1..<(index - 1)).last(where: { words.mark($0) == 0x28 }),
                    words.length(open + 1, .agency) > 0,
                    Line.isOnlyAgencies(words, (open + 1)..<(index - 1)),
                    isHeading(0..<open, words)
                {
                    var length = index + 1
                    while Marks.isDash(words.mark(length)) { length += 1 }
                    return End(content: index, length: length, isDash: true, isLongDash: true)
                }
            } else if [0x3A, 0x7C].contains(token.mark), depth == 0, isPlaceAlone(words, index) {
                // `PARIS: `, `KELMAR taz | `
                return End(content: index, length: index + 1, isDash: true, isLongDash: true)
            } else if token.mark == 0x2F, found == nil, index > 2, depth == 0,
                words.length(index - 1, .agency) > 0,
                words.mark(index + 1) != 0x2E
            {
                return End(content: index + 1, length: index + 1, isDash: false, isLongDash: false)
            }
        }
        return found.map { withAgency($0, words) }
    }

    /// `3 мая - РИА Новости. `, `القاهرة – وكالات: `: the agency behind the dash belongs to it.
    private static func withAgency(_ end: End, _ words: Words) -> End {
        var start = end.length
        // `الإسكندرية - (أ ش أ): `
        if words.mark(start) == 0x28,
            let close = (start..<min(start + 9, words.count)).first(where: {
                words.mark($0) == 0x29
            }), Line.isOnlyAgencies(words, (start + 1)..<close),
            words.length(start + 1, .agency) > 0
        {
            start = close + 1
            while words.mark(start) == 0x3A || Marks.isDash(words.mark(start)) { start += 1 }
            return End(content: close + 1, length: start, isDash: true, isLongDash: end.isLongDash)
        }
        var index = start
        var isKnown = false
        while index < words.count, index - start < 6,
            words[index].kind == .word || Marks.isHyphen(words.mark(index))
        {
            let length = words.length(index, .agency)
            isKnown = isKnown || length > 0
            guard length > 0 || words[index].isCapital || words[index].kind == .mark else {
                return end
            }
            index += max(length, 1)
        }
        // `РИА Новости, Иван Петров. `: and who wrote it.
        var writer: Range<Int>?
        if isKnown, Marks.isComma(words.mark(index)) {
            var stop = index + 1
            while stop < words.count, stop - index < 4, words[stop].kind == .word,
                words[stop].isCapital
            { stop += 1 }
            if stop - index == 3, words.mark(stop) == 0x2E {
                writer = (index + 1)..<stop
                index = stop
            }
        }
        let isDated = (0..<end.content).contains { words.has($0, .month) }
        guard index > start, index + 1 < words.count, words[index + 1].isSpaced,
            [0x2E, 0x3A].contains(words.mark(index)) || Marks.isDash(words.mark(index)),
            isKnown || isDated && index - start <= 4
        else { return end }
        return End(
            content: index, length: index + 1, isDash: true, isLongDash: end.isLongDash,
            agency: isKnown ? nil : start..<index, writer: writer)
    }

    /// Whether what stands before a mark is a place in upper case, with an agency or without.
    private static func isPlaceAlone(_ words: Words, _ end: Int) -> Bool {
        guard end <= 5, words.at(end + 1)?.isSpaced == true, words[0].isUpper else { return false }
        return (0..<end).allSatisfy {
            words[$0].isUpper || words.length($0, .agency) > 0 || words[$0].kind == .mark
                || words[$0].kind == .word && words[$0].scalarEnd - words[$0].scalarStart <= 4
        }
    }

    private static func isShort(_ words: Words, _ index: Int) -> Bool {
        words[index].scalarEnd < 110 && index + 2 < words.count
    }
}
