// SPDX-License-Identifier: Apache-2.0

package import ThresherPlugin

/// Finds what a page says about itself: title, writers, dates, site, address, picture, key words.
package struct MetadataStage: Stage {
    static let visibleDates = Field.bool(
        "visible_dates", default: true,
        help: "Whether a date of publication may also come from the page's address or visible text."
    )

    static let explain = Field.bool(
        "explain", default: false,
        help: "Whether to add, as `metadata_explanation`, what the choices were made from, and why."
    )

    package static let spec = StageSpec(
        "metadata", stability: .beta, fields: [.init(visibleDates), .init(explain)],
        summary: "Finds title, authors, dates, site, language, licence and more, and says where.",
        reads: [.content, .text],
        writes: [
            .title, .description, .authors, .published, .modified, .site, .language, .url, .image,
            .tags, .section, .license, .metadataFrom, .quality,
        ],
        mediaTypes: HTMLMediaType.all + ["text/*"],
        failureModes: [
            "A page may say what is not so; nothing but the form is checked, and that dates exist.",
            "Title, authors and date of publication are chosen by learned weights and may be wrong.",
            "Numeric dates whose day and month could be exchanged are left out, unless the page's "
                + "language tells which is first.",
            "A date that a page shows only as that of its last change comes out as `modified`, and may "
                + "as `published` too.",
            "Plain text gets only a title, its first line when that looks like a headline.",
        ],
        examples: [
            .init(
                "A headline, which stays in the text too",
                input: "Tide tables\n\nHigh water at noon.",
                output: "Tide tables\n\nHigh water at noon.")
        ])

    private let readsVisibleDates: Bool
    private let explains: Bool

    package init(_ config: StageConfig, _ context: StageContext) {
        readsVisibleDates = config[Self.visibleDates]
        explains = config[Self.explain]
    }

    package func prepare() { HTMLParser.prepare() }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        var document = document
        if let tree = document.pageTree() {
            fill(&document, from: tree)
        } else if document.source.mediaType.hasPrefix("text/"), !document.isPage {
            let text = document.content ?? document.text
            if let headline = PlainHeadline.find(in: text) {
                document.title = headline
                document.metadataFrom["title"] = "text"
            }
        }
        return .forward(document)
    }

    private func fill(_ document: inout Document, from tree: HTMLTree) {
        let segmentation = document.pageSegmentation(of: tree)
        let found = PageMetadata(
            tree, segmentation, source: document.source.url, visibleDates: readsVisibleDates)
        if explains {
            let explanation = MetadataExplanation(candidates: found.candidates, found: found)
            document.extra["metadata_explanation"] = explanation.json
        }
        func keep<Value>(
            _ fact: PageMetadata.Found<Value>?, _ name: String, _ set: (Value) -> Void
        ) {
            guard let fact else { return }
            set(fact.value)
            document.metadataFrom[name] = fact.from
        }
        keep(found.title, "title") { document.title = $0 }
        keep(found.description, "description") { document.description = $0 }
        keep(found.authors, "authors") { document.authors = $0 }
        keep(found.published, "published") { document.published = $0 }
        keep(found.modified, "modified") { document.modified = $0 }
        keep(found.site, "site") { document.site = $0 }
        keep(found.language, "language") { document.language = Language(tag: $0) }
        keep(found.url, "url") { document.url = $0 }
        keep(found.image, "image") { document.image = $0 }
        keep(found.tags, "tags") { document.tags = $0 }
        keep(found.section, "section") { document.section = $0 }
        keep(found.license, "license") { document.license = $0 }
    }
}
