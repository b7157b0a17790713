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

    package static let spec = StageSpec(
        "dedup", stability: .beta,
        fields: [
            .init(action), .init(index), .init(minWords), .init(near), .init(minShare),
            .init(minEvidence),
        ],
        summary: "Finds documents whose text was seen before: copied, edited, cut or built in.",
        reads: [.text], writes: [.duplicate],
        failureModes: [
            "With 'drop' or 'link', documents that differ in title or metadata alone are left out.",
            "The first texts of a template that also agree in most numbers and names pass for copies.",
            "A text whose numbers were nearly all corrected is another one.",
            "Scripts without capitals have numbers alone for facts: templates in them are told later.",
        ],
        examples: [.init("The text stays", input: "Hello, world.", output: "Hello, world.")]
    )

    private let minWords: Int
    private let isNear: Bool
    private let seed: UInt64

    package init(_ config: StageConfig, _ context: StageContext) throws(StageError) {
        let name = config[Self.index]
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isNameByte) else {
            throw StageError(
                .invalidConfig,
                "'index' must be 1 to 64 lower-case letters, digits, '_' or '-', found '\(name)'")
        }
        minWords = config[Self.minWords]
        isNear = config[Self.near]
        seed = context.seed
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        .forward(document)
    }

    package func evidence(for document: Document) throws(StageError) -> [UInt8]? {
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
    ) throws(StageError) -> any Decider { DedupDecider() }

    package static func stateName(_ config: StageConfig) -> String { "dedup-" + config[index] }
}
