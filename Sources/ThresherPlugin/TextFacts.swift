// SPDX-License-Identifier: Apache-2.0

/// A stretch of a document's `text`, with its words.
///
/// `start` and `end` count Unicode scalars of `text` from 0, `end` excluded; the scalars between
/// them are exactly `text` of the span.
public struct TextSpan: Sendable, Hashable {
    /// The words, as they stand in the document's text.
    public var text: String
    /// The first scalar.
    public var start: Int
    /// One past the last scalar.
    public var end: Int

    /// Creates a span.
    public init(text: String, start: Int, end: Int) {
        self.text = text
        self.start = start
        self.end = end
    }
}

/// Where a report was filed: `DEIR AZ ZOR, Syria, Sept 17 (Reuters) -`.
public struct Dateline: Sendable, Equatable {
    /// The whole line as written, without the dash that ends it.
    public var text: String
    /// The place, or places, as written.
    public var place: String?
    /// ISO 3166-1 alpha-2, when the country is written or the place is known.
    public var country: String?
    /// The day, as written.
    public var date: String?

    /// Creates a dateline.
    public init(text: String, place: String? = nil, country: String? = nil, date: String? = nil) {
        self.text = text
        self.place = place
        self.country = country
        self.date = date
    }
}

/// Whom a picture is credited to.
public struct Credit: Sendable, Equatable {
    /// The credit, without brackets.
    public var text: String
    /// The caption that it ends.
    public var caption: String?

    /// Creates a credit.
    public init(text: String, caption: String? = nil) {
        self.text = text
        self.caption = caption
    }
}

/// Someone or something that a text names.
public struct Entity: Sendable, Equatable {
    /// What is named.
    public enum Kind: String, Sendable, CaseIterable {
        case person, organisation, place
    }

    /// What it is.
    public var kind: Kind
    /// The fullest form of the name in the text, without titles.
    public var name: String
    /// ISO 3166-1 alpha-2, of a place that is known.
    public var country: String?
    /// Degrees north, of a town that is known; a country or region has none.
    public var latitude: Double?
    /// Degrees east, like `latitude`.
    public var longitude: Double?
    /// Every place in the text that names it, in order.
    public var mentions: [TextSpan]

    /// Creates an entity.
    public init(kind: Kind, name: String, mentions: [TextSpan] = []) {
        self.kind = kind
        self.name = name
        self.mentions = mentions
    }
}

/// Direct speech.
public struct Quote: Sendable, Equatable {
    /// The words between the quotation marks.
    public var span: TextSpan
    /// Who says it: the fullest name that the text gives, or the words that stand for the speaker.
    public var speaker: String?
    /// The words beside the quote that name the speaker: `he`, `the ministry`.
    public var attribution: TextSpan?
    /// The word that makes it speech: `said`, `according to`.
    public var cue: String?

    /// Creates a quote.
    public init(span: TextSpan) { self.span = span }
}

/// A number and what it counts.
public struct Figure: Sendable, Equatable {
    /// The number, qualifier and counted words included.
    public var span: TextSpan
    /// The number, or the lower end of a range.
    public var value: Double
    /// The upper end of a range.
    public var upper: Double?
    /// How the number is meant: one of `more than`, `at least`, `less than`, `up to`, `about`,
    /// `almost`, `exactly`; `nil` when it stands plain.
    public var qualifier: String?
    /// `percent`, a unit of measure by its symbol, or a currency by its ISO 4217 code.
    public var unit: String?
    /// What is counted, as written.
    public var of: String?
    /// What has become of it, as written: `killed`, `wounded`, `arrested`.
    public var state: String?
    /// Who claims it, when the sentence says so.
    public var claimant: String?

    /// Creates a figure.
    public init(span: TextSpan, value: Double) {
        self.span = span
        self.value = value
    }
}

/// A date or time that a text states.
public struct DateMention: Sendable, Equatable {
    /// How precise a date is.
    public enum Precision: String, Sendable, CaseIterable {
        case decade, year, quarter, season, month, week, day, hour, minute, second
    }

    /// The words.
    public var span: TextSpan
    /// ISO 8601, cut to its precision: `2016-09-17`, `2016-09`, `T17:00`, and with the zone that stands
    /// beside a time, `T17:00Z`; `nil` when the words are relative and the day of publication is not
    /// known.
    public var value: String?
    /// The end of a range, like `value`.
    public var until: String?
    /// How precise the words are.
    public var precision: Precision

    /// Creates a date.
    public init(span: TextSpan, precision: Precision) {
        self.span = span
        self.precision = precision
    }
}

/// A string that leads to someone or something outside of the text, checked as far as its form
/// allows: sums, ranges, registers of endings.
public struct Identifier: Sendable, Equatable {
    /// What it is, one word such as `email`, `iban` or `ipv4`.
    public var kind: String
    /// Its usual written form, without spaces.
    public var value: String
    /// The words.
    public var span: TextSpan

    /// Creates an identifier.
    public init(kind: String, value: String, span: TextSpan) {
        self.kind = kind
        self.value = value
        self.span = span
    }
}
