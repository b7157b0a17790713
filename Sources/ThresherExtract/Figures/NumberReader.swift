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
            // `2 and a half million`
            let length = half(found.end)
            if length > 0, found.value < 1000, words.has(found.end + length, .multiplier) {
                found.value += 0.5
                found.end += length
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

    /// The tokens of `and a half` at a position, 0 where there is none.
    func half(_ index: Int) -> Int {
        let length = words.length(index, .number)
        return length > 1 && words.value(index, .number) == "0.5" ? length : 0
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
            // `2 millones y medio`
            let length = half(found.end)
            if length > 0 {
                found.value += factor / 2
                found.end += length
            }
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
