// SPDX-License-Identifier: Apache-2.0

/// The elements that a page's weight rests on, as indexes of ``ElementMap/elements``.
struct Landmarks {
    /// The element of the densest prose, by the rule of the readability family: blocks give points
    /// for length and punctuation to their container's parent, half to the next.
    var densest = 0
    /// The deepest elements that hold 30, 50 and 80 % of the words that are no links.
    var third = 0
    var half = 0
    var most = 0

    init() {}

    init(_ map: ElementMap) {
        densest = Self.densest(map)
        third = Self.deepest(map, share: 0.3)
        half = Self.deepest(map, share: 0.5)
        most = Self.deepest(map, share: 0.8)
    }

    var all: [Int] { [densest, third, half, most] }

    private static func densest(_ map: ElementMap) -> Int {
        var scores = [Double](repeating: 0, count: map.elements.count)
        for (index, segment) in map.segmentation.segments.enumerated() where segment.scalars >= 40 {
            let length = min(Double(segment.scalars) / 100, 3)
            let score =
                (1 + Double(segment.punctuation) + length)
                * (1 - ratio(segment.linked, segment.scalars))
            let container = map.containers[index]
            switch map.elements[container].tag {
            case .division, .section, .article, .main, .body, .cell: scores[container] += score
            default: break
            }
            let parent = map.elements[container].parent
            scores[parent] += score
            scores[map.elements[parent].parent] += score / 2
        }
        var best = (score: 0.0, element: 0)
        for (index, element) in map.elements.enumerated() where scores[index] > 0 {
            let score = scores[index] * (1 - map.linkDensity(element.first, element.end))
            if score > best.score { best = (score, index) }
        }
        return best.element
    }

    private static func deepest(_ map: ElementMap, share: Double) -> Int {
        let least = share * map.sums.plain(0, map.segmentation.count)
        guard least > 0 else { return 0 }
        var deepest = 0
        for (index, element) in map.elements.enumerated().dropFirst()
        where element.parent == deepest && map.sums.plain(element.first, element.end) >= least {
            deepest = index
        }
        return deepest
    }
}
