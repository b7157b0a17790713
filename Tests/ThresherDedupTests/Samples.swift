// SPDX-License-Identifier: Apache-2.0
import TestSupport
import ThresherDedup
import ThresherPlugin

/// Texts that look like news to a sketch: made words, names and numbers, in sentences.
enum Samples {
    /// An article of so many words that a number stands for.
    static func article(_ number: Int, words: Int = 400) -> String {
        var random = SeededRandom(seed: UInt64(bitPattern: Int64(number)))
        return sentences(words, &random).joined(separator: " ")
    }

    /// The sentences of an article.
    static func sentences(seed: Int, words: Int) -> [String] {
        var random = SeededRandom(seed: UInt64(bitPattern: Int64(seed)))
        return sentences(words, &random)
    }

    private static func sentences(_ words: Int, _ random: inout SeededRandom) -> [String] {
        var result: [String] = []
        var left = words
        while left > 0 {
            let length = min(left, Int.random(in: 8...16, using: &random))
            var sentence = (0..<length).map { _ in word(&random) }
            if length > 6 {
                sentence[3] = word(&random).capitalisedFirst
                sentence[5] = "\(Int.random(in: 2...9999, using: &random))"
            }
            result.append(sentence.joined(separator: " ").capitalisedFirst + ".")
            left -= length
        }
        return result
    }

    private static func word(_ random: inout SeededRandom) -> String {
        let letters = Array("abcdefghijklmnoprstuvw")
        let length = Int.random(in: 3...8, using: &random)
        return String((0..<length).map { _ in letters.randomElement(using: &random) ?? "a" })
    }

    /// The text with about so many of its words replaced.
    static func edited(_ text: String, share: Double, seed: UInt64 = 1) -> String {
        var random = SeededRandom(seed: seed)
        return text.split(separator: " ").map { original in
            Double.random(in: 0..<1, using: &random) < share ? word(&random) : String(original)
        }.joined(separator: " ")
    }

    /// So many words of many scripts, lengths and spellings, parted in many ways.
    static func mixed(_ words: Int, _ random: inout SeededRandom) -> String {
        let scripts = ["abcxyzABC0189", "éüßﬁ\u{301}\u{AD}aB", "абвАБВ", "漢字かな한국", "กขคแ", "αβΑΒ"]
            .map { Array($0.unicodeScalars) }
        let gaps = [" ", " ", " ", ", ", ". ", "\n", "’", "-", "“", "\u{A0}", "! ", ""]
        var text = String.UnicodeScalarView()
        for _ in 0..<words {
            let script = Int.random(in: 0..<3, using: &random) == 0 ? Int(random.next() % 6) : 0
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                text.append(scripts[script].randomElement(using: &random) ?? "a")
            }
            text.append(contentsOf: (gaps.randomElement(using: &random) ?? " ").unicodeScalars)
        }
        return String(text)
    }

    /// The first words of a text.
    static func start(of text: String, words: Int) -> String {
        text.split(separator: " ").prefix(words).joined(separator: " ")
    }

    /// A report in a fixed form with other facts for each number, and for each `family` another.
    ///
    /// With `keepsNames` names are of the form, as in the reports of one company.
    static func report(_ number: Int, family: Int = 0, keepsNames: Bool = false) -> String {
        var form = SeededRandom(seed: UInt64(7000 + family))
        var facts = SeededRandom(seed: UInt64(9000 + number))
        return (0..<24).map { _ in
            let phrase = (0..<5).map { _ in word(&form) }.joined(separator: " ")
            let name = (keepsNames ? word(&form) : word(&facts)).capitalisedFirst
            return "\(phrase) \(name) \(Int.random(in: 2...99999, using: &facts))"
        }.joined(separator: " ")
    }
}

extension String {
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// A decider with the stage's other half before it.
final class Desk {
    let decider: any Decider
    private let stage: DedupStage
    private let config: StageConfig
    private var asked = 0

    init(_ config: StageConfig = StageConfig(), decider: (any Decider)? = nil) throws {
        self.config = config
        stage = try DedupStage(config, StageContext())
        self.decider = try decider ?? DedupStage.makeDecider(config, StageContext())
    }

    /// Decides about a text; the document's id is `d` and the entry's `e`, with the number.
    @discardableResult
    func decide(_ text: String, _ number: Int, entry: String? = nil) throws -> Decision {
        guard let evidence = try stage.evidence(for: Document(id: "d\(number)", text: text)) else {
            return Decision(.annotate)
        }
        return try decider.decide(
            evidence,
            owner: DocumentOwner(
                entry: entry ?? "e\(number)", record: 0, document: "d\(number)"),
            config: config)
    }
}
