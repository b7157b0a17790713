// SPDX-License-Identifier: Apache-2.0

/// A published rule about a text's quality, with the threshold of its source.
struct QualityRule: Sendable {
    /// Who published it.
    enum Source: String, Sendable, CaseIterable {
        /// Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training
        /// Gopher", appendix A.1.1, quality filtering.
        case gopher
        /// The same, repetition removal.
        case gopherRepetition = "gopher_repetition"
        /// Raffel et al. 2020, "Exploring the Limits of Transfer Learning with a Unified
        /// Text-to-Text Transformer", section 2.2.
        case c4
        /// Penedo et al. 2024, "The FineWeb Datasets", section 3.5.
        case fineweb
    }

    /// `<source>_<what>`, as in the document and as the reason of a rejection.
    let name: String
    let source: Source
    /// Whether it can be asked of a language that does not part words by spaces.
    var needsSpaces = false
    /// What was found, when the rule applies.
    let value: @Sendable (TextMeasures) -> Double?
    /// What is allowed.
    let allowed: ClosedRange<Double>
}

extension QualityRule {
    private static let inf = Double.infinity

    /// All rules, in the order in which one is named as the reason.
    static func all(words: ClosedRange<Int>) -> [QualityRule] {
        gopher(words) + repetition + c4 + fineweb
    }

    private static func gopher(_ words: ClosedRange<Int>) -> [QualityRule] {
        [
            rule("gopher_words", .gopher, Double(words.lowerBound)...Double(words.upperBound)) {
                Double($0.words)
            },
            rule("gopher_mean_word_length", .gopher, 3...10, needsSpaces: true) {
                $0.meanWordLength
            },
            rule("gopher_symbols", .gopher, 0...0.1) { $0.symbolRatio },
            rule("gopher_bullet_lines", .gopher, 0...0.9) { $0.bulletLineRatio },
            rule("gopher_ellipsis_lines", .gopher, 0...0.3) { $0.ellipsisLineRatio },
            rule("gopher_alphabetic_words", .gopher, 0.8...1, needsSpaces: true) {
                $0.alphabeticRatio
            },
            rule("gopher_stop_words", .gopher, 2...64) { $0.stopWords.map(Double.init) },
        ]
    }

    private static let repetition: [QualityRule] =
        [
            rule("gopher_duplicate_lines", .gopherRepetition, 0...0.3) { $0.duplicateLineRatio },
            rule("gopher_duplicate_line_characters", .gopherRepetition, 0...0.2) {
                $0.duplicateLineCharacterRatio
            },
            rule("gopher_duplicate_paragraphs", .gopherRepetition, 0...0.3) {
                $0.duplicateParagraphRatio
            },
            rule("gopher_duplicate_paragraph_characters", .gopherRepetition, 0...0.2) {
                $0.duplicateParagraphCharacterRatio
            },
        ]
        + [(2, 0.2), (3, 0.18), (4, 0.16)].map { size, most in
            rule("gopher_top_\(size)_gram", .gopherRepetition, 0...most) {
                $0.topGramRatios[size - 2]
            }
        }
        + [(5, 0.15), (6, 0.14), (7, 0.13), (8, 0.12), (9, 0.11), (10, 0.1)].map { size, most in
            rule("gopher_duplicate_\(size)_grams", .gopherRepetition, 0...most) {
                $0.duplicateGramRatios[size - 5]
            }
        }

    private static let c4: [QualityRule] = [
        rule("c4_sentences", .c4, 3...inf) { Double($0.sentences) },
        rule("c4_curly_bracket", .c4, 0...0) { $0.hasCurlyBracket ? 1 : 0 },
        rule("c4_lorem_ipsum", .c4, 0...0) { $0.hasLoremIpsum ? 1 : 0 },
    ]

    private static let fineweb: [QualityRule] = [
        rule("fineweb_terminal_lines", .fineweb, 0.12...1) { $0.terminalLineRatio },
        rule("fineweb_duplicate_line_characters", .fineweb, 0...0.1) {
            $0.duplicateLineCharacterRatio
        },
        rule("fineweb_short_lines", .fineweb, 0...0.67) { $0.shortLineRatio },
        rule("fineweb_line_ends", .fineweb, 0...0.3) { $0.lineEndRatio },
    ]

    private static func rule(
        _ name: String, _ source: Source, _ allowed: ClosedRange<Double>, needsSpaces: Bool = false,
        _ value: @escaping @Sendable (TextMeasures) -> Double?
    ) -> QualityRule {
        QualityRule(
            name: name, source: source, needsSpaces: needsSpaces, value: value, allowed: allowed)
    }

    /// Whether a text in such a language is written with spaces between words.
    static func partsWords(_ language: String?) -> Bool {
        !["zh", "ja", "th", "lo", "km", "my", "bo", "yue", "wuu", "dz"].contains(language ?? "")
    }
}
