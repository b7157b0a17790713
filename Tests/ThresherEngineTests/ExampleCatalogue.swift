// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Puts the record into the text.
struct LoadStage: Stage {
    static let spec = StageSpec("load", stability: .stable, summary: "Loads.")
    init(_ config: StageConfig, _ context: StageContext) {}
    func process(_ document: Document) -> Verdict {
        var loaded = document
        loaded.text = String(decoding: document.bytes, as: UTF8.self)
        return .forward(loaded)
    }
}

/// Makes the text upper case.
struct ShoutStage: Stage {
    static let spec = StageSpec("shout", stability: .stable, summary: "Shouts.")
    init(_ config: StageConfig, _ context: StageContext) {}
    func process(_ document: Document) -> Verdict {
        var loud = document
        loud.text = document.text.uppercased()
        return .forward(loud)
    }
}

/// Does what the text asks for.
struct JudgeStage: Stage {
    static let spec = StageSpec("judge", stability: .stable, summary: "Judges.")
    init(_ config: StageConfig, _ context: StageContext) {}
    func process(_ document: Document) throws(StageError) -> Verdict {
        if document.text.hasPrefix("drop") { return .drop(DropReason("unwanted", "says drop")) }
        if document.text.hasPrefix("fail") { throw StageError(.malformedInput, "says fail") }
        return .forward(document)
    }
}

/// Remembers texts.
struct OnceStage: DecidedStage {
    static let spec = StageSpec("once", stability: .stable, summary: "Drops what was seen.")
    private let seed: UInt64
    init(_ config: StageConfig, _ context: StageContext) { seed = context.seed }
    func process(_ document: Document) -> Verdict { .forward(document) }
    func evidence(for document: Document) -> [UInt8]? {
        Array(document.text.utf8) + (seed == 0 ? [] : Array("\(seed)".utf8))
    }
    static func stateName(_ config: StageConfig) -> String { config.values["index"]?.string ?? "a" }
    static func makeDecider(_ config: StageConfig, _ context: StageContext) -> any Decider {
        OnceDecider()
    }
}

final class OnceDecider: Decider {
    let recordVersion = 1
    private var seen: [[UInt8]: String] = [:]
    func restore(_ record: [UInt8]) { seen[record] = "" }
    func retract(_ record: [UInt8]) { seen[record] = nil }
    func decide(
        _ evidence: [UInt8], owner: DocumentOwner, config: StageConfig
    ) -> Decision {
        if let first = seen[evidence], first != owner.entry {
            return Decision(.drop, duplicate: Duplicate(status: .exact, of: first, story: first))
        }
        seen[evidence] = owner.entry
        return Decision(.annotate, record: evidence)
    }
}

struct WholeReader: Reader {
    static let spec = ReaderSpec("whole", summary: "One document.")
    func open(_ entry: any EntryContent) throws(StageError) -> any RecordIterator {
        ListIterator(
            records: [Record(number: nil, bytes: try entry.read(at: 0, count: entry.byteCount))])
    }
}

struct LinesReader: Reader {
    static let spec = ReaderSpec("lines", summary: "A document of each line.")
    func open(_ entry: any EntryContent) throws(StageError) -> any RecordIterator {
        let lines = try entry.read(at: 0, count: entry.byteCount).split(separator: 0x0A)
        return ListIterator(
            records: lines.enumerated().map { Record(number: $0, bytes: Array($1)) })
    }
}

private struct ListIterator: RecordIterator {
    var records: [Record]
    var index = 0
    mutating func next() throws(StageError) -> Record? {
        guard index < records.count else { return nil }
        let record = records[index]
        guard record.bytes != Array("BROKEN".utf8) else {
            throw StageError(.malformedInput, "line \(index) is broken")
        }
        index += 1
        return record
    }
}

struct PlainSink: Sink {
    static let spec = SinkSpec("plain", fileExtension: "txt", summary: "The text.")
    func render(_ document: Document, pipeline: PipelineIdentity) -> Rendering {
        Rendering(body: Array(document.text.utf8))
    }
    static func render(_ duplicate: Duplicate, isLink: Bool) -> [UInt8] { [] }
}

extension Catalogue {
    static var example: Catalogue {
        Catalogue(
            stages: [LoadStage.self, ShoutStage.self, JudgeStage.self, OnceStage.self],
            readers: [WholeReader.self, LinesReader.self], sinks: [PlainSink.self])
    }
}
