// SPDX-License-Identifier: Apache-2.0

/// What a stage is called, takes, reads, writes and may get wrong, as data.
public struct StageSpec: Sendable {
    /// How far a stage's options and results may still change.
    public enum Stability: String, Sendable {
        case experimental, beta, stable
    }

    /// A worked example: options, input text, output text.
    public struct Example: Sendable {
        /// What it shows.
        public let title: String
        /// The options as YAML lines; empty for the defaults.
        public let config: String
        /// `content` of the document going in (and its `text`).
        public let input: String
        /// `text` of the document coming out.
        public let output: String
        /// The media type of the document going in.
        public let mediaType: String

        /// Creates an example.
        public init(
            _ title: String, config: String = "", input: String, output: String,
            mediaType: String = "text/plain"
        ) {
            self.title = title
            self.config = config
            self.input = input
            self.output = output
            self.mediaType = mediaType
        }
    }

    /// The name in a pipeline file, `lower_snake_case`.
    public let name: String
    /// How far it may still change.
    public let stability: Stability
    /// The options.
    public let fields: [AnyField]
    /// One sentence.
    public let summary: String
    /// The document's fields that it reads.
    public let reads: Set<DocumentField>
    /// The document's fields that it writes.
    public let writes: Set<DocumentField>
    /// Media types that it works on (`text/*` allowed), or none for all.
    ///
    /// Documents of other types pass unchanged.
    public let mediaTypes: [String]
    /// How it can lose, reorder or misjudge documents, one sentence each.
    public let failureModes: [String]
    /// Worked examples, run by the tests.
    public let examples: [Example]

    /// Creates a spec.
    public init(
        _ name: String, stability: Stability, fields: [AnyField] = [], summary: String,
        reads: Set<DocumentField> = [], writes: Set<DocumentField> = [], mediaTypes: [String] = [],
        failureModes: [String] = [], examples: [Example] = []
    ) {
        self.name = name
        self.stability = stability
        self.fields = fields
        self.summary = summary
        self.reads = reads
        self.writes = writes
        self.mediaTypes = mediaTypes
        self.failureModes = failureModes
        self.examples = examples
    }
}

/// A field of the document, by its name in the output.
public struct DocumentField: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The name.
    public let name: String
    /// Creates a field of a stage's own.
    public init(stringLiteral value: String) { name = value }
    private init(_ name: String) { self.name = name }

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
