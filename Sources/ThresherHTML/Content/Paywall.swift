// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What stands between a reader and the rest of a text: a box that asks for money or an account, and
/// what the page says of itself (`isAccessibleForFree`).
struct Paywall {
    /// The blocks of the boxes.
    private(set) var blocks: Set<Int> = []
    /// Whether the structured data say that not everybody may read the text.
    let isDeclared: Bool

    /// A longer part that has such a name is the text behind the wall.
    private static let mostWords = 120
    /// A text of so many words that goes on behind a box has been cut there, and one of so many
    /// that the page declares as not free.
    private static let mostBeforeBox = 300
    private static let mostDeclared = 120

    private static let names: [StaticString] = ["paywall", "regwall", "paygate", "loginwall"]

    init(_ tree: HTMLTree, _ segmentation: Segmentation) {
        isDeclared = tree.jsonLD.contains(where: Self.declaresPrice)
        let words = segmentation.segments.reduce(0) { $0 + $1.words }
        var node = 1
        while node < tree.count {
            let first = Int(segmentation.firstSegment[node])
            let end = min(Int(segmentation.endSegment[node]), segmentation.count)
            if first < end, Self.isNamed(tree, node),
                Self.isBox(tree, node, segmentation, first..<end, words)
            {
                blocks.formUnion(first..<end)
                node = max(tree.end(of: node), node + 1)
            } else {
                node += 1
            }
        }
    }

    /// Whether what is kept of a page is but the beginning of its text.
    ///
    /// - Parameters:
    ///   - kept: The blocks that are kept, in document order, without those of boxes.
    ///   - segmentation: The page's blocks.
    /// - Returns: Whether the rest is missing.
    func cuts(_ kept: [Int], of segmentation: Segmentation) -> Bool {
        guard let last = kept.last else { return false }
        let segments = segmentation.segments
        let words = kept.reduce(0) { $0 + segments[$1].words }
        if isDeclared && words <= Self.mostDeclared { return true }
        let isBehind = blocks.contains { $0 > last && !segments[$0].isHidden }
        return isBehind && words <= Self.mostBeforeBox
    }

    private static func isNamed(_ tree: HTMLTree, _ node: Int) -> Bool {
        guard let tag = tree.tag(of: node), tag != .html, tag != .body else { return false }
        for attribute: ThresherHTMLAttribute in [.class, .id] {
            guard let value = tree.attribute(attribute, of: node) else { continue }
            if names.contains(where: { tree.contains(value, $0) }) { return true }
        }
        return false
    }

    /// Whether a part is short, is not the page itself, and leads to where a reader pays or signs in.
    private static func isBox(
        _ tree: HTMLTree, _ node: Int, _ segmentation: Segmentation, _ blocks: Range<Int>,
        _ all: Int
    ) -> Bool {
        let words = blocks.reduce(0) { $0 + segmentation.segments[$1].words }
        let nodes = node..<max(tree.end(of: node), node + 1)
        guard words <= mostWords, words * 2 <= all,
            !nodes.contains(where: { tree.tag(of: $0) == .h1 })
        else { return false }
        return nodes.contains { inner in
            switch tree.tag(of: inner) {
            case .button, .form: true
            case .a:
                tree.attribute(.href, of: inner).map { AccountAddress.isOne(tree.bytes, $0) }
                    ?? false
            default: false
            }
        }
    }

    /// Whether some JSON has a member `isAccessibleForFree` that is false, without reading it.
    private static func declaresPrice(_ json: [UInt8]) -> Bool {
        let json = json.span
        let key: StaticString = "isaccessibleforfree\""
        var quote = json.firstIndex(of: UInt8(ascii: "\""), from: 0)
        while let start = quote {
            if json.hasPrefix(key, at: start + 1) {
                var place = start + 1 + key.utf8CodeUnitCount
                while place < json.count,
                    ASCII.isSpace(json[place]) || ":\"".utf8.contains(json[place])
                { place += 1 }
                if json.hasPrefix("false", at: place) { return true }
            }
            quote = json.firstIndex(of: UInt8(ascii: "\""), from: start + 1)
        }
        return false
    }
}
