// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Telephone numbers, which are written in pieces.
extension IdentifierFinder {
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

    static let phoneCues: Set<UInt64> = WordHash.set([
        "phone", "telephone", "tel", "mobile", "call", "fax", "hotline", "telefon", "handy",
        "tél", "téléphone", "teléfono", "telefono", "telefone", "тел", "телефон", "телефону",
        "هاتف", "whatsapp",
    ])
}
