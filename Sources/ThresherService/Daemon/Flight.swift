// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin
import ThresherSpool
import ThresherWorker

/// One claimed entry between its claim and the bundle that ends it.
final class Flight {
    var claim: Claim
    /// Records that have been decided, now or by an earlier process, and those that are given up.
    var skipping: SkippedRecords
    /// The result of an entry that is one document, until its file is known not to have changed.
    var held: DocumentResult?
    /// How often its workers died.
    var blame: BlamePolicy.Record
    /// Whether it must run alone, because a worker, or the daemon itself, died with it at hand.
    var isSuspect: Bool
    /// What the workers said last that died of a record.
    private(set) var lastWords: [Int: String] = [:]
    private var given: [(record: Int?, reason: OutcomeReason)] = []
    private var digest: Digest?
    private var mediaType = ""
    private var plan: PipelineIdentity?
    private let hadOutcomes: Bool

    init(_ claim: Claim, skipping: SkippedRecords) {
        self.claim = claim
        self.skipping = skipping
        blame = BlamePolicy.Record(attempts: claim.attempt - 1)
        isSuspect = claim.isAlone
        hadOutcomes = !skipping.isEmpty
    }

    /// Gives a record up, or the whole entry, whose worker died of it once too often.
    ///
    /// The worker that would have told digest, type and plan is dead, so they are found here; they
    /// are the entry's, also for a record of a container.
    func giveUp(
        record: Int?, _ reason: OutcomeReason, _ death: Death, plans: PlanSet, inputBytes: Int
    ) {
        if let record { skipping.insert(record) }
        let file = claim.descriptor.number
        digest = digest ?? FileDigest.sha256(of: file, limit: inputBytes)
        let name = claim.path.name.display
        let content = DescriptorContent(descriptor: file, name: name, byteCount: claim.size)
        if let sample = try? content.read(at: 0, count: MediaType.sampleBytes) {
            mediaType = MediaType.of(sample, name: name)
            plan = plans.identity(path: claim.path.display, mediaType: mediaType)
        }
        lastWords[record ?? 0] = death.lastWords
        blame = BlamePolicy.Record()
        given.append((record, reason))
    }

    /// The results of what was given up, now that the entry has ended.
    ///
    /// - Parameter documents: How many others its last run has reported.
    /// - Returns: A failed result for each record, or one for the entry as a whole.
    func lost(documents: Int) -> [DocumentResult] {
        // With nothing beside its first record, the entry was one document and no container.
        let isWhole = documents == 0 && !hadOutcomes && skipping.ranges == [0..<1]
        return given.prefix(isWhole ? 1 : given.count).map { record, reason in
            let record = isWhole ? nil : record
            return DocumentResult(
                record: record,
                document: digest.map { DocumentID.make(sha256: $0, record: record) } ?? "",
                sha256: digest?.hex ?? "", byteCount: claim.size, mediaType: mediaType,
                pipeline: plan?.name ?? "", fingerprint: plan?.fingerprint ?? "",
                end: .failed(reason, isRetriable: false))
        }
    }
}
