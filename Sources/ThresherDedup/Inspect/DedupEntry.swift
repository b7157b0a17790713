// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// What an index remembers, document by document, for people.
package struct DedupEntry: Sendable, Equatable {
    /// Its place in the order of decisions.
    package var number: Int
    package var owner: DocumentOwner
    /// How it relates to an earlier one.
    package var duplicate: Duplicate
    /// The number of words, an ideograph counted as one.
    package var words: Int
    package var isForgotten: Bool
    /// The story that this document showed to be the same as its own, if any.
    package var mergedStory: String?
}

/// Counts of an index.
package struct DedupStatistics: Sendable, Equatable {
    package var documents = 0
    package var statuses: [String: Int] = [:]
    package var stories = 0
    package var forgotten = 0
    /// Records that are missing or make no sense.
    package var damaged = 0
    package var runs = 0
    package var sealedRecords = 0
    package var logBytes = 0
    package var runBytes = 0
}

extension DedupDecider {
    /// Goes through all documents in the order of their records; exact copies have none.
    ///
    /// - Returns: How many records are missing or make no sense.
    /// - Throws: When the log cannot be read.
    @discardableResult
    package func forEachEntry(_ body: (DedupEntry) -> Void) throws(StageError) -> Int {
        try memory.forEachRecord { number, bytes in
            guard let record = DedupRecord(bytes: bytes) else {
                return ForgottenMark.number(in: bytes) == nil
            }
            body(
                DedupEntry(
                    number: number, owner: record.owner, duplicate: duplicate(of: record),
                    words: record.sketch.words, isForgotten: memory.forgotten.contains(number),
                    mergedStory: record.merged.flatMap { memory.document($0) }))
            return false
        }
    }

    /// Counts what it remembers.
    ///
    /// - Returns: The counts.
    /// - Throws: When the log cannot be read.
    package func statistics() throws(StageError) -> DedupStatistics {
        var found = DedupStatistics()
        var forgotten: Set<String> = []
        found.damaged = try forEachEntry { entry in
            if entry.isForgotten {
                forgotten.insert(entry.owner.document)
                return
            }
            // What stands for a story anew has a forgotten record before.
            forgotten.remove(entry.owner.document)
            found.documents += 1
            found.statuses[entry.duplicate.status.rawValue, default: 0] += 1
            if entry.duplicate.story == entry.owner.document { found.stories += 1 }
        }
        found.forgotten = forgotten.count
        found.runs = runCount
        found.sealedRecords = sealedCount
        found.runBytes = memory.index.runs.reduce(0) { $0 + $1.byteCount }
        found.logBytes = memory.logBytes
        return found
    }

    /// The records that make the index forget documents, by their numbers.
    ///
    /// A copy adds to the index only what the first does not have. So when a story loses its first
    /// document, or the one that stands for it since, the closest copy is remembered anew, with all
    /// of its hashes.
    ///
    /// - Parameter numbers: Of documents that are not forgotten.
    /// - Returns: The records to add to the log.
    /// - Throws: When the log cannot be read.
    package func forgetting(_ numbers: [Int]) throws(StageError) -> [[UInt8]] {
        let gone = Set(numbers).union(memory.forgotten)
        let stories = Set(
            numbers.compactMap { number in
                memory.record(number).map { $0.story ?? number }
            }.filter { gone.contains($0) })
        var heirs: [Int: (number: Int, record: DedupRecord)] = [:]
        _ = try memory.forEachRecord { number, bytes in
            guard !gone.contains(number), let record = DedupRecord(bytes: bytes),
                let story = record.story, stories.contains(story)
            else { return false }
            let best = heirs[story]?.record.similarity ?? -1
            if record.similarity ?? 0 > best { heirs[story] = (number, record) }
            return false
        }
        var records = numbers.map { ForgottenMark.bytes($0) }
        for (_, heir) in heirs.sorted(by: { $0.key < $1.key }) {
            var record = heir.record
            record.added = (1 << UInt64(record.sketch.indexed.count)) - 1
            record.spent = 0
            guard let bytes = record.bytes else { continue }
            records += [ForgottenMark.bytes(heir.number), bytes]
        }
        return records
    }

}
