// SPDX-License-Identifier: Apache-2.0

/// The learned tables that features look words up in.
package struct FeatureTables: Sendable {
    /// Words of class names, ids, roles.
    var names = ValueTable()
    /// Words, pairs of words and whole texts of short blocks.
    var phrases = ValueTable()

    /// Tables that know nothing.
    package init() {}
}

/// Turns a page's blocks into rows of numbers.
///
/// The same code runs when the model is trained and when it is used. No logarithm or other function
/// whose last bit differs between machines is used: trees only compare.
struct FeatureExtractor {
    let map: ElementMap
    let head: PageHead
    let phraseTable: ValueTable
    var matrix: FeatureMatrix
    /// Per block: whether it stands in a heading.
    let isHeading: [Bool]
    /// The share of each block's words that the title has, the title's that the block has.
    var titleShare: [Double] = []
    var titleCoverage: [Double] = []
    var landmarks = Landmarks()

    /// The rows of all blocks of a page.
    static func rows(
        _ tree: HTMLTree, _ segmentation: Segmentation, _ tables: FeatureTables,
        _ selection: FeatureSelection = .all
    ) -> FeatureMatrix {
        var extractor = FeatureExtractor(tree, segmentation, tables, selection)
        extractor.run()
        return extractor.matrix
    }

    init(
        _ tree: HTMLTree, _ segmentation: Segmentation, _ tables: FeatureTables,
        _ selection: FeatureSelection
    ) {
        map = ElementMap(tree, segmentation, names: tables.names)
        head = PageHead(tree)
        phraseTable = tables.phrases
        matrix = FeatureMatrix(rows: segmentation.count, selection)
        let map = map
        isHeading = map.containers.map { map.elements[$0].zones.contains(.heading) }
        landmarks = Landmarks(map)
    }

    private mutating func run() {
        guard matrix.rows > 0 else { return }
        fillText()
        fillPlace()
        fillZonesAndContainers()
        fillItems()
        fillBuilds()
        fillAnchors()
        fillNeighbours()
        fillNames()
        fillPhrases()
        matrix.fillPage(pageFeatures())
    }

    /// Whether any of a set of columns is wanted.
    func wants<Features: FeatureSet>(_ set: Features.Type, at offset: Int) -> Bool {
        matrix.selection.includes(any: offset..<offset + set.allCases.count)
    }

    var segments: [Segment] { map.segmentation.segments }
}

func ratio(_ part: Int, _ whole: Int) -> Double { Double(part) / Double(max(whole, 1)) }
