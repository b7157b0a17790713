// SPDX-License-Identifier: Apache-2.0

internal import CContentModel

/// The learned model of main content: tables of words, trees over features, trees for page types.
package struct ContentModel: Sendable {
    let tables: FeatureTables
    private let blocks: Forest
    private let types: [(name: String, forest: Forest)]
    /// The features that its trees ask for.
    let selection: FeatureSelection
    /// Pages whose blocks promise fewer words than this have no content.
    let leastWords: Float
    /// What it was trained on and how.
    package let provenance: String

    /// The model that is part of the program.
    package static let shared = ContentModel(resource) ?? ContentModel()

    /// The bytes of that model.
    package static var resource: [UInt8] {
        var count = 0
        let start = unsafe thresher_content_model(&count)
        // A constant array of that length.
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// A model that knows nothing: every block is as likely as not.
    init() {
        tables = FeatureTables()
        blocks = Forest()
        types = []
        selection = FeatureSelection([])
        leastWords = 0
        provenance = ""
    }

    /// Reads a model; `nil` when it is none of this version, or for other features.
    package init?(_ bytes: [UInt8]) {
        var reader = ModelReader(bytes)
        guard reader.uint32() == 0x4D43_4854, reader.uint32() == 1,
            reader.uint32() == Self.fingerprint, let provenance = reader.text(),
            let names = ValueTable(reading: &reader), let phrases = ValueTable(reading: &reader),
            let leastWords = reader.floats(1)?.first,
            var blocks = Forest(reading: &reader, columns: FeatureLayout.count),
            let typeCount = reader.uint32(), typeCount < 100
        else { return nil }
        var types: [(String, Forest)] = []
        for _ in 0..<typeCount {
            guard let name = reader.text(),
                let forest = Forest(reading: &reader, columns: FeatureLayout.count)
            else { return nil }
            types.append((name, forest))
        }
        let selection = FeatureSelection(
            types.reduce(blocks.columns.union([Companions.priceColumn])) { $0.union($1.1.columns) })
        blocks.select(selection)
        for index in types.indices { types[index].1.select(selection) }
        self.selection = selection
        var tables = FeatureTables()
        (tables.names, tables.phrases) = (names, phrases)
        self.tables = tables
        self.types = types
        self.blocks = blocks
        self.leastWords = leastWords
        self.provenance = provenance
    }

    /// The hash of the names of all columns: a model fits the features that it was trained on only.
    package static var fingerprint: UInt32 {
        UInt32(truncatingIfNeeded: FNV.hash(FeatureLayout.columns.joined(separator: "\n").utf8))
    }

    /// Of each block how likely it is main content, 0…1.
    func scores(_ matrix: FeatureMatrix) -> [Double] {
        blocks.sums(matrix).map(Logistic.value)
    }

    /// The page types that it tells apart.
    package var pageTypes: [String] { types.map(\.name) }

    /// The kind of page and how sure it is; `nil` for a page without blocks.
    func pageType(_ matrix: FeatureMatrix) -> (name: String, confidence: Double)? {
        guard matrix.rows > 0, !types.isEmpty else { return nil }
        let row = matrix.first
        let sums = types.map { Double($0.forest.sums(row)[0]) }
        guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return nil }
        // Softmax, as 1 / Σ e^(sum − best).
        let total = sums.reduce(0) { total, sum in
            let odds = Logistic.value(Float(sum - sums[best]))
            return total + odds / (1 - odds)
        }
        return (types[best].name, 1 / total)
    }

    /// How much each column of ``selection`` moved a block's log-odds.
    func contributions(_ matrix: FeatureMatrix, block: Int) -> [Float] {
        blocks.contributions(matrix.row(block))
    }
}
