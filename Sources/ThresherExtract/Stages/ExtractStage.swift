// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Finds what a text says: who says what, how many of what, when, who and where.
package struct ExtractStage: Stage {
    static let quotes = Field.bool(
        "quotes", default: true, help: "Whether to list direct speech with its speakers.")
    static let figures = Field.bool(
        "figures", default: true, help: "Whether to list numbers with what they count.")
    static let dates = Field.bool("dates", default: true, help: "Whether to list dates and times.")
    static let entities = Field.bool(
        "entities", default: true, help: "Whether to list people, organisations and places.")
    static let identifiers = Field.bool(
        "identifiers", default: true,
        help: "Whether to list e-mail addresses, telephone numbers, hashes and the like.")
    static let links = Field.bool(
        "links", default: true, help: "Whether addresses written in the text join the links.")

    package static let spec = StageSpec(
        "extract", stability: .beta,
        fields: [
            .init(quotes), .init(figures), .init(dates), .init(entities), .init(identifiers),
            .init(links),
        ],
        summary: "Finds quotes with speakers, figures, dates, names and identifiers in the text.",
        reads: [.text, .language, .published, .title, .description],
        writes: [.entities, .quotes, .figures, .dates, .identifiers, .links],
        failureModes: [
            "Texts in languages without cues (other than en, de, fr, es, it, pt, ru, ar) are read "
                + "with those of the nearest one, or give identifiers alone.",
            "A pronoun is taken for the last person named whose known gender fits, which may be "
                + "another.",
            "Names without a title, a cue or a place in the gazetteer are left out.",
            "Of a very long text the first 4,000 of each kind are listed.",
        ],
        examples: [
            .init(
                "The text stays as it is", input: "\"We saw it,\" Mayor Ann Lee said.",
                output: "\"We saw it,\" Mayor Ann Lee said.")
        ])

    private let config: StageConfig

    package init(_ config: StageConfig, _ context: StageContext) { self.config = config }

    package func prepare() { Lexicon.prepare() }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        guard !document.text.isEmpty else { return .forward(document) }
        var document = document
        let bytes = Array(document.text.utf8)
        guard bytes.count <= Self.longest else { return .forward(document) }
        let lexicon =
            document.language.flatMap { Lexicon.of($0.tag) } ?? LanguageGuess.lexicon(of: bytes)
        let facts = TextFacts(
            bytes, lexicon, published: document.published.flatMap(Day.init(iso:)),
            heads: [document.title, document.description].compactMap { $0 })
        if config[Self.entities] { document.entities = facts.entities }
        if config[Self.quotes] { document.quotes = facts.quotes }
        if config[Self.figures] { document.figures = facts.figures }
        if config[Self.dates] { document.dates = facts.dates }
        if config[Self.identifiers] { document.identifiers = facts.identifiers }
        if config[Self.links] {
            var known = Set(document.links.map(\.url))
            for link in facts.links where known.insert(link.text).inserted {
                document.links.append(Link(url: link.text, text: link.text))
            }
        }
        return .forward(document)
    }

    /// Longer texts are no articles, in bytes.
    private static let longest = 16_777_216
}

/// All facts of one text.
struct TextFacts {
    var entities: [Entity] = []
    var quotes: [Quote] = []
    var figures: [Figure] = []
    var dates: [DateMention] = []
    var identifiers: [Identifier] = []
    var links: [TextSpan] = []

    /// - Parameters:
    ///   - bytes: The text, UTF-8.
    ///   - lexicon: The cues of its language; without them only identifiers are found.
    ///   - published: The day that relative dates count from.
    ///   - heads: The headline and the summary, which may name the one who is interviewed.
    init(_ bytes: [UInt8], _ lexicon: Lexicon?, published: Day?, heads: [String]) {
        let words = Words(bytes, lexicon ?? .none)
        guard lexicon != nil else {
            let found = IdentifierFinder(words, taken: Array(repeating: false, count: words.count))
            (identifiers, links) = (found.identifiers, found.links)
            return
        }
        let identified = IdentifierFinder(words, taken: Array(repeating: false, count: words.count))
        let dated = DateFinder(words, published: published, taken: identified.taken)
        let list = EntityList(NameFinder(words, taken: identified.taken).mentions, words)
        let pairs = SpokenDashes(words, beside: QuoteMarks(words).pairs).pairs
        let speakers = Speakers(words, list, pairs)
        let quoted = QuoteFinder(words, speakers, pairs, heads: heads)
        let figured = FigureFinder(words, speakers, quoted, taken: dated.taken)
        entities = list.entities
        quotes = quoted.quotes
        figures = figured.figures
        dates = dated.dates
        identifiers = identified.identifiers
        links = identified.links
    }
}
