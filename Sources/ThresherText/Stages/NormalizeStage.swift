// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Brings a document's texts into one form, so that the same words are the same bytes.
package struct NormalizeStage: Stage {
    static let form = Field.choice(
        "form", default: TextCleaner.Form.nfc,
        help: "The Unicode form: nfc gives a letter one spelling that looks the same; nfkc changes "
            + "looks as well (ﬁ, ²); keep.")
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
    static let joinLines = Field.bool(
        "join_lines", default: true,
        help: "Join lines of plain text that a program broke at a fixed width, when nine breaks in "
            + "ten show it: a line's end there means nothing.")
    static let hyphenation = Field.bool(
        "hyphenation", default: true,
        help: "Take the hyphen out of a word parted at the end of a joined line when the text has "
            + "the whole word elsewhere: else it may be its own.")
    static let maxPunctuation = Field.int(
        "max_punctuation", default: 3, in: 0...1000,
        help: "Longest run of one punctuation mark, 0 for any: more is ornament, and three still "
            + "are an ellipsis or a rule. Not in code.")
    static let quotes = Field.choice(
        "quotes", default: QuoteMarks.keep,
        help: "Quotation marks: keep, because they carry language and nesting; straight; or "
            + "typographic. Not in code.")
    static let width = Field.choice(
        "width", default: TextCleaner.Width.letters,
        help: "Wide and narrow forms made usual: letters and digits, so that words are found; all, "
            + "with the marks that Chinese and Japanese set wide; keep.")

    package static let spec = StageSpec(
        "normalize", stability: .beta,
        fields: [
            .init(form), .init(controls), .init(lineEnds), .init(spaces), .init(softHyphens),
            .init(zeroWidth), .init(bidiControls), .init(collapseSpace), .init(maxBlankLines),
            .init(joinLines), .init(hyphenation), .init(maxPunctuation), .init(quotes),
            .init(width),
        ],
        summary: "Brings text into one form: composed characters, plain spaces, whole paragraphs.",
        reads: [.text, .blocks, .title, .description, .authors, .site, .tags, .section, .links],
        writes: [
            .text, .blocks, .title, .description, .authors, .site, .tags, .section, .links,
            .quality,
        ],
        failureModes: [
            "Spaces that carry a layout, as in a poem that is no code block, are lost.",
            "Verses whose lines happen to be filled like wrapped ones are joined.",
        ],
        examples: [
            .init("Spaces", input: "a\u{A0}b  c \n d", output: "a b c\nd"),
            .init("Hidden characters", input: "co\u{AD}ope\u{200B}rate", output: "cooperate"),
            .init("Composition", input: "e\u{301}", output: "\u{E9}"),
            .init(
                "Soft hyphens kept", config: "soft_hyphens: false", input: "co\u{AD}op",
                output: "co\u{AD}op"),
            .init("Ornament", input: "Sale!!!!!! ---------- Ｎｏｗ", output: "Sale!!! --- Now"),
            .init(
                "Typographic quotes", config: "quotes: typographic",
                input: "\"It's 6'2\", she said.\"", output: "“It’s 6'2”, she said.”"),
            .init(
                "Lines that a program broke",
                input:
                    "The wind took the roof of the old fish market on Monday night, and by\n"
                    + "the morning the whole quay was under water. Nobody was hurt, the\n"
                    + "harbour master said, and boats that had been moored outside the break-\n"
                    + "water were found later. The breakwater held.",
                output:
                    "The wind took the roof of the old fish market on Monday night, and by "
                    + "the morning the whole quay was under water. Nobody was hurt, the "
                    + "harbour master said, and boats that had been moored outside the "
                    + "breakwater were found later. The breakwater held."),
        ]
    )

    private let cleaner: TextCleaner
    private let lines: WrappedLines?

    package init(_ config: StageConfig, _ context: StageContext) {
        var options = TextCleaner.Options()
        options.form = config[Self.form]
        options.removesControls = config[Self.controls]
        options.unifiesLineEnds = config[Self.lineEnds]
        options.unifiesSpaces = config[Self.spaces]
        options.removesSoftHyphens = config[Self.softHyphens]
        options.removesZeroWidth = config[Self.zeroWidth]
        options.removesBidi = config[Self.bidiControls]
        options.collapsesSpace = config[Self.collapseSpace]
        options.maxBlankLines = config[Self.maxBlankLines]
        options.maxPunctuation = config[Self.maxPunctuation]
        options.quotes = config[Self.quotes]
        options.width = config[Self.width]
        cleaner = TextCleaner(options)
        lines =
            config[Self.joinLines] ? WrappedLines(undoesHyphens: config[Self.hyphenation]) : nil
    }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        var document = document
        var changes = TextChanges()
        if document.blocks.isEmpty {
            document.text = cleaner.clean(document.text, counting: &changes)
        } else {
            for index in document.blocks.indices {
                let block = document.blocks[index]
                document.blocks[index].text = cleaner.clean(
                    block.text, as: Self.shape(block.kind), counting: &changes)
            }
            document.blocks.removeAll { $0.text.isEmpty }
            joinLines(of: &document, &changes)
            document.text = Document.text(of: document.blocks)
        }
        cleanFacts(of: &document, &changes)
        for (name, count) in changes.named { document.quality.changes[name, default: 0] += count }
        document.quality.words = WordCount.of(document.text)
        if document.text.isEmpty, document.quality.emptyReason == nil {
            document.quality.emptyReason = "no_text"
        }
        return .forward(document)
    }

    /// Joins the lines of plain text that were wrapped.
    private func joinLines(of document: inout Document, _ changes: inout TextChanges) {
        guard let lines, document.source.mediaType.hasPrefix("text/"), !document.source.isMarkup
        else { return }
        let paragraphs = document.blocks.indices.filter { document.blocks[$0].kind == .paragraph }
        guard paragraphs.contains(where: { document.blocks[$0].text.utf8.contains(0x0A) }),
            let joined = lines.join(paragraphs.map { document.blocks[$0].text }, &changes)
        else { return }
        for (index, text) in zip(paragraphs, joined) { document.blocks[index].text = text }
    }

    private func cleanFacts(of document: inout Document, _ changes: inout TextChanges) {
        func line(_ text: String?) -> String? {
            guard let text else { return nil }
            let cleaned = cleaner.clean(text, as: .line, counting: &changes)
            return cleaned.isEmpty ? nil : cleaned
        }
        document.title = line(document.title)
        document.description = line(document.description)
        document.site = line(document.site)
        document.authors = document.authors.compactMap(line)
        document.tags = document.tags.compactMap(line)
        document.section = document.section.flatMap(line)
        for index in document.links.indices {
            document.links[index].text = cleaner.clean(
                document.links[index].text, as: .line, counting: &changes)
        }
    }

    private static func shape(_ kind: Block.Kind) -> TextCleaner.Shape {
        switch kind {
        case .code: .code
        case .tableRow: .row
        case .heading: .line
        case .paragraph, .quote, .caption, .comment, .listItem: .flow
        }
    }
}
