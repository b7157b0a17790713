// SPDX-License-Identifier: Apache-2.0

/// A language and how sure of it the stage is.
public struct Language: Sendable, Equatable {
    /// The BCP 47 tag, such as `en` or `pt-BR`; `und` when there is too little to tell.
    public var tag: String
    /// 0…1; `nil` when nothing but the page's own declaration tells it.
    public var confidence: Double?
    /// The tag that the page declares, when the text is in another language.
    public var declared: String?

    /// Creates a language.
    public init(tag: String, confidence: Double? = nil) {
        self.tag = tag
        self.confidence = confidence
    }
}

/// A kind of page and how sure of it the stage is.
public struct PageType: Sendable, Equatable {
    /// One word, such as `article` or `forum`.
    public var type: String
    /// 0…1.
    public var confidence: Double

    /// Creates a page type.
    public init(type: String, confidence: Double) {
        self.type = type
        self.confidence = confidence
    }
}

/// An address that the text points to.
public struct Link: Sendable, Equatable {
    /// The absolute address, as far as a base was known.
    public var url: String
    /// The words that are linked.
    public var text: String

    /// Creates a link.
    public init(url: String, text: String) {
        self.url = url
        self.text = text
    }
}

/// Counts and marks of quality.
public struct Quality: Sendable, Equatable {
    /// The number of words of the text.
    public var words: Int?
    /// Why the text is empty, such as `no_main_content` or `no_text`.
    public var emptyReason: String?
    /// What cut the document short: limits such as `depth` or `nodes`, or the site's `paywall`.
    public var truncated: [String] = []
    /// How often normalisation changed what, such as `soft_hyphens` or `joined_lines`.
    public var changes: [String: Int] = [:]
    /// Results of single rules by their names.
    public var rules: [String: JSONValue] = [:]

    /// Creates an empty record.
    public init() {}
}

/// How a document relates to those committed before it.
public struct Duplicate: Sendable, Equatable {
    /// The relation.
    public enum Status: String, Sendable {
        case unique, exact, near, contained, supersedes
    }

    /// The relation.
    public var status: Status
    /// The other document's id.
    public var of: String?
    /// 0…1.
    public var similarity: Double?
    /// The id that all members of a cluster share.
    public var story: String

    /// Creates a relation.
    public init(status: Status, of: String? = nil, similarity: Double? = nil, story: String) {
        self.status = status
        self.of = of
        self.similarity = similarity
        self.story = story
    }
}
