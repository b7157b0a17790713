// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherHTML
import ThresherPlugin
import ThresherTesting

struct HTMLStripStageTests {
    @Test func `keeps the stage contract`() { checkStage(HTMLStripStage.self) }

    @Test(arguments: [
        ("<b>a</b>b", "ab"),
        ("<i>a</i> <b>b</b>", "a b"),
        ("<p>a\n   b</p>", "a b"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p>a</br>b</p>", "a\nb"),
        ("<ul><li><div>a<li>b</ul>c", "a\nb\n\nc"),
        ("<section hidden><div>a</section><p>b", "b"),
        ("<ul hidden><form><li>a</li></form></ul><p>b", "b"),
        ("<head><title>t</title><main>a</main>", "a"),
        ("<head><meta charset=utf-8>a", "a"),
        ("<p>a <br> b</p>", "a\nb"),
        ("<p>a&nbsp;&nbsp;b</p>", "a\u{A0}\u{A0}b"),
        ("<p>&nbsp;</p><p>b</p>", "b"),
        ("<a href=1>a</a><a href=2>b</a>", "a b"),
        ("a<wbr>b", "ab"),
        ("<p>a<!-- c -->b</p>", "ab"),
        ("<pre>  x\n    y\n</pre>", "  x\n    y"),
        ("<p>a<script>if (a < b) { x(\"</p>\") }</script>b</p>", "ab"),
        ("<style>p > a { }</style>b", "b"),
        ("<p>a<svg><title>t</title><path d=\"M0\"/></svg>b</p>", "a b"),
        ("<p>a<img src=x>b<input value=c>d<template>e</template>f</p>", "a b df"),
        ("<p>a <noscript><img src=x></noscript>b</p>", "a b"),
        ("<p>a</p><noscript><iframe src=x /></noscript><p>b</p>", "a\n\nb"),
        ("<p>a</p><noscript><style>x</noscript><p>b</p><style></style>", "a\n\nb"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢 (kan)"),
        ("<p><ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>の塔", "東京 (とう きょう)の塔"),
        ("<p>a<rt>b</rt>", "ab"),
        ("<p><ruby>a<rt hidden>b</rt></ruby></p>", "a"),
        ("<button>a</button><button>b</button>", "a\n\nb"),
        ("<p>a <g-emoji>b</g-emoji>, <relative-time>c</relative-time> d</p>", "a b, c d"),
        ("<div>a <x-mark>b</x-mark></div>", "a b"),
        ("<x-card>a</x-card><x-card>b</x-card>", "a\n\nb"),
        ("<p>a<x-box><div>b</div></x-box>c</p>", "a\n\nb\n\nc"),
        ("<span><x-time>5 May</x-time><x-name>Jo Ray</x-name></span>", "5 May Jo Ray"),
        ("<q><p>a</p></q> he said", "a\n\nhe said"),
        ("<table><tr><th>a<th>b<tr><td class='airline-number'>1<td>2</table>", "a\tb\n1\t2"),
        ("<p>she said <q>a</q>.</p>", "she said “a”."),
        ("<p>she said <q>«a»</q>.</p>", "she said «a»."),
        ("<h2>a<a href=#a>¶</a></h2><p>b <a href=#r1>↩</a></p>", "a\n\nb"),
        ("<h2>a</h2><a href=#b>b</a>", "a\n\nb"),
        ("<pre><span class=linenos>1</span>a\n<span class=linenos>2</span>b</pre>", "a\nb"),
        ("<pre>a <span class=lineno>n</span> <span class=mi>1</span></pre>", "a n 1"),
        (
            "<table><tr><td class=linenos><pre>1\n2</pre><td><pre>a\nb</pre></table>",
            "a\nb"
        ),
        ("<div style='display:inline'>a</div>b", "ab"),
        ("<body>a<div style='Display: inline-block'>b</div>c", "a b c"),
        ("a<span style='display:block'>b</span>c", "a\n\nb\n\nc"),
        ("a<b>\u{200B}</b>b", "a\u{200B}b"),
        ("<pre>\n<div>a</div><div>  b</div></pre>", "a\n  b"),
        ("<pre><button>Copy</button><code>a\n b</code></pre>", "a\n b"),
        ("<td>a</td><td>b</td>", "a\n\nb"),
        ("", ""),
        ("plain", "plain"),
    ])
    func `keeps white space as a browser shows it`(markup: String, text: String) throws {
        #expect(try stripped(markup).text == text)
    }

    @Test func `keeps long text as it keeps short text`() throws {
        var random = SeededRandom(seed: 5)
        let pieces = [
            "word", "a", "it's", "é", "日本", "&amp;", "&lt;", "<b>x</b>", "<br>", "\u{1}", ".", ";",
        ]
        let gaps = [" ", " ", " ", " ", "  ", "\n", " \t ", "\r\n", "\u{C}"]
        let shown = ["&amp;": "&", "&lt;": "<", "<b>x</b>": "x", "<br>": "\n", "\u{1}": ""]
        for _ in 0..<200 {
            var (markup, words) = ("<p>", [String]())
            for _ in 0..<Int.random(in: 1...60, using: &random) {
                let piece = pieces.randomElement(using: &random) ?? "a"
                // Two breaks in a row would part paragraphs.
                if piece == "<br>", words.last == "\n" || words.isEmpty { continue }
                markup += piece + (gaps.randomElement(using: &random) ?? " ")
                if shown[piece] != "" { words.append(shown[piece] ?? piece) }
            }
            let text = words.joined(separator: " ").replacingOccurrences(of: " \n ", with: "\n")
            #expect(
                try stripped(markup).text == text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    @Test func `names the kind and level of each block`() throws {
        let document = try stripped(
            """
            <h2>Head</h2><p>Para</p><ul><li>one<ul><li>two</ul></ul>
            <blockquote><p>Quote</p></blockquote><pre>code</pre>
            <figure><img src=x><figcaption>Caption</figcaption></figure>
            <dl><dt>term<dd>meaning</dl>
            """)
        let expected: [Block] = [
            Block(.heading, level: 2, text: "Head"), Block(.paragraph, text: "Para"),
            Block(.listItem, level: 1, text: "one"), Block(.listItem, level: 2, text: "two"),
            Block(.quote, text: "Quote"), Block(.code, text: "code"),
            Block(.caption, text: "Caption"), Block(.listItem, level: 1, text: "term"),
            Block(.listItem, level: 2, text: "meaning"),
        ]
        #expect(document.blocks == expected)
    }

    @Test func `ends a heading where a browser does`() throws {
        let document = try stripped(
            "<h2><p>a</p> b</h3><p>c</p><h3>d<form>e</form></h3>f<h2>g<h4>h")
        #expect(
            document.blocks == [
                Block(.heading, level: 2, text: "a"), Block(.heading, level: 2, text: "b"),
                Block(.paragraph, text: "c"), Block(.heading, level: 3, text: "d"),
                Block(.heading, level: 3, text: "e"), Block(.paragraph, text: "f"),
                Block(.heading, level: 2, text: "g"), Block(.heading, level: 4, text: "h"),
            ])
    }

    @Test func `numbers the items of ordered lists, and keeps what goes on in one`() throws {
        let document = try stripped(
            """
            <ol start=3><li><p>one</p><p>more</p><ul><li>deep<pre>x
             y</pre></li></ul></li><li value=7>two<blockquote>said</blockquote></li><li>three</ol>
            <ul><li><h3>Card</h3><p>text</p></li></ul><div role=heading aria-level=4>Head</div>
            """)
        #expect(
            document.blocks == [
                Block(.listItem, level: 1, number: 3, text: "one"),
                Block(.paragraph, level: 1, text: "more"),
                Block(.listItem, level: 2, text: "deep"), Block(.code, level: 2, text: "x\n y"),
                Block(.listItem, level: 1, number: 7, text: "two"),
                Block(.quote, level: 1, text: "said"),
                Block(.listItem, level: 1, number: 8, text: "three"),
                Block(.heading, level: 3, text: "Card"),
                Block(.paragraph, level: 1, text: "text"),
                Block(.heading, level: 4, text: "Head"),
            ])
    }

    @Test func `makes one block of a data table's row, cells parted by tabs`() throws {
        let document = try stripped(
            """
            <table><caption>Tides</caption><tr><th></th><th>high</th></tr>
            <tr><td><p>Mon</p></td><td>4<br>m</td><td></td><td>x</td></tr></table>
            """)
        #expect(
            document.blocks == [
                Block(.caption, text: "Tides"),
                Block(.tableRow, number: 1, isHeader: true, text: "\thigh"),
                Block(.tableRow, number: 2, text: "Mon\t4 m\t\tx"),
            ])
        #expect(document.text == "Tides\n\n\thigh\nMon\t4 m\t\tx")
    }

    @Test func `keeps the columns of cells that span others in line`() throws {
        let document = try stripped(
            """
            <table><thead><tr><td>a<td>b<td>c</thead>
            <tr><th rowspan=2>x<td>1<td>2<tr><td>3<td>4<tr><td colspan=2>y<td>5</table>
            <table><tr><td>k<td>v<tr><td>l<td>w</table>
            """)
        #expect(
            document.blocks == [
                Block(.tableRow, number: 1, isHeader: true, text: "a\tb\tc"),
                Block(.tableRow, number: 2, text: "x\t1\t2"),
                Block(.tableRow, number: 3, text: "\t3\t4"),
                Block(.tableRow, number: 4, text: "y\t\t5"),
                Block(.tableRow, number: 1, text: "k\tv"),
                Block(.tableRow, number: 2, text: "l\tw"),
            ])
        #expect(document.text == "a\tb\tc\nx\t1\t2\n\t3\t4\ny\t\t5\n\nk\tv\nl\tw")
    }

    @Test func `cuts the cells of a layout table apart`() throws {
        let document = try stripped(
            "<table><tr><td><h1>Title</h1><p>One</p><td><table><tr><td>a<td>b</table></table>")
        #expect(document.blocks.map(\.text) == ["Title", "One", "a\tb"])
        let code = try stripped("<table><tr><td><pre>1\n2</pre><td><pre>a {\n  b</pre></table>")
        #expect(code.blocks == [Block(.code, text: "1\n2"), Block(.code, text: "a {\n  b")])
    }

    @Test(arguments: [
        "<p hidden>no</p>", "<div style='color:red; DISPLAY : none'>no</div>",
        "<div style='visibility:hidden'>no</div>", "<div aria-hidden=true><p>no</div>",
        "<dialog>no</dialog>", "<template>no</template>", "<noscript>no</noscript>",
        "<iframe>no</iframe>", "<textarea>no</textarea>", "<select><option>no</select>",
        "<noframes>no</noframes>", "<script type='text/template'><p>no</p></script>",
        "<video>no</video>", "<object>no</object>",
    ])
    func `leaves out what a browser hides`(markup: String) throws {
        let document = try stripped("<p>yes</p>\(markup)<p>too</p>")
        #expect(document.text == "yes\n\ntoo")
        #expect(document.blocks.allSatisfy { !$0.isHidden })
    }

    @Test(arguments: [
        "<dialog open>yes</dialog>", "<div style='display:block'>yes</div>",
        "<div aria-hidden=false>yes</div>", "<body style='display:none'><p>yes</body>",
        "<details><summary>yes</summary></details>",
        "<x-card><template shadowrootmode=open>yes</template></x-card>",
    ])
    func `keeps what only looks hidden`(markup: String) throws {
        #expect(try stripped(markup).text == "yes")
    }

    @Test func `hides inline parts without cutting the paragraph`() throws {
        let document = try stripped("<p>one <span hidden>two</span> three")
        #expect(document.blocks == [Block(.paragraph, text: "one three")])
        let all = try #require(document.attachments[Segmentation.self]).blocks
        #expect(
            all == [
                Block(.paragraph, text: "one three"),
                Block(.paragraph, text: "two", isHidden: true),
            ])
    }

    @Test func `lists links against the base that is known`() throws {
        let markup = """
            <a href="b?c#d">rel</a> <a href="/x">root</a> <a href="//h/p">host</a>
            <a href="https://o.example/">abs</a> <a href="#top">same</a>
            <a href="javascript:x()">script</a> <a href="mailto:a@b">mail</a>
            <a href="b?c#d">rel</a> <a href="../up">up</a> <a href=empty></a>
            """
        let expected = [
            Link(url: "https://s.example/a/b?c#d", text: "rel"),
            Link(url: "https://s.example/x", text: "root"),
            Link(url: "https://h/p", text: "host"), Link(url: "https://o.example/", text: "abs"),
            Link(url: "https://s.example/up", text: "up"),
        ]
        #expect(try stripped(markup, url: "https://s.example/a/index.html").links == expected)
        let based = "<head><base href='https://s.example/a/'></head>" + markup
        #expect(try stripped(based, url: "https://other.example/").links == expected)
        let canonical = "<link rel=canonical href='https://s.example/a/page'>" + markup
        #expect(try stripped(canonical).links == expected)
        #expect(try stripped("<a href='x y'>a</a>").links == [Link(url: "x%20y", text: "a")])
    }

    @Test func `keeps text after an early end of the page`() throws {
        let document = try stripped(
            "<html><body><p>one</p></body></html><p>two</p><div>three</div>")
        #expect(document.text == "one\n\ntwo\n\nthree")
    }

    @Test func `passes documents of other types unchanged`() throws {
        var plain = Document(id: "d", text: "a <b> c")
        plain.source.mediaType = "text/plain"
        plain.content = "a <b> c"
        let result = try forwarded(HTMLStripStage(StageConfig(), StageContext()), plain)
        #expect(result.text == "a <b> c")
        #expect(result.blocks.isEmpty)
        #expect(result.attachments[HTMLTree.self] == nil)
    }

    @Test func `says why a page has no text`() throws {
        let document = try stripped("<html><body><script>render()</script></body></html>")
        #expect(document.text.isEmpty)
        #expect(document.quality.emptyReason == "no_text")
    }

    @Test func `reads self-closing elements as XML has them in XHTML only`() throws {
        let markup = "<p>a<script src='x'/></p><div hidden=''/><p>b <![CDATA[<c>]]></p>"
        #expect(try stripped(markup, mediaType: "application/xhtml+xml").text == "a\n\nb <c>")
        #expect(try stripped(markup).text == "a")
    }

    @Test func `holds its examples true`() throws {
        for example in HTMLStripStage.spec.examples {
            let document = try stripped(example.input, mediaType: example.mediaType)
            #expect(document.text == example.output, "\(example.title)")
        }
    }
}
