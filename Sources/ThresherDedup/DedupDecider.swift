// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Finds the documents that a text was copied from among all that came before.
///
/// Exact copies leave no trace, so a million of them cost what one does. Every other document gets
/// a number and a record; the index tells by hash which documents to compare with, their records
/// decide.
package final class DedupDecider: Decider {
    /// How many documents are compared at most: those that share most hashes.
    static let candidateLimit = 12

    private var index = PostingTable()
    private var records: [[UInt8]] = []
    /// Documents whose records are no longer believed.
    private var retracted: Set<Int> = []

    package init() {}

    package var recordVersion: Int { DedupRecord.format }

    /// The number of documents that are remembered.
    package var count: Int { records.count - retracted.count }
    /// About how many bytes the index takes.
    package var byteCount: Int { index.byteCount }

    package func restore(_ record: [UInt8]) throws(StageError) {
        guard let parsed = DedupRecord(bytes: record) else {
            throw StageError(.malformedInput, "dedup record of \(record.count) bytes is damaged")
        }
        remember(parsed, record)
    }

    package func decide(
        _ evidence: [UInt8], owner: DocumentOwner, config: StageConfig
    ) throws(StageError) -> Decision {
        guard let evidence = DedupEvidence(bytes: evidence) else {
            throw StageError(
                .internal, "dedup evidence of \(evidence.count) bytes makes no sense")
        }
        if let (number, first) = exact(evidence.key, owner) {
            if first.owner == owner { return answer(first, number, config, record: nil) }
            let copy = Duplicate(
                status: .exact, of: first.owner.document, similarity: 1,
                story: story(of: first, number))
            return Decision(config[DedupStage.action], duplicate: copy)
        }
        var record = DedupRecord(owner: owner, key: evidence.key, sketch: evidence.sketch)
        if config[DedupStage.near] { relate(&record, config) }
        let number = records.count
        let bytes = record.bytes
        if let bytes { remember(record, bytes) }
        return answer(record, number, config, record: bytes)
    }

    package func retract(_ record: [UInt8]) {
        guard let number = records.lastIndex(of: record), !retracted.contains(number),
            let parsed = DedupRecord(bytes: record)
        else { return }
        index.remove(IndexKey.text(parsed.key), document: number)
        if parsed.marksOther, let other = parsed.other {
            index.remove(IndexKey.whole(other), document: number)
        }
        for (bit, hash) in parsed.sketch.indexed.enumerated()
        where parsed.added >> UInt64(bit) & 1 == 1 {
            index.remove(IndexKey.shingle(hash), document: number)
        }
        if number == records.count - 1 {
            records.removeLast()
        } else {
            retracted.insert(number)
        }
    }

    // MARK: Deciding

    private func exact(
        _ key: TextKey, _ owner: DocumentOwner
    ) -> (number: Int, record: DedupRecord)? {
        var result: (Int, DedupRecord)?
        index.find(IndexKey.text(key)) { posting in
            guard let record = record(posting.document), record.key == key else { return true }
            result = (posting.document, record)
            return false
        }
        return result
    }

    private func relate(_ record: inout DedupRecord, _ config: StageConfig) {
        let sketch = record.sketch
        let findings = KeyFindings(sketch) { index.find($0, $1) }
        let indexed = sketch.indexed
        let smallest = sketch.hashes.prefix(TextSketch.indexedSize)
        let spent = smallest.count { findings.count(of: $0) == KeyFindings.spentCount }
        let spentShare = smallest.isEmpty ? 0 : Double(spent) / Double(smallest.count)
        let thresholds = Relation.Thresholds(
            share: config[DedupStage.minShare], evidence: config[DedupStage.minEvidence])

        var best: (number: Int, relation: Relation, record: DedupRecord)?
        var isKnown = false
        for number in findings.candidates(DedupDecider.candidateLimit) {
            guard let other = self.record(number),
                let relation = Relation(
                    sketch, other.sketch, spentShare: spentShare, thresholds: thresholds,
                    isSpent: { isSpent($0, findings) })
            else { continue }
            isKnown = isKnown || relation.isStrong || isWhole(number, other)
            if let known = best?.relation, !relation.isBetter(than: known) { continue }
            best = (number, relation, other)
        }
        if let (number, relation, other) = best {
            record.status = relation.status
            record.other = number
            record.story = other.story ?? number
            record.similarity = relation.similarity
            record.isStrong = relation.isStrong
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

    private func isSpent(_ hash: UInt64, _ findings: KeyFindings) -> Bool {
        if let count = findings.count(of: hash) { return count == KeyFindings.spentCount }
        var isSpent = false
        index.find(IndexKey.shingle(hash)) { posting in
            isSpent = posting.isSpent
            return !isSpent
        }
        return isSpent
    }

    /// Whether a document is known to have come back whole, or to be such a copy.
    private func isWhole(_ number: Int, _ record: DedupRecord) -> Bool {
        if record.isStrong { return true }
        var isMarked = false
        index.find(IndexKey.whole(number)) { _ in
            isMarked = true
            return false
        }
        return isMarked
    }

    private func answer(
        _ record: DedupRecord, _ number: Int, _ config: StageConfig, record bytes: [UInt8]?
    ) -> Decision {
        let duplicate = Duplicate(
            status: record.status,
            of: record.other.flatMap { self.record($0)?.owner.document },
            similarity: record.similarity.map { ($0 * 100).rounded() / 100 },
            story: story(of: record, number))
        let isCopy = record.status == .near || record.status == .contained
        return Decision(
            isCopy ? config[DedupStage.action] : .annotate, duplicate: duplicate, record: bytes)
    }

    private func story(of record: DedupRecord, _ number: Int) -> String {
        record.story.flatMap { self.record($0)?.owner.document } ?? record.owner.document
    }

    // MARK: Memory

    private func record(_ number: Int) -> DedupRecord? {
        guard records.indices.contains(number), !retracted.contains(number) else { return nil }
        return DedupRecord(bytes: records[number])
    }

    private func remember(_ record: DedupRecord, _ bytes: [UInt8]) {
        let number = records.count
        records.append(bytes)
        index.insert(IndexKey.text(record.key), .init(document: number, isSpent: false))
        if record.marksOther, let other = record.other {
            index.insert(IndexKey.whole(other), .init(document: number, isSpent: false))
        }
        for (bit, hash) in record.sketch.indexed.enumerated()
        where record.added >> UInt64(bit) & 1 == 1 {
            index.insert(
                IndexKey.shingle(hash),
                .init(document: number, isSpent: record.spent >> UInt64(bit) & 1 == 1))
        }
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
