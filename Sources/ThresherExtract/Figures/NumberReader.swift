// SPDX-License-Identifier: Apache-2.0

/// Reads numbers in digits and words.
struct NumberReader {
    let words: Words

    struct Found {
        var value: Double
        /// One past the last token.
        var end: Int
        /// Whether digits are part of it.
        var hasDigits: Bool
        /// Whether a separator or a multiplier makes it a number of things and nothing else.
        var isMarked: Bool
        /// Whether it is `dozens`, `hundreds` and the like.
        var isVague = false
    }

    /// The number at a token: `1,200`, `1.5 million`, `sixty-two`, `two hundred and five`, `dozens`.
    func number(_ index: Int) -> Found? {
        guard let token = words.at(index) else { return nil }
        if token.kind == .number {
            guard
                let value = Self.value(
                    of: digits(index), decimalComma: words.lexicon.hasDecimalComma,
                    groupsAlike: !words.lexicon.hasCase)
            else {
                return nil
            }
            var found = Found(
                value: value, end: index + 1, hasDigits: true,
                isMarked: token.scalarEnd - token.scalarStart > 4)
            // Groups of three digits that spaces part: `12 500`.
            while words.lexicon.hasDecimalComma, found.value >= 1, found.value < 1e12,
                let next = words.at(found.end),
                next.kind == .number, next.isSpaced, next.scalarEnd - next.scalarStart == 3,
                found.end > index + 1 || token.scalarEnd - token.scalarStart <= 3,
                next.paragraph == token.paragraph, let group = Double(digits(found.end))
            {
                found.value = found.value * 1000 + group
                found.end += 1
                found.isMarked = true
            }
            multiply(&found)
            return found
        }
        let vague = words.length(index, .vague)
        if vague > 0, let value = words.value(index, .vague).flatMap(Double.init) {
            return Found(
                value: value, end: index + vague, hasDigits: false, isMarked: true, isVague: true)
        }
        return inWords(index)
    }

    private func digits(_ index: Int) -> String {
        var text = ""
        for scalar in words.text(index..<(index + 1)).unicodeScalars {
            if let digit = Folding.digit(scalar.value) {
                text += String(digit)
            } else if scalar.value == 0x66B {
                text += "."
            } else if scalar.value == 0x2C || scalar.value == 0x2E {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private func multiply(_ found: inout Found) {
        var count = 0
        while count < 2 {
            var next = found.end
            // `5-million`
            if Marks.isHyphen(words.mark(next)), words.has(next + 1, .multiplier) { next += 1 }
            guard let token = words.at(next), let factor = factor(next),
                token.scalarEnd - token.scalarStart > 2 || !token.isSpaced || factor >= 1e6
            else { return }
            found.value *= factor
            found.end = next + 1
            found.isMarked = true
            count += 1
            skipDot(&found, token)
            addRest(&found, factor)
        }
    }

    /// What a word multiplies a number with; `M` only before the sign of a currency.
    private func factor(_ index: Int) -> Double? {
        guard let token = words.at(index), token.kind == .word else { return nil }
        if token.cues.has(.multiplier),
            let factor = words.lexicon.value(token.entry, .multiplier).flatMap(Double.init)
        {
            return factor
        }
        guard token.isCapital, FigureFinder.symbols[words.mark(index + 1)] != nil,
            token.scalarEnd - token.scalarStart <= 2
        else { return nil }
        switch words.text(index..<(index + 1)) {
        case "M": return 1e6
        case "Md", "Md€": return 1e9
        default: return nil
        }
    }

    /// `402 Mio. Euro`: the dot of a shortened word, when the sentence goes on.
    private func skipDot(_ found: inout Found, _ token: Token) {
        guard words.mark(found.end) == 0x2E, !words[found.end].isSpaced,
            token.scalarEnd - token.scalarStart <= 4, let next = words.at(found.end + 1),
            next.paragraph == token.paragraph,
            next.kind == .number || !next.isCapital || words.length(found.end + 1, .currency) > 0
                || words.lexicon.hasNounCase && !next.cues.has(.article)
        else { return }
        found.end += 1
    }

    /// `1 millón 150 mil`, `1 тыс. 140`: what is added behind a multiplier.
    private func addRest(_ found: inout Found, _ factor: Double) {
        guard factor >= 1000, let token = words.at(found.end), token.kind == .number,
            token.isSpaced, token.paragraph == words[found.end - 1].paragraph,
            token.scalarEnd - token.scalarStart <= 3, let value = Double(digits(found.end)),
            value == value.rounded()
        else { return }
        let more = self.factor(found.end + 1)
        let rest = value * (more ?? 1)
        guard rest < factor, more != nil || token.scalarEnd - token.scalarStart == 3 else { return }
        found.value += rest
        found.end += more == nil ? 1 : 2
    }

    /// A number in words, by the usual rule: small numbers add, a multiplier multiplies what stands
    /// before it since the last larger one.
    private func inWords(_ index: Int) -> Found? {
        var total = 0.0
        var group = 0.0
        var end = index
        var position = index
        var seen = 0
        var last = Double.infinity
        while position < words.count, seen < 12 {
            let token = words[position]
            guard token.kind == .word else {
                guard Marks.isHyphen(token.mark), !token.isSpaced, end == position, seen > 0 else {
                    break
                }
                position += 1
                continue
            }
            if seen == 0, token.phraseLength > 1, words.length(position, .number) > 1,
                let value = words.value(position, .number).flatMap(Double.init)
            {
                // `سبعة عشر`
                group = value
                last = value >= 100 ? 100 : 1
                position += Int(token.phraseLength) - 1
            } else if token.cues.has(.number),
                let value = words.lexicon.value(token.entry, .number).flatMap(Double.init)
            {
                // `two three` are two numbers; `twenty two` is one; German `zweihundert` comes whole.
                // `بتسعة عشر`, `ثلاثا وعشرين`: Arabic puts the units first.
                let isTeen =
                    !words.lexicon.hasCase && seen == 1 && last < 10
                    && (value == 10 || value < 100 && value >= 20 && isBehindArabicAnd(position))
                if seen > 0, !isTeen, value >= last || (last < 20 && last >= 1) { break }
                group += value
                last = value
                if value >= 100 { last = 100 }
            } else if token.cues.has(.multiplier),
                seen > 0 || token.scalarEnd - token.scalarStart > 2,
                let factor = words.lexicon.value(token.entry, .multiplier).flatMap(Double.init)
            {
                if seen == 0 {
                    // `a hundred`, `mille`, `cien`; not `million` alone.
                    guard factor <= 1000 || !words.lexicon.hasCase,
                        words.has(position - 1, .article) || words.lexicon.hasDecimalComma
                            || !words.lexicon.hasCase
                    else { break }
                    group = 1
                }
                if factor >= 1000 {
                    total += group * factor
                    group = 0
                } else {
                    group *= factor
                }
                last = factor
            } else if seen > 0, token.cues.has(.conjunction),
                last >= 20 || words.lexicon.hasDecimalComma && last >= 20,
                words.has(position + 1, .number),
                let more = words.value(position + 1, .number).flatMap(Double.init),
                more < last, words[position].scalarEnd - words[position].scalarStart <= 3,
                isJoining(last, more)
            {
                position += 1
                continue
            } else {
                break
            }
            seen += 1
            position += 1
            end = position
        }
        guard seen > 0 else { return nil }
        let value = total + group
        return Found(value: value, end: end, hasDigits: false, isMarked: seen > 1 || value >= 20)
    }

    /// Whether Arabic has written `and` on to a number.
    private func isBehindArabicAnd(_ index: Int) -> Bool {
        let start = Int(words[index].start)
        return words.bytes[start..<min(start + 2, words.bytes.count)].elementsEqual("و".utf8)
    }

    /// `two hundred and five`, `treinta y dos`; but `twenty and two`, `forty and three` are two.
    private func isJoining(_ last: Double, _ more: Double) -> Bool {
        last >= 100 || (words.lexicon.hasDecimalComma && more < 10)
    }

    /// The value of digits with separators.
    ///
    /// A separator that comes twice parts thousands; of two kinds the last one parts decimals; a
    /// single one before three digits is what the language makes of it.
    ///
    /// - Parameters:
    ///   - digits: ASCII digits, commas and dots.
    ///   - decimalComma: Whether a comma parts decimals.
    ///   - groupsAlike: Whether both marks part thousands: Arabic.
    /// - Returns: The value, or `nil` for a date, version or address.
    static func value(of digits: String, decimalComma: Bool, groupsAlike: Bool = false)
        -> Double?
    {
        let bytes = Array(digits.utf8)
        guard bytes.count <= 32 else { return nil }
        let marks = bytes.indices.filter { bytes[$0] == 0x2C || bytes[$0] == 0x2E }
        guard let last = marks.last else { return Double(digits) }
        let mark = bytes[last]
        let isThousands: Bool
        if marks.count > 1 {
            isThousands = marks.allSatisfy { bytes[$0] == mark }
        } else {
            let after = bytes.count - last - 1
            isThousands = after == 3 && (groupsAlike || (mark == 0x2C) != decimalComma)
        }
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if byte == 0x2C || byte == 0x2E {
                if index == last, !isThousands { text += "." }
            } else {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        // Groups must have three digits, or it is a date, version or address.
        if isThousands || marks.count > 1 {
            let ends = marks.dropFirst() + (isThousands ? [bytes.count] : [])
            for (start, end) in zip(marks, ends) where end - start != 4 { return nil }
        }
        return Double(text)
    }
}
