// SPDX-License-Identifier: Apache-2.0

package import ThresherPlugin

/// What belongs to kept blocks although its own score is low: the code of a manual, its short parts
/// between kept ones, the prices of a shop's cards, the name and price of what a page sells.
package enum Companions {
    /// From here on a page is taken for a manual, a forum or a product's.
    private static let sureType = 0.5
    /// A gap of at most so many blocks is filled, with those of at least such a score.
    private static let longestGap = 10
    private static let leastScore = 0.2
    /// The feature by which a block names a sum of money.
    static let priceColumn = FeatureLayout.text + TextFeature.prices.rawValue
    /// A price by itself is no longer, in Unicode scalars.
    private static let longestPrice = 40
    /// A product's price stands at most so many blocks after its name.
    private static let priceReach = 10

    /// The kept blocks and what belongs to them, in document order.
    ///
    /// - Parameters:
    ///   - kept: The blocks that the scores keep, in document order.
    ///   - candidates: All blocks that could be content, in document order.
    ///   - scores: Of each block how likely it is content, 0…1.
    ///   - segmentation: The page's blocks.
    ///   - type: The kind of page and how sure it is.
    ///   - hasPrice: Whether a block names a sum of money.
    /// - Returns: The blocks to keep.
    package static func joined(
        to kept: [Int], among candidates: [Int], scores: [Double], of segmentation: Segmentation,
        type: PageType?, hasPrice: (Int) -> Bool
    ) -> [Int] {
        let segments = segmentation.segments
        guard let type, !kept.isEmpty else { return kept }
        let isSure = type.confidence >= sureType
        let isManual = isSure && type.type == "documentation"
        let takesCode = isManual || (isSure && type.type == "forum")
        let takesPrices = type.type == "collection"
        let isProduct = isSure && type.type == "product"
        guard takesCode || takesPrices || isProduct else { return kept }
        let spoken = candidates.filter { segments[$0].words > 0 }
        func isPrice(_ index: Int) -> Bool {
            segments[index].scalars <= longestPrice && hasPrice(index)
        }
        var isKept = [Bool](repeating: false, count: segments.count)
        for index in kept { isKept[index] = true }
        if isManual { fillGaps(spoken, scores, &isKept) }
        if isProduct, let name = productName(spoken, scores, segments) {
            isKept[spoken[name]] = true
            let near = spoken[(name + 1)...].prefix(priceReach)
            if let price = near.first(where: isPrice) { isKept[price] = true }
        }
        guard takesCode || takesPrices else { return segments.indices.filter { isKept[$0] } }
        var isAfterKept = false
        for index in spoken {
            let belongs =
                (takesCode && segments[index].kind == .code) || (takesPrices && isPrice(index))
            if belongs && isAfterKept { isKept[index] = true }
            isAfterKept = isKept[index]
        }
        return segments.indices.filter { isKept[$0] }
    }

    /// Where among the blocks a product's name is: the likeliest heading of the first level that is
    /// no link.
    private static func productName(
        _ blocks: [Int], _ scores: [Double], _ segments: [Segment]
    ) -> Int? {
        blocks.indices.filter {
            let segment = segments[blocks[$0]]
            return segment.kind == .heading && segment.level == 1
                && segment.linked * 2 < segment.scalars
        }.max { scores[blocks[$0]] < scores[blocks[$1]] }
    }

    private static func fillGaps(_ blocks: [Int], _ scores: [Double], _ isKept: inout [Bool]) {
        var last: Int?
        for (place, index) in blocks.enumerated() where isKept[index] {
            if let last, place - last <= longestGap + 1 {
                for inner in blocks[(last + 1)..<place] where scores[inner] >= leastScore {
                    isKept[inner] = true
                }
            }
            last = place
        }
    }
}
