// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What is remembered of the first document with a text, as bytes.
///
/// Format 1: the format's number, the 16 bytes of the key, the record number in 8 bytes with the
/// least significant first, then the document's id and the entry's id, each after its length in
/// one byte.
struct DedupRecord: Equatable {
    static let format = 1

    var key: TextKey
    var owner: DocumentOwner

    /// The bytes; `nil` when an id is longer than 255 bytes, which no id of ours is.
    var bytes: [UInt8]? {
        let document = Array(owner.document.utf8)
        let entry = Array(owner.entry.utf8)
        guard document.count <= 255, entry.count <= 255 else { return nil }
        var bytes = [UInt8(Self.format)] + key.bytes
        let record = UInt64(bitPattern: Int64(owner.record))
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: record >> UInt64(8 * $0)) }
        bytes.append(UInt8(document.count))
        bytes += document
        bytes.append(UInt8(entry.count))
        bytes += entry
        return bytes
    }

    init(key: TextKey, owner: DocumentOwner) {
        self.key = key
        self.owner = owner
    }

    /// Takes back what ``bytes`` wrote; `nil` for anything else.
    init?(bytes: [UInt8]) {
        guard bytes.first == UInt8(Self.format), bytes.count >= 27,
            let key = TextKey(bytes: bytes[1..<17])
        else { return nil }
        let record = bytes[17..<25].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var rest = bytes[25...]
        func text() -> String? {
            guard let length = rest.popFirst(), rest.count >= length else { return nil }
            defer { rest = rest.dropFirst(Int(length)) }
            return String(validating: rest.prefix(Int(length)), as: UTF8.self)
        }
        guard let document = text(), let entry = text(), rest.isEmpty else { return nil }
        self.key = key
        owner = DocumentOwner(
            entry: entry, record: Int(Int64(bitPattern: record)), document: document)
    }
}
