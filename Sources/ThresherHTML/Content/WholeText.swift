// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// The whole text of an article of which a page shows no more than the beginning.
struct WholeText {
    /// A page that shows more words than this shows no mere beginning.
    private static let mostShown = 300
    /// The whole has this many times the words of its beginning.
    private static let leastWhole = 3
    /// A block of so many words is prose that the whole must hold.
    private static let proseWords = 8
    /// The first bytes of the last prose, by which scripts are chosen that are worth reading.
    private static let soughtBytes = 24

    private let shown: [Block]
    private let words: [[UInt64]]

    /// `nil` when the page shows more than a beginning, or no prose.
    private init?(_ shown: [Block]) {
        var words: [[UInt64]] = []
        var count = 0
        for block in shown {
            words.append(WordHashes.of(block.text))
            count += words.last?.count ?? 0
            guard count <= Self.mostShown else { return nil }
        }
        guard words.contains(where: { $0.count >= Self.proseWords }) else { return nil }
        (self.shown, self.words) = (shown, words)
    }

    /// The whole of what is shown, from the page's JSON-LD or the state in its scripts; `nil` when
    /// the page shows most of it or anything besides.
    ///
    /// What is shown above the beginning (a headline, a standfirst) stays.
    static func find(of shown: [Block], in tree: HTMLTree, _ source: String) -> Summary? {
        let hasBody = tree.jsonLD.contains(where: namesArticleBody)
        guard hasBody || !tree.scripts.isEmpty, let whole = WholeText(shown) else { return nil }
        if hasBody, let found = whole.inJSONLD(of: tree) { return found }
        return whole.inState(of: tree, source)
    }

    private func inJSONLD(of tree: HTMLTree) -> Summary? {
        let data = StructuredData(tree.jsonLD)
        for subject in data.subjects {
            guard let text = data.longText(subject["articleBody"]) else { continue }
            if let found = summary(Summary.blocks(of: text), .jsonLD) { return found }
        }
        return nil
    }

    private func inState(of tree: HTMLTree, _ source: String) -> Summary? {
        let bytes = source.utf8.span
        guard let last = words.lastIndex(where: { $0.count >= Self.proseWords }) else { return nil }
        let sought = Array(shown[last].text.utf8.prefix(Self.soughtBytes))
        for script in tree.scripts where script.upperBound <= bytes.count {
            let script = bytes.extracting(script)
            guard let start = ScriptStrings.startOfData(script), script.holds(sought, from: start),
                let value = StructuredData.parse(script.extracting(start..<script.count).array)
            else { continue }
            for blocks in RichText.all(in: value) {
                if let found = summary(blocks, .state) { return found }
            }
        }
        return nil
    }

    /// A text with what is shown above its beginning; `nil` when what is shown is not its beginning.
    ///
    /// From the first prose on that it holds, it holds all prose, which is most of what is shown.
    private func summary(_ text: [Block], _ origin: Summary.Origin) -> Summary? {
        let all = text.flatMap { WordHashes.of($0.text) }
        let prose = words.indices.filter { words[$0].count >= Self.proseWords }
        guard let first = prose.firstIndex(where: { WordHashes.contains(all, words[$0]) }),
            prose[first...].allSatisfy({ WordHashes.contains(all, words[$0]) })
        else { return nil }
        let held = prose[first...].reduce(0) { $0 + words[$1].count }
        let total = prose.reduce(0) { $0 + words[$1].count }
        guard 2 * held > total, all.count >= Self.leastWhole * held else { return nil }
        let above = shown[..<prose[first]].filter { $0.text != text.first?.text }
        return Summary(blocks: above + text, origin: origin)
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
}
