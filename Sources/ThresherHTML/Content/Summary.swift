// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// What a page says elsewhere than in what it shows.
///
/// Applications that draw their page by script often leave the whole text in JSON-LD or in the
/// state that the script begins with, or at least its beginning in the description.
struct Summary {
    /// Where text was found, by the words of `quality.content_from`.
    enum Origin: String {
        case jsonLD = "json_ld"
        case state
        case description
    }

    let blocks: [Block]
    let origin: Origin

    /// State with fewer words of prose under one name says nothing.
    private static let leastWords = 60

    /// The best text there is; `source` is the markup that the tree was made from.
    static func find(in tree: HTMLTree, _ source: String) -> Summary? {
        let data = StructuredData(tree.jsonLD)
        for key in ["articleBody", "reviewBody", "text"] {
            for subject in data.subjects {
                guard let text = data.longText(subject[key]) else { continue }
                let blocks = Self.blocks(of: text)
                if !blocks.isEmpty { return Summary(blocks: blocks, origin: .jsonLD) }
            }
        }
        if let strings = state(of: tree, source) {
            let blocks = strings.flatMap(Self.blocks)
            if !blocks.isEmpty { return Summary(blocks: blocks, origin: .state) }
        }
        let longest = description(of: tree, data)
        return longest.isEmpty
            ? nil : Summary(blocks: [Block(.paragraph, text: longest)], origin: .description)
    }

    /// A page that shows more words than this shows no mere beginning.
    private static let mostShown = 300
    /// The whole has this many times the words of its beginning.
    private static let leastWhole = 3
    /// A block of so many words is prose that the whole must hold.
    private static let proseWords = 8

    /// The whole text of an article of which the page shows no more than the beginning, from its
    /// JSON-LD; `nil` when the page shows most of it or anything besides.
    ///
    /// The first heading that is shown stays.
    static func whole(of shown: [Block], in tree: HTMLTree) -> Summary? {
        guard tree.jsonLD.contains(where: namesArticleBody) else { return nil }
        var words: [[UInt64]] = []
        var count = 0
        for block in shown {
            words.append(WordHashes.of(block.text))
            count += words.last?.count ?? 0
            guard count <= mostShown else { return nil }
        }
        let prose = words.filter { $0.count >= proseWords }
        guard !prose.isEmpty else { return nil }
        let data = StructuredData(tree.jsonLD)
        for subject in data.subjects {
            guard let text = data.longText(subject["articleBody"]) else { continue }
            let blocks = Self.blocks(of: text)
            let all = blocks.flatMap { WordHashes.of($0.text) }
            guard all.count >= leastWhole * count,
                prose.allSatisfy({ WordHashes.contains(all, $0) })
            else { continue }
            let title = shown.first { $0.kind == .heading }.map { [$0] } ?? []
            return Summary(
                blocks: title.filter { $0.text != blocks.first?.text } + blocks, origin: .jsonLD)
        }
        return nil
    }

    /// Whether some JSON has a key `articleBody`, without reading it.
    private static func namesArticleBody(_ json: [UInt8]) -> Bool {
        let json = json.span
        var quote = json.firstIndex(of: UInt8(ascii: "\""), from: 0)
        while let start = quote {
            if json.hasPrefix("articlebody\"", at: start + 1) { return true }
            quote = json.firstIndex(of: UInt8(ascii: "\""), from: start + 1)
        }
        return false
    }

    /// The strings of the name under which the page's scripts hold the most prose.
    private static func state(of tree: HTMLTree, _ source: String) -> [String]? {
        let bytes = source.utf8.span
        var found = ScriptStrings()
        for script in tree.scripts where script.upperBound <= bytes.count {
            found.add(bytes.extracting(script))
        }
        var best: ScriptStrings.Group?
        for name in found.names {
            guard let group = found.groups[name] else { continue }
            if group.words > best?.words ?? (Self.leastWords - 1) { best = group }
        }
        return best?.strings
    }

    private static func description(of tree: HTMLTree, _ data: StructuredData) -> String {
        let head = HeadFacts(tree)
        var longest = ""
        for key in ["og:description", "description", "twitter:description"] {
            let text = MarkupText.plain(head.meta(key) ?? "")
            if text.utf8.count > longest.utf8.count { longest = text }
        }
        for subject in data.subjects {
            let text = data.text(subject["description"]) ?? ""
            if text.utf8.count > longest.utf8.count { longest = text }
        }
        return longest
    }

    /// A string of data as blocks: its elements when it is markup, else its lines.
    private static func blocks(of text: String) -> [Block] {
        var markup = text
        if !text.utf8.contains(UInt8(ascii: "<")) {
            let lines = text.split(whereSeparator: \.isNewline).map { MarkupText.plain(String($0)) }
            // Markup that was escaped once more.
            markup = lines.joined(separator: "\n")
            guard markup.utf8.contains(UInt8(ascii: "<")) else {
                return lines.filter { !$0.isEmpty }.map { Block(.paragraph, text: $0) }
            }
        }
        return Segmenter.run(HTMLParser.parse(markup)).blocks.filter { !$0.isHidden }
    }
}
