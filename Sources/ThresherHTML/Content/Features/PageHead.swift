// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What a page's head says that helps to judge its blocks.
struct PageHead {
    /// Hashes of the words of the title and of the description, as ``PageText`` makes them.
    var title: [UInt64] = []
    var description: [UInt64] = []
    var descriptionBytes = 0
    /// `og:type`: 1 article, 2 website, 3 product, 4 other, 0 none.
    var openGraphType = 0
    var hasPublicationTime = false
    var hasPrice = false
    var hasGenerator = false
    /// Types named in the page's JSON-LD.
    var types = StructuredTypes()
    var address = AddressShape()

    init(_ tree: HTMLTree) {
        var canonical: Range<Int>?
        var openGraphURL: Range<Int>?
        for node in 0..<tree.count {
            guard let tag = tree.tag(of: node) else { continue }
            switch tag {
            case .title where title.isEmpty:
                var node = node + 1
                while node < tree.count, !tree.isText(node), tree.tag(of: node) != .body {
                    node += 1
                }
                if node < tree.count, tree.isText(node) {
                    title = PageText.words(of: tree.bytes, tree.textRange(of: node))
                }
            case .meta:
                if let found = meta(node, tree), openGraphURL == nil { openGraphURL = found }
            case .link where canonical == nil:
                if let rel = tree.attribute(.rel, of: node), tree.equals(rel, "canonical") {
                    canonical = tree.attribute(.href, of: node)
                }
            default: break
            }
        }
        for script in tree.jsonLD { types.scan(script) }
        if let place = canonical ?? openGraphURL { address = AddressShape(tree.bytes, place) }
    }

    /// Takes a `<meta>` in; returns its value when it is the page's address.
    private mutating func meta(_ node: Int, _ tree: HTMLTree) -> Range<Int>? {
        guard let value = tree.attribute(.content, of: node),
            let key = tree.attribute(.property, of: node) ?? tree.attribute(.name, of: node)
        else { return nil }
        if tree.equals(key, "description") || tree.equals(key, "og:description") {
            if description.isEmpty {
                description = PageText.words(of: tree.bytes, value)
                descriptionBytes = value.count
            }
        } else if tree.equals(key, "og:title") {
            if title.isEmpty { title = PageText.words(of: tree.bytes, value) }
        } else if tree.equals(key, "og:type") {
            openGraphType =
                tree.equals(value, "article")
                ? 1
                : tree.equals(value, "website") ? 2 : tree.contains(value, "product") ? 3 : 4
        } else if tree.equals(key, "og:url") {
            return value
        } else if tree.equals(key, "article:published_time") {
            hasPublicationTime = true
        } else if tree.contains(key, "price") {
            hasPrice = true
        } else if tree.equals(key, "generator") {
            hasGenerator = true
        }
        return nil
    }
}

/// How often JSON-LD names types of a family, found without parsing it.
struct StructuredTypes {
    var articles = 0
    var products = 0
    var offers = 0
    var lists = 0
    var questions = 0
    var discussions = 0
    var collections = 0
    var reviews = 0
    var others = 0

    mutating func scan(_ script: [UInt8]) {
        let bytes = script.span
        var index = 0
        while let at = bytes.firstIndex(of: UInt8(ascii: "@"), from: index) {
            index = at + 1
            guard bytes.hasPrefix("@type\"", at: at) else { continue }
            index = at + 6
            while index < bytes.count, index < at + 40, bytes[index] != UInt8(ascii: "\"") {
                index += 1
            }
            let start = index + 1
            var end = start
            while end < bytes.count, end < start + 60, bytes[end] != UInt8(ascii: "\"") { end += 1 }
            if start < end { count(bytes.extracting(start..<min(end, bytes.count))) }
        }
    }

    private mutating func count(_ name: Span<UInt8>) {
        func isAt(_ text: StaticString) -> Bool { name.hasPrefix(text, at: 0) }
        func endsWith(_ text: StaticString) -> Bool {
            name.hasPrefix(text, at: name.count - text.utf8CodeUnitCount)
        }
        if isAt("discussion") || isAt("comment") {
            discussions += 1
        } else if endsWith("article") || endsWith("posting") {
            articles += 1
        } else if isAt("product") {
            products += 1
        } else if endsWith("offer") {
            offers += 1
        } else if isAt("itemlist") || isAt("listitem") {
            lists += 1
        } else if isAt("question") || isAt("faqpage") || isAt("qapage") || isAt("answer") {
            questions += 1
        } else if isAt("collectionpage") {
            collections += 1
        } else if endsWith("review") || endsWith("rating") {
            reviews += 1
        } else {
            others += 1
        }
    }
}

/// The shape of a page's own address.
struct AddressShape {
    var isKnown = false
    /// Steps of the path.
    var depth = 0
    /// Of the last step: parts between hyphens, bytes.
    var lastParts = 0
    var lastBytes = 0
    var digits = 0
    var hasQuery = false
    var hasEnding = false

    init() {}

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        isKnown = !range.isEmpty
        var slashes = 0
        var isInStep = false
        for byte in bytes[range] {
            if byte == UInt8(ascii: "?") {
                hasQuery = true
                break
            }
            if byte == UInt8(ascii: "#") { break }
            if byte == UInt8(ascii: "/") {
                slashes += 1
                isInStep = false
                continue
            }
            // The scheme and the host come before the third slash.
            guard slashes > 2 else { continue }
            if !isInStep {
                depth += 1
                (lastParts, lastBytes, hasEnding) = (1, 0, false)
                isInStep = true
            }
            lastBytes += 1
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") { lastParts += 1 }
            if byte == UInt8(ascii: ".") { hasEnding = true }
            if ASCII.isDigit(byte) { digits += 1 }
        }
    }
}
