// SPDX-License-Identifier: Apache-2.0

/// What travels through a pipeline: one page, article or record, from its bytes to its facts.
///
/// A reader creates it with `id`, `source` and `bytes`; stages fill in the rest. Absent facts stay
/// `nil` or empty, and sinks leave them out.
public struct Document: Sendable {
    /// 26 characters of base 32, from the SHA-256 of the source bytes and the record number.
    public let id: String
    /// Where the document came from.
    public var source: Source
    /// The record as it was read, before any decoding.
    public var bytes: [UInt8]
    /// The decoded record: markup or plain text, before any extraction.
    ///
    /// Written by `decode`.
    public var content: String?

    /// The main text: paragraphs parted by a blank line, headings and list items on their own lines.
    public var text = ""
    /// The text's parts, in document order.
    public var blocks: [Block] = []
    /// What was left out, and why.
    public var dropped: [DroppedBlock] = []

    /// The headline.
    public var title: String?
    /// A summary that the source itself gives.
    public var description: String?
    /// The writers' names, one each, in the order given.
    public var authors: [String] = []
    /// When it was published: ISO 8601, as precise as is known.
    public var published: String?
    /// When it was last changed: ISO 8601, as precise as is known.
    public var modified: String?
    /// The publication or site that it appeared in.
    public var site: String?
    /// The language of the text.
    public var language: Language?
    /// The canonical address.
    public var url: String?
    /// The address of the picture that stands for the document.
    public var image: String?
    /// Key words that the source itself gives.
    public var tags: [String] = []
    /// The part of the publication that it appeared in.
    public var section: String?
    /// The address of the licence that the source states, or its name where it gives no address.
    public var license: String?
    /// What kind of page it is.
    public var pageType: PageType?
    /// For each metadata field by its name in the output: where its value was found.
    public var metadataFrom: [String: String] = [:]
    /// The addresses that the main content points to.
    public var links: [Link] = []

    /// Where it was filed, when it says so.
    public var dateline: Dateline?
    /// The news agencies that it comes from.
    public var agencies: [String] = []
    /// Whom its pictures are credited to.
    public var credits: [Credit] = []
    /// People, organisations and places that the text names, in the order of their first mention.
    public var entities: [Entity] = []
    /// Direct speech in the text, in order.
    public var quotes: [Quote] = []
    /// Numbers in the text with what they count, in order.
    public var figures: [Figure] = []
    /// Dates and times in the text, in order.
    public var dates: [DateMention] = []
    /// E-mail addresses, telephone numbers, hashes and the like in the text, in order.
    public var identifiers: [Identifier] = []

    /// Counts and marks of quality.
    public var quality = Quality()
    /// Further fields of a stage's own, under names of its own; written after the built-in ones.
    public var extra: [String: JSONValue] = [:]
    /// Values that stages hand to later stages and that no sink writes.
    public var attachments = Attachments()

    /// Creates a document that no stage has seen.
    public init(id: String, source: Source, bytes: [UInt8] = []) {
        self.id = id
        self.source = source
        self.bytes = bytes
    }

    /// Creates a document that has a text already, as stage tests do.
    public init(id: String, text: String) {
        self.init(id: id, source: Source(name: id, path: id))
        self.text = text
    }
}

/// Where a document came from.
public struct Source: Sendable, Equatable {
    /// The entry's base name.
    public var name: String
    /// The entry's path below the intake folder; bytes that are no UTF-8 are escaped as `\xNN`.
    public var path: String
    /// The number of bytes of the entry (of the record, in a container).
    public var byteCount = 0
    /// SHA-256 of those bytes, 64 hexadecimal digits.
    public var sha256 = ""
    /// The media type without parameters, such as `text/html`.
    public var mediaType = "application/octet-stream"
    /// The `charset` parameter that came with the record, when a transport gave one.
    public var declaredCharset: String?
    /// The character set that the bytes were decoded from, by its WHATWG name.
    public var charset: String?
    /// What decided the character set: `bom`, `utf-8`, `declared`, `meta`, `detected`, `default`.
    public var charsetFrom: String?
    /// How many U+FFFD the decoding had to put in.
    public var replacements = 0
    /// How many characters had been read by a wrong character set before and were restored.
    public var repaired = 0
    /// The address the record was fetched from, when the reader knows it.
    public var url: String?
    /// The record's number in its container, from 0; `nil` when the entry is the document.
    public var record: Int?

    /// Creates a source.
    public init(name: String, path: String) {
        self.name = name
        self.path = path
    }
}
