// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct HTMLParserTests {
    @Test(arguments: [
        ("a &amp; b &lt;c&gt; &quot;d&quot;", "a & b <c> \"d\""),
        ("&bullet; &percnt; &REG;", "• % ®"), ("&copy2026", "©2026"), ("a&nbspx", "a\u{A0}x"),
        ("&notit; &amp;lt;", "¬it; &lt;"), ("&foo; &; & &#; &#x;", "&foo; &; & &#; &#x;"),
        ("&#150;&#x80;", "–€"), ("&#0;&#xD800;&#x110000;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("&#99999999999999999999;", "\u{FFFD}"), ("a&#1;b", "ab"), ("&NotEqualTilde;", "≂̸"),
        ("a < b", "a < b"), ("a <3 b", "a <3 b"), ("</>x", "x"), ("<!-->x", "x"),
        ("<!--a--!>x", "x"), ("<?php echo 1 ?>x", "x"), ("<![CDATA[a]]>x", "x"),
        ("a\u{0}b", "ab"), ("a\u{8}b", "ab"), ("<b/>x", "x"), ("<div/>x", "x"),
        ("<x-y>a</x-y>b", "ab"), ("<p><xmp><b>&amp;</b></xmp>", "<b>&amp;</b>"),
        ("<plaintext></p>&amp;", "</p>&amp;"), ("x<svg>y", "x"), ("x<svg><p>y", "x\n\ny"),
        ("x<template>y", "x"), ("<script>x", ""), ("<!-- x", ""), ("y<a href=\"x", "y"),
    ])
    func `tokenises as a browser does`(markup: String, text: String) throws {
        let document = try stripped(markup)
        #expect(document.text == text)
    }

    @Test func `reads attributes that begin with an at sign without leaking script`() throws {
        let markup = """
            <div @click="a => b('leak')" :class="{x: y > 1}" v-if='c > d'>one</div>
            <a @click.prevent="go(1 > 0)" href="/x">two</a>
            """
        let document = try stripped(markup, url: "https://h.example/")
        #expect(document.text == "one\n\ntwo")
        #expect(document.links == [Link(url: "https://h.example/x", text: "two")])
    }

    @Test func `reads UTF-8 whatever a meta element declares`() throws {
        let markup =
            "<meta charset=iso-8859-1><meta http-equiv=content-type "
            + "content='text/html; charset=windows-1251'><p>naïve — 漢字 🎈</p>"
        #expect(try stripped(markup).text == "naïve — 漢字 🎈")
    }

    @Test func `ends scripts where a browser ends them`() throws {
        #expect(try stripped("<script>'</scr'+'ipt>'</script>x").text == "x")
        #expect(try stripped("<script><!-- <script></script> --></script>x").text == "x")
        #expect(try stripped("<script><!-- </script>x").text == "x")
        #expect(try stripped("<script>a</scripty></script >x").text == "x")
        #expect(try stripped("<script><!--<script></script>x<p>y").text == "x\n\ny")
    }

    @Test func `keeps the first of attributes of one name`() throws {
        let document = try stripped("<a href=/a HREF=/b>x</a>", url: "https://h.example/")
        #expect(document.links == [Link(url: "https://h.example/a", text: "x")])
    }

    @Test func `a tag that the parser drops leaves its attributes to no other`() throws {
        let markup = """
            <html lang=en><body class=a><p>one</p><body hidden><html hidden><p id=b>two</p>
            <head title=c><p hidden>three</p><p>four</p></body></html><p>five</p>
            """
        #expect(try stripped(markup).text == "one\n\ntwo\n\nfour\n\nfive")
    }

    @Test(arguments: [1, 2, 499, 500, 501, 999, 1000, 1001, 2000, 4096])
    func `text in many pieces is whole and in its place`(count: Int) throws {
        // The parser hands text over in portions of about a thousand bytes.
        let pieces = (0..<count).map { "\($0)<script>s</script>" }.joined()
        let text = (0..<count).map { "\($0)" }.joined()
        #expect(try stripped("<p>\(pieces)<b>b</b></p> <p>\(pieces)").text == "\(text)b\n\n\(text)")
        let blanks = Array(repeating: " <style></style>", count: count).joined()
        #expect(try stripped("<p>a\(blanks)<b>b</b>\(blanks)</p>c").text == "a b\n\nc")
    }

    @Test func `leaves pictures in addresses out`() throws {
        let tree = HTMLParser.parse("<img src=\"data:image/png;base64,AAAA\"><p>x</p>")
        #expect(tree.count > 1)
        #expect(try stripped("<a href=\"data:text/html,x\">x</a>").links.isEmpty)
    }

    @Test func `names its version`() {
        HTMLParser.prepare()
        #expect(HTMLParser.version.hasPrefix("2."))
    }

    @Test func `reads pages in many threads at once`() async {
        let texts = await withTaskGroup(of: Int.self) { group in
            for number in 0..<32 {
                group.addTask { HTMLParser.parse("<p>page \(number)</p>").count }
            }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(Set(texts).count == 1)
    }
}
