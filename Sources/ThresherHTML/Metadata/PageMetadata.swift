// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// What a page says about itself, each fact with the place it was found in.
struct PageMetadata {
    struct Found<Value> {
        var value: Value
        var from: String
    }

    var title: Found<String>?
    var authors: Found<[String]>?
    var published: Found<String>?
    var modified: Found<String>?
    var site: Found<String>?
    var description: Found<String>?
    var language: Found<String>?
    var url: Found<String>?
    var image: Found<String>?
    var tags: Found<[String]>?

    /// Reads a parsed page.
    ///
    /// - Parameters:
    ///   - tree: The page.
    ///   - segmentation: Its blocks, for what only the visible page says.
    ///   - source: The address it was fetched from, when known.
    init(_ tree: HTMLTree, _ segmentation: Segmentation, source: String?) {
        let finder = MetadataFinder(tree, segmentation, source: source)
        url = finder.url()
        site = finder.site()
        title = finder.title(site: site?.value)
        authors = finder.authors(site: site?.value)
        published = finder.published(url: url?.value ?? source)
        modified = finder.modified()
        description = finder.description()
        language = finder.language()
        image = finder.image()
        tags = finder.tags()
    }
}

/// Looks each fact up in its sources, the most trustworthy first.
struct MetadataFinder {
    typealias Found = PageMetadata.Found

    let head: HeadFacts
    let data: StructuredData
    let subjects: [JSONValue]
    let segmentation: Segmentation
    let source: String?
    let base: String?

    init(_ tree: HTMLTree, _ segmentation: Segmentation, source: String?) {
        head = HeadFacts(tree)
        data = StructuredData(tree.jsonLD)
        subjects = data.subjects
        self.segmentation = segmentation
        self.source = source
        base = tree.baseURL(source: source)
    }

    /// The first of the subjects' values of that name.
    private func subjectText(_ keys: String..., inner: String = "name") -> String? {
        for key in keys {
            for subject in subjects {
                if let text = data.text(subject[key], inner) { return text }
            }
        }
        return nil
    }

    private func meta(_ keys: String...) -> String? {
        for key in keys {
            if let value = head.meta(key) {
                let plain = MarkupText.plain(value)
                if !plain.isEmpty { return plain }
            }
        }
        return nil
    }

    private func firstOf<Value>(
        _ candidates: [(String, () -> Value?)]
    ) -> Found<Value>? {
        for (from, find) in candidates {
            if let value = find() { return Found(value: value, from: from) }
        }
        return nil
    }

    func title(site: String?) -> Found<String>? {
        var choice = TitleChoice()
        choice.headings = head.headings
        choice.title = head.title
        choice.openGraph = meta("og:title")
        choice.twitter = meta("twitter:title")
        choice.structured = subjects.prefix(3).compactMap {
            data.text($0["headline"]) ?? data.text($0["name"])
        }
        if choice.structured.isEmpty, let name = head.property("headline") {
            choice.structured = [name]
        }
        choice.site = site
        return choice.best().map { Found(value: $0.text, from: $0.from) }
    }

    func authors(site: String?) -> Found<[String]>? {
        func named(_ bylines: [String]) -> [String]? {
            let names = AuthorNames.names(in: bylines).filter {
                $0.lowercased() != site?.lowercased()
            }
            return names.isEmpty ? nil : Array(names.prefix(32))
        }
        return firstOf([
            (
                "json_ld",
                {
                    for subject in subjects {
                        if let names = named(data.names(subject["author"])) { return names }
                    }
                    for subject in subjects {
                        if let names = named(data.names(subject["creator"])) { return names }
                    }
                    return nil
                }
            ),
            (
                "meta",
                {
                    for key in [
                        "author", "article:author", "parsely-author", "sailthru.author",
                        "dc.creator", "dcterms.creator", "citation_author", "byl", "twitter:data1",
                    ] where key != "twitter:data1" || head.meta("twitter:label1") == "Written by" {
                        let values = head.metas.filter { $0.key == key }.map(\.value)
                        if let names = named(values) { return names }
                    }
                    return nil
                }
            ),
            (
                "microdata",
                { named(head.properties.filter { $0.key == "author" }.prefix(1).map(\.value)) }
            ),
            ("rel_author", { named(Array(head.authorLinks.prefix(4))) }),
            (
                "byline",
                {
                    for byline in head.bylines where AuthorNames.looksLikeName(byline) {
                        if let names = named([byline]), names.count <= 6 { return names }
                    }
                    return nil
                }
            ),
            (
                "text",
                {
                    for index in besideHeading() {
                        let text = segmentation.text(of: segmentation.segments[index])
                        guard let byline = AuthorNames.byline(in: text) else { continue }
                        if let names = named([byline]) { return names }
                    }
                    return nil
                }
            ),
        ])
    }

    private func date(_ text: String?) -> String? {
        text.flatMap { CalendarDate(reading: $0)?.iso }
    }

    func published(url: String?) -> Found<String>? {
        firstOf([
            ("json_ld", { structuredDate("datePublished", "uploadDate", "dateCreated") }),
            (
                "meta",
                {
                    for key in [
                        "article:published_time", "og:published_time", "datepublished",
                        "article.published", "parsely-pub-date", "sailthru.date",
                        "citation_publication_date", "citation_date", "dc.date.issued",
                        "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
                        "publishdate", "publish-date", "publish_date", "pubdate",
                        "publication_date",
                        "date", "dc.date.created", "article_date_original",
                        "originalpublicationdate",
                    ] {
                        if let date = date(head.meta(key)) { return date }
                    }
                    return nil
                }
            ),
            ("microdata", { date(head.property("datepublished")) }),
            (
                "time",
                {
                    for isWanted: (HeadFacts.Moment) -> Bool in [
                        { $0.isPublication }, { $0.isInArticle }, { _ in true },
                    ] {
                        for moment in head.moments where isWanted(moment) {
                            if let date = CalendarDate(reading: moment.value), date.day != nil {
                                return date.iso
                            }
                        }
                    }
                    return nil
                }
            ),
            ("url", { url.flatMap(Self.dateInPath) }),
            ("text", visibleDate),
        ])
    }

    func modified() -> Found<String>? {
        firstOf([
            ("json_ld", { structuredDate("dateModified") }),
            (
                "meta",
                {
                    for key in [
                        "article:modified_time", "og:updated_time", "datemodified",
                        "dcterms.modified", "dc.date.modified", "last-modified", "lastmod",
                    ] {
                        if let date = date(head.meta(key)) { return date }
                    }
                    return nil
                }
            ),
            ("microdata", { date(head.property("datemodified")) }),
        ])
    }

    private func structuredDate(_ keys: String...) -> String? {
        for key in keys {
            for subject in subjects {
                if let date = date(data.text(subject[key])) { return date }
            }
        }
        return nil
    }

    /// The day in an address such as `/2025/09/04/` or `/2025-09-04-…`.
    static func dateInPath(_ address: String) -> String? {
        var scan = CalendarDate.Scan(bytes: Array(URLReference.path(of: address).utf8.prefix(512)))
        while scan.index < scan.bytes.count {
            let start = scan.index
            let isFree = start == 0 || !ASCII.isDigit(scan.bytes[start - 1])
            if isFree, let year = scan.digits(4), (1990...2100).contains(year),
                scan.take("/") || scan.take("-"), let month = scan.digits(2),
                scan.take("/") || scan.take("-"), let day = scan.digits(2), !scan.isAtDigit,
                let date = CalendarDate(year: year, month: month, day: day)
            {
                return date.iso
            }
            scan.index = start + 1
        }
        return nil
    }

    /// The short visible blocks near the top heading, where bylines stand; those after it first.
    private func besideHeading() -> [Int] {
        let segments = segmentation.segments
        guard
            let heading = segments.firstIndex(where: {
                $0.kind == .heading && $0.level == 1 && !$0.isHidden
            })
        else { return [] }
        let after = heading..<min(segments.count, heading + 12)
        let before = max(0, heading - 4)..<heading
        return (Array(after) + before.reversed()).filter {
            segments[$0].words <= 24 && !segments[$0].isHidden
        }
    }

    private func visibleDate() -> String? {
        for index in besideHeading() {
            let text = segmentation.text(of: segmentation.segments[index])
            if let date = WrittenDate.first(in: text) { return date.iso }
        }
        return nil
    }
}
