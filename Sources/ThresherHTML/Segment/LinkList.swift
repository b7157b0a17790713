// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink
internal import ThresherPlugin

extension HTMLTree {
    /// The address that the page's relative links count from, as far as it is known.
    ///
    /// `<base href>` decides; then where the page came from; then what it calls itself.
    func baseURL(source: String?) -> String? {
        var canonical: String?
        var base: String?
        var node = 1
        while node < count, base == nil {
            switch tag(of: node) {
            case .base: base = string(.href, of: node)
            case .link:
                if canonical == nil, let rel = attribute(.rel, of: node), equals(rel, "canonical") {
                    canonical = string(.href, of: node)
                }
            // Both stand in the head, or close after where one should be.
            case .p, .table, .article, .main: node = count
            default: break
            }
            node += 1
        }
        let page = source ?? canonical.flatMap { URLReference.isAbsolute($0) ? $0 : nil }
        return base.flatMap { URLReference.resolve($0, against: page) } ?? page
    }
}

/// The links of a page with their words, resolved once for all stages that list some of them.
struct PageLinks: Sendable {
    /// What relative links count from.
    let base: String?
    /// Each pair of address and words once.
    private var links: [Link] = []
    /// In document order: the blocks that a link is part of, and its pair.
    private var anchors: [(segments: Range<Int>, link: Int)] = []

    private struct Pair: Hashable {
        var url: String
        var text: String
    }

    init(_ tree: HTMLTree, _ segmentation: Segmentation, base: String?) {
        self.base = base
        let root = base.flatMap { URLReference.Base($0) }
        let (bytes, words) = (tree.bytes.span, segmentation.bytes.span)
        var known: [Pair: Int] = [:]
        known.reserveCapacity(segmentation.anchors.count)
        for anchor in segmentation.anchors {
            guard let href = tree.attribute(.href, of: anchor.node), !anchor.text.isEmpty,
                let url = URLReference.resolve(bytes.extracting(href), against: root)
            else { continue }
            let text = Whitespace.collapsed(words.extracting(anchor.text))
            guard !text.isEmpty else { continue }
            // One lookup finds the pair or notes it.
            let link = Self.value(&known[Pair(url: url, text: text), default: links.count])
            if link == links.count { links.append(Link(url: url, text: text)) }
            anchors.append((anchor.segments, link))
        }
    }

    private static func value(_ place: inout Int) -> Int { place }

    /// The links in document order that are part of a block that is kept.
    func list(where isKept: [Bool]) -> [Link] {
        var taken = [Bool](repeating: false, count: links.count)
        var list: [Link] = []
        for anchor in anchors where !taken[anchor.link] {
            let segments = anchor.segments.clamped(to: isKept.indices)
            guard segments.contains(where: { isKept[$0] }) else { continue }
            taken[anchor.link] = true
            list.append(links[anchor.link])
        }
        return list
    }
}
