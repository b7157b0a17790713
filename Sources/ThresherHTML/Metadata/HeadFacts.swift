// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What a page says about itself in its markup, gathered in one walk, in document order.
struct HeadFacts {
    /// A `<time>` element.
    struct Moment {
        /// The machine-readable form, or the words when there is none.
        var value: String
        /// Whether its name or place says that it is the date of publication.
        var isPublication: Bool
        var isInArticle: Bool
    }

    /// `<meta>` elements: `property`, `name`, `itemprop` or `http-equiv` in lower case, content.
    var metas: [(key: String, value: String)] = []
    var title: String?
    var headings: [String] = []
    var language: String?
    var canonical: String?
    var image: String?
    var moments: [Moment] = []
    /// Microdata: `itemprop` in lower case and the value.
    var properties: [(key: String, value: String)] = []
    /// The words of links with `rel="author"`.
    var authorLinks: [String] = []
    /// The words of elements whose class calls them a byline.
    var bylines: [String] = []
    /// The words of links with `rel="tag"`.
    var tagLinks: [String] = []

    private static let mostOfAKind = 64

    init(_ tree: HTMLTree) {
        var articleEnd = 0
        var node = 1
        while node < tree.count {
            if let tag = tree.tag(of: node) {
                if tag == .article || tag == .main {
                    articleEnd = max(articleEnd, tree.end(of: node))
                }
                read(tree, node, tag, isInArticle: node < articleEnd)
            }
            node += 1
        }
    }

    /// The content of the first `<meta>` of that name that says anything.
    func meta(_ key: String) -> String? {
        for meta in metas where meta.key == key && !meta.value.isEmpty { return meta.value }
        return nil
    }

    /// The first microdata value of that name.
    func property(_ key: String) -> String? {
        for property in properties where property.key == key && !property.value.isEmpty {
            return property.value
        }
        return nil
    }

    private mutating func read(
        _ tree: HTMLTree, _ node: Int, _ tag: ThresherHTMLTag, isInArticle: Bool
    ) {
        switch tag {
        case .html:
            if language == nil {
                language = tree.string(.lang, of: node) ?? tree.string(.xmlLang, of: node)
            }
        case .title:
            if title == nil {
                let text = tree.text(below: node)
                if !text.isEmpty { title = text }
            }
        case .meta: readMeta(tree, node)
        case .link: readLink(tree, node)
        case .h1:
            guard headings.count < 8, !tree.hides(node, tag) else { break }
            let text = tree.text(below: node)
            if !text.isEmpty { headings.append(text) }
        case .time:
            guard moments.count < Self.mostOfAKind else { break }
            let isPublication =
                tree.attribute(.pubdate, of: node) != nil
                || tree.attribute(.itemprop, of: node).map { tree.equals($0, "datepublished") }
                    == true
                || tree.attribute(.class, of: node).map { tree.contains($0, "publish") } == true
            let value = tree.string(.datetime, of: node) ?? tree.text(below: node, limit: 64)
            moments.append(
                Moment(value: value, isPublication: isPublication, isInArticle: isInArticle))
        default: break
        }
        if tree.nodes[node].count > 0 { readAttributes(tree, node, tag) }
    }

    private mutating func readMeta(_ tree: HTMLTree, _ node: Int) {
        guard metas.count < 512, let content = tree.attribute(.content, of: node) else { return }
        let value = Whitespace.collapsed(tree.bytes[content])
        for name: ThresherHTMLAttribute in [.property, .name, .itemprop, .httpEquiv] {
            guard let key = tree.string(name, of: node) else { continue }
            metas.append((key.lowercased(), value))
        }
    }

    private mutating func readLink(_ tree: HTMLTree, _ node: Int) {
        guard let rel = tree.attribute(.rel, of: node), let href = tree.string(.href, of: node)
        else { return }
        if canonical == nil, tree.equals(rel, "canonical") { canonical = href }
        if image == nil, tree.equals(rel, "image_src") { image = href }
    }

    private mutating func readAttributes(
        _ tree: HTMLTree, _ node: Int, _ tag: ThresherHTMLTag
    ) {
        if tag != .meta, let name = tree.string(.itemprop, of: node),
            properties.count < Self.mostOfAKind * 4
        {
            let value =
                tree.string(.content, of: node) ?? tree.string(.datetime, of: node)
                ?? tree.string(.src, of: node) ?? tree.text(below: node, limit: 400)
            for key in name.lowercased().split(separator: " ") {
                properties.append((String(key), Whitespace.collapsed(value)))
            }
        }
        if tag == .a, let rel = tree.attribute(.rel, of: node) {
            if tree.equals(rel, "author"), authorLinks.count < 16 {
                authorLinks.append(tree.text(below: node, limit: 200))
            } else if tree.contains(rel, "tag"), tagLinks.count < Self.mostOfAKind {
                tagLinks.append(tree.text(below: node, limit: 200))
            }
        }
        guard bylines.count < 16, tag != .body, tag != .html,
            let names = tree.attribute(.class, of: node),
            tree.contains(names, "byline") || tree.contains(names, "author"),
            !tree.contains(names, "comment")
        else { return }
        // The link to the writer's page is the name; what stands around it often is not.
        for inner in node..<min(tree.end(of: node), node + 100)
        where tree.tag(of: inner) == .a && tree.attribute(.href, of: inner) != nil {
            let text = tree.text(below: inner, limit: 200)
            if text.utf8.count >= 3, text.utf8.count <= 60 {
                bylines.append(text)
                return
            }
        }
        let text = tree.text(below: node, limit: 400)
        if !text.isEmpty, text.utf8.count <= 120 { bylines.append(text) }
    }
}
