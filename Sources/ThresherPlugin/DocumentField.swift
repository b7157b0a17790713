// SPDX-License-Identifier: Apache-2.0

/// A field of the document, by its name in the output.
public struct DocumentField: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The name.
    public let name: String
    /// The field of a name: a built-in one, or one of a stage's own.
    public init(_ name: String) { self.name = name }
    /// The field of a name.
    public init(stringLiteral value: String) { name = value }

    /// The record as read.
    public static let bytes = DocumentField("bytes")
    /// The decoded record.
    public static let content = DocumentField("content")
    /// The main text.
    public static let text = DocumentField("text")
    /// The text's parts.
    public static let blocks = DocumentField("blocks")
    /// What was left out.
    public static let dropped = DocumentField("dropped")
    /// The character set and the count of replacements.
    public static let charset = DocumentField("charset")
    /// The headline.
    public static let title = DocumentField("title")
    /// The source's own summary.
    public static let description = DocumentField("description")
    /// The writers.
    public static let authors = DocumentField("authors")
    /// The date of publication.
    public static let published = DocumentField("published")
    /// The date of the last change.
    public static let modified = DocumentField("modified")
    /// The publication.
    public static let site = DocumentField("site")
    /// The language.
    public static let language = DocumentField("language")
    /// The canonical address.
    public static let url = DocumentField("url")
    /// The leading picture.
    public static let image = DocumentField("image")
    /// Key words.
    public static let tags = DocumentField("tags")
    /// The part of the publication.
    public static let section = DocumentField("section")
    /// The licence.
    public static let license = DocumentField("license")
    /// The kind of page.
    public static let pageType = DocumentField("page_type")
    /// Where the values of other fields were found.
    public static let metadataFrom = DocumentField("metadata_from")
    /// Addresses in the main content.
    public static let links = DocumentField("links")
    /// Where it was filed.
    public static let dateline = DocumentField("dateline")
    /// News agencies.
    public static let agencies = DocumentField("agencies")
    /// Credits of pictures.
    public static let credits = DocumentField("credits")
    /// People, organisations and places.
    public static let entities = DocumentField("entities")
    /// Direct speech.
    public static let quotes = DocumentField("quotes")
    /// Numbers with what they count.
    public static let figures = DocumentField("figures")
    /// Dates and times.
    public static let dates = DocumentField("dates")
    /// E-mail addresses, telephone numbers, hashes and the like.
    public static let identifiers = DocumentField("identifiers")
    /// Counts and marks of quality.
    public static let quality = DocumentField("quality")
    /// The relation to earlier documents.
    public static let duplicate = DocumentField("duplicate")

    /// The fields whose values say where in `text` they stand.
    ///
    /// No stage may change `text` after one that writes them.
    public static let placedInText: Set<DocumentField> = [
        .entities, .quotes, .figures, .dates, .identifiers,
    ]
}
