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
    /// The page types that it tells apart, when it writes `page_type`; none when they are not known
    /// beforehand.
    public let pageTypes: [String]
    /// How it can lose, reorder or misjudge documents, one sentence each.
    public let failureModes: [String]
    /// Worked examples, run by the tests.
    public let examples: [Example]

    /// Creates a spec.
    public init(
        _ name: String, stability: Stability, fields: [AnyField] = [], summary: String,
        reads: Set<DocumentField> = [], writes: Set<DocumentField> = [], mediaTypes: [String] = [],
        pageTypes: [String] = [], failureModes: [String] = [], examples: [Example] = []
    ) {
        self.name = name
        self.stability = stability
        self.fields = fields
        self.summary = summary
        self.reads = reads
        self.writes = writes
        self.mediaTypes = mediaTypes
        self.pageTypes = pageTypes
        self.failureModes = failureModes
        self.examples = examples
    }
}
