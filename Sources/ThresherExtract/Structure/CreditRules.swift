// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Whom pictures are credited to, in lines of their own or behind a caption.
extension Line {
    struct FoundCredit {
        var credit: Credit
        var agencies: [String]
    }

    /// The credit of a picture that this line is or ends with: `A bridge. [Jo Ray/Reuters]`,
    /// `Photo: Jo Ray`, `Jo Ray / Getty Images`.
    func credit(isCaption: Bool) -> FoundCredit? {
        if wordCount <= 24, let next = begins(with: .credit, alone: false) {
            return FoundCredit(
                credit: Credit(text: words.text(next..<words.count)),
                agencies: agencies(next..<words.count)
                    + agencyBehindSlash(behindLabel(next..<words.count)))
        }
        if let found = creditInBrackets(isCaption: isCaption) ?? creditBehindSign() { return found }
        return creditInWords() ?? creditApart() ?? creditBehindDash(isCaption: isCaption)
    }

    /// `A bridge. [Jo Ray/Reuters]`, `A bridge (AFP)`, `JO RAY (AP)`.
    private func creditInBrackets(isCaption: Bool) -> FoundCredit? {
        guard let bracket = bracketAtEnd else { return nil }
        let inner = (bracket.lowerBound + 1)..<(bracket.upperBound - 1)
        guard !inner.isEmpty, inner.count <= 24, wordCount <= 90 else { return nil }
        let isSquare = words.mark(bracket.lowerBound) == 0x5B
        let named = agencies(inner)
        let tells = inner.contains {
            words.length($0, .credit) > 0 && words.length($0, .agency) == 0
                || words.length($0, .credit_tail) > 0 && words.length($0, .agency) == 0
        }
        let hasSlash = inner.contains { words.mark($0) == 0x2F }
        let isAgency = !named.isEmpty && Self.isOnlyAgencies(words, inner)
        let isCredit =
            tells && (isSquare || isCaption || isCreditWords(inner))
            || hasSlash && (!named.isEmpty && (isSquare || isCreditWords(inner)) || isNames(inner))
            || isSquare && !named.isEmpty
            || isCaption && (!named.isEmpty || isNames(inner))
            || isAgency && !isSentence && wordCount <= 40 && bracket.lowerBound > 1
        guard isCredit else { return nil }
        // `JO RAY (AP)` is a credit by itself.
        let isShouting = (0..<bracket.lowerBound).allSatisfy {
            words[$0].kind != .word || words[$0].isUpper
        }
        if isAgency, isShouting, bracket.lowerBound <= 4 {
            return FoundCredit(credit: Credit(text: text), agencies: named)
        }
        let caption = words.text(0..<bracket.lowerBound)
        return FoundCredit(
            credit: Credit(text: words.text(inner), caption: caption.isEmpty ? nil : caption),
            agencies: named + agencyBehindSlash(behindLabel(inner)))
    }

    /// Whether a range holds names and words of credits and nothing of a sentence.
    private func isCreditWords(_ range: Range<Int>) -> Bool {
        range.count <= 14
            && range.allSatisfy {
                let token = words[$0]
                return token.kind != .word || token.isCapital || words.length($0, .credit) > 0
                    || words.length($0, .credit_tail) > 0 || words.length($0, .agency) > 0
                    || token.cues.has(.particle) || token.cues.has(.preposition)
                    || token.cues.has(.article) || token.cues.has(.conjunction)
                    || !Self.isCasedScript(token, words)
            }
    }

    /// `A bridge © Jo Ray / Reuters`, `A bridge (c) Jo Ray`: a sign of copyright, and names up to
    /// the end.
    private func creditBehindSign() -> FoundCredit? {
        guard wordCount <= 60,
            let sign = words.tokens.indices.last(where: {
                words.mark($0) == 0xA9
                    || words.mark($0) == 0x28 && words.mark($0 + 2) == 0x29
                        && words.text(($0 + 1)..<($0 + 2)).lowercased() == "c"
            })
        else { return nil }
        let start = words.mark(sign) == 0xA9 ? sign + 1 : sign + 3
        guard start < words.count, words.count - start <= 14 else { return nil }
        let rest = start..<words.count
        let isNamed = rest.contains {
            words[$0].kind == .word && (words[$0].isCapital || words.length($0, .agency) > 0)
        }
        guard isNamed, sign > 0 || wordCount <= 8 else { return nil }
        let caption = words.text(0..<sign)
        return FoundCredit(
            credit: Credit(text: words.text(rest), caption: caption.isEmpty ? nil : caption),
            agencies: agencies(rest))
    }

    /// `The hall at night    JO RAY`, `The hall at night - JO RAY / EP`: a name in upper case that a
    /// gap or dash parts from its caption; `The hall - file photo`.
    private func creditApart() -> FoundCredit? {
        guard wordCount <= 50, !isSentence,
            let gap = words.tokens.indices.dropFirst().last(where: {
                isBehindGap($0) || Marks.isDash(words.mark($0 - 1)) && words[$0 - 1].isSpaced
                    || words.mark($0 - 1) == 0x2E && words[$0].isUpper && $0 > 4
            }), (1...6).contains(words.count - gap)
        else { return nil }
        let rest = gap..<words.count
        let isShouted = rest.allSatisfy {
            words[$0].kind == .word
                ? words[$0].isUpper || words[$0].cues.has(.particle)
                : words[$0].kind == .mark
        }
        let isDashed = !isBehindGap(gap)
        let hasSlash = rest.contains { [0x2F, 0x7C].contains(words.mark($0)) }
        let tail = max(words.length(gap, .credit_tail), words.length(gap, .credit))
        let isName = isShouted && rest.count(where: { words[$0].kind == .word }) >= 2
        guard isName && (!isDashed || hasSlash) || tail >= 2 && gap + tail == words.count else {
            return nil
        }
        let end = isDashed && words.mark(gap - 1) != 0x2E ? gap - 1 : gap
        return FoundCredit(
            credit: Credit(text: words.text(rest), caption: words.text(0..<end)),
            agencies: agencies(rest) + agencyBehindSlash(behindLabel(rest)))
    }

    /// `A bridge in the north - Jo Ray/Folhapress`: a name and an agency behind the last dash.
    private func creditBehindDash(isCaption: Bool) -> FoundCredit? {
        guard wordCount <= 60,
            let dash = words.tokens.indices.last(where: {
                Marks.isDash(words.mark($0)) && words[$0].isSpaced || words.mark($0) == 0x2E
            }), dash > 1, let slash = words.tokens.indices.last(where: { words.mark($0) == 0x2F }),
            slash > dash + 1
        else { return nil }
        let rest = (dash + 1)..<words.count
        let named = agencies((slash + 1)..<words.count)
        guard isNames((dash + 1)..<slash), (1...3).contains(words.count - slash - 1),
            !named.isEmpty || isCaption && Marks.isDash(words.mark(dash))
        else { return nil }
        return FoundCredit(
            credit: Credit(text: words.text(rest), caption: words.text(0..<dash)),
            agencies: named + agencyBehindSlash(rest))
    }

    /// Whether two spaces or more, or a tab, stand before a token.
    func isBehindGap(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let gap = words.bytes[Int(words[index - 1].end)..<Int(words[index].start)]
        return gap.count >= 2 && gap.allSatisfy { $0 == 0x20 } || gap.contains(0x09)
    }

    /// `Jo Ray / Getty Images`, `Photo by Jo Ray`, `A bridge. Photograph: Jo Ray/AFP`.
    private func creditInWords() -> FoundCredit? {
        guard wordCount <= 60 else { return nil }
        for index in words.tokens.indices where words.length(index, .credit) > 0 {
            let next = index + words.length(index, .credit)
            let isMarked = words.mark(next) == 0x3A
            let isBy = words.length(index, .credit) > 1 && words[index].isCapital && index == 0
            let isNamed = words[index].isCapital || !Self.isCasedScript(words[index], words)
            guard isMarked || isBy, index == 0 || isNamed, next + 1 < words.count,
                words.count - next <= 14
            else { continue }
            guard
                index == 0
                    || [0x2E, 0x7C, 0x29, 0x28, 0x2F, 0x2026].contains(words.mark(index - 1))
                    || Marks.isDash(words.mark(index - 1)) && words[index - 1].isSpaced
                    || isBehindGap(index)
            else { continue }
            let start = isMarked ? next + 1 : next
            let isOnlyCredit = (0..<index).allSatisfy {
                words[$0].kind == .mark || words.has($0, .credit)
            }
            let caption = isOnlyCredit ? "" : words.text(0..<index)
            return FoundCredit(
                credit: Credit(
                    text: words.text(start..<words.count), caption: caption.isEmpty ? nil : caption),
                agencies: agencies(start..<words.count)
                    + agencyBehindSlash(behindLabel(start..<words.count)))
        }
        // `APA/EXPA/Jo Ray`
        if wordCount <= 8, !isSentence, words.length(0, .agency) > 0,
            words.mark(words.length(0, .agency)) == 0x2F,
            words.tokens.allSatisfy({
                $0.kind == .word ? $0.isCapital : $0.mark == 0x2F || Marks.isHyphen($0.mark)
            })
        {
            return FoundCredit(
                credit: Credit(text: text), agencies: agencies(0..<words.count) + sign())
        }
        // A few names, a slash, and an agency or archive.
        guard wordCount <= 8, !isSentence,
            let slash = words.tokens.indices.last(where: { [0x2F, 0x7C].contains(words.mark($0)) }),
            slash > 0, slash + 1 < words.count,
            words.length(slash + 1, .agency) > 0 || words.length(slash + 1, .credit_tail) > 0
        else { return nil }
        return FoundCredit(
            credit: Credit(text: text), agencies: agencies((slash + 1)..<words.count))
    }

    /// Words in upper case between slashes that no list knows: `EXPA` of `APA/EXPA/Jo Ray`.
    private func sign() -> [String] {
        words.tokens.indices.dropFirst(2).filter {
            words[$0].isUpper && words.length($0, .agency) == 0 && words.mark($0 - 1) == 0x2F
                && words.mark($0 + 1) == 0x2F
        }.map { words.text($0..<($0 + 1)) }
    }

    /// A range without the label that it begins with: `Foto: `.
    private func behindLabel(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, words[end - 1].kind == .mark { end -= 1 }
        guard
            let label = range.last(where: {
                words.mark($0) == 0x3A || words.length($0, .credit) > 0
            }), label + 1 < end
        else { return range.lowerBound..<end }
        return (label + 1)..<end
    }

    /// The agency behind a photographer's name: `Jo Ray / Futura Press`.
    private func agencyBehindSlash(_ range: Range<Int>) -> [String] {
        guard agencies(range).isEmpty,
            let slash = range.last(where: { words.mark($0) == 0x2F }),
            slash - range.lowerBound >= 2, (1...2).contains(range.upperBound - slash - 1),
            range.allSatisfy({
                words[$0].kind == .word
                    ? words[$0].isCapital || words[$0].cues.has(.particle)
                    : words.mark($0) == 0x2F || Marks.isHyphen(words.mark($0))
            }), !((slash + 1)..<range.upperBound).contains(where: { words.has($0, .credit_tail) }),
            isNames(range.lowerBound..<slash), !words.has(slash + 1, .article)
        else { return [] }
        return [words.text((slash + 1)..<range.upperBound)]
    }

    /// The brackets that the line ends with.
    private var bracketAtEnd: Range<Int>? {
        var last = words.count - 1
        if last > 0, words.mark(last) == 0x2E { last -= 1 }
        guard last > 1, words.mark(last) == 0x5D || words.mark(last) == 0x29 else { return nil }
        let opening: UInt32 = words.mark(last) == 0x5D ? 0x5B : 0x28
        var first = last - 1
        while first >= 0, last - first < 30 {
            if words.mark(first) == opening { return first..<(last + 1) }
            first -= 1
        }
        return nil
    }

    /// Whether all words of a range begin with upper case.
    private func isNames(_ range: Range<Int>) -> Bool {
        let letters = range.filter { words[$0].kind == .word }
        guard !range.contains(where: { words[$0].kind == .number }) else { return false }
        return letters.count >= 2 && letters.count <= 6
            && letters.allSatisfy { words[$0].isCapital || words.has($0, .particle) }
    }
}
