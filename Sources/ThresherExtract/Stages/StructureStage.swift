// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Tells an article's text from what stands around and between its paragraphs.
package struct StructureStage: Stage {
    static let headlines = Field.bool(
        "headlines", default: true,
        help: "Whether short lines of plain text that no cue marks can be other stories' headlines."
    )
    static let dateline = Field.bool(
        "dateline", default: true,
        help: "Whether the dateline of a plain text is taken out of the text.")

    package static let spec = StageSpec(
        "structure", stability: .beta, fields: [.init(headlines), .init(dateline)],
        summary: "Takes title, byline, dateline, captions, teasers and notes out of an article.",
        reads: [.blocks, .title, .authors],
        writes: [
            .text, .blocks, .dropped, .title, .description, .authors, .published, .dateline,
            .agencies, .credits, .metadataFrom,
        ],
        mediaTypes: ["text/plain", "text/html", "application/xhtml+xml"],
        failureModes: [
            "A plain text whose words stand mostly outside of sentences (a list, a poem) is left as "
                + "it is.",
            "A heading of six words or more whose words its section does not use is taken for "
                + "another story's headline; it is in `dropped` as `related`.",
            "A first paragraph that the second repeats is taken for a standfirst; it is in "
                + "`description`.",
            "Of a page only captions, credits, sources and lines with a cue are taken; its title, "
                + "writers and dateline stay where they are.",
        ],
        examples: [
            .init(
                "A teaser and a source line",
                input: "The ferry sank at noon, the harbour office said.\n\nRead more: Storms ahead"
                    + "\n\nAll aboard were saved.\n\nSOURCE: Reuters",
                output: "The ferry sank at noon, the harbour office said.\n\nAll aboard were saved."
            ),
            .init(
                "A dateline",
                input:
                    "Ferry sinks off Malta\n\nVALLETTA, March 3 (Reuters) - A ferry sank at noon.\n\n"
                    + "All aboard were saved.",
                output: "A ferry sank at noon.\n\nAll aboard were saved."),
        ])

    private let guessesHeadlines: Bool
    private let cutsDateline: Bool

    package init(_ config: StageConfig, _ context: StageContext) {
        guessesHeadlines = config[Self.headlines]
        cutsDateline = config[Self.dateline]
    }

    package func prepare() { Lexicon.prepare() }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        guard !document.blocks.isEmpty else { return .forward(document) }
        var document = document
        let isPage = document.source.mediaType != "text/plain"
        let lines = Lines.of(document.blocks, isPlain: !isPage)
        guard !lines.isEmpty else { return .forward(document) }
        let found = ArticleStructure(
            lines, isPlain: !isPage, guesses: guessesHeadlines, writers: document.authors)
        let kept = found.roles.contains { $0 == .body }
        guard kept else { return .forward(document) }
        if !found.leaves(document.blocks) { rebuild(&document, found, isPage: isPage) }
        facts(&document, found)
        return .forward(document)
    }

    private func rebuild(_ document: inout Document, _ found: ArticleStructure, isPage: Bool) {
        var blocks: [Block] = []
        for (index, line) in found.lines.enumerated() {
            var block = document.blocks[line.block]
            block.text = line.text
            switch found.roles[index] {
            case .body: break
            case .heading:
                if block.kind != .heading {
                    block.kind = .heading
                    block.level = 2
                }
            case .title, .standfirst, .dateline: continue
            case .dropped(let reason):
                if !block.isHidden {
                    document.dropped.append(DroppedBlock(text: line.text, reason: reason))
                }
                continue
            }
            if !isPage {
                if let tail = found.tail, tail.line == index {
                    let bytes = Array(block.text.utf8)
                    document.dropped.append(
                        DroppedBlock(
                            text: String(decoding: bytes[tail.bytes...], as: UTF8.self),
                            reason: "source"))
                    block.text = String(decoding: bytes[..<tail.bytes], as: UTF8.self)
                }
                if cutsDateline, let cut = found.cut, cut.line == index {
                    block.text = String(
                        decoding: Array(block.text.utf8)[cut.bytes...], as: UTF8.self)
                }
            }
            blocks.append(block)
        }
        document.blocks = blocks
        document.text = Document.text(of: blocks)
    }

    private func facts(_ document: inout Document, _ found: ArticleStructure) {
        if let title = found.title {
            document.title = title
            document.metadataFrom["title"] = "text"
        }
        if document.description == nil, let standfirst = found.standfirst {
            document.description = standfirst
            document.metadataFrom["description"] = "text"
        }
        if document.authors.isEmpty, !found.authors.isEmpty {
            document.authors = found.authors
            document.metadataFrom["authors"] = "text"
        }
        if document.published == nil, let line = found.dateLine,
            let day = WrittenDay.first(in: Words(line, .all))
        {
            document.published = day
            document.metadataFrom["published"] = "text"
        }
        if let dateline = found.dateline { document.dateline = dateline }
        document.agencies = found.agencies
        document.credits = found.credits
    }
}
