// SPDX-License-Identifier: Apache-2.0

package import ThresherPlugin

/// Keeps a page's main content and leaves out its boilerplate.
package struct ContentStage: Stage {
    static let hidden = Field<HiddenContent>.choice(
        "hidden", default: .auto,
        help:
            "Whether hidden blocks can be content: auto where a reader unfolds them, or much is hidden."
    )
    static let comments = Field<ReaderComments>.choice(
        "comments", default: .drop,
        help: "What becomes of readers' comments on an article; a forum's posts are its content.")
    static let dropped = Field.bool(
        "dropped", default: false,
        help: "Whether to list what was left out, with reason and score.")

    static let summary = Field.bool(
        "summary", default: true,
        help:
            "Whether a page without content gets what its JSON-LD, state or description says, and "
            + "a beginning the whole.")
    static let explain = Field.bool(
        "explain", default: false,
        help: "Whether to add, as `explanation`, what weighed most for and against each block.")

    package static let spec = StageSpec(
        "content", stability: .beta,
        fields: [
            .init(hidden), .init(comments), .init(dropped), .init(summary), .init(explain),
        ],
        summary: "Keeps a page's main content, judged block by block by a learned model.",
        reads: [.content], writes: [.text, .blocks, .dropped, .links, .pageType, .quality],
        mediaTypes: HTMLMediaType.all,
        pageTypes: [
            "article", "collection", "documentation", "forum", "listing", "product", "service",
        ],
        failureModes: [
            "Main content is a judgement: short parts of it may be missing, teasers may be in it.",
            "A page without any text gets its own summary instead, and one that shows but the "
                + "beginning of an article the whole that its JSON-LD holds; "
                + "`quality.content_from` says so.",
            "A page of which the model expects less than a dozen words, or whose few words are a "
                + "notice (cookies, scripts, loading, an error), has no main content: it gets what "
                + "its JSON-LD or the state in its scripts holds, or else its text is empty and "
                + "`quality.empty_reason` is `no_main_content`.",
            "Parts that a reader unfolds (tabs, accordions) are judged like visible ones where the "
                + "markup tells them; other hidden parts only where they promise most of the page.",
            "Readers' comments are known by the names in their markup; others count as text.",
            "A text that goes on behind a pay wall is kept as far as the page has it, and "
                + "`quality.truncated` holds `paywall`: by the name of the box, or by "
                + "`isAccessibleForFree` where the text is short.",
            "Running text of eight words or more that a page repeats to the letter is taken once, "
                + "also where it repeats it on purpose (a refrain).",
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
    private let explains: Bool

    package init(_ config: StageConfig, _ context: StageContext) {
        hiddenContent = config[Self.hidden]
        readerComments = config[Self.comments]
        listsDropped = config[Self.dropped]
        takesSummary = config[Self.summary]
        explains = config[Self.explain]
    }

    package func prepare() {
        HTMLParser.prepare()
        _ = ContentModel.shared
    }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        var document = document
        guard let tree = document.pageTree() else { return .forward(document) }
        let segmentation = document.pageSegmentation(of: tree)
        let main = MainContent(tree, segmentation, hidden: hiddenContent)
        document.pageType = main.pageType.map {
            PageType(type: $0.type, confidence: rounded($0.confidence))
        }
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
        var isKept = [Bool](repeating: false, count: segmentation.count)
        for index in kept { isKept[index] = true }
        let reasons = DropReasons(tree, segmentation, main)
        if explains {
            let explanation = ContentExplanation(
                main: main, kept: Set(kept), segmentation: segmentation, reasons: reasons)
            document.extra["explanation"] = explanation.json
        }
        if listsDropped {
            for (index, segment) in segmentation.segments.enumerated()
            where !isKept[index] {
                document.dropped.append(
                    DroppedBlock(
                        text: segmentation.text(of: segment), reason: reasons.reason(index),
                        score: rounded(main.scores[index])))
            }
        }
        document.links = document.pageLinks(of: tree, segmentation).list(where: isKept)
        document.quality.emptyReason = nil
        // A description is no content where the page shows something else.
        if document.text.isEmpty, takesSummary,
            let summary = Summary.find(in: tree, document.content ?? ""),
            segmentation.count == 0 || summary.origin != .description
        {
            document.blocks = summary.blocks
            document.text = Document.text(of: document.blocks)
            document.quality.rules["content_from"] = .string(summary.origin.rawValue)
        }
        var isCut = main.paywall.cuts(kept, of: segmentation)
        if !document.text.isEmpty, takesSummary,
            let whole = WholeText.find(
                of: document.blocks, in: tree, document.content ?? "")
        {
            document.blocks = whole.blocks
            document.text = Document.text(of: document.blocks)
            document.quality.rules["content_from"] = .string(whole.origin.rawValue)
            isCut = false
        }
        document.quality.truncated.removeAll { $0 == "paywall" }
        if isCut { document.quality.truncated.append("paywall") }
        if document.text.isEmpty {
            document.quality.emptyReason = segmentation.count == 0 ? "no_text" : "no_main_content"
        }
        return .forward(document)
    }

    private func rounded(_ score: Double) -> Double { (score * 1000).rounded() / 1000 }
}
