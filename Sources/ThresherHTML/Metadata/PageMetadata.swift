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
    var section: Found<String>?
    var license: Found<String>?
    /// All that title, writers and date of publication were chosen from.
    let candidates: PageCandidates

    /// Reads a parsed page.
    ///
    /// - Parameters:
    ///   - tree: The page.
    ///   - segmentation: Its blocks, for what only the visible page says.
    ///   - source: The address it was fetched from, when known.
    ///   - visibleDates: Whether a date may come from the address or the visible text alone.
    init(
        _ tree: HTMLTree, _ segmentation: Segmentation, source: String?, visibleDates: Bool
    ) {
        let finder = MetadataFinder(tree, segmentation, source: source)
        url = finder.url()
        site = finder.site()
        language = finder.language()
        candidates = PageCandidates(
            tree, finder, address: url?.value ?? source, site: site?.value,
            language: language?.value)
        title = candidates.title
        authors = candidates.authors
        published = candidates.published(visible: visibleDates)
        modified = finder.modified(candidates.order) ?? (visibleDates ? candidates.updated : nil)
        description = finder.description()
        image = finder.image()
        tags = finder.tags()
        section = finder.section()
        license = finder.license()
    }
}

/// Looks each fact up in its sources, the most trustworthy first.
struct MetadataFinder {
    typealias Found = PageMetadata.Found

    let head: HeadFacts
    let data: StructuredData
    /// The objects that the page is about, the best first.
    let subjects: [StructuredData.Subject]
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

    private func firstOf<Value>(
        _ candidates: [(String, () -> Value?)]
    ) -> Found<Value>? {
        for (from, find) in candidates {
            if let value = find() { return Found(value: value, from: from) }
        }
        return nil
    }

    func modified(_ order: WrittenDate.Order) -> Found<String>? {
        func date(_ text: String?) -> String? {
            text.flatMap { CalendarDate(reading: $0, order: order)?.iso }
        }
        return firstOf([
            ("json_ld", { subjects.lazy.compactMap { date(data.text($0["dateModified"])) }.first }),
            ("meta", { DateCandidates.metaModified.lazy.compactMap { date(head.meta($0)) }.first }),
            ("microdata", { date(head.property("datemodified")) }),
        ])
    }
}
