// SPDX-License-Identifier: Apache-2.0

/// Finds the language of a text.
package enum LanguageFinder {
    /// A language and how sure it is.
    package struct Finding: Sendable, Equatable {
        /// A BCP 47 tag; `und` when there is too little to tell.
        package var tag: String
        /// 0…1, the share of the text's letters that are in it, halved when the next language is
        /// close; `nil` for `und`, and for a declaration that the text is too short to judge.
        package var confidence: Double?
        /// Whether the declared language was taken.
        package var isDeclared: Bool
    }

    /// How much of a text is looked at, in bytes; and how much when that leaves doubts.
    private static let sampled = (first: 2_400, more: 12_000)

    /// The language of a text.
    ///
    /// CLD2's statistics decide, with the declared language as a hint; where they have no answer,
    /// letters that only one language has. A declaration that may be true stays, with the region it
    /// names.
    ///
    /// - Parameters:
    ///   - text: Without markup.
    ///   - declared: The tag that the page gives.
    /// - Returns: A finding for any text.
    package static func find(in text: String, declared: String? = nil) -> Finding {
        var finding = judge(LanguageSample.take(from: text, size: sampled.first), declared)
        if (finding.confidence ?? 0) < 0.6, text.utf8.count > sampled.first {
            finding = judge(LanguageSample.take(from: text, size: sampled.more), declared)
        }
        return finding
    }

    private static func judge(_ sample: String, _ declared: String?) -> Finding {
        // A hint of Chinese stands for its simplified script, which the characters tell better.
        let hint = declared.map(LanguageTable.primary).flatMap { $0 == "zh" ? nil : $0 }
        let (guess, isReliable) = CLD2.detect(sample, hint: hint)
        let rules = ScriptRules(sample)
        if let (tag, share) = rules.language() {
            // Letters of its own outweigh statistics that do not know the language.
            return settle(tag, share, declared)
        }
        guard let tag = LanguageTable.tag(ofCLD2: guess.code) else { return nothing(declared) }
        if isReliable { return settle(rules.tag(of: tag), guess.share, declared) }
        if let declared, LanguageTable.agree(declared: declared, measured: tag) {
            return settle(tag, guess.share / 2, declared)
        }
        return nothing(declared)
    }

    private static func settle(_ tag: String, _ share: Double, _ declared: String?) -> Finding {
        let confidence = (share * 100).rounded() / 100
        guard let declared, LanguageTable.agree(declared: declared, measured: tag) else {
            return Finding(tag: tag, confidence: confidence, isDeclared: false)
        }
        let merged = LanguageTable.merged(declared: declared, measured: tag)
        return Finding(tag: merged, confidence: confidence, isDeclared: merged == declared)
    }

    private static func nothing(_ declared: String?) -> Finding {
        Finding(tag: declared ?? "und", confidence: nil, isDeclared: declared != nil)
    }
}
