// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// The candidates for title, date and writers, and the best of each.
struct PageCandidates {
    typealias Found = PageMetadata.Found

    let titles: [TitleCandidates.Candidate]
    let dates: [DateCandidates.Candidate]
    let writers: [AuthorCandidates.Candidate]
    /// Which of two numbers is the day on this page.
    let order: WrittenDate.Order

    init(
        _ tree: HTMLTree, _ finder: MetadataFinder, address: String?, site: String?,
        language: String?
    ) {
        let (head, data) = (finder.head, finder.data)
        var signs = PageSigns(head, data, address: address)
        var sources = TitleCandidates.Sources()
        sources.headings = head.headings
        sources.title = head.title.map(TitleText.decoded)
        sources.openGraph = finder.plainMeta("og:title")
        sources.twitter = finder.plainMeta("twitter:title")
        sources.headline =
            finder.subjects.prefix(3).lazy.compactMap { data.text($0["headline"]) }.first
            ?? head.property("headline")
        sources.name = finder.subjects.prefix(3).lazy.compactMap { data.text($0["name"]) }.first
        sources.site = site
        sources.address = address
        sources.isArticle = signs.isArticle || signs.isGraphArticle
        sources.isProduct = signs.isProduct
        titles = TitleCandidates(sources).all
        let title = titles.best(LearnedWeights.title)?.value
        let places = PagePlaces(tree, finder.segmentation, title: title, head)
        order = DateLabels.order(language)
        dates = DateCandidates(head, data, places, signs, language: language, address: address).all
        signs.hasDate = dates.best(LearnedWeights.date, over: 0) != nil
        let names = SiteNames(
            sites: [site, finder.plainMeta("og:site_name"), finder.publisher(), data.siteName],
            address: address, title: title)
        writers = AuthorCandidates(head, data, places, signs, names).all
    }

    var title: Found<String>? {
        titles.best(LearnedWeights.title).map { Found(value: $0.value, from: $0.from) }
    }

    /// The day of publication; `visible` tells whether the address or the visible text is enough.
    func published(visible: Bool) -> Found<String>? {
        let allowed = visible ? dates : dates.filter { $0.from != "url" && $0.from != "text" }
        return allowed.best(LearnedWeights.date, over: 0).map {
            Found(value: $0.value.iso, from: $0.from)
        }
    }

    /// The latest day that the page shows as that of its last change.
    var updated: Found<String>? {
        let near: [DateFeature] = [
            .nearHeading, .closeToHeading, .beforeHeading, .textAfterHeading,
        ]
        let shown = dates.filter { $0.has(.labelledUpdated) && near.contains(where: $0.has) }
        return shown.max { $0.value.dayNumber < $1.value.dayNumber }.map {
            Found(value: $0.value.iso, from: $0.from)
        }
    }

    var authors: Found<[String]>? {
        writers.best(LearnedWeights.author, over: 0).map { Found(value: $0.value, from: $0.from) }
    }
}
