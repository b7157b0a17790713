// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// Where the visible headline is, and how far other things are from it, in leaf blocks.
struct PagePlaces {
    let tree: HTMLTree
    let segmentation: Segmentation
    /// The block of the headline, `nil` when the page shows none.
    let heading: Int?

    /// Finds the block that shows the title, or else the first top heading.
    init(_ tree: HTMLTree, _ segmentation: Segmentation, title: String?, _ head: HeadFacts) {
        self.tree = tree
        self.segmentation = segmentation
        let words = WordHashes.of(title ?? "")
        let shown = head.headings.filter { $0.level == 1 }
        let named =
            shown.first { !words.isEmpty && WordHashes.of($0.text) == words }
            ?? head.headings.first { !words.isEmpty && WordHashes.of($0.text) == words }
        if let named {
            heading = Self.segment(of: named.node, tree, segmentation)
            return
        }
        let fallback = shown.first { $0.zone.isDisjoint(with: .apart) } ?? shown.first
        heading =
            Self.block(saying: words, title ?? "", segmentation)
            ?? fallback.flatMap { Self.segment(of: $0.node, tree, segmentation) }
    }

    /// The first visible block that says just these words.
    private static func block(
        saying words: [UInt64], _ title: String, _ segmentation: Segmentation
    ) -> Int? {
        guard words.count > 1 else { return nil }
        return segmentation.segments.firstIndex { segment in
            !segment.isHidden && abs(segment.text.count - title.utf8.count) <= 12
                && WordHashes.of(segmentation.text(of: segment)) == words
        }
    }

    private static func segment(
        of node: Int, _ tree: HTMLTree, _ segmentation: Segmentation
    ) -> Int? {
        // An inline element knows its block only by the block-level element around it.
        guard segmentation.firstSegment.indices.contains(node) else { return nil }
        let first = Int(segmentation.firstSegment[node])
        return segmentation.segments.indices.contains(first) ? first : nil
    }

    /// The block that an element begins in.
    func segment(of node: Int) -> Int? { Self.segment(of: node, tree, segmentation) }

    /// How many blocks after the headline an element begins; negative before it.
    func distance(of node: Int) -> Int? {
        guard let heading, let segment = segment(of: node) else { return nil }
        return segment - heading
    }

    func text(_ segment: Int) -> String {
        guard segmentation.segments.indices.contains(segment) else { return "" }
        return segmentation.text(of: segmentation.segments[segment])
    }

    /// The short visible blocks near the headline, where bylines stand; those after it first.
    var besideHeading: [Int] {
        let segments = segmentation.segments
        guard let heading else { return [] }
        let after = heading..<min(segments.count, heading + 12)
        let before = max(0, heading - 5)..<heading
        return (Array(after) + before.reversed()).filter {
            segments[$0].words <= 24 && !segments[$0].isHidden
        }
    }
}
