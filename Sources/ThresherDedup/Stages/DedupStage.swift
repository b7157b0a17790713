// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin
import ThresherText

/// Finds documents whose text was seen before.
package struct DedupStage: DecidedStage {
    static let action = Field.choice(
        "action", default: Decision.Action.annotate,
        help: """
            What becomes of a copy: 'annotate' stores it whole with its relation, 'link' stores a \
            small document that points to the first, 'drop' stores nothing.
            """)
    static let index = Field.string(
        "index", default: "default",
        help: """
            Name of the memory: pipelines that give the same name are compared with one another. \
            Lower-case letters, digits, '_' and '-'.
            """)
    static let minWords = Field.int(
        "min_words", default: 1, in: 1...100_000,
        help: """
            Shorter texts are neither compared nor remembered. A text without words is never a \
            copy: it says that nothing was extracted, not that the pages are the same.
            """)

    static let near = Field.bool(
        "near", default: true,
        help: """
            Whether texts are found that were copied with changes, in part, or into a longer one; \
            without it only texts with the same words in the same order.
            """)
    static let minShare = Field.number(
        "min_share", default: 0.3, in: 0.1...1,
        help: """
            The smallest share of a text's phrases (three words in a row) that must stand in an \
            earlier one. One changed word changes three phrases: 0.3 is two thirds of the words. \
            Below 0.3 texts that share a long quotation begin to count. Texts of fewer than 40 words \
            need 0.6 and four phrases at least, because a few phrases coincide by chance, and are no \
            copies when each has a number or name that the other lacks: two alerts differ in nothing \
            else.
            """)
    static let minEvidence = Field.number(
        "min_evidence", default: 0.75, in: 0...1.5,
        help: """
            What the share of numbers and names in common, and half the share of phrases, must reach \
            together. It parts a rewrite, which keeps its facts, from another text by the same \
            template, which does not. A text is another one also when most numbers between the same \
            words differ, when most phrases came back without their facts, and when most phrases are \
            common and a fifth of the facts is new; lower values weaken these rules too, and 0 calls \
            all of them copies.
            """)

    static let scope = Field.choice(
        "scope", default: Scope.document,
        help: """
            What is compared: 'document' finds copied texts; 'paragraph' leaves paragraphs out of the \
            text that more than 'max_pages' pages of a site have, into 'dropped' with the reason \
            'boilerplate', and does nothing else. With both, 'document' goes first.
            """)
    static let maxPages = Field.int(
        "max_pages", default: 5, in: 1...100,
        help: """
            For 'scope: paragraph': how many pages of a site may have a paragraph before it is \
            boilerplate. The first so many keep it. Documents with one address, or with the same \
            words, are one page. 5, because the same article stands on a site as its own page, in \
            print, for telephones, in parts and with its gallery. The site is the host of the \
            address, else the site's name, else the first folder of the path.
            """)
    static let minParagraphWords = Field.int(
        "min_paragraph_words", default: 6, in: 1...1_000,
        help: """
            For 'scope: paragraph': shorter paragraphs are never left out. 6, because 'He declined to \
            comment.' is a sentence that many articles have of their own; rows of tables and code are \
            never left out for the same reason.
            """)

    /// What is compared.
    enum Scope: String, CaseIterable, Sendable { case document, paragraph }

    package static let spec = StageSpec(
        "dedup", stability: .beta,
        fields: [
            .init(action), .init(index), .init(minWords), .init(near), .init(minShare),
            .init(minEvidence), .init(scope), .init(maxPages), .init(minParagraphWords),
        ],
        summary: "Finds documents, or paragraphs of a site, that were seen before.",
        reads: [.text], writes: [.duplicate],
        failureModes: [
            "With 'drop' or 'link', documents that differ in title or metadata alone are left out.",
            "The first texts of a template that also agree in most numbers and names pass for copies.",
            "A text whose numbers were nearly all corrected is another one.",
            "Scripts without capitals have numbers alone for facts: templates in them are told later.",
            "'quality' and the metadata are of the text before 'scope: paragraph' leaves parts out.",
            "With 'scope: paragraph', a sink of a plug-in may write the whole text all the same.",
        ],
        examples: [.init("The text stays", input: "Hello, world.", output: "Hello, world.")]
    )

    private let scope: Scope
    private let minParagraphWords: Int
    private let minWords: Int
    private let isNear: Bool
    private let seed: UInt64

    package init(_ config: StageConfig, _ context: StageContext) throws(StageError) {
        let name = config[Self.index]
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isNameByte) else {
            throw StageError(
                .invalidConfig,
                "'index' must be 1 to 64 lower-case letters, digits, '_' or '-', found '\(name)'",
                option: "index")
        }
        scope = config[Self.scope]
        minParagraphWords = config[Self.minParagraphWords]
        minWords = config[Self.minWords]
        isNear = config[Self.near]
        seed = context.seed
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        guard scope == .paragraph, let paragraphs = try paragraphs(of: document) else {
            return .forward(document)
        }
        document.attachments[ParagraphEvidence.self] = paragraphs
        document.attachments[OptionalBlocks.self] = OptionalBlocks(
            places: paragraphs.paragraphs.map(\.place), reason: "boilerplate")
        return .forward(document)
    }

    private func paragraphs(
        of document: borrowing Document
    ) throws(StageError) -> ParagraphEvidence? {
        try ParagraphEvidence(copy document, minWords: minParagraphWords, seed: seed)
    }

    package func evidence(for document: Document) throws(StageError) -> [UInt8]? {
        if scope == .paragraph { return document.attachments[ParagraphEvidence.self]?.bytes }
        guard let words = FoldedWords(of: document.text) else {
            let size = document.text.utf8.count
            throw StageError(.unavailable, "no memory to fold a text of \(size) bytes")
        }
        guard words.count >= minWords, words.count > 0 else { return nil }
        let sketch =
            isNear ? TextSketcher.sketch(of: document.text, seed: seed) : TextSketch.empty
        return DedupEvidence(key: TextKey(of: words.bytes, seed: seed), sketch: sketch).bytes
    }

    package static func makeDecider(
        _ config: StageConfig, _ context: StageContext
    ) throws(StageError) -> any Decider {
        config[scope] == .paragraph ? ParagraphDecider() : DedupDecider()
    }

    package static func stateName(_ config: StageConfig) -> String {
        (config[scope] == .paragraph ? "paragraphs-" : "dedup-") + config[index]
    }
}
