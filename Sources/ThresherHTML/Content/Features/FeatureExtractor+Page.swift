// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

extension FeatureExtractor {
    /// The page's own features, in the order of ``PageFeature``.
    func pageFeatures() -> [Float] {
        var values = [Float](repeating: 0, count: PageFeature.allCases.count)
        func set(_ feature: PageFeature, _ value: Double) {
            values[feature.rawValue] = Float(value)
        }
        func set(_ feature: PageFeature, _ value: Int) { values[feature.rawValue] = Float(value) }
        func set(_ feature: PageFeature, _ value: Bool) { values[feature.rawValue] = value ? 1 : 0 }
        func set(_ feature: PageFeature, _ tags: ThresherHTMLTag...) {
            set(feature, tags.reduce(0) { $0 + map.tagCounts[Int($1.rawValue)] })
        }
        let rows = matrix.rows
        let words = map.sums.words(0, rows)
        set(.blocks, rows)
        set(.words, words)
        set(.linkDensity, map.linkDensity(0, rows))
        set(.plainWords, map.sums.plain(0, rows))
        set(.prose, map.sums.prose(0, rows))
        let proseWords = segments.reduce(0) {
            $0 + ($1.words >= BlockSums.proseWords ? $1.words : 0)
        }
        set(.proseShare, ratio(proseWords, words))
        set(.hiddenShare, ratio(segments.reduce(0) { $0 + ($1.isHidden ? $1.words : 0) }, words))
        set(.prices, map.text.blocks.reduce(0) { $0 + ($1.prices > 0 ? 1 : 0) })
        set(.dates, map.text.blocks.reduce(0) { $0 + ($1.dates > 0 ? 1 : 0) })
        set(.questions, map.text.blocks.reduce(0) { $0 + ($1.endsWithQuestion ? 1 : 0) })
        set(.articles, .article)
        set(.mains, .main)
        set(.paragraphs, .p)
        set(.topHeadings, .h1)
        set(.secondHeadings, .h2)
        set(.thirdHeadings, .h3)
        set(.listItems, .li)
        set(.tables, .table)
        set(.rows, .tr)
        set(.forms, .form)
        set(.codes, .code, .pre)
        set(.times, .time)
        set(.buttons, .button)
        set(.labels, .label)
        set(.details, .details)
        set(.definitions, .dl)
        set(.quotes, .blockquote)
        set(.sections, .section)
        set(.links, .a)
        set(.pictures, .img)
        set(.navigations, .nav)
        set(.asides, .aside)
        setGroup(set)
        setLandmark(
            landmarks.densest, set, .densestShare, .densestLinkDensity, .densestBlocks,
            .densestDepth, .densestMeanWords)
        setLandmark(
            landmarks.half, set, .halfShare, .halfLinkDensity, .halfBlocks, .halfDepth,
            .halfMeanWords)
        setLandmark(
            landmarks.most, set, .mostShare, .mostLinkDensity, .mostBlocks, .mostDepth,
            .mostMeanWords)
        let articles = map.elements.lazy.filter { $0.tag == .article }.map { map.words(in: $0) }
        let longest = articles.sorted(by: >).prefix(2)
        set(.longestArticle, longest.first ?? -1)
        set(.secondArticle, longest.dropFirst().first ?? -1)
        let paragraphs = segments.indices.filter {
            map.elements[map.containers[$0]].tag == .paragraph
        }
        set(
            .meanParagraph,
            ratio(paragraphs.reduce(0) { $0 + segments[$1].words }, paragraphs.count))
        set(.longestBlock, segments.reduce(0) { max($0, $1.words) })
        set(.titlePlace, topHeading.map { ratio($0, rows) } ?? -1)
        set(.openGraphType, head.openGraphType)
        set(.hasPublicationTime, head.hasPublicationTime)
        set(.hasPrice, head.hasPrice)
        set(.hasGenerator, head.hasGenerator)
        set(.descriptionBytes, head.descriptionBytes)
        set(.typeArticles, head.types.articles)
        set(.typeProducts, head.types.products)
        set(.typeOffers, head.types.offers)
        set(.typeLists, head.types.lists)
        set(.typeQuestions, head.types.questions)
        set(.typeDiscussions, head.types.discussions)
        set(.typeCollections, head.types.collections)
        set(.typeReviews, head.types.reviews)
        set(.typeOthers, head.types.others)
        set(.addressIsKnown, head.address.isKnown)
        set(.addressDepth, head.address.depth)
        set(.addressParts, head.address.lastParts)
        set(.addressBytes, head.address.lastBytes)
        set(.addressDigits, head.address.digits)
        set(.addressHasQuery, head.address.hasQuery)
        set(.addressHasEnding, head.address.hasEnding)
        return values
    }

    /// The group of like elements that weighs most.
    private func setGroup(_ set: (PageFeature, Double) -> Void) {
        var best: (weight: Double, element: ElementMap.Element)?
        for element in map.elements where element.twins >= 3 {
            let mean = ratio(element.twinWords, element.twins)
            let weight = Double(element.twins) * min(mean, 100)
            if best.map({ weight > $0.weight }) ?? true { best = (weight, element) }
        }
        guard let element = best?.element else { return }
        set(.groupSize, Double(element.twins))
        set(.groupWords, ratio(element.twinWords, element.twins))
        set(.groupShare, ratio(element.twinWords, map.sums.words(0, matrix.rows)))
        set(.groupLinkDensity, ratio(element.twinLinked, element.twinScalars))
    }

    private func setLandmark(
        _ index: Int, _ set: (PageFeature, Double) -> Void, _ share: PageFeature,
        _ linkDensity: PageFeature, _ blocks: PageFeature, _ depth: PageFeature,
        _ meanWords: PageFeature
    ) {
        let element = map.elements[index]
        let words = map.words(in: element)
        set(share, ratio(words, map.sums.words(0, matrix.rows)))
        set(linkDensity, map.linkDensity(element.first, element.end))
        set(blocks, Double(element.count))
        set(depth, Double(element.depth))
        set(meanWords, ratio(words, element.count))
    }
}
