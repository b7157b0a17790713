// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

extension JSONWriter {
    /// Writes where a document came from.
    mutating func value(_ source: Source) {
        beginObject()
        member("name", source.name)
        member("path", source.path)
        member("bytes", source.byteCount)
        if !source.sha256.isEmpty { member("sha256", source.sha256) }
        member("media_type", source.mediaType)
        member("charset", source.charset)
        member("charset_from", source.charsetFrom)
        if source.replacements > 0 { member("replacements", source.replacements) }
        if source.repaired > 0 { member("repaired", source.repaired) }
        member("url", source.url)
        member("record", source.record)
        endObject()
    }

    /// Writes the members from `title` to `metadata_from`.
    mutating func facts(of document: Document) {
        member("title", document.title)
        member("description", document.description)
        strings("authors", document.authors)
        member("published", document.published)
        member("modified", document.modified)
        member("site", document.site)
        if let language = document.language {
            key("language")
            beginObject()
            member("tag", language.tag)
            number("confidence", language.confidence)
            member("declared", language.declared)
            endObject()
        }
        member("url", document.url)
        member("image", document.image)
        strings("tags", document.tags)
        member("section", document.section)
        member("license", document.license)
        if let pageType = document.pageType {
            key("page_type")
            beginObject()
            member("type", pageType.type)
            number("confidence", pageType.confidence)
            endObject()
        }
        guard !document.metadataFrom.isEmpty else { return }
        key("metadata_from")
        beginObject()
        for (field, place) in document.metadataFrom.sorted(by: { $0.key < $1.key }) {
            member(field, place)
        }
        endObject()
    }

    /// Writes the member `quality`.
    mutating func value(_ quality: Quality) {
        guard quality != Quality() else { return }
        key("quality")
        beginObject()
        member("words", quality.words)
        member("empty_reason", quality.emptyReason)
        strings("truncated", quality.truncated)
        if !quality.changes.isEmpty {
            key("changes")
            beginObject()
            for (name, count) in quality.changes.sorted(by: { $0.key < $1.key }) {
                member(name, count)
            }
            endObject()
        }
        for (name, result) in quality.rules.sorted(by: { $0.key < $1.key })
        where !["words", "empty_reason", "truncated", "changes"].contains(name) {
            member(name, result)
        }
        endObject()
    }

    mutating func strings(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        key(name)
        beginArray()
        for value in values { self.value(value) }
        endArray()
    }

    mutating func number(_ name: String, _ value: Double?) {
        guard let value else { return }
        key(name)
        self.value(value)
    }
}

extension JSONBody {
    /// Writes the members `blocks`, `dropped` and `links`.
    mutating func parts(of document: Document) {
        objects(
            "blocks", document.visibleBlocks,
            when: { places, index, _ in
                places.condition(index)
            }
        ) { writer, block in
            writer.json.member("kind", block.kind.rawValue)
            writer.json.member("level", block.level)
            writer.json.member("number", block.number)
            if block.isHeader { writer.json.member("header", true) }
            writer.json.member("text", block.text)
        }
        let optional = places.map { places in
            places.optional.places.filter(places.blocks.indices.contains).map { place in
                (
                    condition: RenderingChoices.Condition.leftOut(place),
                    element: DroppedBlock(
                        text: places.blocks[place].text, reason: places.optional.reason)
                )
            }
        }
        objects("dropped", document.dropped, and: optional ?? []) { writer, part in
            writer.json.member("text", part.text)
            writer.json.member("reason", part.reason)
            writer.json.number("score", part.score)
        }
        objects("links", document.links) { writer, link in
            writer.json.member("url", link.url)
            writer.json.member("text", link.text)
        }
    }
}
