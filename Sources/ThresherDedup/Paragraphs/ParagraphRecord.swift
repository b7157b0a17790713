// SPDX-License-Identifier: Apache-2.0

/// What is remembered of a document's paragraphs, as bytes.
///
/// The format's number, the length of the document's id and the id, the page's tags, the tags of the
/// paragraphs that it counts for.
struct ParagraphRecord: Equatable, IndexedRecord {
    /// The format's number; other than that of any ``DedupRecord``.
    static let format = 0x41

    var document: String
    /// The tags by which the page is found.
    var pages: [UInt32]
    /// The tags of the paragraphs that have one page more with it.
    var paragraphs: [UInt32]

    init(document: String, pages: [UInt32], paragraphs: [UInt32]) {
        (self.document, self.pages, self.paragraphs) = (document, pages, paragraphs)
    }

    /// The bytes; `nil` when the id is longer than 255 bytes, which no id of ours is.
    var bytes: [UInt8]? {
        guard document.utf8.count <= 255 else { return nil }
        var writer = ByteWriter()
        writer.byte(UInt8(ParagraphRecord.format))
        writer.byte(UInt8(document.utf8.count))
        writer.append(Array(document.utf8))
        writer.tags(pages)
        writer.tags(paragraphs)
        return writer.bytes
    }

    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard reader.byte() == UInt8(ParagraphRecord.format), let length = reader.byte(),
            let id = reader.take(Int(length)), let document = String(validating: id, as: UTF8.self),
            let pages = reader.tags(atMost: 2),
            let paragraphs = reader.tags(atMost: ParagraphEvidence.mostParagraphs), reader.isAtEnd
        else { return nil }
        self.init(document: document, pages: pages, paragraphs: paragraphs)
    }

    var emptied: ParagraphRecord {
        ParagraphRecord(document: document, pages: [], paragraphs: [])
    }

    func belongs(to id: String) -> Bool { document == id }

    func forEachPosting(_ body: (_ key: UInt64, _ isSpent: Bool) -> Void) {
        for tag in pages { body(ParagraphRecord.key(page: tag), false) }
        for tag in paragraphs { body(UInt64(tag) << 32, false) }
    }

    /// The key of a page: none of a paragraph with the same tag.
    static func key(page tag: UInt32) -> UInt64 { Mixing.spread(UInt64(tag) << 2 | 3) }
}
