// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

/// A plain text as `decode` leaves it: one block for each paragraph.
func article(_ text: String) -> Document {
    var document = Document(id: "d", text: text)
    document.source.mediaType = "text/plain"
    document.content = text
    document.blocks = text.split(separator: "\n\n").map { Block(.paragraph, text: String($0)) }
    document.text = Document.text(of: document.blocks)
    return document
}

/// What a stage makes of a document.
func run(_ stage: some Stage, _ document: Document) throws -> Document {
    guard case .forward(let after) = try stage.process(document) else {
        throw StageError(.internal, "not forwarded")
    }
    return after
}

/// What the structure stage makes of a text.
func structured(_ text: String) throws -> Document {
    try run(StructureStage(StageConfig(), StageContext()), article(text))
}

/// Three paragraphs for lines to stand around.
enum FerryStory {
    static let first =
        "The ferry went down off the northern coast at noon on Monday, the harbour office said."
    static let second =
        "All of those aboard were taken to the town by fishing boats, and nobody was badly hurt."
    static let third =
        "The owners of the ferry said that they would look for the cause as soon as the sea was calm."
    static let body = "\(first)\n\n\(second)\n\n\(third)"
}

/// What both stages make of a text.
func facts(
    _ text: String, language: String = "en", published: String? = nil, structure: Bool = false
) throws -> Document {
    var document = article(text)
    document.language = Language(tag: language)
    document.published = published
    if structure { document = try run(StructureStage(StageConfig(), StageContext()), document) }
    return try run(ExtractStage(StageConfig(), StageContext()), document)
}

/// Every value's words stand at its place in the text.
func expectPlaces(_ document: Document, _ location: SourceLocation = #_sourceLocation) {
    let scalars = Array(document.text.unicodeScalars)
    let spans =
        document.quotes.map(\.span) + document.quotes.compactMap(\.attribution)
        + document.figures.map(\.span) + document.dates.map(\.span)
        + document.identifiers.map(\.span) + document.entities.flatMap(\.mentions)
    for span in spans {
        guard 0 <= span.start, span.start <= span.end, span.end <= scalars.count else {
            Issue.record("\(span) is outside of the text", sourceLocation: location)
            continue
        }
        var words = String.UnicodeScalarView()
        words.append(contentsOf: scalars[span.start..<span.end])
        #expect(String(words).utf8.elementsEqual(span.text.utf8), sourceLocation: location)
    }
}
