// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
import ThresherPlugin

/// How a document's result travels.
///
/// The reader refuses what the writer cannot have written.
package enum ResultCoding {
    /// What a result may hold at most.
    ///
    /// An honest worker replaces a result that holds more; so whoever goes beyond is broken.
    enum Limit {
        static let word = 256
        static let detail = 2_048
        static let evidence = 256
        static let renderings = 64
        static let stages = 4_096
        /// Small, because a value takes many times more memory than on the wire.
        static let notes = 64 << 10
        static let members = 256
        static let depth = 12
        static let step = 65_535
        static let record = 1 << 40
        static let byteCount = 1 << 50
        /// A day and a quarter, in nanoseconds.
        static let time = 1 << 47
    }

    /// Writes a result.
    ///
    /// - Throws: When the result is over a limit; what was written so far is garbage then.
    package static func write(_ result: DocumentResult, to writer: inout ByteWriter)
        throws(WireError)
    {
        writer.number(result.record.map { UInt64(max(0, $0)) + 1 } ?? 0)
        for word in [
            result.document, result.sha256, result.mediaType, result.pipeline, result.fingerprint,
        ] {
            try write(word: word, to: &writer)
        }
        writer.count(result.byteCount)
        switch result.end {
        case .stored:
            writer.byte(0)
        case .rejected(let reason):
            writer.byte(1)
            try write(reason, to: &writer)
        case .failed(let reason, let isRetriable):
            writer.byte(isRetriable ? 3 : 2)
            try write(reason, to: &writer)
        }
        try check(result.evidence.count, Limit.evidence, "decisions")
        writer.count(result.evidence.count)
        for evidence in result.evidence {
            writer.count(evidence.step)
            writer.blob(evidence.bytes)
        }
        try check(result.renderings.count, Limit.renderings, "files")
        writer.count(result.renderings.count)
        for rendering in result.renderings {
            writer.blob(rendering.opening)
            writer.blob(rendering.body)
            writer.blob(rendering.closing)
            writer.byte(
                (rendering.decisionPrecedesBody ? 1 : 0) | (rendering.choices == nil ? 0 : 2))
            if let choices = rendering.choices { try ChoiceCoding.write(choices, to: &writer) }
        }
        try check(result.stages.count, Limit.stages, "stages")
        writer.count(result.stages.count)
        for stage in result.stages {
            writer.count(stage.step)
            writer.count(stage.nanoseconds)
            writer.byte(stage.verdict.rawValue)
        }
        if result.notes.isEmpty { return writer.count(0) }
        var notes = ByteWriter()
        try write(result.notes, depth: 0, to: &notes)
        try check(notes.bytes.count, Limit.notes, "bytes of notes")
        writer.blob(notes.bytes)
    }

    /// Reads a result.
    ///
    /// - Throws: When the bytes are no result, or there are more.
    package static func read(_ reader: inout ByteReader) throws(WireError) -> DocumentResult {
        let record = try reader.count(atMost: Limit.record)
        let document = try reader.string(atMost: Limit.word)
        let sha256 = try reader.string(atMost: Limit.word)
        let mediaType = try reader.string(atMost: Limit.word)
        let pipeline = try reader.string(atMost: Limit.word)
        let fingerprint = try reader.string(atMost: Limit.word)
        var result = DocumentResult(
            record: record == 0 ? nil : record - 1, document: document, sha256: sha256,
            byteCount: try reader.count(atMost: Limit.byteCount), mediaType: mediaType,
            pipeline: pipeline,
            fingerprint: fingerprint, end: .stored)
        switch try reader.byte() {
        case 0: break
        case 1: result.end = .rejected(try reason(&reader))
        case 2: result.end = .failed(try reason(&reader), isRetriable: false)
        case 3: result.end = .failed(try reason(&reader), isRetriable: true)
        case let end: throw WireError("an end of the unknown kind \(end)")
        }
        for _ in 0..<(try reader.count(atMost: Limit.evidence)) {
            let step = try reader.count(atMost: Limit.step)
            result.evidence.append(.init(step: step, bytes: try reader.blob()))
        }
        for _ in 0..<(try reader.count(atMost: Limit.renderings)) {
            let opening = try reader.blob()
            let body = try reader.blob()
            let closing = try reader.blob()
            let place = try reader.byte()
            guard place < 4 else { throw WireError("an unknown place for a decision") }
            var rendering = Rendering(
                opening: opening, body: body, closing: closing, decisionPrecedesBody: place & 1 == 1
            )
            if place & 2 != 0 { rendering.choices = try ChoiceCoding.read(&reader) }
            result.renderings.append(rendering)
        }
        let stages = try reader.count(atMost: Limit.stages)
        result.stages.reserveCapacity(min(stages, 64))
        for _ in 0..<stages {
            let step = try reader.count(atMost: Limit.step)
            let nanoseconds = try reader.count(atMost: Limit.time)
            guard let verdict = StageCount.Kind(rawValue: try reader.byte()) else {
                throw WireError("an unknown verdict")
            }
            result.stages.append(StageCount(step: step, nanoseconds: nanoseconds, verdict: verdict))
        }
        let notes = try reader.blob(atMost: Limit.notes)
        if !notes.isEmpty {
            var part = ByteReader(notes)
            result.notes = try members(&part, depth: 0)
            guard part.isAtEnd else { throw WireError("bytes after the notes") }
        }
        guard reader.isAtEnd else { throw WireError("bytes after a result") }
        return result
    }

    // MARK: Parts

    private static func check(_ count: Int, _ limit: Int, _ what: String) throws(WireError) {
        guard count <= limit else { throw WireError("\(count) \(what), at most \(limit)") }
    }

    private static func write(word: String, to writer: inout ByteWriter) throws(WireError) {
        try check(word.utf8.count, Limit.word, "bytes in a name")
        writer.string(word)
    }

    private static func write(
        _ reason: OutcomeReason, to writer: inout ByteWriter
    ) throws(WireError) {
        guard isWord(reason.code) else { throw WireError("a reason that is no word") }
        writer.string(reason.code)
        writer.optional(reason.detail.map { shortened($0, to: Limit.detail) })
        writer.optional(reason.stage.map { shortened($0, to: Limit.word) })
    }

    private static func reason(_ reader: inout ByteReader) throws(WireError) -> OutcomeReason {
        let code = try reader.string(atMost: Limit.word)
        guard isWord(code) else { throw WireError("a reason that is no word") }
        let detail = try reader.optional(atMost: Limit.detail)
        return OutcomeReason(
            code: code, detail: detail, stage: try reader.optional(atMost: Limit.word))
    }

    private static func isWord(_ code: String) -> Bool {
        (1...Limit.word).contains(code.utf8.count)
            && code.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
            }
    }

    /// The longest beginning of a text within some bytes of UTF-8.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = limit
        let units = Array(text.utf8.prefix(limit + 1))
        while end > 0, units[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: units[..<end], as: UTF8.self)
    }
}
