// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// What the ledger says of one document.
package struct LedgerLine: Sendable, Hashable {
    package var entry: EntryID
    package var record: Int?
    /// The path below `incoming/`.
    package var path: BytePath
    package var byteCount: Int
    package var sha256: String
    package var mediaType: String
    package var document: String
    package var outcome: Outcome
    package var reason: String?
    package var detail: String?
    package var stage: String?
    package var attempts: Int
    package var pipeline: String
    package var plan: String
    /// The paths below the output folder.
    package var outputs: [BytePath]
    package var duplicateOf: String?
    package var story: String?
    /// ISO 8601.
    package var claimed: String
    /// ISO 8601.
    package var committed: String

    /// How every line starts, and no other kind of line.
    static let start: [UInt8] = Array("{\"entry\":".utf8)

    /// Writes the line as one JSON object.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("entry", entry.text)
        writer.member("record", record)
        writer.member("path", path.display)
        writer.member("bytes", byteCount)
        writer.member("sha256", sha256.isEmpty ? nil : sha256)
        writer.member("media_type", mediaType.isEmpty ? nil : mediaType)
        writer.member("document", document)
        writer.member("outcome", outcome.rawValue)
        writer.member("reason", reason)
        writer.member("detail", detail)
        writer.member("stage", stage)
        writer.member("attempts", attempts)
        writer.member("pipeline", pipeline.isEmpty ? nil : pipeline)
        writer.member("plan", plan.isEmpty ? nil : plan)
        if !outputs.isEmpty {
            writer.key("outputs")
            writer.beginArray()
            for output in outputs { writer.value(output.printable) }
            writer.endArray()
        }
        writer.member("duplicate_of", duplicateOf)
        writer.member("story", story)
        writer.member("claimed_at", claimed)
        writer.member("committed_at", committed)
        writer.endObject()
    }

    /// Takes a line's JSON; `nil` when it is none.
    package init?(_ value: JSONValue) {
        guard let entry = value["entry"]?.string.flatMap({ EntryID($0) }),
            let path = value["path"]?.string, let document = value["document"]?.string,
            let outcome = value["outcome"]?.string.flatMap(Outcome.init(rawValue:)),
            let attempts = value["attempts"]?.int
        else { return nil }
        self.entry = entry
        record = value["record"]?.int
        self.path = BytePath(display: path)
        byteCount = value["bytes"]?.int ?? 0
        sha256 = value["sha256"]?.string ?? ""
        mediaType = value["media_type"]?.string ?? ""
        self.document = document
        self.outcome = outcome
        reason = value["reason"]?.string
        detail = value["detail"]?.string
        stage = value["stage"]?.string
        self.attempts = attempts
        pipeline = value["pipeline"]?.string ?? ""
        plan = value["plan"]?.string ?? ""
        outputs = (value["outputs"]?.array ?? []).compactMap(\.string).map { BytePath($0) }
        duplicateOf = value["duplicate_of"]?.string
        story = value["story"]?.string
        claimed = value["claimed_at"]?.string ?? ""
        committed = value["committed_at"]?.string ?? ""
    }

    /// The line of a document of a bundle.
    init(_ document: BundleDocument, outputs: [BytePath], committed: String) {
        entry = document.claim.entry
        record = document.record
        path = document.claim.path
        byteCount = document.byteCount
        sha256 = document.sha256
        mediaType = document.mediaType
        self.document = document.document
        outcome = document.outcome
        reason = document.reason?.code
        detail = document.reason?.detail
        stage = document.reason?.stage
        attempts = document.claim.attempt
        pipeline = document.pipeline
        plan = document.fingerprint
        self.outputs = outputs
        duplicateOf = document.duplicate?.of
        story = document.duplicate?.story
        claimed = Timestamp.text(milliseconds: document.claim.claimed)
        self.committed = committed
    }
}
