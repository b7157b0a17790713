// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// One entry on its way through one plan.
struct EntryRun {
    let plan: Plan
    let plans: PlanSet
    let path: String
    let entry: any EntryContent
    /// What sniffing gave it.
    let mediaType: String
    let observer: any StageObserver

    /// Reads record after record, runs each and emits its result.
    ///
    /// A reader that fails ends the entry with a failed result for the record it was at; records
    /// before it stand. A reader that yields nothing ends it with a rejected one.
    func records(skipping: (Int) -> Bool, emit: (DocumentResult) -> Bool) {
        var position = 0
        do throws(StageError) {
            observer.enter(record: 0, stage: "read")
            var records = try plan.reader.open(entry)
            while let record = try records.next() {
                if !skipping(record.number ?? 0) {
                    guard emit(result(of: record)) else { return }
                }
                guard record.number != nil else { return }
                position += 1
                observer.enter(record: position, stage: "read")
            }
            guard position == 0 else { return }
            _ = emit(unread(.rejected(OutcomeReason(code: "no_records")), record: nil))
        } catch {
            let record = position == 0 ? nil : position
            _ = emit(unread(.init(error, stage: "read"), record: record))
        }
    }

    /// The result of an entry that its reader could not read to its end, or found nothing in.
    ///
    /// It has no hash: records are hashed as they are read, and here none was.
    private func unread(_ end: DocumentResult.End, record: Int?) -> DocumentResult {
        DocumentResult(
            record: record, document: "", sha256: "", byteCount: entry.byteCount,
            mediaType: mediaType, pipeline: plan.definition.name,
            fingerprint: plan.identity.fingerprint, end: end)
    }

    private func document(of record: Record) -> Document {
        observer.enter(record: record.number ?? 0, stage: "hash")
        let sha256 = Digest(of: record.bytes)
        var source = Source(name: entry.name, path: path)
        source.byteCount = record.bytes.count
        source.sha256 = sha256.hex
        source.mediaType = record.mediaType ?? mediaType
        source.declaredCharset = record.charset
        source.url = record.url
        source.record = record.number
        return Document(
            id: DocumentID.make(sha256: sha256, record: record.number), source: source,
            bytes: record.bytes)
    }

    private func result(of record: Record) -> DocumentResult {
        let document = document(of: record)
        var result = DocumentResult(
            record: record.number, document: document.id, sha256: document.source.sha256,
            byteCount: document.source.byteCount, mediaType: document.source.mediaType,
            pipeline: plan.definition.name, fingerprint: plan.identity.fingerprint, end: .stored)
        guard let finished = runStages(document, into: &result) else { return result }
        observer.enter(record: record.number ?? 0, stage: "render")
        result.renderings = plans.sinks.map { $0.render(finished, pipeline: plan.identity) }
        result.notes = notes(of: finished)
        return result
    }

    private func notes(of document: Document) -> [JSONValue.Member] {
        var notes: [JSONValue.Member] = []
        if let words = document.quality.words { notes.append(.init("words", .int(words))) }
        if let reason = document.quality.emptyReason {
            notes.append(.init("empty_reason", .string(reason)))
        }
        if !document.quality.truncated.isEmpty {
            let limits = document.quality.truncated.map { JSONValue.string($0) }
            notes.append(.init("truncated", .array(limits)))
        }
        if document.source.replacements > 0 {
            notes.append(.init("replacements", .int(document.source.replacements)))
        }
        return notes
    }

    /// The document after its last stage, or `nil` when a stage has ended it.
    private func runStages(
        _ first: consuming Document, into result: inout DocumentResult
    ) -> Document? {
        var document: Document = first
        var begin = CPUClock.nanoseconds()
        for (index, step) in plan.steps.enumerated() {
            guard applies(step, to: document) else {
                result.stages.append(StageCount(step: index, nanoseconds: 0, verdict: .skipped))
                continue
            }
            observer.enter(record: document.source.record ?? 0, stage: step.name)
            // A stage that fails has taken the document with it.
            let before = step.onError == .pass ? document : nil
            let (verdict, evidence) = answer(of: step, consume document)
            let end = CPUClock.nanoseconds()
            func note(_ kind: StageCount.Kind) {
                result.stages.append(
                    StageCount(step: index, nanoseconds: end - begin, verdict: kind))
            }
            switch consume verdict {
            case .forward(let next):
                document = next
                note(.forward)
            case .drop(let reason):
                result.end = .rejected(
                    OutcomeReason(code: reason.code, detail: reason.detail, stage: step.name))
                note(.drop)
                return nil
            case .fail(let error):
                guard let before else {
                    result.end = Self.end(error, step)
                    note(.fail)
                    return nil
                }
                document = before
                note(.passed)
            }
            if let evidence { result.evidence.append(.init(step: index, bytes: evidence)) }
            begin = end
        }
        return document
    }

    private func applies(_ step: Plan.Step, to document: Document) -> Bool {
        (step.mediaTypes.isEmpty
            || MediaType.matches(document.source.mediaType, any: step.mediaTypes))
            && step.guards.allSatisfy { $0.holds(for: document) }
    }

    private func answer(
        of step: Plan.Step, _ document: consuming Document
    ) -> (verdict: Verdict, evidence: [UInt8]?) {
        do throws(StageError) {
            let verdict = try step.stage.process(document)
            guard let decided = step.decided, case .forward(let next) = verdict else {
                return (verdict, nil)
            }
            return (verdict, try decided.evidence(for: next))
        } catch {
            return (.fail(error), nil)
        }
    }

    /// What becomes of a document on which a stage has failed.
    private static func end(_ error: StageError, _ step: Plan.Step) -> DocumentResult.End {
        guard step.onError == .reject else { return .init(error, stage: step.name) }
        return .rejected(
            OutcomeReason(
                code: "stage_failed", detail: "\(error.code.name): \(error.message)",
                stage: step.name))
    }
}
