// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Finds the documents that a text was copied from among all that came before.
///
/// Exact copies leave no trace, so a million of them cost what one does. Every other document gets
/// a number and a record; the index tells by hash which documents to compare with, their records
/// decide. Where there is storage, old documents are sealed in it (``DedupMemory``).
package final class DedupDecider: RememberingDecider {
    /// How many documents are compared at most: those that share most hashes.
    static let candidateLimit = 12

    var memory: DedupMemory<DedupRecord>

    /// Creates one that remembers nothing.
    ///
    /// - Parameter sealLimit: How many documents are kept in memory before they are sealed.
    package init(sealLimit: Int = Sealing.limit) { memory = DedupMemory(limit: sealLimit) }

    /// About how many bytes of memory it takes.
    package var byteCount: Int { memory.byteCount }

    package func decide(
        _ evidence: [UInt8], owner: DocumentOwner, config: StageConfig
    ) throws(StageError) -> Decision {
        guard let evidence = DedupEvidence(bytes: evidence) else {
            throw StageError(
                .internal, "dedup evidence of \(evidence.count) bytes makes no sense")
        }
        memory.upkeep()
        if let first = exact(evidence.key) {
            if first.owner == owner { return answer(first, config, record: nil) }
            let copy = Duplicate(
                status: .exact, of: first.owner.document, similarity: 1,
                story: story(of: first))
            return Decision(config[DedupStage.action], duplicate: copy)
        }
        var record = DedupRecord(owner: owner, key: evidence.key, sketch: evidence.sketch)
        if config[DedupStage.near] { relate(&record, config) }
        let bytes = record.bytes
        if let bytes { memory.remember(record, bytes) }
        return answer(record, config, record: bytes)
    }

    // MARK: Deciding

    private func exact(_ key: TextKey) -> DedupRecord? {
        for number in memory.index.documents(IndexKey.text(key)).sorted() {
            if let record = memory.record(number), record.key == key { return record }
        }
        return nil
    }

    private func relate(_ record: inout DedupRecord, _ config: StageConfig) {
        let sketch = record.sketch
        var findings = KeyFindings(indexed: sketch, in: memory.index)
        var candidates: [Int: DedupCandidate] = [:]
        let indexed = sketch.indexed
        let smallest = sketch.hashes.prefix(TextSketch.indexedSize)
        let spent = smallest.count { findings.count(of: $0) == KeyFindings.spentCount }
        let spentShare = smallest.isEmpty ? 0 : Double(spent) / Double(smallest.count)
        let thresholds = Relation.Thresholds(
            share: config[DedupStage.minShare], evidence: config[DedupStage.minEvidence])

        // The text's other hashes tell more only where these tell something.
        var isPossible = false
        for number in findings.candidates(DedupDecider.candidateLimit) where !isPossible {
            guard let earlier = memory.candidate(number) else { continue }
            candidates[number] = earlier
            isPossible = Relation.isPossible(sketch, earlier.sketch, thresholds, findings)
        }
        if isPossible { findings.complete(sketch, in: memory.index) }

        var best: (number: Int, relation: Relation, record: DedupRecord)?
        var isKnown = false
        var sameStories: [Int] = []
        for number in isPossible ? findings.candidates(DedupDecider.candidateLimit) : [] {
            // Nearly all have no more than a common phrase; of these nothing else is read.
            guard
                let earlier = candidates[number] ?? memory.candidate(number),
                Relation.isPossible(sketch, earlier.sketch, thresholds, findings),
                let other = earlier.record
            else { continue }
            let spent = SpentHashes(findings, and: other.sketch, in: memory.index)
            guard
                let relation = Relation(
                    sketch, other.sketch, spentShare: spentShare, thresholds: thresholds,
                    isSpent: spent.contains)
            else { continue }
            isKnown = isKnown || relation.isStrong || isWhole(number, other)
            if relation.isStrong { sameStories.append(other.story ?? number) }
            if let known = best?.relation, !relation.isBetter(than: known) { continue }
            best = (number, relation, other)
        }
        if let (number, relation, other) = best {
            record.status = relation.status
            record.other = number
            record.story = other.story ?? number
            record.similarity = relation.similarity
            record.isStrong = relation.isStrong
            record.merged = sameStories.first { $0 != record.story }
            record.marksOther = relation.isStrong && !isWhole(number, other)
        }
        // What a story's copies have in common is no boilerplate, however many they are.
        for (bit, hash) in indexed.enumerated() {
            let count = findings.count(of: hash) ?? 0
            guard count < KeyFindings.spentCount, count == 0 || !isKnown else { continue }
            record.added |= 1 << UInt64(bit)
            if count == KeyFindings.spentCount - 1 { record.spent |= 1 << UInt64(bit) }
        }
    }

    /// Whether a document is known to have come back whole, or to be such a copy.
    private func isWhole(_ number: Int, _ record: DedupRecord) -> Bool {
        record.isStrong || !memory.index.documents(IndexKey.whole(number)).isEmpty
    }

    private func answer(
        _ record: DedupRecord, _ config: StageConfig, record bytes: [UInt8]?
    ) -> Decision {
        let isCopy = record.status == .near || record.status == .contained
        return Decision(
            isCopy ? config[DedupStage.action] : .annotate, duplicate: duplicate(of: record),
            record: bytes)
    }

    /// The relation that a record states.
    func duplicate(of record: DedupRecord) -> Duplicate {
        Duplicate(
            status: record.status,
            of: record.other.flatMap { memory.document($0) },
            similarity: record.similarity.map { ($0 * 100).rounded() / 100 },
            story: story(of: record))
    }

    private func story(of record: DedupRecord) -> String {
        record.story.flatMap { memory.document($0) } ?? record.owner.document
    }
}

extension Relation {
    /// Whether it says more than another: a copy before a mere part, then the larger share.
    fileprivate func isBetter(than other: Relation) -> Bool {
        let isCopy = status != .supersedes
        let wasCopy = other.status != .supersedes
        return isCopy == wasCopy ? similarity > other.similarity : isCopy
    }
}
