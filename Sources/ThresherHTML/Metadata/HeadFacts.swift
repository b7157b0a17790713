// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What a page says about itself in its markup, gathered in one walk, in document order.
struct HeadFacts {
    /// A heading that may be the page's title.
    struct Heading {
        var node: Int
        var text: String
        var level: Int
        var zone: Zone
        /// Whether its class or `itemprop` calls it a title.
        var isNamedTitle: Bool
    }

    /// An element that its name or kind calls a date.
    struct Moment {
        enum Kind { case time, named }
        var node: Int
        var kind: Kind
        /// The machine-readable form, or the words when there is none.
        var value: String
        /// What its own and its parent's class, `itemprop` and the like say.
        var cues: ClassCues
        var zone: Zone
    }

    /// An element that its name, relation or address calls a writer.
    struct Byline {
        enum Kind { case microdata, relation, named, address, user }
        var node: Int
        var kind: Kind
        /// One line for each of its parts.
        var text: String
        var zone: Zone
    }

    /// `<meta>` elements: `property`, `name`, `itemprop` or `http-equiv` in lower case, content.
    var metas: [(key: String, value: String)] = []
    var title: String?
    var headings: [Heading] = []
    var language: String?
    var canonical: String?
    var image: String?
    var moments: [Moment] = []
    var bylines: [Byline] = []
    /// Microdata: `itemprop` in lower case and the value.
    var properties: [(key: String, value: String)] = []
    /// The words of links with `rel="tag"`.
    var tagLinks: [String] = []
    /// The addresses of links with `rel="license"`, then those to a Creative Commons deed.
    var licenseLinks: [String] = []
    var deedLinks: [String] = []
    var articleCount = 0
    var timeCount = 0

    private static let mostOfAKind = 64

    init(_ tree: HTMLTree) {
        for node in 1..<max(tree.count, 1) {
            if let tag = tree.tag(of: node) { read(tree, node, tag) }
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

    private mutating func read(_ tree: HTMLTree, _ node: Int, _ tag: ThresherHTMLTag) {
        switch tag {
        case .html:
            if language == nil {
                language = tree.string(.lang, of: node) ?? tree.string(.xmlLang, of: node)
            }
        case .title:
            if title == nil, tree.tag(of: tree.parent(of: node)) != .svg {
                let text = tree.text(below: node)
                if !text.isEmpty { title = text }
            }
        case .meta: readMeta(tree, node)
        case .link: readLink(tree, node)
        case .article: articleCount += 1
        case .h1: readHeading(tree, node, level: 1)
        case .h2: readHeading(tree, node, level: 2)
        case .time:
            timeCount += 1
            addMoment(tree, node, .time)
        default: break
        }
        if tree.nodes[node].count > 0, tag != .meta, tag != .html, tag != .body {
            readAttributes(tree, node, tag)
        }
    }

    private mutating func readHeading(_ tree: HTMLTree, _ node: Int, level: Int) {
        guard headings.reduce(0, { $0 + ($1.level == level ? 1 : 0) }) < 8,
            let tag = tree.tag(of: node), !tree.hides(node, tag)
        else { return }
        let text = TitleText.cleaned(tree.text(below: node, limit: 1000))
        guard !text.isEmpty else { return }
        var isNamed = tree.attribute(.itemprop, of: node) != nil
        if let names = tree.attribute(.class, of: node) {
            isNamed = isNamed || ClassCues(tree.bytes, names).contains(.title)
        }
        headings.append(
            Heading(
                node: node, text: text, level: level, zone: Zone(tree, around: node),
                isNamedTitle: isNamed))
    }

    private mutating func readMeta(_ tree: HTMLTree, _ node: Int) {
        guard metas.count < 512, let content = tree.attribute(.content, of: node) else { return }
        let value = Whitespace.collapsed(tree.bytes[content.prefix(1 << 16)])
        for name: ThresherHTMLAttribute in [.property, .name, .itemprop, .httpEquiv] {
            guard let key = tree.string(name, of: node), key.utf8.count <= 100 else { continue }
            metas.append((key.lowercased(), value))
        }
        readProperty(tree, node)
    }

    private mutating func readLink(_ tree: HTMLTree, _ node: Int) {
        guard let rel = tree.attribute(.rel, of: node), let href = tree.string(.href, of: node)
        else { return }
        if canonical == nil, tree.equals(rel, "canonical") { canonical = href }
        if image == nil, tree.equals(rel, "image_src") { image = href }
        if tree.equals(rel, "license"), licenseLinks.count < 4 { licenseLinks.append(href) }
    }

    private mutating func readAttributes(
        _ tree: HTMLTree, _ node: Int, _ tag: ThresherHTMLTag
    ) {
        readProperty(tree, node)
        if tag == .a { readAnchor(tree, node) }
        guard let names = tree.attribute(.class, of: node) else { return }
        let cues = ClassCues(tree.bytes, names)
        if cues.contains(.author) { addByline(tree, node, .named) }
        if cues.contains(.user) { addByline(tree, node, .user) }
        if cues.contains(.date), tag != .time { addMoment(tree, node, .named) }
    }

    private mutating func readProperty(_ tree: HTMLTree, _ node: Int) {
        guard let name = tree.string(.itemprop, of: node), properties.count < 256 else { return }
        let value =
            tree.string(.content, of: node) ?? tree.string(.datetime, of: node)
            ?? tree.string(.src, of: node) ?? tree.text(below: node, limit: 400, reach: 64)
        let keys = name.lowercased().split(separator: " ").prefix(4)
        for key in keys { properties.append((String(key), Whitespace.collapsed(value))) }
        if keys.contains("author") || keys.contains("creator") { addByline(tree, node, .microdata) }
        let dates = [
            "datepublished", "datecreated", "datemodified", "dateupdated", "published-date",
        ]
        if keys.contains(where: { dates.contains(String($0)) }), tree.tag(of: node) != .time {
            addMoment(tree, node, .named)
        }
    }

    private mutating func readAnchor(_ tree: HTMLTree, _ node: Int) {
        guard let href = tree.attribute(.href, of: node) else { return }
        if let rel = tree.attribute(.rel, of: node) {
            if tree.equals(rel, "author") {
                addByline(tree, node, .relation)
                return
            }
            if tree.contains(rel, "license"), licenseLinks.count < 4 {
                licenseLinks.append(String(decoding: tree.bytes[href], as: UTF8.self))
            } else if tree.contains(rel, "tag"), tagLinks.count < Self.mostOfAKind {
                tagLinks.append(tree.text(below: node, limit: 200, reach: 64))
            }
        }
        if AuthorAddress.isWriter(tree.bytes, href) { addByline(tree, node, .address) }
        if deedLinks.count < 4, AuthorAddress.isDeed(tree.bytes, href) {
            deedLinks.append(String(decoding: tree.bytes[href], as: UTF8.self))
        }
    }

    private mutating func addByline(_ tree: HTMLTree, _ node: Int, _ kind: Byline.Kind) {
        guard bylines.reduce(0, { $0 + ($1.kind == kind ? 1 : 0) }) < 24 else { return }
        // A reader's own place among the members is no writer.
        if kind == .user || kind == .named, tree.tag(of: node) == .a,
            let href = tree.attribute(.href, of: node), AccountAddress.isOne(tree.bytes, href)
        {
            return
        }
        var text = tree.lines(below: node, limit: 400, reach: 100)
        if kind == .microdata {
            text = tree.string(.content, of: node) ?? microdataName(tree, node) ?? text
        }
        guard !text.isEmpty else { return }
        bylines.append(
            Byline(node: node, kind: kind, text: text, zone: Zone(tree, around: node)))
    }

    /// The `itemprop="name"` inside of a writer's element.
    private func microdataName(_ tree: HTMLTree, _ node: Int) -> String? {
        for inner in node + 1..<max(min(tree.end(of: node), node + 64), node + 1) {
            guard let name = tree.attribute(.itemprop, of: inner), tree.equals(name, "name") else {
                continue
            }
            let text =
                tree.string(.content, of: inner) ?? tree.lines(below: inner, limit: 200, reach: 32)
            if !text.isEmpty { return text }
        }
        return nil
    }

    private mutating func addMoment(_ tree: HTMLTree, _ node: Int, _ kind: Moment.Kind) {
        guard moments.count < Self.mostOfAKind else { return }
        let words = tree.lines(below: node, limit: 160, reach: 24)
        let value =
            tree.string(.datetime, of: node) ?? tree.string(.content, of: node) ?? words
        // A class may name a whole part of the page.
        guard !value.isEmpty, kind == .time || value.utf8.count <= 120 else { return }
        var cues: ClassCues = []
        for place in [node, tree.parent(of: node)] where place > 0 {
            for attribute: ThresherHTMLAttribute in [.class, .itemprop, .dataTestid] {
                guard let names = tree.attribute(attribute, of: place) else { continue }
                cues.formUnion(ClassCues(tree.bytes, names))
            }
        }
        if tree.attribute(.pubdate, of: node) != nil { cues.insert(.published) }
        moments.append(
            Moment(
                node: node, kind: kind, value: value, cues: cues, zone: Zone(tree, around: node)))
    }
}

extension HTMLTree {
    /// The text below a node, one line for each of its elements that are no mere emphasis.
    func lines(below node: Int, limit: Int, reach: Int) -> String {
        var lines: [UInt8] = []
        var pending = false
        for index in node..<min(end(of: node), node + reach) {
            if let tag = tag(of: index) {
                switch tag {
                case .b, .strong, .em, .i, .u, .small, .mark, .font: break
                default: pending = true
                }
                continue
            }
            guard isText(index) else { continue }
            let range = textRange(of: index)
            let text = Whitespace.collapsed(bytes[range.prefix(limit)])
            guard !text.isEmpty else { continue }
            if !lines.isEmpty { lines.append(pending ? 0x0A : 0x20) }
            pending = parent(of: index) != node
            lines.append(contentsOf: text.utf8)
            if lines.count >= limit { break }
        }
        return String(decoding: lines, as: UTF8.self)
    }
}

extension Range<Int> {
    /// At most so many from the start.
    fileprivate func prefix(_ count: Int) -> Range<Int> {
        lowerBound..<Swift.min(upperBound, lowerBound + count)
    }
}
