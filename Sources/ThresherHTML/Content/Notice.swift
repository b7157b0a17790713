// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// Whether the little text that a page shows only tells why there is nothing to read.
///
/// A note of one line and "Loading…" look alike to the model: it knows blocks, not what a page
/// with a single one means. What is asked here holds in every language.
struct Notice {
    private let tree: HTMLTree
    private let segmentation: Segmentation
    private let kept: [Int]
    private let words: Int

    private static let mostWords = 40
    /// Texts about cookies are longer, on pages that show nothing else.
    private static let mostWordsOfConsent = 100

    init(_ tree: HTMLTree, _ segmentation: Segmentation, _ kept: [Int]) {
        self.tree = tree
        self.segmentation = segmentation
        self.kept = kept
        words = kept.reduce(0) { $0 + segmentation.segments[$1].words }
    }

    /// Whether all kept blocks together are a notice.
    var isOne: Bool {
        guard let last = kept.last, words <= Self.mostWordsOfConsent else { return false }
        if kept.allSatisfy({ isAroundConsent($0) }) { return true }
        guard words <= Self.mostWords else { return false }
        if words <= 4 && Self.isUnfinished(segmentation.text(of: segmentation.segments[last])) {
            return true
        }
        if kept.allSatisfy({ isWithoutScripts($0) }) && mentionsScripts { return true }
        let head = HeadFacts(tree)
        let title = head.title ?? ""
        if Self.isUnfinished(title) && !kept.contains(where: { isTitle($0, title) }) { return true }
        return ([title] + head.headings.map(\.text)).contains { Self.isError($0) }
    }

    /// Whether a block stands in an element whose name says that it asks for consent.
    private func isAroundConsent(_ index: Int) -> Bool {
        var node = segmentation.segments[index].container
        while node != 0, let tag = tree.tag(of: node), tag != .body, tag != .html {
            var cues: NameCues = []
            tree.forEachName(of: node) { cues.formUnion(NameCues.read(tree.bytes, $1)) }
            if cues.contains(.consent) { return true }
            node = tree.parent(of: node)
        }
        return false
    }

    /// Whether a block stands in `<noscript>`.
    private func isWithoutScripts(_ index: Int) -> Bool {
        var node = segmentation.segments[index].container
        while node != 0 {
            if tree.tag(of: node) == .noscript { return true }
            node = tree.parent(of: node)
        }
        return false
    }

    /// Every language writes this word like that.
    private var mentionsScripts: Bool {
        kept.contains {
            segmentation.text(of: segmentation.segments[$0]).lowercased().contains("javascript")
        }
    }

    private func isTitle(_ index: Int, _ title: String) -> Bool {
        segmentation.text(of: segmentation.segments[index]) == title
    }

    /// Whether a text ends in dots, as "Just a moment…" does.
    private static func isUnfinished(_ text: String) -> Bool {
        text.hasSuffix("…") || text.hasSuffix("...")
    }

    /// Whether a title of a few words holds a status of HTTP that says that there is no page.
    private static func isError(_ text: String) -> Bool {
        let parts = text.split { !$0.isLetter && !$0.isNumber }
        return parts.count <= 8
            && parts.contains {
                ["401", "403", "404", "410", "429", "500", "502", "503"].contains($0)
            }
    }
}
