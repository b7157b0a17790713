// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// Decided documents that wait to be committed together.
struct PendingBundle {
    private(set) var bundle = Bundle()
    /// For each document of the bundle, its log line without what only the commit knows.
    private(set) var lines: [ServiceEvent.DocumentLine] = []
    private(set) var bytes = 0
    /// When the first of them was decided, on the monotonic clock.
    private(set) var since: UInt64?

    var isEmpty: Bool { bundle.documents.isEmpty && bundle.ended.isEmpty }
    var count: Int { bundle.documents.count }

    /// Adds a document, with what the deciders said about it.
    mutating func add(
        _ result: DocumentResult, of claim: Claim, answer: DeciderBoard.Answer,
        sinks: [any Sink.Type], lastWords: String?, now: UInt64
    ) {
        let (outcome, reason) = PendingBundle.outcome(of: result, answer)
        var files: [BundleDocument.File] = []
        if outcome == .stored {
            let isLink = answer.action == .link
            files = zip(sinks, result.renderings).map { sink, rendering in
                let decision = answer.duplicate.map { sink.render($0, isLink: isLink) } ?? []
                return BundleDocument.File(
                    fileExtension: sink.spec.fileExtension,
                    bytes: rendering.file(
                        decision: decision, isLink: isLink, leavingOut: answer.leftOut))
            }
        }
        var notes = result.notes
        if outcome == .stored, !answer.leftOut.isEmpty {
            notes.append(.init("left_out", .int(answer.leftOut.count)))
        }
        bytes += files.reduce(512) { $0 + $1.bytes.count }
        since = since ?? now
        bundle.documents.append(
            BundleDocument(
                claim: claim, result: result, outcome: outcome, reason: reason,
                lastWords: lastWords, duplicate: answer.duplicate, files: files,
                records: outcome == .failed || outcome == .rejected ? [] : answer.records))
        lines.append(
            ServiceEvent.DocumentLine(
                outcome: outcome, entry: claim.entry.text, document: result.document,
                record: result.record, path: claim.path.display, pipeline: result.pipeline,
                reason: reason, duplicateOf: answer.duplicate?.of, outputs: [],
                bytes: result.byteCount, milliseconds: 0, notes: notes))
    }

    /// Says that no document of an entry follows.
    mutating func end(_ claim: Claim, now: UInt64) {
        bundle.ended.append(claim)
        since = since ?? now
    }

    private static func outcome(
        of result: DocumentResult, _ answer: DeciderBoard.Answer
    ) -> (Outcome, OutcomeReason?) {
        switch result.end {
        case .rejected(let reason): return (.rejected, reason)
        case .failed(let reason, _): return (.failed, reason)
        case .stored where answer.action == .drop:
            let status = answer.duplicate?.status.rawValue ?? "duplicate"
            return (.duplicate, OutcomeReason(code: status))
        case .stored: return (.stored, nil)
        }
    }
}
