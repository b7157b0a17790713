// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Writes a document as one JSON object and a line feed, schema `thresher.document/1`.
///
/// Members come in a fixed order and absent facts are absent members, so the same document always
/// gives the same bytes. Blocks that a browser hides are left out, as they are of the text.
package struct JSONSink: Sink {
    package static let spec = SinkSpec(
        "json", fileExtension: "json", summary: "One JSON object a document, every fact in it.")

    /// The schema's name and version, in every file.
    package static let schema = "thresher.document/1"

    package init() {}

    package func render(_ document: Document, pipeline: PipelineIdentity) -> Rendering {
        var opening = JSONWriter(reservingCapacity: 512)
        opening.beginObject()
        opening.member("id", document.id)
        opening.member("schema", Self.schema)
        opening.key("source")
        opening.value(document.source)

        var closing = JSONWriter(continuingAfterMembers: true)
        closing.key("pipeline")
        closing.beginObject()
        closing.member("name", pipeline.name)
        closing.member("fingerprint", pipeline.fingerprint)
        closing.member("version", pipeline.version)
        closing.endObject()
        closing.endObject()
        closing.newLine()
        if let places = TextPlaces(document) {
            var body = JSONBody(places)
            Self.write(document, to: &body)
            if let choices = body.choices() {
                return Rendering(opening: opening.bytes, choices: choices, closing: closing.bytes)
            }
        }
        var body = JSONBody(nil)
        Self.write(document, to: &body)
        return Rendering(opening: opening.bytes, body: body.bytes, closing: closing.bytes)
    }

    private static func write(_ document: Document, to body: inout JSONBody) {
        body.json.facts(of: document)
        body.text(document.text)
        body.parts(of: document)
        body.textFacts(of: document)
        for (name, value) in document.extra.sorted(by: { $0.key < $1.key })
        where !reserved.contains(name) {
            body.json.member(name, value)
        }
        body.json.value(document.quality)
    }

    package static func render(_ duplicate: Duplicate, isLink: Bool) -> [UInt8] {
        var writer = JSONWriter(continuingAfterMembers: true)
        writer.key("duplicate")
        writer.beginObject()
        writer.member("status", duplicate.status.rawValue)
        writer.member("of", duplicate.of)
        if let similarity = duplicate.similarity {
            writer.key("similarity")
            writer.value(similarity)
        }
        writer.member("story", duplicate.story)
        writer.endObject()
        return writer.bytes
    }

    /// Names that a stage's own fields cannot have: a member stands once.
    private static let reserved = Set(
        ["id", "schema", "source", "pipeline"] + DocumentField.all.map(\.name))
}
