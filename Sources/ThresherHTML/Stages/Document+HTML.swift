// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// The media types that the stages of this family work on.
enum HTMLMediaType {
    static let html = "text/html"
    static let xhtml = "application/xhtml+xml"
    static let all = [html, xhtml]
}

extension Document {
    /// Whether this is a page.
    var isPage: Bool { HTMLMediaType.all.contains(source.mediaType) }

    /// The parsed page: the one attached, or parsed now and attached.
    ///
    /// `nil` when this is no page.
    mutating func pageTree() -> HTMLTree? {
        if let tree = attachments[HTMLTree.self] { return tree }
        guard isPage, let content else { return nil }
        let tree = HTMLParser.parse(content, isXML: source.mediaType == HTMLMediaType.xhtml)
        attachments[HTMLTree.self] = tree
        for limit in tree.truncated where !quality.truncated.contains(limit) {
            quality.truncated.append(limit)
        }
        return tree
    }

    /// The page's links: the ones attached, or resolved now and attached.
    mutating func pageLinks(of tree: HTMLTree, _ segmentation: Segmentation) -> PageLinks {
        let base = tree.baseURL(source: url ?? source.url)
        if let links = attachments[PageLinks.self], links.base == base { return links }
        let links = PageLinks(tree, segmentation, base: base)
        attachments[PageLinks.self] = links
        return links
    }

    /// The page's blocks: the ones attached, or cut now and attached.
    mutating func pageSegmentation(of tree: HTMLTree) -> Segmentation {
        if let segmentation = attachments[Segmentation.self] { return segmentation }
        let segmentation = Segmenter.run(tree)
        attachments[Segmentation.self] = segmentation
        return segmentation
    }
}
