// SPDX-License-Identifier: Apache-2.0

/// Numbers in words.
extension NumberReader {
    /// A number in words, by the usual rule: small numbers add, a multiplier multiplies what stands
    /// before it since the last larger one.
    func inWords(_ index: Int) -> Found? {
        var total = 0.0
        var group = 0.0
        var end = index
        var position = index
        var seen = 0
        /// The multiplier that was counted last.
        var least = Double.infinity
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
            let length = half(position)
            if length > 0 {
                // `two and a half`, `dos millones y medio`
                guard seen > 0 else { break }
                if last >= 1000 { total += last / 2 } else { group += 0.5 }
                position += length - 1
            } else if token.phraseLength > 1, words.length(position, .number) > 1,
                let value = words.value(position, .number).flatMap(Double.init),
                seen == 0 || value < last && last >= 20
            {
                // `سبعة عشر`; `quatre-vingt-dix-sept` goes on, `quatre-vingt` having no units.
                group += value
                let isTens = value >= 20 && value < 100 && value.remainder(dividingBy: 10) == 0
                last = value >= 100 ? 100 : isTens ? value : 1
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
                    // `mil doscientos millones`
                    total = factor > least ? (total + group) * factor : total + group * factor
                    group = 0
                    least = factor
                } else {
                    group = group == 0 ? factor : group * factor
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
}
