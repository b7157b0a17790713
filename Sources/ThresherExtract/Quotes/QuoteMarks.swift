// SPDX-License-Identifier: Apache-2.0

/// Finds what stands between quotation marks, in one pass.
///
/// All marks of the languages that have cues: “…”, „…“, „…”, «…», »…«, ‹…›, ‘…’, "…", '…'. A quote
/// that its paragraph does not close goes on in the next when that begins with an opening mark.
struct QuoteMarks {
    struct Pair {
        /// The opening mark.
        var open: Int
        /// The closing mark, or one past the last token of the quote when there is none.
        var close: Int
    }

    private let words: Words
    private(set) var pairs: [Pair] = []
    /// More are not looked for.
    private static let most = 4000
    private static let longest = 4000
    /// Tokens that may yet be read behind marks that nothing closes: in all a few times the text.
    private var patience: Int

    init(_ words: Words) {
        self.words = words
        patience = 16 * words.count + 4 * Self.longest
        let hasDouble = words.tokens.contains { [0x22, 0x201C, 0x201E, 0xAB].contains($0.mark) }
        var index = 0
        while index < words.count, pairs.count < Self.most, patience > 0 {
            guard words[index].kind == .mark, let closers = closers(index, hasDouble) else {
                index += 1
                continue
            }
            index = read(index, closers)
        }
    }

    private func closers(_ index: Int, _ hasDouble: Bool) -> Set<UInt32>? {
        let token = words[index]
        let isNextJoined =
            words.at(index + 1).map { !$0.isSpaced && $0.paragraph == token.paragraph } ?? false
        let before = words.at(index - 1)
        let isFree =
            token.isSpaced || token.isLineStart
            || before.map {
                Marks.isOpening($0.mark) || Marks.isDash($0.mark) || $0.mark == 0x3A
                    // `parle d'« une usine »`
                    || Marks.isApostrophe($0.mark) && words.isJoined(index - 1)
            } ?? true
        switch token.mark {
        case 0x22: return isNextJoined && isFree ? [0x22, 0x201D] : nil
        case 0x201C: return isNextJoined ? [0x201D, 0x22] : nil
        case 0x201D: return isNextJoined && isFree ? [0x201D] : nil
        case 0x201E: return [0x201C, 0x201D, 0x22]
        case 0xAB: return isFree ? [0xBB] : nil
        case 0xBB: return isFree && isNextJoined ? [0xAB] : nil
        case 0x2039: return isFree ? [0x203A] : nil
        case 0x2018, 0x27: return !hasDouble && isFree && isNextJoined ? [0x2019, 0x27] : nil
        case 0x201A: return hasDouble ? nil : [0x2018, 0x2019]
        default: return nil
        }
    }

    /// Reads a quote; returns the token to go on from.
    private mutating func read(_ open: Int, _ closers: Set<UInt32>) -> Int {
        let mark = words.mark(open)
        let isSingle = mark == 0x27 || mark == 0x2018
        let nests = !closers.contains(mark)
        var depth = 0
        var paragraph = words[open].paragraph
        var index = open + 1
        var goesOn = false
        var firstClose: Int?
        while index < words.count, index - open < Self.longest {
            let token = words[index]
            if token.paragraph != paragraph {
                // An opening mark at the next paragraph's beginning carries the quote on.
                guard token.mark == mark || mark == 0xAB && token.mark == 0xBB, index - open > 3,
                    mark != 0x22 || startsParagraph(open)
                else { break }
                paragraph = token.paragraph
                goesOn = true
                index += 1
                continue
            }
            // A straight mark that opens again: `"He tapped "Spartak" on the door", she said`.
            if mark == 0x22, token.mark == 0x22, index > open + 2, depth < 2, !goesOn,
                opensStraight(index), words[index - 1].kind == .word
            {
                depth += 1
                index += 1
                continue
            }
            if closers.contains(token.mark), token.kind == .mark {
                if depth > 0, !isSingle {
                    depth -= 1
                    if firstClose == nil { firstClose = index }
                } else if !isSingle || closesSingle(index) {
                    if mark == 0x22 && opensStraight(index) && goesOn { return open + 1 }
                    pairs.append(Pair(open: open, close: index))
                    return index + 1
                }
            } else if nests, token.mark == mark, token.kind == .mark, !isSingle {
                depth += 1
            }
            index += 1
        }
        patience -= index - open
        if mark == 0x22, let firstClose {
            pairs.append(Pair(open: open, close: firstClose))
            return firstClose + 1
        }
        // Not closed: a quote up to its paragraph's end when the paragraph begins with it.
        guard startsParagraph(open), !isSingle, index - open > 6, index - open < Self.longest,
            !goesOn
        else {
            return open + 1
        }
        pairs.append(Pair(open: open, close: index))
        return index
    }

    private func startsParagraph(_ open: Int) -> Bool {
        open == 0 || words[open - 1].paragraph != words[open].paragraph
    }

    private func opensStraight(_ index: Int) -> Bool {
        words[index].isSpaced && words.at(index + 1)?.isSpaced == false
    }

    /// Whether a single mark closes a quote and is no apostrophe.
    private func closesSingle(_ index: Int) -> Bool {
        guard let next = words.at(index + 1), next.paragraph == words[index].paragraph else {
            return true
        }
        if !next.isSpaced, next.kind == .word { return false }
        if words[index].isSpaced { return false }
        let before = words.mark(index - 1)
        if before == 0x2C || before == 0x2E || before == 0x3F || before == 0x21 { return true }
        return next.kind == .mark || !words.bytes[..<Int(words[index].start)].hasSuffix("s")
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ letter: Character) -> Bool { last == letter.asciiValue }
}
