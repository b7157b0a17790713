// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Runs a plan set over entries, one after another.
package final class PlanExecutor: EntryExecutor {
    private let plans: PlanSet
    /// Larger entries that no pipeline reads go without a digest: it would take longer than a
    /// document may.
    private static let hashedBytes = 4 << 30

    /// Creates an executor.
    package init(_ plans: PlanSet) { self.plans = plans }

    package func run(
        _ entry: any EntryContent, path: String, skipping: (Int) -> Bool,
        observer: any StageObserver, emit: (DocumentResult) -> Bool
    ) {
        defer { observer.leave() }
        observer.enter(record: 0, stage: "sniff")
        do throws(StageError) {
            let sample = try entry.read(at: 0, count: MediaType.sampleBytes)
            let mediaType = MediaType.of(sample, name: entry.name)
            if let reason = refusal(of: entry) {
                return emitUnread(entry, mediaType, end: reason, observer, emit)
            }
            switch plans.route(path: path, mediaType: mediaType) {
            case .rejected(let reason):
                emitUnread(entry, mediaType, end: .rejected(reason), observer, emit)
            case .plan(let plan):
                let run = EntryRun(
                    plan: plan, plans: plans, path: path, entry: entry, mediaType: mediaType,
                    observer: observer)
                run.records(skipping: skipping, emit: emit)
            }
        } catch {
            emitUnread(
                entry, MediaType.unknownBinary, end: .init(error, stage: "read"), observer, emit)
        }
    }

    private func refusal(of entry: any EntryContent) -> DocumentResult.End? {
        if entry.byteCount == 0 {
            return .rejected(OutcomeReason(code: "empty_file", detail: "the file has no bytes"))
        }
        guard entry.byteCount > plans.inputBytes else { return nil }
        return .failed(
            OutcomeReason(
                code: "input_too_large",
                detail: "\(entry.byteCount) bytes; limits.input_bytes allows \(plans.inputBytes)"),
            isRetriable: false)
    }

    /// The one result of an entry that no pipeline reads.
    ///
    /// Its hash is made all the same, in pieces, so that the ledger says what came in.
    private func emitUnread(
        _ entry: any EntryContent, _ mediaType: String, end: DocumentResult.End,
        _ observer: any StageObserver, _ emit: (DocumentResult) -> Bool
    ) {
        observer.enter(record: 0, stage: "hash")
        var digest = RunningDigest()
        var offset = 0
        var isWhole = entry.byteCount <= PlanExecutor.hashedBytes
        while isWhole, offset < entry.byteCount {
            let piece = (try? entry.read(at: offset, count: 1 << 20)) ?? []
            digest.add(piece)
            offset += piece.count
            isWhole = !piece.isEmpty
        }
        let sha256 = digest.finish()
        _ = emit(
            DocumentResult(
                record: nil,
                document: isWhole ? DocumentID.make(sha256: sha256, record: nil) : "",
                sha256: isWhole ? sha256.hex : "", byteCount: entry.byteCount,
                mediaType: mediaType, pipeline: "", fingerprint: "", end: end))
    }
}

extension DocumentResult.End {
    /// The end of a document that a stage or reader could not process.
    init(_ error: StageError, stage: String) {
        self = .failed(
            OutcomeReason(code: error.code.name, detail: error.message, stage: stage),
            isRetriable: error.code == .unavailable)
    }
}
