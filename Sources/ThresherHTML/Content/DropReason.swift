// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink
internal import ThresherPlugin

/// Why blocks are no content, each in one word that a person understands.
///
/// The scores decide; this only names the most telling thing about a block that was left out.
struct DropReasons {
    private let tree: HTMLTree
    private let segmentation: Segmentation
    private let isCandidate: [Bool]
    private let repeated: Set<Int>
    private let paywall: Set<Int>

    init(_ tree: HTMLTree, _ segmentation: Segmentation, _ main: MainContent) {
        self.tree = tree
        self.segmentation = segmentation
        isCandidate = main.isCandidate
        repeated = main.repeated
        paywall = main.paywall.blocks
    }

    func reason(_ index: Int) -> String {
        if repeated.contains(index) { return "repeated" }
        let segment = segmentation.segments[index]
        if segment.isHidden && !isCandidate[index] { return "hidden" }
        let (zones, names, near) = surroundings(segment.container)
        if segment.kind == .comment { return "comment" }
        if paywall.contains(index) { return "paywall" }
        if names.contains(.consent) { return "consent" }
        if zones.contains(.navigation) { return "navigation" }
        if near.contains(.comment) { return "comment" }
        if near.contains(.promotion) { return "promotion" }
        if near.contains(.social) { return "social" }
        if near.contains(.related) { return "related" }
        if zones.contains(.footer) { return "footer" }
        if zones.contains(.aside) || near.contains(.side) { return "sidebar" }
        if near.contains(.navigation) { return "navigation" }
        if zones.contains(.form) || zones.contains(.button) { return "form" }
        if near.contains(.credit) { return "credit" }
        if segment.kind == .caption { return "caption" }
        if zones.contains(.header) || near.contains(.header) { return "header" }
        if near.contains(.footer) { return "footer" }
        if segment.linked * 2 > segment.scalars { return "links" }
        return "boilerplate"
    }

    /// The zones and name cues of all elements around, and the cues of the three nearest.
    private func surroundings(_ container: Int) -> (Zones, all: NameCues, near: NameCues) {
        var zones: Zones = []
        var all: NameCues = []
        var near: NameCues = []
        var node = container
        var steps = 0
        while node != 0 {
            guard let tag = tree.tag(of: node), tag != .body, tag != .html else { break }
            zones.formUnion(Zones(of: node, tag, in: tree))
            var own: NameCues = []
            tree.forEachName(of: node) { _, value in
                own.formUnion(NameCues.read(tree.bytes, value))
            }
            all.formUnion(own)
            if steps < 3 { near.formUnion(own) }
            node = tree.parent(of: node)
            steps += 1
        }
        return (zones, all, near)
    }
}
