// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Remembers which document was the first to have a text.
///
/// A document is a duplicate when another owner had its key before. Duplicates themselves leave no
/// trace, so the story of all copies is the id of the first.
package final class ExactDecider: Decider {
    private var table = KeyTable()
    /// Owners whose document ids are not of our form, which a table slot cannot hold.
    private var others: [TextKey: DocumentOwner] = [:]

    package init() {}

    package var recordVersion: Int { DedupRecord.format }

    /// The number of texts that are remembered.
    package var count: Int { table.count + others.count }
    /// About how many bytes they take.
    package var byteCount: Int { table.byteCount + others.count * 256 }

    package func restore(_ record: [UInt8]) throws(StageError) {
        guard let record = DedupRecord(bytes: record) else {
            throw StageError(.malformedInput, "dedup record of \(record.count) bytes is damaged")
        }
        // Of two records with one key the earlier stands: it was committed first.
        if first(record.key) == nil { remember(record.key, record.owner) }
    }

    package func decide(
        _ evidence: [UInt8], owner: DocumentOwner, config: StageConfig
    ) throws(StageError) -> Decision {
        guard let key = TextKey(bytes: evidence) else {
            throw StageError(
                .internal, "dedup evidence must be 16 bytes, found \(evidence.count)")
        }
        let unique = Duplicate(status: .unique, story: owner.document)
        guard let first = first(key) else {
            let record = DedupRecord(key: key, owner: owner).bytes
            if record != nil { remember(key, owner) }
            return Decision(.annotate, duplicate: unique, record: record)
        }
        if first.isOwner(owner) { return Decision(.annotate, duplicate: unique) }
        let copy = Duplicate(status: .exact, of: first.document, story: first.document)
        return Decision(config[DedupStage.action], duplicate: copy)
    }

    package func retract(_ record: [UInt8]) {
        guard let record = DedupRecord(bytes: record), let first = first(record.key),
            first.isOwner(record.owner)
        else { return }
        table.remove(record.key)
        others[record.key] = nil
    }

    // MARK: Memory

    /// The first document with a text, and a way to tell its owner.
    private struct First {
        let document: String
        let isOwner: (DocumentOwner) -> Bool
    }

    private func first(_ key: TextKey) -> First? {
        if let slot = table[key] {
            let id = PackedID(
                first: slot.first, second: slot.second,
                rest: UInt16(truncatingIfNeeded: slot.third >> 1 & 0x3FF))
            return First(document: id.text) { Self.pack($0) == slot }
        }
        guard let owner = others[key] else { return nil }
        return First(document: owner.document) { $0 == owner }
    }

    private func remember(_ key: TextKey, _ owner: DocumentOwner) {
        if let packed = Self.pack(owner) {
            table.insert(key, packed)
        } else {
            others[key] = owner
        }
    }

    /// The owner as a slot: the document's id in 130 bits, 53 bits of a hash of entry and record.
    ///
    /// The hash is compared only where the 128 bits of the key agree, so a collision that would
    /// make a duplicate pass for unique has a chance of 2⁻⁵³ for each duplicate.
    private static func pack(_ owner: DocumentOwner) -> KeyTable.Owner? {
        guard let id = PackedID(owner.document) else { return nil }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in owner.entry.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= UInt64(bitPattern: Int64(owner.record)) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash >> 31) &* 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 29
        let third = hash << 11 | UInt64(id.rest) << 1 | 1
        return KeyTable.Owner(first: id.first, second: id.second, third: third)
    }
}
