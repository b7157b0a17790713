// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

/// A page as the stages get it.
func page(_ markup: String, url: String? = nil, mediaType: String = "text/html") -> Document {
    var document = Document(id: "page", source: Source(name: "page.html", path: "page.html"))
    document.source.mediaType = mediaType
    document.source.url = url
    document.content = markup
    return document
}

/// What a stage forwards; records an issue when it does anything else.
func forwarded(_ stage: any Stage, _ document: Document) throws -> Document {
    let verdict = try stage.process(document)
    guard case .forward(let result) = verdict else {
        Issue.record("expected a forwarded document, found \(verdict)")
        return document
    }
    return result
}

/// A page after `html_strip`.
func stripped(
    _ markup: String, url: String? = nil, mediaType: String = "text/html"
) throws -> Document {
    let stage = HTMLStripStage(StageConfig(), StageContext())
    return try forwarded(stage, page(markup, url: url, mediaType: mediaType))
}
