// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherHTML
import ThresherPlugin

/// Pages made to cost time, memory or the stack, through all stages.
struct HostileInputTests {
    /// A page through all stages of the family.
    private func run(_ markup: String) throws -> Document {
        var document = page(markup)
        for stage in HTMLStages.all {
            document = try forwarded(stage.init(StageConfig(), StageContext()), document)
        }
        return document
    }

    private func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    @Test(.timeLimit(.minutes(1)))
    func `follows references of JSON-LD that form a ring only so far`() throws {
        let data =
            #"{"@id":"a","@type":"NewsArticle","publisher":{"@id":"a"},"name":["#
            + repeated(#"{"@id":"a"},"#, 10_000) + "0]}"
        let document = try run(
            "<script type=application/ld+json>\(data)</script><p>Words of a page.")
        #expect(document.site == nil)
    }

    @Test(.timeLimit(.minutes(1)))
    func `stops at a depth and keeps the text before it`() throws {
        let document = try run("<p>before</p>" + repeated("<div>", 1_000_000) + "after")
        #expect(document.text == "before")
        #expect(document.quality.truncated == ["depth"])
    }

    @Test(.timeLimit(.minutes(1)))
    func `takes a tag of 50,000 attributes in linear time`() throws {
        var markup = "<p "
        for number in 0..<50_000 { markup += "a\(number)=1 " }
        let document = try run(markup + ">text here</p><p " + repeated("id=x ", 50_000) + ">more")
        #expect(document.text == "text here\n\nmore")
        #expect(document.quality.truncated == ["attributes"])
    }

    @Test(.timeLimit(.minutes(1)))
    func `keeps a text of 20 MB whole`() throws {
        let document = try stripped("<p>" + repeated("word ", 4_000_000) + "</p>")
        #expect(document.text.utf8.count == 20_000_000 - 1)
        #expect(document.quality.truncated.isEmpty)
    }

    @Test(.timeLimit(.minutes(1)))
    func `cuts a value of 5 MB`() throws {
        let document = try run("<p title=\"" + repeated("é", 2_500_000) + "\">text</p>")
        #expect(document.text == "text")
        #expect(document.quality.truncated == ["attributes"])
    }

    @Test(.timeLimit(.minutes(1)))
    func `stops at a number of mistakes`() throws {
        let markup = "<p>before</p>" + repeated("<span>", 500) + repeated("</i>", 1_000_000)
        let document = try run(markup + "after")
        #expect(document.text == "before")
        #expect(document.quality.truncated == ["errors"])
    }

    @Test(.timeLimit(.minutes(1)))
    func `stops at a number of nodes`() {
        var limits = HTMLParser.Limits()
        limits.nodes = 100
        let tree = HTMLParser.parse(repeated("<p>a</p>", 1000), limits: limits)
        #expect(tree.count <= 100)
        #expect(tree.truncated == ["nodes"])
        limits.nodes = 0
        #expect(HTMLParser.parse("<p>a", limits: limits).count == 0)
        limits = HTMLParser.Limits()
        limits.bytes = 10
        #expect(HTMLParser.parse("<p>aaaaaaa<p>bbbbbbb", limits: limits).truncated == ["text"])
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "<", "</", "&", "<!--", "<!", "<?", "<a href=\"", "<svg>", "<template>", "</svg>",
            "<script>", "<script><!--", "<script><!--</script>", "<script><!--<script></script>",
            "<table>", "<table><tr><td>a", "<li>", "<p>", "<a href=x>", "<b>", "<select>",
            "<option>", "<title>", "<h1>", "<br>", "<td>", "</p>", "</body>", "</html>", "<html>",
            "<body>", "<div hidden>", "<span hidden>a", "<pre>", "\u{0}", "\u{1}", "&#0;", "&a",
            "<noscript>", "<div class=author>", "<div itemprop=author>", "<time>", "<x-y>",
            "<dl><dt><dd>", "<math><annotation>", "<style>", "<textarea>", "<xmp>", "<plaintext>",
            "<script type=application/ld+json>[", "<script type=application/ld+json>[</script>",
            "a<br><br>", "<meta name=author content='By a, b'>", "]]>", "\r\n", "<frameset>",
        ])
    func `takes any tag without end`(piece: String) throws {
        _ = try run(repeated(piece, 20_000))
        _ = try run("<p>text " + repeated(piece, 300) + " more</p><div>" + repeated(piece, 3))
    }

    @Test(.timeLimit(.minutes(1)))
    func `follows no ring of references`() throws {
        let json = """
            {"@graph":[{"@type":"Article","@id":"a","author":{"@id":"b"},"headline":"Tide"},
            {"@id":"b","x":1,"name":[{"@id":"b"}]}]}
            """
        let document = try run("<script type='application/ld+json'>\(json)</script><p>x</p>")
        #expect(document.authors.isEmpty)
        #expect(document.title == "Tide")
    }

    static let sample = """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Tide &amp; time | H</title>
        <link rel=canonical href="https://h.example/a"><meta property='og:title' content="Tide">
        <script type="application/ld+json">{"@type":"Article","author":{"name":"Ada"}}</script>
        <style>p > a {}</style></head><body class="x"><!-- c --><nav><a href=/>Home</a></nav>
        <h1>Tide &#8212; é漢🎈</h1><p @click="a => b">One <b>two</b>&nbsp;&copy2026<br>three</p>
        <table><tr><th>a<td>b</table><ul><li>x<li>y</ul><pre> z\n </pre><svg><path d="M"/></svg>
        <template><p>t</template><noscript>n</noscript><time datetime=2025-09-04>x</time></body></html>
        """

    @Test(.timeLimit(.minutes(1)))
    func `reads a page cut at any byte`() throws {
        let bytes = Array(Self.sample.utf8)
        for end in bytes.indices {
            _ = try run(String(decoding: bytes[..<end], as: UTF8.self))
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `reads a page changed at random`() throws {
        var random = SeededRandom(seed: 42)
        for _ in 0..<600 {
            let markup = changed(Array(Self.sample.utf8), &random)
            let first = try run(markup)
            let second = try run(markup)
            #expect(first.text == second.text)
            #expect(first.title == second.title)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `reads every golden page changed at random`() throws {
        let folder = CutTests.folders[0]
        var random = SeededRandom(seed: 7)
        var count = 0
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        where path.hasSuffix(".html") {
            let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
            for _ in 0..<6 {
                _ = try run(changed(bytes, &random))
                _ = try run(changed(Array(bytes.prefix(random.below(bytes.count))), &random))
                _ = try run(shuffled(bytes, &random))
                count += 3
            }
        }
        #expect(count >= 60 * 18)
    }

    /// Bytes changed, left out and doubled.
    private func changed(_ original: [UInt8], _ random: inout SeededRandom) -> String {
        let marks = Array("<>/!-=\"'& \u{0}\n;#x[]{}".utf8)
        var bytes = original
        for _ in 0..<(1 + random.next() % 12) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            switch random.next() % 4 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes[place] = marks[random.below(marks.count)]
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 7))
            default:
                let end = min(bytes.count, place + 40)
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The pieces between tags' beginnings in another order.
    private func shuffled(_ original: [UInt8], _ random: inout SeededRandom) -> String {
        var pieces = original.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
        for _ in 0..<max(1, pieces.count / 4) {
            pieces.swapAt(random.below(pieces.count), random.below(pieces.count))
        }
        return String(decoding: Array(pieces.joined(separator: [UInt8(ascii: "<")])), as: UTF8.self)
    }
}

extension SeededRandom {
    /// A number from 0 up to a limit of at least 1.
    fileprivate mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
}
