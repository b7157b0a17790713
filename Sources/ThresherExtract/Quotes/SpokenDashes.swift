// SPDX-License-Identifier: Apache-2.0

/// Finds speech that a dash begins.
///
/// `— Мы ждали, — сказал Иван Петров. — И вот он здесь.`
/// The paragraph begins with a dash, and a verb of speech stands behind another one; without that
/// verb it may be an item of a list, or an interview's question.
struct SpokenDashes {
    private let words: Words
    private(set) var pairs: [QuoteMarks.Pair] = []
    /// Paragraphs that a dash begins and where nothing tells who speaks.
    private var untold: [QuoteMarks.Pair] = []

    /// Adds spoken dashes to the pairs of quotation marks; a pair inside of such speech belongs to it.
    init(_ words: Words, beside marked: [QuoteMarks.Pair]) {
        self.words = words
        defer {
            addTalks()
            addNeighbours()
            merge(marked)
        }
        var index = 0
        while index < words.count {
            let token = words[index]
            let isStart = index == 0 || words[index - 1].paragraph != token.paragraph
            guard isStart, isDash(index) else {
                index += 1
                continue
            }
            index = read(index)
        }
    }

    /// Questions and answers in turns are a talk, though nothing tells who speaks: `— Did they come?`
    /// and then `— They did.`.
    private mutating func addTalks() {
        var talks: [QuoteMarks.Pair] = []
        var index = 0
        while index < untold.count {
            var end = index + 1
            while end < untold.count,
                words[untold[end].open].paragraph - words[untold[end - 1].open].paragraph == 1
            { end += 1 }
            let run = untold[index..<end]
            if run.count > 1, words.mark(run[index].close - 1) == 0x3F,
                run.count < 8, run.contains(where: { words.mark($0.close - 1) != 0x3F })
            {
                talks += run
            }
            index = end
        }
        guard !talks.isEmpty else { return }
        pairs = (pairs + talks).sorted { $0.open < $1.open }
    }

    /// Beside told speech the next paragraph with a dash is another's turn: `—¿De monja?`.
    private mutating func addNeighbours() {
        guard !pairs.isEmpty, !untold.isEmpty else { return }
        var told = Set(pairs.map { words[$0.open].paragraph })
        var turns: [QuoteMarks.Pair] = []
        func take(_ pair: QuoteMarks.Pair, _ step: Int32) {
            let paragraph = words[pair.open].paragraph
            guard !told.contains(paragraph), told.contains(paragraph + step) else { return }
            told.insert(paragraph)
            turns.append(pair)
        }
        for pair in untold { take(pair, -1) }
        for pair in untold.reversed() { take(pair, 1) }
        guard !turns.isEmpty else { return }
        pairs = (pairs + turns).sorted { $0.open < $1.open }
    }

    private mutating func merge(_ marked: [QuoteMarks.Pair]) {
        guard !pairs.isEmpty else {
            pairs = marked
            return
        }
        var merged: [QuoteMarks.Pair] = []
        var next = 0
        for pair in marked {
            while next < pairs.count, pairs[next].close <= pair.open {
                merged.append(pairs[next])
                next += 1
            }
            if next < pairs.count, pairs[next].open < pair.close { continue }
            merged.append(pair)
        }
        pairs = merged + pairs[next...]
    }

    private func isDash(_ index: Int) -> Bool {
        let mark = words.mark(index)
        return mark == 0x2014 || mark == 0x2013 || mark == 0x2015
            || mark == 0x2D && words.at(index + 1)?.isSpaced == true
    }

    /// Whether a dash joins no two words.
    private func isFree(_ index: Int) -> Bool {
        words[index].isSpaced || words.at(index + 1)?.isSpaced == true
            || [0x2E, 0x2C, 0x3A].contains(words.mark(index + 1))
    }

    /// Reads a paragraph; returns one past its last token.
    private mutating func read(_ first: Int) -> Int {
        var end = first + 1
        var dashes = [first]
        while end < words.count, words[end].paragraph == words[first].paragraph {
            if isDash(end), isFree(end) {
                dashes.append(end)
            }
            end += 1
        }
        var open: Int? = first
        var found: [QuoteMarks.Pair] = []
        for (position, dash) in dashes.enumerated().dropFirst() {
            if let start = open {
                guard tells(dash, position + 1 < dashes.count ? dashes[position + 1] : end) else {
                    continue
                }
                found.append(QuoteMarks.Pair(open: start, close: dash))
                open = nil
            } else if [0x2E, 0x2C, 0x21, 0x3F, 0x3A].contains(words.mark(dash - 1)) {
                open = dash
            } else if [0x2E, 0x2C, 0x3A].contains(words.mark(dash + 1)) {
                // `—dijo Jo Ray—. Y luego`
                open = dash + 1
            }
        }
        guard !found.isEmpty else {
            untold.append(QuoteMarks.Pair(open: first, close: end))
            return end
        }
        if let open, open + 1 < end { found.append(QuoteMarks.Pair(open: open, close: end)) }
        pairs += found
        return end
    }

    /// Whether the words behind a dash tell who speaks.
    private func tells(_ dash: Int, _ end: Int) -> Bool {
        guard words.at(dash + 1)?.isCapital == false else { return false }
        // `—Vamos —dijo Jo Ray`
        if words.length(dash + 1, .say) > 0 { return true }
        guard [0x2C, 0x21, 0x3F, 0x2026, 0x2E].contains(words.mark(dash - 1)) else { return false }
        return (dash + 1..<min(dash + 6, end)).contains { words.length($0, .say) > 0 }
    }
}
