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

    package static let spec = StageSpec(
        "dedup", stability: .beta,
        fields: [.init(action), .init(index), .init(minWords)],
        summary: "Finds documents whose words were all seen before, in the same order.",
        reads: [.text], writes: [.duplicate],
        failureModes: [
            "With 'drop' or 'link', documents that differ in title or metadata alone are left out.",
            "Texts that differ in one word are different: near copies are not found.",
        ],
        examples: [.init("The text stays", input: "Hello, world.", output: "Hello, world.")]
    )

    private let minWords: Int

    package init(_ config: StageConfig, _ context: StageContext) throws(StageError) {
        let name = config[Self.index]
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isNameByte) else {
            throw StageError(
                .invalidConfig,
                "'index' must be 1 to 64 lower-case letters, digits, '_' or '-', found '\(name)'")
        }
        minWords = config[Self.minWords]
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    package func process(_ document: Document) throws(StageError) -> Verdict { .forward(document) }

    package func evidence(for document: Document) throws(StageError) -> [UInt8]? {
        guard let words = FoldedWords(of: document.text) else {
            let size = document.text.utf8.count
            throw StageError(.unavailable, "no memory to fold a text of \(size) bytes")
        }
        return words.count >= minWords ? TextKey(of: words.bytes).bytes : nil
    }

    package static func makeDecider(
        _ config: StageConfig, _ context: StageContext
    ) throws(StageError) -> any Decider { ExactDecider() }

    package static func stateName(_ config: StageConfig) -> String { "dedup-" + config[index] }
}
