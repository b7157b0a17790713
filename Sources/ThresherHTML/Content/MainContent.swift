// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// Whether blocks that a page hides can be its content.
package enum HiddenContent: String, Sendable, CaseIterable {
    /// When the scores promise more of them than of the visible ones: a page that hides its
    /// content until its scripts have run, or shows it only without scripts (`<noscript>`).
    case auto
    /// Never.
    case never
    /// Judged like visible ones.
    case always
}

/// A page's main content: which blocks, how sure, and why not the others.
struct MainContent {
    /// The blocks that are content, in document order.
    var kept: [Int]
    /// Of each block how likely it is content, 0…1.
    var scores: [Double]
    /// Of each block that is not content why, one word.
    var reasons: [String?]

    init(_ tree: HTMLTree, _ segmentation: Segmentation, hidden: HiddenContent) {
        let map = PageMap(tree, segmentation)
        let segments = segmentation.segments
        scores = ContentRule.scores(map)
        let words = segments.map(\.words)
        let visible = segments.indices.filter { !segments[$0].isHidden }
        var candidates = visible
        switch hidden {
        case .never: break
        case .always: candidates = Array(segments.indices)
        case .auto:
            let unseen = segments.indices.filter { segments[$0].isHidden }
            let seenWords = ContentCut.expectedWords(scores, words: words, of: visible)
            let unseenWords = ContentCut.expectedWords(scores, words: words, of: unseen)
            if unseenWords > seenWords { candidates = Array(segments.indices) }
        }
        kept = ContentCut.kept(scores, words: words, among: candidates)
        if kept.isEmpty, hidden == .auto, candidates.count < segments.count {
            kept = ContentCut.kept(scores, words: words, among: Array(segments.indices))
        }
        reasons = Array(repeating: nil, count: segments.count)
        let isKept = Set(kept)
        let isCandidate = Set(candidates)
        for index in segments.indices where !isKept.contains(index) {
            reasons[index] =
                segments[index].isHidden && !isCandidate.contains(index)
                ? "hidden" : map.reason(index)
        }
    }
}

extension PageMap {
    /// The most telling thing about a block that is not content.
    fileprivate func reason(_ index: Int) -> String {
        let segment = segmentation.segments[index]
        let element = elements[segment.container]
        let names = element.around
        let near = namesNear(segment.container)
        if names.contains(.consent) { return "consent" }
        if element.zones.contains(.navigation) { return "navigation" }
        if near.contains(.comment) { return "comment" }
        if near.contains(.promotion) { return "promotion" }
        if near.contains(.social) { return "social" }
        if near.contains(.related) { return "related" }
        if element.zones.contains(.footer) { return "footer" }
        if element.zones.contains(.aside) || near.contains(.side) { return "sidebar" }
        if near.contains(.navigation) { return "navigation" }
        if element.zones.contains(.form) || element.zones.contains(.button) { return "form" }
        if near.contains(.credit) { return "credit" }
        if segment.kind == .caption { return "caption" }
        if element.zones.contains(.header) || near.contains(.header) { return "header" }
        if near.contains(.footer) { return "footer" }
        if segment.linked * 2 > segment.scalars { return "links" }
        return "boilerplate"
    }
}
