// SPDX-License-Identifier: Apache-2.0

/// Tells languages by their letters where statistics have no table of them.
///
/// Letters: Unicode Standard, code charts; each is in the alphabet of its language and of no other
/// in the same line of rules.
struct ScriptRules {
    private var letters = 0
    private var counts: [String: Int] = [:]
    private var marks: [String: Int] = [:]
    private var foreign: Set<String> = []

    /// Looks at the letters of a text once.
    init(_ text: String) {
        let bytes = text.utf8Span.span
        var index = 0
        while index < bytes.count {
            let (value, length) = bytes.scalar(at: index)
            index += length
            if value < 0x80 {
                if (value | 0x20) &- 0x61 < 26 { letters += 1 }
                continue
            }
            guard WordClass(value) != .other else { continue }
            letters += 1
            if value < 0x2B0 { continue }
            for script in Self.scripts where script.range.contains(value) {
                counts[script.name, default: 0] += 1
            }
            for alphabet in Self.alphabets where alphabet.letters.contains(value) {
                marks[alphabet.tag, default: 0] += 1
            }
            for alphabet in Self.alphabets where alphabet.without.contains(value) {
                foreign.insert(alphabet.tag)
            }
        }
    }

    /// The language that the letters alone tell, with the share of letters in its script; `nil`
    /// when they tell none.
    func language() -> (tag: String, share: Double)? {
        guard let script = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
            script.value * 2 > letters, script.value >= 4
        else { return nil }
        let share = Double(script.value) / Double(letters)
        let best = Self.alphabets.filter { $0.script == script.key && !foreign.contains($0.tag) }
            .max { (marks[$0.tag] ?? 0) < (marks[$1.tag] ?? 0) }
        if let best, let count = marks[best.tag], count * best.oneIn >= script.value {
            return (best.tag, share)
        }
        return Self.scripts.first { $0.name == script.key && $0.tag != nil }?.tag.map {
            ($0, share)
        }
    }

    /// The tag with its script, where the language is usually written in another.
    func tag(of tag: String) -> String {
        let isCyrillic = (counts["Cyrl"] ?? 0) * 2 > letters
        switch tag {
        case "sr" where !isCyrillic: return "sr-Latn"
        case "uz" where isCyrillic, "az" where isCyrillic: return tag + "-Cyrl"
        default: return tag
        }
    }

    /// A block of letters, and the language that alone uses it.
    private static let scripts: [(name: String, range: ClosedRange<UInt32>, tag: String?)] = [
        ("Cyrl", 0x0400...0x052F, nil), ("Arab", 0x0600...0x06FF, nil),
        ("Arab", 0x0750...0x077F, nil), ("Beng", 0x0980...0x09FF, nil),
        ("Ethi", 0x1200...0x139F, "am"), ("Tibt", 0x0F00...0x0FFF, "bo"),
        ("Syrc", 0x0700...0x074F, "syr"), ("Thaa", 0x0780...0x07BF, "dv"),
        ("Nkoo", 0x07C0...0x07FF, "nqo"), ("Mong", 0x1800...0x18AF, "mn-Mong"),
        ("Tfng", 0x2D30...0x2D7F, "zgh"), ("Olck", 0x1C50...0x1C7F, "sat"),
        ("Yiii", 0xA000...0xA4CF, "ii"), ("Lisu", 0xA4D0...0xA4FF, "lis"),
        ("Vaii", 0xA500...0xA63F, "vai"), ("Java", 0xA980...0xA9DF, "jv-Java"),
        ("Bali", 0x1B00...0x1B7F, "ban"), ("Sund", 0x1B80...0x1BBF, "su-Sund"),
        ("Mtei", 0xABC0...0xABFF, "mni-Mtei"), ("Adlm", 0x1E900...0x1E95F, "ff-Adlm"),
        ("Cakm", 0x11100...0x1114F, "ccp"), ("Osge", 0x104B0...0x104FF, "osa"),
        ("Rohg", 0x10D00...0x10D3F, "rhg"), ("Copt", 0x2C80...0x2CFF, "cop"),
    ]

    /// An alphabet by its letters.
    private struct Alphabet {
        let tag: String
        let script: String
        /// One letter in so many is one of `letters` at least.
        let oneIn: Int
        /// What no other alphabet has that lacks `without` as well.
        let letters: Set<UInt32>
        /// What the alphabet does not have.
        var without: Set<UInt32> = []
    }

    private static let alphabets: [Alphabet] = [
        Alphabet(tag: "ti", script: "Ethi", oneIn: 100, letters: [0x12A3, 0x1250, 0x1253, 0x1255]),
        Alphabet(tag: "as", script: "Beng", oneIn: 60, letters: [0x09F0, 0x09F1]),
        Alphabet(tag: "ckb", script: "Arab", oneIn: 40, letters: [0x0695, 0x06B5, 0x06CE]),
        Alphabet(tag: "ug", script: "Arab", oneIn: 40, letters: [0x06C7, 0x06C8, 0x06CB, 0x06AD]),
        Alphabet(
            tag: "ps", script: "Arab", oneIn: 40,
            letters: [0x067C, 0x0681, 0x0685, 0x0689, 0x0693, 0x0696, 0x069A, 0x06CD, 0x06AB]),
        Alphabet(
            tag: "sd", script: "Arab", oneIn: 40,
            letters: [
                0x067B, 0x0680, 0x067D, 0x067F, 0x068A, 0x068F, 0x0684, 0x0683, 0x06B3, 0x06BB,
                0x06AA,
            ]),
        Alphabet(tag: "ba", script: "Cyrl", oneIn: 40, letters: [0x0499, 0x04A1, 0x04AB]),
        Alphabet(
            tag: "tt", script: "Cyrl", oneIn: 40, letters: [0x0497, 0x04D9],
            without: [0x0493, 0x0499, 0x049B, 0x049D, 0x04A1, 0x04AB, 0x04B1, 0x04B9, 0x0456]),
        Alphabet(
            tag: "mn", script: "Cyrl", oneIn: 40, letters: [0x04E9, 0x04AF],
            without: [0x0493, 0x049B, 0x04A1, 0x04A3, 0x04B1, 0x04BB, 0x04D9, 0x0456]),
        Alphabet(
            tag: "bg", script: "Cyrl", oneIn: 100, letters: [0x044A],
            without: [
                0x0451, 0x0452, 0x0454, 0x0456, 0x0457, 0x0458, 0x0459, 0x045A, 0x045B, 0x045E,
                0x0463, 0x044B, 0x044D, 0x0493, 0x04E3,
            ]),
    ]
}
