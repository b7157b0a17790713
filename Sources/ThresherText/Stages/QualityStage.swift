// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Measures a text by the published rules for training corpora, and leaves it out when asked to.
package struct QualityStage: Stage {
    enum Action: String, CaseIterable, Sendable {
        case annotate, reject
    }

    static let action = Field.choice(
        "action", default: Action.annotate,
        help: "What happens to a text that breaks a rule: annotate it, or reject it with the rule.")
    static let rules = Field.choices(
        "rules", default: QualityRule.Source.allCases,
        help: "Whose rules count. All are well known.")
    static let minWords = Field.int(
        "min_words", default: 50, in: 0...1_000_000,
        help: "Fewest words that gopher_words allows; 50 is Gopher's.")
    static let maxWords = Field.int(
        "max_words", default: 100_000, in: 1...100_000_000,
        help: "Most words that gopher_words allows; 100000 is Gopher's.")

    package static let spec = StageSpec(
        "quality", stability: .beta,
        fields: [.init(action), .init(rules), .init(minWords), .init(maxWords)],
        summary:
            "Measures the text by the rules of Gopher, C4 and FineWeb, and names those it breaks.",
        reads: [.text, .language], writes: [.quality],
        failureModes: [
            "Rules made for long prose call short news, lists and tables bad: annotate, then look.",
            "Stop words are counted only in languages that have a list here.",
            "Rules about a word's length are left out where words are written without spaces.",
        ],
        examples: [
            .init("Nothing is left out", input: "buy buy buy", output: "buy buy buy"),
            .init(
                "A text that breaks no rule of C4", config: "action: reject\nrules: [c4]",
                input:
                    "The tide came in at noon today. The boats went out an hour later. "
                    + "They came back full of fish.",
                output:
                    "The tide came in at noon today. The boats went out an hour later. "
                    + "They came back full of fish."),
        ]
    )

    private let rejects: Bool
    private let counted: [QualityRule]

    package init(_ config: StageConfig, _ context: StageContext) throws(StageError) {
        rejects = config[Self.action] == .reject
        let sources = Set(config[Self.rules])
        let (least, most) = (config[Self.minWords], config[Self.maxWords])
        guard least <= most else {
            throw StageError(
                .invalidConfig,
                "'min_words' (\(least)) must not be more than 'max_words' (\(most))",
                option: least == StageConfig()[Self.minWords] ? "max_words" : "min_words")
        }
        counted = QualityRule.all(words: least...most).filter { sources.contains($0.source) }
    }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        var document = document
        let language = document.language.map { LanguageTable.primary($0.tag) }
        let measures = TextMeasures(of: document.text, language: language)
        let partsWords = QualityRule.partsWords(language)
        var broken: [(rule: QualityRule, value: Double)] = []
        for rule in counted where partsWords || !rule.needsSpaces {
            guard let value = rule.value(measures), !rule.allowed.contains(value) else { continue }
            broken.append((rule, value))
        }
        if rejects, let first = broken.first {
            let (rule, value) = first
            return .drop(DropReason(rule.name, Self.detail(value, rule.allowed)))
        }
        document.quality.words = measures.words
        for (name, value) in measures.results { document.quality.rules[name] = value }
        document.quality.rules["broken_rules"] = .array(broken.map { .string($0.rule.name) })
        return .forward(document)
    }

    private static func detail(_ value: Double, _ allowed: ClosedRange<Double>) -> String {
        let bound =
            value < allowed.lowerBound
            ? "at least \(number(allowed.lowerBound))" : "at most \(number(allowed.upperBound))"
        return "found \(number(value)), allowed is \(bound)"
    }

    private static func number(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        guard rounded == rounded.rounded(), abs(rounded) < 1e15 else { return "\(rounded)" }
        return "\(Int(rounded))"
    }
}

extension TextMeasures {
    /// The measures as members of `quality`, ratios rounded to three places.
    fileprivate var results: [(String, JSONValue)] {
        func ratio(_ value: Double) -> JSONValue { .double((value * 1000).rounded() / 1000) }
        var results: [(String, JSONValue)] = [
            ("mean_word_length", ratio(meanWordLength)), ("symbol_ratio", ratio(symbolRatio)),
            ("alphabetic_ratio", ratio(alphabeticRatio)), ("lines", .int(lines)),
            ("bullet_line_ratio", ratio(bulletLineRatio)),
            ("ellipsis_line_ratio", ratio(ellipsisLineRatio)),
            ("terminal_line_ratio", ratio(terminalLineRatio)),
            ("short_line_ratio", ratio(shortLineRatio)), ("line_end_ratio", ratio(lineEndRatio)),
            ("duplicate_line_ratio", ratio(duplicateLineRatio)),
            ("duplicate_line_character_ratio", ratio(duplicateLineCharacterRatio)),
            ("duplicate_paragraph_ratio", ratio(duplicateParagraphRatio)),
            ("duplicate_paragraph_character_ratio", ratio(duplicateParagraphCharacterRatio)),
            ("sentences", .int(sentences)), ("boilerplate_lines", .int(boilerplateLines)),
        ]
        for (size, value) in zip(2..., topGramRatios) {
            results.append(("top_\(size)_gram_ratio", ratio(value)))
        }
        for (size, value) in zip(5..., duplicateGramRatios) {
            results.append(("duplicate_\(size)_gram_ratio", ratio(value)))
        }
        if let stopWords { results.append(("stop_words", .int(stopWords))) }
        return results
    }
}
