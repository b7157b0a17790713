// SPDX-License-Identifier: Apache-2.0

package import ThresherPlugin

/// A page as training sees it: its blocks, their features, and the hashes that the learned tables
/// are made of.
///
/// Everything comes from the code that runs in production, so that the two cannot drift apart.
package struct TrainingPage {
    /// A word in the names of an element, with the element's blocks.
    package struct Name {
        package var first: Int
        package var end: Int
        package var hash: UInt64
    }

    /// A word, pair of words or whole text of a short block.
    package struct Phrase {
        package var block: Int
        package var hash: UInt64
    }

    private let tree: HTMLTree
    private let segmentation: Segmentation

    /// Cuts a page; `nil` when the document is none.
    package init?(_ document: Document) {
        var document = document
        guard let tree = document.pageTree() else { return nil }
        self.tree = tree
        segmentation = document.pageSegmentation(of: tree)
    }

    /// The names of the columns.
    package static var columns: [String] { FeatureLayout.columns }

    /// The columns that depend on tables.
    package static var tableColumns: Range<Int> { FeatureLayout.names..<FeatureLayout.page }

    /// All blocks.
    package var blocks: [Block] { segmentation.blocks }

    /// Whether each block is hidden, and not only until a reader unfolds it.
    package var hidden: [Bool] { segmentation.segments.map { $0.isHidden && !$0.isFolded } }

    /// The words of each block, as the cut counts them.
    package var words: [Int] { segmentation.segments.map(\.words) }

    /// One row a block.
    package func rows(_ tables: FeatureTables) -> [Float] {
        let matrix = FeatureExtractor.rows(tree, segmentation, tables)
        return (0..<matrix.rows).flatMap(matrix.row)
    }

    /// The names of all elements that have text.
    package var names: [Name] {
        let map = ElementMap(tree, segmentation, names: ValueTable())
        var names: [Name] = []
        for element in map.elements.dropFirst() {
            tree.forEachName(of: element.node) { _, value in
                NameTokens.forEach(in: tree.bytes, value) {
                    names.append(Name(first: element.first, end: element.end, hash: $0))
                }
            }
        }
        return names
    }

    /// The phrases of all short blocks.
    package var phrases: [Phrase] {
        let text = PageText(segmentation)
        return text.blocks.enumerated().flatMap { index, block in
            Phrases.all(text.words[block.words]).map { Phrase(block: index, hash: $0) }
        }
    }
}

extension FeatureTables {
    /// Reads both tables, names first; `nil` when they are no tables.
    package init?(_ bytes: [UInt8]) {
        var reader = ModelReader(bytes)
        guard let names = ValueTable(reading: &reader), let phrases = ValueTable(reading: &reader)
        else { return nil }
        (self.names, self.phrases) = (names, phrases)
    }
}
