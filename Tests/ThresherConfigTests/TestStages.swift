// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Stages with the names and fields of the built-in ones, and one with every type of option.
enum TestCatalogue {
    static let all = Catalogue(
        stages: [
            Decode.self, HTMLStrip.self, Content.self, Metadata.self, LanguageStage.self,
            Normalize.self, Truncate.self, Structure.self, Extract.self, Quality.self,
            Everything.self, Dedup.self,
        ],
        readers: [DocumentReader.self, LinesReader.self],
        sinks: [JSONSink.self, TextSink.self, MarkdownSink.self])
}

protocol PlainStage: Stage {
    init()
}

extension PlainStage {
    init(_ config: StageConfig, _ context: StageContext) throws(StageError) { self.init() }
    func process(_ document: Document) throws(StageError) -> Verdict { .forward(document) }
}

struct Decode: PlainStage {
    static let spec = StageSpec(
        "decode", stability: .stable, summary: "Decodes.", reads: [.bytes],
        writes: [.content, .text, .charset])
}

struct HTMLStrip: PlainStage {
    static let spec = StageSpec(
        "html_strip", stability: .stable, summary: "Strips.", reads: [.content],
        writes: [.text, .blocks, .links], mediaTypes: ["text/html", "application/xhtml+xml"])
}

struct Content: PlainStage {
    static let minWords = Field.int("min_words", default: 20, in: 0...1_000, help: "Least words.")
    static let spec = StageSpec(
        "content", stability: .beta, fields: [.init(minWords)], summary: "Finds the main content.",
        reads: [.blocks], writes: [.text, .blocks, .dropped, .pageType],
        mediaTypes: ["text/html", "application/xhtml+xml"], pageTypes: ["article", "forum"])
}

struct Metadata: PlainStage {
    static let spec = StageSpec(
        "metadata", stability: .beta, summary: "Finds titles.", reads: [.content],
        writes: [.title, .authors, .published])
}

struct Structure: PlainStage {
    static let spec = StageSpec(
        "structure", stability: .beta, summary: "Parts a story.", reads: [.text],
        writes: [.text, .dropped])
}

struct LanguageStage: PlainStage {
    static let spec = StageSpec(
        "language", stability: .beta, summary: "Tells the language.", reads: [.text],
        writes: [.language])
}

struct Extract: PlainStage {
    static let spec = StageSpec(
        "extract", stability: .beta, summary: "Finds facts.", reads: [.text], writes: [.quotes])
}

struct Quality: PlainStage {
    static let spec = StageSpec(
        "quality", stability: .beta, summary: "Measures.", reads: [.text], writes: [.quality])
}

struct Normalize: PlainStage {
    static let spec = StageSpec(
        "normalize", stability: .stable, summary: "Normalises.", reads: [.text], writes: [.text])
}

struct Truncate: PlainStage {
    static let maxBytes = Field.byteCount(
        "max_bytes", default: 65_536, in: 1...16_777_216, help: "Longest text.")
    static let spec = StageSpec(
        "truncate", stability: .beta, fields: [.init(maxBytes)], summary: "Cuts.", reads: [.text],
        writes: [.text])
}

/// Every type of option, and two that must not be on together.
struct Everything: Stage {
    enum Mode: String, Sendable, CaseIterable { case fast, thorough, off }

    static let lines = Field.int("max_lines", default: 10, in: 1...100, help: "Lines.")
    static let ratio = Field.number("min_ratio", default: 0.5, in: 0...1, help: "Ratio.")
    static let pause = Field.milliseconds("pause", default: 0, in: 0...60_000, help: "Pause.")
    static let strict = Field.bool("strict", default: false, help: "Strict.")
    static let lenient = Field.bool("lenient", default: false, help: "Lenient.")
    static let label = Field.string("label", default: "x", help: "Label.")
    static let words = Field.strings("words", default: [], help: "Words.")
    static let mode = Field.choice("mode", default: Mode.fast, help: "Mode.")
    static let spec = StageSpec(
        "everything", stability: .experimental,
        fields: [
            .init(lines), .init(ratio), .init(pause), .init(strict), .init(lenient), .init(label),
            .init(words), .init(mode),
        ],
        summary: "Has every type of option.")

    init(_ config: StageConfig, _ context: StageContext) throws(StageError) {
        if config[Self.strict], config[Self.lenient] {
            throw StageError(.invalidConfig, "'strict' and 'lenient' exclude each other")
        }
    }
    func process(_ document: Document) throws(StageError) -> Verdict { .forward(document) }
}

struct Dedup: PlainStage, DecidedStage {
    static let action = Field.choice(
        "action", default: Decision.Action.annotate, help: "What happens.")
    static let spec = StageSpec(
        "dedup", stability: .stable, fields: [.init(action)], summary: "Finds duplicates.",
        reads: [.text], writes: [.duplicate])
    func evidence(for document: Document) throws(StageError) -> [UInt8]? { nil }
    static func makeDecider(_ config: StageConfig, _ context: StageContext) throws(StageError)
        -> any Decider
    { throw StageError(.internal, "no decider in these tests") }
    static func stateName(_ config: StageConfig) -> String { "dedup" }
}

protocol PlainReader: Reader {}
extension PlainReader {
    func open(_ entry: any EntryContent) throws(StageError) -> any RecordIterator {
        throw StageError(.internal, "no reading in these tests")
    }
}
struct DocumentReader: PlainReader {
    static let spec = ReaderSpec("document", summary: "One document.")
}
struct LinesReader: PlainReader {
    static let spec = ReaderSpec("lines", summary: "One document a line.")
}

protocol PlainSink: Sink {}
extension PlainSink {
    func render(_ document: Document, pipeline: PipelineIdentity) -> Rendering {
        Rendering(body: [])
    }
    static func render(_ duplicate: Duplicate, isLink: Bool) -> [UInt8] { [] }
}
struct JSONSink: PlainSink {
    static let spec = SinkSpec("json", fileExtension: "json", summary: "JSON.")
}
struct TextSink: PlainSink {
    static let spec = SinkSpec("text", fileExtension: "txt", summary: "Text.")
}
struct MarkdownSink: PlainSink {
    static let spec = SinkSpec("markdown", fileExtension: "md", summary: "Markdown.")
}
