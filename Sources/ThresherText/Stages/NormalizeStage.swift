// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Brings a document's texts into one form, so that the same words are the same bytes.
package struct NormalizeStage: Stage {
    static let nfc = Field.bool(
        "nfc", default: true,
        help: "Compose characters (NFC): one letter has one spelling, and looks the same.")
    static let controls = Field.bool(
        "controls", default: true,
        help: "Remove control characters and noncharacters: no text means them.")
    static let lineEnds = Field.bool(
        "line_ends", default: true,
        help: "Make every kind of line end a line feed, so that lines can be told apart.")
    static let spaces = Field.bool(
        "spaces", default: true,
        help: "Make no-break, thin and other spaces plain ones, so that words are found.")
    static let softHyphens = Field.bool(
        "soft_hyphens", default: true,
        help: "Remove soft hyphens: they say where a word may break, and hide it from search.")
    static let zeroWidth = Field.bool(
        "zero_width", default: true,
        help: "Remove characters without width, except the joiners that scripts and emoji need.")
    static let bidiControls = Field.bool(
        "bidi_controls", default: true,
        help: "Remove marks that steer the writing direction: they are layout and can hide words.")
    static let collapseSpace = Field.bool(
        "collapse_space", default: true,
        help: "Make each run of white space one space or line end, as browsers do; not in code.")
    static let maxBlankLines = Field.int(
        "max_blank_lines", default: 1, in: 0...100,
        help: "Longest run of empty lines inside a block; more are layout. Not in code.")

    package static let spec = StageSpec(
        "normalize", stability: .beta,
        fields: [
            .init(nfc), .init(controls), .init(lineEnds), .init(spaces), .init(softHyphens),
            .init(zeroWidth), .init(bidiControls), .init(collapseSpace), .init(maxBlankLines),
        ],
        summary: "Brings text into one form: composed characters, plain spaces, clean lines.",
        reads: [.text, .blocks, .title, .description, .authors, .site, .tags, .section, .links],
        writes: [
            .text, .blocks, .title, .description, .authors, .site, .tags, .section, .links,
            .quality,
        ],
        failureModes: [
            "Spaces that carry a layout, as in a poem that is no code block, are lost."
        ],
        examples: [
            .init("Spaces", input: "a\u{A0}b  c \n d", output: "a b c\nd"),
            .init("Hidden characters", input: "co\u{AD}ope\u{200B}rate", output: "cooperate"),
            .init("Composition", input: "e\u{301}", output: "\u{E9}"),
            .init(
                "Soft hyphens kept", config: "soft_hyphens: false", input: "co\u{AD}op",
                output: "co\u{AD}op"),
        ]
    )

    private let cleaner: TextCleaner

    package init(_ config: StageConfig, _ context: StageContext) {
        var options = TextCleaner.Options()
        options.composes = config[Self.nfc]
        options.removesControls = config[Self.controls]
        options.unifiesLineEnds = config[Self.lineEnds]
        options.unifiesSpaces = config[Self.spaces]
        options.removesSoftHyphens = config[Self.softHyphens]
        options.removesZeroWidth = config[Self.zeroWidth]
        options.removesBidi = config[Self.bidiControls]
        options.collapsesSpace = config[Self.collapseSpace]
        options.maxBlankLines = config[Self.maxBlankLines]
        cleaner = TextCleaner(options)
    }

    package func process(_ document: Document) throws(StageError) -> Verdict {
        var document = document
        if document.blocks.isEmpty {
            document.text = cleaner.clean(document.text)
        } else {
            for index in document.blocks.indices {
                let block = document.blocks[index]
                document.blocks[index].text = cleaner.clean(block.text, as: Self.shape(block.kind))
            }
            document.blocks.removeAll { $0.text.isEmpty }
            document.text = Document.text(of: document.blocks)
        }
        document.title = line(document.title)
        document.description = line(document.description)
        document.site = line(document.site)
        document.authors = document.authors.compactMap(line)
        document.tags = document.tags.compactMap(line)
        document.section = document.section.flatMap(line)
        for index in document.links.indices {
            document.links[index].text = cleaner.clean(document.links[index].text, as: .line)
        }
        document.quality.words = WordCount.of(document.text)
        if document.text.isEmpty, document.quality.emptyReason == nil {
            document.quality.emptyReason = "no_text"
        }
        return .forward(document)
    }

    private static func shape(_ kind: Block.Kind) -> TextCleaner.Shape {
        switch kind {
        case .code: .code
        case .tableRow: .row
        case .heading: .line
        case .paragraph, .quote, .caption, .comment, .listItem: .flow
        }
    }

    private func line(_ text: String?) -> String? {
        guard let text else { return nil }
        let cleaned = cleaner.clean(text, as: .line)
        return cleaned.isEmpty ? nil : cleaned
    }
}
