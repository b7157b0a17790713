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

extension Segmentation {
    /// The page's links in document order, each pair of address and words once.
    ///
    /// `isKept` says whether a segment belongs to the text whose links are wanted; links of other
    /// segments, and links without words, are left out.
    func links(
        of tree: HTMLTree, base: String?, where isKept: (Int) -> Bool
    ) -> [Link] {
        var seen: Set<String> = []
        var links: [Link] = []
        for anchor in anchors {
            guard anchor.segments.contains(where: { $0 < segments.count && isKept($0) }),
                let href = tree.string(.href, of: anchor.node),
                let url = URLReference.resolve(href, against: base)
            else { continue }
            let text = Whitespace.collapsed(bytes[anchor.text])
            guard !text.isEmpty, seen.insert("\(url) \(text)").inserted else { continue }
            links.append(Link(url: url, text: text))
        }
        return links
    }
}
