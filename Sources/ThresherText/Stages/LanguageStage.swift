// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Tells the language of a document's text.
package struct LanguageStage: Stage {
    static let useDeclared = Field.bool(
        "use_declared", default: true,
        help: "Take the language that the page declares as a hint, and its region as true.")

    package static let spec = StageSpec(
        "language", stability: .beta, fields: [.init(useDeclared)],
        summary: "Tells the language of the text, with a confidence; und for too little text.",
        reads: [.text, .title, .language], writes: [.language, .metadataFrom],
        failureModes: [
            "A text in two languages gets the more frequent one, with its share as confidence.",
            "Languages written alike (Bosnian, Croatian and Serbian; Indonesian and Malay; the "
                + "Norwegians) are told apart best where the page declares one.",
            "One short sentence may be taken for a related language.",
        ],
        examples: [
            .init("The text stays", input: "Der Hund ist groß.", output: "Der Hund ist groß.")
        ]
    )

    /// Below this the title is taken as further evidence, in bytes.
    private static let shortText = 200

    private let usesDeclared: Bool

    package init(_ config: StageConfig, _ context: StageContext) {
        usesDeclared = config[Self.useDeclared]
    }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        var document = document
        var text = document.text
        if text.utf8.count < Self.shortText, let title = document.title, !text.hasPrefix(title) {
            text = title + "\n" + text
        }
        // A tag with a confidence is this stage's own, from an earlier step.
        let old = document.language
        let declared =
            old?.declared ?? (old?.confidence == nil && old?.tag != "und" ? old?.tag : nil)
        let finding = LanguageFinder.find(in: text, declared: usesDeclared ? declared : nil)
        var language = Language(tag: finding.tag, confidence: finding.confidence)
        if let declared, declared != finding.tag { language.declared = declared }
        document.language = language
        if !finding.isDeclared { document.metadataFrom["language"] = "text" }
        return .forward(document)
    }
}
