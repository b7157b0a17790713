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
        let components = components(of: tree, source)
        if !components.isEmpty { return Summary(blocks: components, origin: .state) }
        if let strings = state(of: tree, source) {
            let blocks = strings.flatMap(Self.blocks)
            if !blocks.isEmpty { return Summary(blocks: blocks, origin: .state) }
        }
        let longest = description(of: tree, data)
        return longest.isEmpty
            ? nil : Summary(blocks: [Block(.paragraph, text: longest)], origin: .description)
    }

    /// The main content of what React's server components would show.
    private static func components(of tree: HTMLTree, _ source: String) -> [Block] {
        guard var page = FlightPage(source.utf8.span, scripts: tree.scripts) else { return [] }
        let inner = HTMLParser.parse(page.markup())
        let segmentation = Segmenter.run(inner)
        let kept = MainContent(inner, segmentation, hidden: .auto).kept
        let words = kept.reduce(0) { $0 + segmentation.segments[$1].words }
        return words < leastWords ? [] : kept.map(segmentation.block)
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
    static func blocks(of text: String) -> [Block] {
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
