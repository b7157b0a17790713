// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Makes the text upper case.
struct ShoutStage: Stage {
    static let mark = Field<String>.string(
        "mark", default: "!", help: "What to put after the text.")

    static let spec = StageSpec(
        "acme_shout", stability: .experimental, fields: [.init(mark)],
        summary: "Makes the text upper case.", reads: [.text], writes: [.text, .blocks],
        examples: [.init("Mark", config: "mark: ?", input: "so", output: "SO?")])

    private let mark: String

    init(_ config: StageConfig, _ context: StageContext) { mark = config[Self.mark] }

    func process(_ document: Document) -> Verdict {
        var loud = document
        loud.text = document.text.uppercased() + mark
        loud.blocks = [Block(.paragraph, text: loud.text)]
        return .forward(loud)
    }
}
