// SPDX-License-Identifier: Apache-2.0

package import ThresherPlugin

/// Keeps a page's main content and leaves out its boilerplate.
package struct ContentStage: Stage {
    static let hidden = Field<HiddenContent>.choice(
        "hidden", default: .auto,
        help: "Whether hidden blocks can be content: auto only where they outweigh the visible.")
    static let comments = Field<ReaderComments>.choice(
        "comments", default: .drop,
        help: "What becomes of readers' comments on an article; a forum's posts are its content.")
    static let dropped = Field.bool(
        "dropped", default: false,
        help: "Whether to list what was left out, with reason and score.")

    static let summary = Field.bool(
        "summary", default: true,
        help: "Whether a page without any text gets what its JSON-LD or description says.")

    package static let spec = StageSpec(
        "content", stability: .beta,
        fields: [.init(hidden), .init(comments), .init(dropped), .init(summary)],
        summary: "Keeps a page's main content, by text density, link density and structure.",
        reads: [.content], writes: [.text, .blocks, .dropped, .links, .quality],
        mediaTypes: HTMLMediaType.all,
        failureModes: [
            "Main content is a judgement: short parts of it may be missing, teasers may be in it.",
            "A page without any text gets its own summary instead; `quality.content_from` says so.",
            "A page with text always keeps some, also when none of it is content by a reader's "
                + "measure.",
            "Readers' comments are known by the names in their markup; others count as text, and so "
                + "do all on a page with more words in them than before them.",
        ],
        examples: [
            .init(
                "Navigation and footer",
                input: "<nav><a href=/>Home</a></nav><main><h1>Tide</h1><p>High water came at "
                    + "noon, and the ferry left an hour late.</p></main><footer>© Harbour</footer>",
                output: "Tide\n\nHigh water came at noon, and the ferry left an hour late.",
                mediaType: HTMLMediaType.html)
        ])

    private let hiddenContent: HiddenContent
    private let readerComments: ReaderComments
    private let listsDropped: Bool
    private let takesSummary: Bool

    package init(_ config: StageConfig, _ context: StageContext) {
        hiddenContent = config[Self.hidden]
        readerComments = config[Self.comments]
        listsDropped = config[Self.dropped]
        takesSummary = config[Self.summary]
    }

    package func process(_ document: Document) throws(StageError) -> Verdict {
        var document = document
        guard let tree = document.pageTree() else { return .forward(document) }
        let segmentation = document.pageSegmentation(of: tree)
        let main = MainContent(tree, segmentation, hidden: hiddenContent)
        let comments = CommentRegions(tree, segmentation)
        let isForum =
            comments.isDiscussion
            || document.pageType.map { $0.type == "forum" } ?? comments.outweighText
        let kept =
            isForum ? main.kept : readerComments.apply(to: main.kept, comments, of: segmentation)
        document.blocks = kept.map {
            var block = segmentation.block($0)
            if !isForum, comments.contains($0), block.kind != .code { block.kind = .comment }
            // What is content is shown, whatever the page meant to do with it first.
            block.isHidden = false
            return block
        }
        document.text = Document.text(of: document.blocks)
        document.dropped = []
        let isKept = Set(kept)
        if listsDropped {
            for index in segmentation.segments.indices where !isKept.contains(index) {
                let reason = main.reasons[index] ?? "comment"
                let text = segmentation.text(of: segmentation.segments[index])
                document.dropped.append(
                    DroppedBlock(text: text, reason: reason, score: rounded(main.scores[index])))
            }
        }
        let base = tree.baseURL(source: document.url ?? document.source.url)
        document.links = segmentation.links(of: tree, base: base, where: isKept.contains)
        document.quality.emptyReason = nil
        if document.text.isEmpty, takesSummary, let summary = Summary.find(in: tree) {
            document.blocks = [Block(.paragraph, text: summary.text)]
            document.text = summary.text
            document.quality.rules["content_from"] = .string(summary.from)
        }
        if document.text.isEmpty {
            document.quality.emptyReason = segmentation.count == 0 ? "no_text" : "no_main_content"
        }
        return .forward(document)
    }

    private func rounded(_ score: Double) -> Double { (score * 1000).rounded() / 1000 }
}
