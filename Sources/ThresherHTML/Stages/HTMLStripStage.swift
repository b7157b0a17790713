// SPDX-License-Identifier: Apache-2.0

package import ThresherPlugin

/// Takes the markup off a page and keeps its blocks.
///
/// `text` and `blocks` hold what a reader sees. Hidden parts are in neither; they stay, flagged, in
/// the attached ``Segmentation``, where `content` finds them. They never reach a sink.
package struct HTMLStripStage: Stage {
    static let links = Field.bool(
        "links", default: true, help: "Whether to list the page's links with their words.")

    package static let spec = StageSpec(
        "html_strip", stability: .beta, fields: [.init(links)],
        summary: "Turns a page's markup into blocks of visible text.",
        reads: [.content, .url], writes: [.text, .blocks, .links, .quality],
        mediaTypes: HTMLMediaType.all,
        failureModes: [
            "Style sheets are not read: what only a style sheet hides counts as visible.",
            "A page that writes its text by script has none here; `quality.empty_reason` is "
                + "`no_text`.",
            "Beyond its limits (512 levels, 1,000,000 nodes, 64 MB of text, 100,000 mistakes in the "
                + "markup) a page is cut; `quality.truncated` says by which.",
        ],
        examples: [
            .init(
                "Blocks", input: "<h1>Tide</h1><p>High <b>wa</b>ter<ul><li>noon<li>midnight</ul>",
                output: "Tide\n\nHigh water\n\nnoon\nmidnight", mediaType: HTMLMediaType.html),
            .init(
                "Hidden and cells",
                input: "<table><tr><td>a</td><td>b</td></tr></table><p hidden>no</p>",
                output: "a\tb", mediaType: HTMLMediaType.html),
        ])

    private let listsLinks: Bool

    package init(_ config: StageConfig, _ context: StageContext) {
        listsLinks = config[Self.links]
    }

    package func prepare() { HTMLParser.prepare() }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        var document = document
        guard let tree = document.pageTree() else { return .forward(document) }
        let segmentation = document.pageSegmentation(of: tree)
        let visible = segmentation.segments.indices.filter {
            !segmentation.segments[$0].isHidden
        }
        document.blocks = visible.map(segmentation.block)
        document.text = Document.text(of: document.blocks)
        document.quality.emptyReason = document.text.isEmpty ? "no_text" : nil
        if listsLinks {
            let isVisible = segmentation.segments.map { !$0.isHidden }
            document.links = document.pageLinks(of: tree, segmentation).list(where: isVisible)
        }
        return .forward(document)
    }
}
