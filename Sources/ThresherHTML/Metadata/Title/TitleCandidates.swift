// SPDX-License-Identifier: Apache-2.0

/// Gathers all that may be a page's title, with what speaks for each.
///
/// Some candidate is right on 96 of 100 pages, and no source by itself on 65.
struct TitleCandidates {
    typealias Candidate = Ranked<String, TitleFeature>

    /// The sources.
    struct Sources {
        var headings: [HeadFacts.Heading] = []
        var title: String?
        var openGraph: String?
        var twitter: String?
        var headline: String?
        var name: String?
        var site: String?
        /// The page's own address.
        var address: String?
        var isArticle = false
        var isProduct = false
    }

    private let sources: Sources
    private let titleParts: TitleParts
    private let graphParts: TitleParts
    private(set) var all: [Candidate] = []
    private static let most = 64

    init(_ sources: Sources) {
        self.sources = sources
        titleParts = TitleParts(TitleText.cleaned(sources.title ?? ""))
        graphParts = TitleParts(TitleText.cleaned(sources.openGraph ?? ""))
        addHeadings()
        addStructured()
        addTitle()
        addGraph()
        describe()
    }

    private mutating func add(_ text: String, _ from: String, _ features: [TitleFeature?]) {
        guard !text.isEmpty, text.utf8.count <= 1000 else { return }
        let index: Int
        if let known = all.firstIndex(where: { $0.value == text }) {
            index = known
        } else if all.count < Self.most {
            index = all.count
            all.append(Candidate(value: text, from: from))
        } else {
            return
        }
        for feature in features { if let feature { all[index].note(feature) } }
    }

    private mutating func addHeadings() {
        let top = sources.headings.filter { $0.level == 1 }
        for (index, heading) in top.prefix(6).enumerated() {
            add(
                heading.text, "h1",
                [
                    index == 0 ? .firstHeading : .laterHeading,
                    top.count == 1 ? .onlyHeading : nil,
                    heading.zone.contains(.content) ? .headingInContent : nil,
                    heading.zone.contains(.header) && !heading.zone.contains(.content)
                        ? .headingInHeader : nil,
                    heading.zone.isDisjoint(with: .apart) ? nil : .headingApart,
                    heading.isNamedTitle ? .headingNamedTitle : nil,
                ])
            let parts = TitleParts(heading.text)
            guard parts.count > 1, index < 2 else { continue }
            for run in parts.runs where run.isFirst != run.isLast {
                add(run.text, "h1", [.headingPart])
            }
        }
        guard top.isEmpty else { return }
        let second = sources.headings.filter { $0.zone.isDisjoint(with: .apart) }
        for (index, heading) in second.prefix(3).enumerated() {
            add(heading.text, "h2", [.secondLevel, index == 0 ? .secondLevelFirst : nil])
        }
    }

    private mutating func addStructured() {
        if let text = sources.headline { add(text, "json_ld", [.structuredHeadline]) }
        if let text = sources.name { add(text, "json_ld", [.structuredName]) }
    }

    private mutating func addTitle() {
        for run in titleParts.runs {
            add(
                run.text, "title",
                [
                    run.isWhole ? .titleWhole : nil,
                    run.isWhole && titleParts.count == 1 ? .titleWholeOfOne : nil,
                    run.isFirst && !run.isLast && run.text == titleParts.texts.first
                        ? .titleFirst : nil,
                    run.isFirst && !run.isLast && titleParts.count == 2 ? .titleFirstOfTwo : nil,
                    run.isLast && !run.isFirst && run.text == titleParts.texts.last
                        ? .titleLast : nil,
                    !run.isFirst && !run.isLast ? .titleMiddle : nil,
                    run.isFirst && !run.isLast && isAllButLast(run, titleParts)
                        ? .titleAllButLast : nil,
                    run.isLast && !run.isFirst && isAllButFirst(run, titleParts)
                        ? .titleAllButFirst : nil,
                    cut(run.after, [.cutAfterBar, .cutAfterDash, .cutAfterColon, .cutAfterOther]),
                    cut(
                        run.before,
                        [.cutBeforeBar, .cutBeforeDash, .cutBeforeColon, .cutBeforeOther]),
                ])
        }
    }

    private mutating func addGraph() {
        for run in graphParts.runs {
            add(
                run.text, "open_graph",
                [
                    run.isWhole ? .graphWhole : nil,
                    run.isWhole && graphParts.count == 1 ? .graphWholeOfOne : nil,
                    run.isFirst && !run.isLast && run.text == graphParts.texts.first
                        ? .graphFirst : nil,
                    run.isLast && !run.isFirst ? .graphLast : nil,
                    !run.isFirst && !run.isLast ? .graphMiddle : nil,
                    run.isFirst && !run.isLast && isAllButLast(run, graphParts)
                        ? .graphAllButLast : nil,
                ])
        }
        guard let twitter = sources.twitter else { return }
        for run in TitleParts(TitleText.cleaned(twitter)).runs where run.isFirst {
            add(run.text, "twitter", [run.isWhole ? .twitterWhole : .twitterPart])
        }
    }

    private func isAllButLast(_ run: TitleParts.Run, _ parts: TitleParts) -> Bool {
        parts.texts.last.map { WordHashes.of(run.rest) == WordHashes.of($0) } ?? false
    }

    private func isAllButFirst(_ run: TitleParts.Run, _ parts: TitleParts) -> Bool {
        parts.texts.first.map { WordHashes.of(run.rest) == WordHashes.of($0) } ?? false
    }

    private func cut(
        _ separator: TitleParts.Separator?, _ features: [TitleFeature]
    ) -> TitleFeature? {
        switch separator {
        case .bar: features[0]
        case .dash: features[1]
        case .colon: features[2]
        case .other: features[3]
        case nil: nil
        }
    }

    /// Notes what holds of each candidate beside its place.
    private mutating func describe() {
        let context = TitleContext(sources, titleParts, graphParts)
        for index in all.indices { context.describe(&all[index]) }
        all.removeAll { $0.has(.hasNoLetter) }
    }
}
