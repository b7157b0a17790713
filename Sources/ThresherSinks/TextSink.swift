// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Writes a document's text and nothing else; a document without text is an empty file.
package struct TextSink: Sink {
    package static let spec = SinkSpec(
        "text", fileExtension: "txt",
        summary: "The main text alone, paragraphs parted by a blank line.")

    package init() {}

    package func render(_ document: Document, pipeline: PipelineIdentity) -> Rendering {
        guard !document.text.isEmpty else { return Rendering(body: []) }
        if let places = TextPlaces(document) {
            let closing: [UInt8] = document.text.utf8.last == 0x0A ? [] : [0x0A]
            let pieces = places.text(closing: closing) { Array($0.utf8) }
            if pieces.count <= RenderingChoices.mostPieces {
                return Rendering(choices: .init(extents: places.extents, pieces: pieces))
            }
        }
        var body = Array(document.text.utf8)
        if body.last != 0x0A { body.append(0x0A) }
        return Rendering(body: body)
    }

    package static func render(_ duplicate: Duplicate, isLink: Bool) -> [UInt8] {
        guard isLink, let original = duplicate.of else { return [] }
        return Array("duplicate of \(original)\n".utf8)
    }
}
