// SPDX-License-Identifier: Apache-2.0

/// A set of columns that stand beside each other in a block's row.
protocol FeatureSet: CaseIterable, RawRepresentable, Sendable where RawValue == Int {}

/// What the block itself looks like.
enum TextFeature: Int, FeatureSet {
    case words, scalars, wordLength, linkDensity, boldShare, codeShare, links
    case punctuationShare, punctuation, digitShare, capitalShare, endsSentence, endsWithColon
    case endsWithQuestion, startsWithCapital, startsWithSymbol, hasCopyright, prices, dates, hasAt
    case separators, longestWord, differentWords, copies, earlierCopies
    case titleShare, titleCoverage, descriptionShare, commonness, isHidden, kind, level
}

/// Where on the page it stands.
enum PlaceFeature: Int, FeatureSet {
    case index, fromEnd, share, shareOfText, shareOfPlainText, depth
    case blocksAfterTitle, wordsAfterTitle, blocksAfterTitleMatch, headingLevel
    case blocksAfterHeading, wordsAfterHeading, blocksToHeading
    case plainWordsNext10, plainWordsNext30, plainWordsLast10, plainWordsLast30
    case proseBefore, proseAfter, blocksAfterProse, blocksToProse, wordsAfterProse, wordsToProse
    case parentTag, grandparentTag
}

/// A container of the block: its own, or the next wider ones.
enum LevelFeature: Int, FeatureSet {
    case tag, words, share, linkDensity, blocks, meanWords, twins, twinWords, twinSpread
    case twinLinkDensity, proseShare, punctuation, paragraphs, place, pictures, controls
}

/// The item of a list that the block is part of.
enum ItemFeature: Int, FeatureSet {
    case exists, twins, twinIndex, twinWords, twinSpread, twinLinkDensity, words, blocks, pictures
    case linkDensity, tag, depth, groupShare, place
}

/// Blocks of the same build, wherever they stand.
enum BuildFeature: Int, FeatureSet {
    case blocks, meanWords, share, linkDensity
}

/// How it stands to an element that the page's weight rests on.
enum AnchorFeature: Int, FeatureSet {
    case isInside, levelsUp, blocksAway, place
}

/// A block beside it.
enum NeighbourFeature: Int, FeatureSet {
    case words, linkDensity, tag, endsSentence, isHeading, isBeside
}

/// The blocks around it.
enum WindowFeature: Int, FeatureSet {
    case meanWords, linkDensity, proseShare
}

/// What the names of the elements around it mean, by the learned table.
enum NameFeature: Int, FeatureSet {
    case mean, highest, lowest, parentMean, parentHighest, parentLowest
    case grandparentMean, grandparentHighest, grandparentLowest
    case outerMean, outerHighest, outerLowest
    case lowestAround, highestAround, sumAround, nearest, negativeSum, positiveSum
    case lowestOfSix, highestOfSix, meanOfSix, meanOfOuterThree
}

/// What short texts mean, by the learned table.
enum PhraseFeature: Int, FeatureSet {
    case whole, wordMean, wordLowest, wordHighest, pairMean, pairLowest, pairHighest
}

/// What the page as a whole is like.
enum PageFeature: Int, FeatureSet {
    case blocks, words, linkDensity, plainWords, prose, proseShare, prices, dates, questions
    case articles, mains, paragraphs, topHeadings, secondHeadings, thirdHeadings, listItems, tables
    case rows, forms, codes, times, buttons, labels, details, definitions, quotes, sections
    case links, pictures, navigations, asides
    case groupSize, groupWords, groupShare, groupLinkDensity
    case densestShare, densestLinkDensity, densestBlocks, densestDepth, densestMeanWords
    case halfShare, halfLinkDensity, halfBlocks, halfDepth, halfMeanWords
    case mostShare, mostLinkDensity, mostBlocks, mostDepth, mostMeanWords
    case longestArticle, secondArticle, meanParagraph, longestBlock, titlePlace, hiddenShare
    case openGraphType, hasPublicationTime, hasPrice, hasGenerator, descriptionBytes
    case typeArticles, typeProducts, typeOffers, typeLists, typeQuestions, typeDiscussions
    case typeCollections, typeReviews, typeOthers
    case addressIsKnown, addressDepth, addressParts, addressBytes, addressDigits, addressHasQuery
    case addressHasEnding
}

/// The columns of a block's row, in order.
enum FeatureLayout {
    /// Columns that depend on the learned tables stand last before those of the page.
    static let text = 0
    static let place = text + TextFeature.allCases.count
    static let zones = place + PlaceFeature.allCases.count
    static let levels = (0..<levelCount).map {
        zones + Zones.names.count + $0 * LevelFeature.allCases.count
    }
    static let levelCount = 5
    static let items = (0..<2).map {
        zones + Zones.names.count + levelCount * LevelFeature.allCases.count
            + $0 * ItemFeature.allCases.count
    }
    static let build = items[1] + ItemFeature.allCases.count
    static let anchors = (0..<4).map {
        build + BuildFeature.allCases.count + $0 * AnchorFeature.allCases.count
    }
    static let neighbours = (0..<6).map {
        anchors[3] + AnchorFeature.allCases.count + $0 * NeighbourFeature.allCases.count
    }
    /// The distances of the neighbours.
    static let neighbourSteps = [-1, -2, -3, 1, 2, 3]
    static let windows = (0..<4).map {
        neighbours[5] + NeighbourFeature.allCases.count + $0 * WindowFeature.allCases.count
    }
    /// Blocks to either side.
    static let windowReach = [3, 7, 15, 40]
    static let names = windows[3] + WindowFeature.allCases.count
    /// The block itself, its heading, the first blocks and the means of three containers, the
    /// neighbours.
    static let phrases = (0..<phrasePlaces.count).map {
        names + NameFeature.allCases.count + $0 * PhraseFeature.allCases.count
    }
    static let phrasePlaces = [
        "", "heading", "containerFirst", "outerFirst", "widerFirst", "previous", "next",
    ]
    static let page = phrases[phrasePlaces.count - 1] + PhraseFeature.allCases.count
    static let count = page + PageFeature.allCases.count

    /// The name of each column, unique.
    static let columns: [String] = {
        var names: [String] = []
        func add<Features: FeatureSet>(_ set: Features.Type, _ group: String) {
            for feature in set.allCases { names.append("\(group).\(feature)") }
        }
        add(TextFeature.self, "text")
        add(PlaceFeature.self, "place")
        for zone in Zones.names { names.append("inside.\(zone)") }
        for level in 0..<levelCount { add(LevelFeature.self, "container\(level)") }
        add(ItemFeature.self, "item")
        add(ItemFeature.self, "outerItem")
        add(BuildFeature.self, "build")
        for anchor in ["densest", "third", "half", "most"] { add(AnchorFeature.self, anchor) }
        for step in neighbourSteps {
            add(NeighbourFeature.self, step < 0 ? "previous\(-step)" : "next\(step)")
        }
        for reach in windowReach { add(WindowFeature.self, "around\(reach)") }
        add(NameFeature.self, "names")
        for place in phrasePlaces { add(PhraseFeature.self, "\(place)Phrases") }
        add(PageFeature.self, "page")
        return names
    }()
}
