// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What is remembered of a document, as bytes.
///
/// The memory is derived from the records alone, without deciding again: a record tells which of
/// its hashes it added to the index. Documents are numbered in the order of their records.
///
/// Format 3: the format's number, flags, the document's id, the entry's id, the record number, the
/// key, the story's and the other document's number plus 1, the share in 255ths, which hashes were
/// added, which of them became spent, another story's number (both by flag), then the sketch.
struct DedupRecord: Equatable, IndexedRecord {
    /// The format's number, which is also the algorithm's: records of another are not comparable.
    static let format = 3

    var owner: DocumentOwner
    var key: TextKey
    var status: Duplicate.Status
    /// Whether the relation is beyond doubt.
    var isStrong = false
    /// Whether the record marks the other document as one that came back whole.
    var marksOther = false
    /// The number of the document that is related; `nil` for a unique one.
    var other: Int?
    /// The number of the document whose id names the story; `nil` for a story of its own.
    var story: Int?
    /// The number of the document whose id names another story that turned out to be the same;
    /// `nil` mostly.
    var merged: Int?
    /// The share that the relation states, 0…1 in 255ths.
    var similarity: Double?
    /// Bit *n*: the *n*-th of the sketch's indexed hashes was added to the index.
    var added: UInt64 = 0
    /// Bit *n*: with that it became spent.
    var spent: UInt64 = 0
    var sketch: TextSketch

    private static let statuses: [Duplicate.Status] = [.unique, .near, .contained, .supersedes]

    /// The bytes; `nil` when an id is longer than 255 bytes, which no id of ours is.
    var bytes: [UInt8]? {
        guard owner.document.utf8.count <= 255, owner.entry.utf8.count <= 255,
            let code = DedupRecord.statuses.firstIndex(of: status)
        else { return nil }
        var writer = ByteWriter()
        writer.byte(UInt8(DedupRecord.format))
        writer.byte(
            UInt8(code) | (isStrong ? 0x10 : 0) | (marksOther ? 0x20 : 0) | (spent != 0 ? 0x40 : 0)
                | (merged != nil ? 0x80 : 0))
        DedupRecord.write(owner.document, to: &writer)
        DedupRecord.write(owner.entry, to: &writer)
        writer.variable(UInt64(max(0, owner.record)))
        writer.append(key.bytes)
        writer.variable(story.map { UInt64($0 + 1) } ?? 0)
        writer.variable(other.map { UInt64($0 + 1) } ?? 0)
        writer.byte(UInt8(((similarity ?? 0) * 255).rounded()))
        writer.number(added, bytes: 5)
        if spent != 0 { writer.number(spent, bytes: 5) }
        if let merged { writer.variable(UInt64(merged)) }
        sketch.write(to: &writer)
        return writer.bytes
    }

    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let head = Head(&reader), let sketch = TextSketch(reading: &reader), reader.isAtEnd,
            let document = DedupRecord.text(head.document),
            let entry = DedupRecord.text(head.entry), let key = TextKey(bytes: head.key)
        else { return nil }
        owner = DocumentOwner(entry: entry, record: head.record, document: document)
        self.key = key
        status = DedupRecord.statuses[Int(head.flags & 0xF)]
        isStrong = head.flags & 0x10 != 0
        marksOther = head.flags & 0x20 != 0
        other = head.other == 0 ? nil : head.other - 1
        story = head.story == 0 ? nil : head.story - 1
        similarity = head.other == 0 ? nil : Double(head.similarity) / 255
        merged = head.merged
        added = head.added
        spent = head.spent
        self.sketch = sketch
    }

    /// The sketch in a record's bytes but for its placed numbers; `nil` when there is none.
    static func briefSketch(in bytes: [UInt8]) -> TextSketch? {
        var reader = ByteReader(bytes)
        return Head(&reader) == nil ? nil : TextSketch(reading: &reader, isBrief: true)
    }

    /// What stands before the sketch, ids and key as they are written.
    private struct Head {
        let flags: UInt8
        let document: ArraySlice<UInt8>
        let entry: ArraySlice<UInt8>
        let record: Int
        let key: ArraySlice<UInt8>
        let story: Int
        let other: Int
        let similarity: UInt8
        let added: UInt64
        let spent: UInt64
        let merged: Int?

        init?(_ reader: inout ByteReader) {
            guard reader.byte() == UInt8(DedupRecord.format), let flags = reader.byte(),
                Int(flags & 0xF) < DedupRecord.statuses.count,
                let document = DedupRecord.id(&reader), let entry = DedupRecord.id(&reader),
                let record = reader.variable(), record < 1 << 62, let key = reader.take(16),
                let story = reader.variable(), story < 1 << 32,
                let other = reader.variable(), other < 1 << 32, let similarity = reader.byte(),
                let added = reader.number(bytes: 5),
                let spent = flags & 0x40 != 0 ? reader.number(bytes: 5) : 0,
                let merged = flags & 0x80 != 0 ? reader.variable() : 0, merged < 1 << 32
            else { return nil }
            (self.flags, self.document, self.entry, self.key) = (flags, document, entry, key)
            (self.record, self.story, self.other) = (Int(record), Int(story), Int(other))
            (self.similarity, self.added, self.spent) = (similarity, added, spent)
            self.merged = flags & 0x80 != 0 ? Int(merged) : nil
        }
    }

    var emptied: DedupRecord {
        var record = self
        record.key = .none
        record.sketch = .empty
        (record.added, record.spent) = (0, 0)
        return record
    }

    func belongs(to id: String) -> Bool { owner.document == id || owner.entry == id }

    func forEachPosting(_ body: (_ key: UInt64, _ isSpent: Bool) -> Void) {
        body(IndexKey.text(key), false)
        if marksOther, let other { body(IndexKey.whole(other), false) }
        guard added != 0 else { return }
        for (bit, hash) in sketch.indexed.enumerated() where added >> UInt64(bit) & 1 == 1 {
            body(IndexKey.shingle(hash), spent >> UInt64(bit) & 1 == 1)
        }
    }

    init(owner: DocumentOwner, key: TextKey, sketch: TextSketch) {
        self.owner = owner
        self.key = key
        self.sketch = sketch
        status = .unique
    }

    /// Ids of 26 digits take 18 bytes after a zero; others follow their length plus 1.
    private static func write(_ id: String, to writer: inout ByteWriter) {
        guard let packed = PackedID(id) else {
            writer.variable(UInt64(id.utf8.count + 1))
            writer.append(Array(id.utf8))
            return
        }
        writer.byte(0)
        writer.number(packed.first, bytes: 8)
        writer.number(packed.second, bytes: 8)
        writer.number(UInt64(packed.rest), bytes: 2)
    }

    /// The bytes of an id, of a packed one with the zero before it.
    private static func id(_ reader: inout ByteReader) -> ArraySlice<UInt8>? {
        var ahead = reader
        guard let length = ahead.variable(), length <= 256 else { return nil }
        if length == 0 { return reader.take(19) }
        reader = ahead
        return reader.take(Int(length) - 1)
    }

    private static func text(_ id: ArraySlice<UInt8>) -> String? {
        // No id begins with a zero.
        guard id.first == 0 else { return String(validating: id, as: UTF8.self) }
        var reader = ByteReader(Array(id.dropFirst()))
        guard let first = reader.number(bytes: 8), let second = reader.number(bytes: 8),
            let rest = reader.number(bytes: 2), reader.isAtEnd
        else { return nil }
        return PackedID(first: first, second: second, rest: UInt16(rest)).text
    }
}
