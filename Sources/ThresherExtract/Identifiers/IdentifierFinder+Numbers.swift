// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Coordinates and telephone numbers, which are written in pieces.
extension IdentifierFinder {
    /// `35.3359, 40.1408`, `35.33° N, 40.14° E`, `35°20'09"N 40°08'27"E`.
    mutating func coordinates(_ range: Range<Int>) -> Int? {
        guard words[range.lowerBound].kind == .number || Marks.isDash(words.mark(range.lowerBound))
        else { return nil }
        guard let latitude = angle(range.lowerBound, isLatitude: true) else { return nil }
        var next = latitude.end
        if Marks.isComma(words.mark(next)) || words.mark(next) == 0x2F || words.mark(next) == 0x3B {
            next += 1
        }
        guard let longitude = angle(next, isLatitude: false), latitude.isSure == longitude.isSure,
            abs(latitude.value) <= 90, abs(longitude.value) <= 180
        else { return nil }
        if !latitude.isSure {
            guard latitude.decimals >= 4, longitude.decimals >= 4, next > latitude.end else {
                return nil
            }
        }
        func shown(_ value: Double) -> String {
            let scaled = (value * 100_000).rounded() / 100_000
            return scaled == scaled.rounded() ? String(Int(scaled)) : scaled.description
        }
        return add(
            "coordinates", "\(shown(latitude.value)),\(shown(longitude.value))",
            range.lowerBound..<longitude.end)
    }

    private func angle(_ index: Int, isLatitude: Bool) -> (
        value: Double, end: Int, isSure: Bool, decimals: Int
    )? {
        var index = index
        var sign = 1.0
        if Marks.isDash(words.mark(index)) {
            sign = -1
            index += 1
        }
        guard let token = words.at(index), token.kind == .number else { return nil }
        let text = words.text(index..<(index + 1))
        guard var value = Double(text) else { return nil }
        let decimals =
            text.split(separator: ".").count == 2 ? text.split(separator: ".")[1].utf8.count : 0
        var end = index + 1
        var isSure = false
        if words.mark(end) == 0xB0 || words.mark(end) == 0xBA {
            end += 1
            isSure = true
            if let minutes = part(end, 60, [0x27, 0x2032, 0x2019]) {
                value += minutes.value / 60
                end = minutes.end
                if let seconds = part(end, 60, [0x22, 0x2033, 0x201D]) {
                    value += seconds.value / 3600
                    end = seconds.end
                }
            }
        }
        if let side = words.at(end), side.kind == .word, side.scalarEnd - side.scalarStart == 1 {
            // German east begins with O, west in the Romance languages.
            let letter = words.text(end..<(end + 1)).uppercased()
            let sides =
                isLatitude
                ? ["N": 1.0, "S": -1.0]
                : ["E": 1.0, "W": -1.0, "O": words.lexicon.hasNounCase ? 1.0 : -1.0]
            if let factor = sides[letter] {
                sign *= factor
                end += 1
                isSure = true
            } else if isSure {
                return nil
            }
        }
        return (value * sign, end, isSure, decimals)
    }

    private func part(_ index: Int, _ limit: Double, _ marks: Set<UInt32>) -> (
        value: Double, end: Int
    )? {
        guard let token = words.at(index), token.kind == .number,
            marks.contains(words.mark(index + 1)),
            let value = Double(words.text(index..<(index + 1))), value < limit
        else { return nil }
        return (value, index + 2)
    }

    /// `+49 30 1234567`, `(030) 123-4567`, `+1 (202) 555-0143`: with a plus, behind a cue, or in the
    /// form of North America.
    mutating func phone(_ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        let hasPlus = words.mark(index) == 0x2B
        guard hasPlus || words[index].kind == .number || words.mark(index) == 0x28 else {
            return nil
        }
        let isCued = isPhoneCue(index - 1) || isPhoneCue(index - 2)
        guard hasPlus || isCued || isNorthAmerican(index) else { return nil }
        var digits = ""
        var end = index
        var gap = 0
        while index < words.count, index - range.lowerBound < 18 {
            let token = words[index]
            guard token.sentence == words[range.lowerBound].sentence || index == range.lowerBound
            else { break }
            if token.kind == .number {
                let text = words.text(index..<(index + 1))
                guard !text.contains(",") else { break }
                digits += text.filter { $0.isASCII && $0.isNumber }
                end = index + 1
                gap = 0
            } else if [0x2B, 0x28, 0x29, 0x2F, 0x2E, 0x2D, 0x2011, 0x2013].contains(token.mark) {
                gap += 1
                if gap > 2 { break }
            } else {
                break
            }
            if digits.utf8.count > 15 { return nil }
            index += 1
        }
        guard (hasPlus ? 8...15 : 6...15).contains(digits.utf8.count), end > range.lowerBound else {
            return nil
        }
        if hasPlus, digits.first == "0" { return nil }
        return add("phone", (hasPlus ? "+" : "") + digits, range.lowerBound..<end)
    }

    /// Whether a number is written as those of the North American plan: `(555) 123-4567`,
    /// `1-800-555-0199`.
    private func isNorthAmerican(_ index: Int) -> Bool {
        var lengths: [Int] = []
        var marks: [UInt32] = []
        for token in words.tokens[index..<min(index + 8, words.count)] {
            if token.kind == .number {
                lengths.append(Int(token.end - token.start))
                if lengths.last == 4 { break }
            } else {
                guard token.kind == .mark else { return false }
                marks.append(token.mark)
            }
        }
        return lengths == [3, 3, 4] && (marks == [0x28, 0x29, 0x2D] || marks == [0x2D, 0x2D])
            || lengths == [1, 3, 3, 4] && marks == [0x2D, 0x2D, 0x2D]
    }

    private func isPhoneCue(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return false }
        return Self.phoneCues.contains(token.hash)
    }

    static let phoneCues: Set<UInt64> = Set(
        [
            "phone", "telephone", "tel", "mobile", "call", "fax", "hotline", "telefon", "handy",
            "tél", "téléphone", "teléfono",
            "telefono", "telefone", "тел", "телефон", "телефону", "هاتف", "whatsapp",
        ].map { word in
            var hash = WordHash()
            for scalar in word.unicodeScalars { hash.add(Folding.lower(scalar.value)) }
            return hash.value
        })
}
