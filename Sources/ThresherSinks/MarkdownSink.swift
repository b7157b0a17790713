// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Writes a document as Markdown: the facts as YAML front matter, then the blocks.
package struct MarkdownSink: Sink {
    package static let spec = SinkSpec(
        "markdown", fileExtension: "md",
        summary: "Markdown (CommonMark with tables), the facts as YAML front matter.")

    package init() {}

    package func render(_ document: Document, pipeline: PipelineIdentity) -> Rendering {
        var opening = FrontMatter()
        opening.line("---")
        opening.member("id", document.id)
        opening.line("source:")
        opening.member("path", document.source.path, depth: 1)
        opening.member("sha256", document.source.sha256, depth: 1)
        opening.member("media_type", document.source.mediaType, depth: 1)
        opening.member("charset", document.source.charset, depth: 1)
        opening.member("url", document.source.url, depth: 1)
        opening.member("record", document.source.record, depth: 1)
        opening.line("pipeline:")
        opening.member("name", pipeline.name, depth: 1)
        opening.member("fingerprint", pipeline.fingerprint, depth: 1)
        opening.member("version", pipeline.version, depth: 1)

        var body = FrontMatter()
        body.member("title", document.title)
        body.member("description", document.description)
        body.list("authors", document.authors)
        body.member("published", document.published)
        body.member("modified", document.modified)
        body.member("site", document.site)
        body.member("language", document.language?.tag)
        body.member("url", document.url)
        body.member("image", document.image)
        body.list("tags", document.tags)
        body.member("section", document.section)
        body.member("license", document.license)
        body.member("page_type", document.pageType?.type)
        body.member("words", document.quality.words)
        body.line("---")

        if let places = TextPlaces(document) {
            var text = MarkdownText(places)
            text.append(document)
            let opened: [RenderingChoices.Piece] = [
                .bytes(body.bytes), .list(opening: [0x0A], separator: [], closing: []),
                .item(.always),
            ]
            let pieces = opened + text.pieces + [.end]
            if pieces.count <= RenderingChoices.mostPieces {
                return Rendering(
                    opening: opening.bytes,
                    choices: RenderingChoices(extents: places.extents, pieces: pieces),
                    decisionPrecedesBody: true)
            }
        }
        var text = MarkdownText()
        text.append(document)
        var bytes = body.bytes
        if !text.bytes.isEmpty { bytes += [0x0A] + text.bytes }
        return Rendering(opening: opening.bytes, body: bytes, decisionPrecedesBody: true)
    }

    package static func render(_ duplicate: Duplicate, isLink: Bool) -> [UInt8] {
        var matter = FrontMatter()
        matter.line("duplicate:")
        matter.member("status", duplicate.status.rawValue, depth: 1)
        matter.member("of", duplicate.of, depth: 1)
        matter.member("similarity", duplicate.similarity, depth: 1)
        matter.member("story", duplicate.story, depth: 1)
        // The body, which would end the front matter, is left out of a link.
        if isLink { matter.line("---") }
        return matter.bytes
    }
}
