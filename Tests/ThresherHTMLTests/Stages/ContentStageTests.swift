// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin
import ThresherTesting

struct ContentStageTests {
    @Test func `keeps the stage contract`() { checkStage(ContentStage.self) }

    static let paragraphs = (1...6).map {
        "<p>Paragraph \($0) tells, in some detail and with a comma or two, what happened at the "
            + "harbour, who saw it, and what the master of the ferry had to say about it.</p>"
    }
    static let article = """
        <html><head><title>Tide | Harbour News</title></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <main><article><h1>Tide</h1>\(paragraphs.joined())
        <p>See <a href="/tables">the tables</a> for all the other days of this month, please.</p>
        </article>
        <aside class="related"><h3>More</h3><ul><li><a href="/a">One more story</a></li>
        <li><a href="/b">Another story</a></li></ul></aside></main>
        <div class="cookie-consent"><p>We use cookies, and so do our 812 partners, to make this
        page work, to measure it, and to show you what you like.</p><button>Accept</button></div>
        <footer><p>© 2026 Harbour News. All rights reserved.</p></footer></body></html>
        """

    private func content(
        _ markup: String, _ options: [String: JSONValue] = [:], mediaType: String = "text/html"
    ) throws -> Document {
        let stage = ContentStage(StageConfig(options), StageContext())
        return try forwarded(
            stage, stripped(markup, url: "https://h.example/x", mediaType: mediaType))
    }

    @Test func `keeps the article and drops what surrounds it`() throws {
        let document = try content(Self.article, ["dropped": true])
        #expect(document.blocks.map(\.kind).first == .heading)
        #expect(document.blocks.count == 8)
        #expect(document.text.hasPrefix("Tide\n\nParagraph 1"))
        #expect(document.text.hasSuffix("this month, please."))
        #expect(
            document.links == [Link(url: "https://h.example/tables", text: "the tables")])
        let reasons = Dictionary(
            document.dropped.map { ($0.text, $0.reason) }, uniquingKeysWith: { first, _ in first })
        #expect(reasons["Home"] == "navigation")
        #expect(reasons["Accept"] == "consent")
        #expect(reasons["One more story"] == "related")
        #expect(reasons["© 2026 Harbour News. All rights reserved."] == "footer")
        #expect(document.dropped.allSatisfy { (0...1).contains($0.score ?? -1) })
        #expect(document.quality.emptyReason == nil)
    }

    static let comments = """
        <section id="comments"><h2>2 comments</h2><div class="comment"><p>Ann: I was there as well,
        and it was much worse than that, believe me.</p></div><div class="comment"><p>Bob: the ferry
        is always late, with water or without it, so what is new?</p><a href="/r">Reply</a></div>
        </section>
        """

    @Test func `leaves readers' comments out unless asked`() throws {
        let markup = Self.article.replacing("</article>", with: "</article>" + Self.comments)
        let document = try content(markup, ["dropped": true])
        #expect(!document.text.contains("much worse"))
        let dropped = try #require(document.dropped.first { $0.text.contains("much worse") })
        #expect(dropped.reason == "comment")
        let kept = try content(markup, ["comments": "keep"])
        let blocks = kept.blocks.filter { $0.kind == .comment }
        #expect(blocks.count == 2)
        #expect(blocks.last?.text.hasPrefix("Bob:") == true)
        #expect(kept.text.hasPrefix(document.text))
    }

    @Test func `takes no article for a comment on itself`() throws {
        for name in ["post comment-status-open", "tone-comment", "commentary"] {
            let markup = Self.article.replacing(
                "<article>", with: "<article class='\(name)'>")
            let document = try content(markup)
            #expect(document.blocks.count == 8, "\(name)")
            #expect(document.blocks.allSatisfy { $0.kind != .comment })
        }
    }

    @Test func `lists nothing dropped unless asked`() throws {
        #expect(try content(Self.article).dropped.isEmpty)
    }

    @Test func `parses by itself when no stage did`() throws {
        let stage = ContentStage(StageConfig(), StageContext())
        let document = try forwarded(stage, page(Self.article))
        #expect(document.blocks.count == 8)
    }

    @Test func `gives the same answer every time`() throws {
        let first = try content(Self.article)
        for _ in 0..<3 {
            let again = try content(Self.article)
            #expect(again.blocks == first.blocks)
        }
    }

    @Test(arguments: [
        "<p>a</p>", "<h1>Tide</h1><p>High water.</p>", "Just a line of text.",
        "<ul><li>Bread<li>Milk<li>Two lemons</ul>",
    ])
    func `keeps what a small page has`(markup: String) throws {
        #expect(try !content(markup).text.isEmpty)
    }

    @Test func `says that a page of nothing but navigation has no content`() throws {
        let links = (1...30).map { "<li><a href=/\($0)>Section \($0)</a></li>" }.joined()
        let markup =
            "<header><nav class=menu><ul>\(links)</ul></nav></header><footer class=footer>"
            + "<ul>\(links)</ul><p>© 2026 Harbour News. All rights reserved.</p></footer>"
        let document = try content(markup)
        #expect(document.text.isEmpty)
        #expect(document.quality.emptyReason == "no_main_content")
    }

    @Test func `names the kind of page and how sure it is`() throws {
        let document = try content(Self.article)
        let type = try #require(document.pageType)
        #expect(!type.type.isEmpty)
        #expect((0...1).contains(type.confidence))
    }

    @Test func `explains each block when asked`() throws {
        #expect(try content(Self.article).extra["explanation"] == nil)
        let document = try content(Self.article, ["explain": true])
        let explanation = try #require(document.extra["explanation"])
        #expect(explanation["decision"]?.string?.contains("blocks are content") == true)
        let blocks = try #require(explanation["blocks"]?.array)
        let home = try #require(blocks.first { $0["text"]?.string == "Home" })
        #expect(home["kept"]?.bool == false)
        #expect(home["reason"]?.string == "navigation")
        let because = home["because"]?.array?.compactMap(\.string) ?? []
        #expect((1...4).contains(because.count))
        #expect(because.allSatisfy { $0.hasPrefix("+") || $0.hasPrefix("−") })
        #expect(because.allSatisfy { $0.contains(": ") || $0.contains(" is ") })
    }

    @Test func `takes hidden text only where there is much of it`() throws {
        let hidden = "<div style='display:none'><p>Secret words, hidden in the midst of it.</div>"
        let document = try content(Self.article.replacing("<p>See", with: hidden + "<p>See"))
        #expect(!document.text.contains("Secret"))

        let shell = "<body><p>Loading…</p><noscript>\(Self.paragraphs.joined())</noscript></body>"
        #expect(try content(shell).text.contains("Paragraph 6"))
        #expect(try content(shell).blocks.allSatisfy { !$0.isHidden })
        let visible = try content(shell, ["hidden": "never"])
        #expect(visible.text.isEmpty)
        #expect(visible.quality.emptyReason == "no_main_content")
        let all = try content("<p>one two three</p><p hidden>four</p>", ["hidden": "always"])
        #expect(all.text.contains("four"))
    }

    @Test(arguments: [
        "<button aria-expanded=false>More</button><div hidden>FOLD</div>",
        "<h2><button aria-expanded=false>More</button></h2><div style='display:none'>FOLD</div>",
        "<button aria-controls='x more'>More</button><p>Or not.</p><div id=more aria-hidden=true>FOLD"
            + "</div>",
        "<div role=tablist><a role=tab>More</a></div><div role=tabpanel aria-hidden=true>FOLD</div>",
        "<details><summary>More</summary><div aria-hidden=true>FOLD</div></details>",
    ])
    func `judges what a reader unfolds like what is shown`(markup: String) throws {
        let secret = "<p>Nobody on the quay had been told, and the master of the ferry was asleep."
        let fold = markup.replacing("FOLD", with: secret)
        let body = Self.article.replacing("<p>See", with: fold + "<p>See")
        #expect(try content(body).text.contains("Nobody on the quay"))
        #expect(try !content(body, ["hidden": "never"]).text.contains("Nobody on the quay"))
        let hidden = "<div hidden>\(secret)</div>"
        for other in [hidden, fold.replacing("Nobody", with: "Somebody") + "<i>a</i>" + hidden] {
            let text = try content(Self.article.replacing("<p>See", with: other + "<p>See")).text
            #expect(!text.contains("Nobody on the quay"), "\(other)")
        }
    }

    @Test func `says which blocks it left out as repeated`() throws {
        let twice = Self.article.replacing(
            "<p>See", with: "<blockquote>\(Self.paragraphs[1])</blockquote><p>See")
        let document = try content(twice, ["dropped": true, "explain": true])
        let quoted = "Paragraph 2 tells"
        #expect(document.blocks.count { $0.text.hasPrefix(quoted) } == 1)
        #expect(document.dropped.first { $0.text.hasPrefix(quoted) }?.reason == "repeated")
        let blocks = document.extra["explanation"]?["blocks"]?.array ?? []
        let reasons = blocks.filter { $0["text"]?.string?.hasPrefix(quoted) == true }
            .map { $0["reason"]?.string }
        #expect(reasons == [nil, "repeated"])
    }

    @Test func `takes the whole of what the page only begins`() throws {
        let lines = Self.story
        func begun(_ shown: [String], _ body: [String]) throws -> Document {
            let data =
                "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":"
                + "\"\(body.joined(separator: "\\n"))\"}</script>"
            return try content(
                "\(data)<article><h1>The crane</h1>\(shown.map { "<p>\($0)</p>" }.joined())</article>"
            )
        }
        let document = try begun(Array(lines[..<1]), lines)
        #expect(document.text == (["The crane"] + lines).joined(separator: "\n\n"))
        #expect(document.quality.rules["content_from"] == "json_ld")
        for (shown, body) in [
            (lines, lines), (Array(lines[..<3]), lines), ([lines[0]], Array(lines[1...])),
        ] {
            let document = try begun(shown, body)
            #expect(document.quality.rules["content_from"] == nil)
            #expect(document.text.hasSuffix(shown.last ?? ""))
        }
    }

    @Test func `takes the whole of a beginning from rich text in the page's state`() throws {
        let lines = Self.story
        func begun(_ shown: [String], _ body: [String]) throws -> Document {
            // Every line in two pieces, the second inside a link.
            let nodes = body.map { line in
                let half = line.index(line.startIndex, offsetBy: 30)
                return "{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"value\":"
                    + "\"\(line[..<half])\"},{\"type\":\"link\",\"content\":[{\"type\":\"text\","
                    + "\"value\":\"\(line[half...])\"}]}]}"
            }
            let state =
                "<script id=s type=application/json>{\"a\":{\"id\":7,\"body\":{\"content\":[{\"type\":"
                + "\"ad\",\"content\":[]},\(nodes.joined(separator: ","))]}}}</script>"
            return try content(
                "<article><h1>The crane</h1>\(shown.map { "<p>\($0)</p>" }.joined())</article>\(state)"
            )
        }
        let above = "Ninety tons of iron are to be a restaurant."
        for shown in [Array(lines[..<1]), [above, lines[0]]] {
            let document = try begun(shown, lines)
            let whole = ["The crane"] + shown.dropLast() + lines
            #expect(document.text == whole.joined(separator: "\n\n"))
            #expect(document.quality.rules["content_from"] == "state")
        }
        for (shown, body) in [
            (lines, lines), ([lines[0], above], lines), ([lines[0]], Array(lines[1...])),
        ] {
            let document = try begun(shown, body)
            #expect(document.quality.rules["content_from"] == nil)
            #expect(document.text.hasSuffix(shown.last ?? ""))
        }
    }

    @Test func `takes a page's own summary when it has no text`() throws {
        let markup = "<head><meta name=description content='Tides of May'></head><body></body>"
        let document = try content(markup)
        #expect(document.text == "Tides of May")
        #expect(document.quality.rules["content_from"] == "description")
        #expect(document.quality.emptyReason == nil)
        let data =
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":\"Body\"}"
            + "</script>"
        #expect(try content(data + markup).text == "Body")
        let none = try content(markup, ["summary": false])
        #expect(none.text.isEmpty)
        #expect(none.quality.emptyReason == "no_text")
    }

    static let story = [
        "The old crane on the east quay weighs ninety tons and has not moved since 1987.",
        "Now it is to become a restaurant with six tables, forty metres above the water.",
        "Guests go up by a lift inside the leg; whoever is afraid of heights eats in the engine house.",
        "The harbour office wants one more calculation: what happens to the soup when a storm comes.",
        "Until then the tables stand in a shed, and the cook feeds the men who paint the ladders.",
    ]

    @Test func `takes what only the page's state holds`() throws {
        let lines = Self.story
        let quoted = lines.map { "{\"kind\":\"p\",\"text\":\"\($0)\"}" }.joined(separator: ",")
        let markup = lines.map { "<p>\($0)<\\/p>" }.joined()
        let consent = "\"consentText\":\"\(lines.joined(separator: " ")) And more, much more.\""
        let states = [
            "<script type=application/json>{\"id\":7,\"body\":[\(quoted)],\(consent)}</script>",
            "<script>window.__STATE__ = {\"post\":{\"html\":\"\(markup)\"}};</script>",
            "<script>window['a'] = JSON.parse(\"{\\\"body\\\":\\\"\(lines.joined(separator: "\\\\n"))"
                + "\\\"}\")</script>",
            "<script>var state={post:{id:1,body:\"\(lines.joined(separator: "\\n"))\"}}</script>",
        ]
        for state in states {
            let document = try content("<body><div id=root></div>\(state)</body>")
            #expect(document.text == lines.joined(separator: "\n\n"), "\(state)")
            #expect(document.quality.rules["content_from"] == "state")
            #expect(document.quality.emptyReason == nil)
        }
    }

    @Test(arguments: [
        // A program, not data; texts of the program; short strings and addresses.
        "<script>function f(){return \"\(story.joined(separator: " "))\"}</script>",
        "<script>x={\"errorMessage\":\"\(story.joined(separator: " "))\"}</script>",
        "<script>x={\"a\":[\"\(Array(repeating: "/one/two-three/four", count: 90).joined())\"]}</script>",
        "<script>x={\"a\":\"Home, and away with the tide of the day, my dear.\"}</script>",
        "<script>x={\"a\":\"\(story.joined(separator: " {a:b; c=d;} "))\"}</script>",
    ])
    func `takes no state for content that is none`(state: String) throws {
        let document = try content("<body><div id=root></div>\(state)</body>")
        #expect(document.text.isEmpty)
    }

    @Test func `does not prefer the state to what the page shows`() throws {
        let state = "<script>x={\"a\":\"\(Self.story.joined(separator: " "))\"}</script>"
        #expect(try content(Self.article + state).text == content(Self.article).text)
    }

    @Test func `takes what React streams behind the page's frame`() throws {
        let streamed = Self.paragraphs.joined()
        let markup =
            "<body><header><nav><a href=/>Home</a></nav></header><main><template id=B:0></template>"
            + "</main><footer><p>© 2026 Harbour News.</p></footer>"
            + "<div hidden id=S:0><h1>Tide</h1>\(streamed)</div><div hidden id=S:></div></body>"
        let document = try content(markup, ["hidden": "never"])
        #expect(document.text.hasPrefix("Tide\n\nParagraph 1"))
        #expect(document.text.contains("Paragraph 6"))
        let other = try content(markup.replacing("S:0", with: "menu"), ["hidden": "never"])
        #expect(!other.text.contains("Paragraph"))
    }

    @Test(arguments: [
        "<div id=app></div><noscript>Bitte schalten Sie JavaScript ein, um zu lesen.</noscript>",
        "<p>Loading...</p>",
        "<title>Just a moment...</title><h1>One moment</h1><p>We check that you are a person.</p>",
        "<title>404 | The Quay</title><p>Nothing is here that could be shown to you, sorry.</p>",
        "<h1>Error 503</h1><p>The harbour is closed, and will open again with the next tide.</p>",
        "<div class=cookie-banner><p>We and our partners use cookies to measure this site, and to "
            + "show you what you like. You may change your choice at any time.</p></div>",
    ])
    func `takes no notice for content`(markup: String) throws {
        let document = try content(markup)
        #expect(document.text.isEmpty)
        #expect(document.quality.emptyReason == "no_main_content")
        let explanation = try content(markup, ["explain": true]).extra["explanation"]
        #expect(explanation?["decision"]?.string?.hasPrefix("nothing is content") == true)
    }

    @Test(arguments: [
        "<title>The 404</title><h1>The 404</h1>\(paragraphs.joined())",
        "<title>And then…</title><h1>And then…</h1><p>It rained for the whole of the night.</p>",
        "<p>The ferry had to wait, as it often has…</p>",
        "<noscript>\(paragraphs.joined())<p>JavaScript is not needed.</p></noscript>",
        "<div class=cookie-banner>\(paragraphs.joined())</div>",
    ])
    func `takes no content for a notice`(markup: String) throws {
        #expect(try !content(markup).text.isEmpty)
    }

    @Test func `says why there is nothing`() throws {
        #expect(try content("<body><script>x()</script></body>").quality.emptyReason == "no_text")
        #expect(try content("<p>—</p>").quality.emptyReason == "no_main_content")
    }

    @Test func `passes documents of other types unchanged`() throws {
        var plain = Document(id: "d", text: "words")
        plain.source.mediaType = "text/plain"
        plain.content = "words"
        let result = try forwarded(ContentStage(StageConfig(), StageContext()), plain)
        #expect(result.text == "words")
        #expect(result.quality.emptyReason == nil)
    }

    @Test func `holds its examples true`() throws {
        for example in ContentStage.spec.examples {
            let document = try content(example.input, mediaType: example.mediaType)
            #expect(document.text == example.output, "\(example.title)")
        }
    }

    static let wall =
        "<div class='article-paywall'><h3>Only for subscribers</h3><p>Read on from 1 euro a week. "
        + "Have you an account? <a href=/login>Sign in</a></p><ul><li>All articles of the day</li>"
        + "<li>The paper every morning</li></ul></div>"

    @Test func `leaves out the pay wall and says that the text is cut`() throws {
        let markup = Self.article.replacing("</article>", with: Self.wall + "</article>")
        let document = try content(markup, ["dropped": true])
        #expect(document.text.contains("Paragraph 6"))
        #expect(!document.text.contains("subscribers"))
        #expect(!document.text.contains("The paper every morning"))
        #expect(
            document.dropped.first { $0.text == "Only for subscribers" }?.reason == "paywall")
        #expect(document.quality.truncated == ["paywall"])
        #expect(try content(Self.article).quality.truncated.isEmpty)
    }

    @Test func `takes no text for its own pay wall`() throws {
        let long = Self.article.replacing("<article>", with: "<article class=paywall-content>")
        let document = try content(long)
        #expect(document.blocks.count == 8)
        #expect(document.quality.truncated.isEmpty)
    }

    @Test func `takes no part with the page's heading for a pay wall`() throws {
        let page =
            "<div class='page has-paywall'><article><h1>Tide</h1>\(Self.paragraphs[0])"
            + "\(Self.paragraphs[1])</article><button>Menu</button></div>"
        #expect(try !content(page).text.isEmpty)
    }

    @Test(arguments: ["false", "\"False\""])
    func `believes a page that says its text is not free`(value: String) throws {
        let data =
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\" : "
            + "\(value)}</script>"
        let short =
            "<article><h1>Tide</h1>\(Self.paragraphs[0])\(Self.paragraphs[1])</article>"
        #expect(try content(data + short).quality.truncated == ["paywall"])
        #expect(
            try content(data.replacing(value, with: "true") + short).quality.truncated.isEmpty)
        #expect(try content(data + Self.article).quality.truncated.isEmpty)
    }

    /// A part of React's stream, as a page hands it over.
    private static func flight(_ part: String) -> String {
        let quoted = part.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
        return "<script>self.__next_f.push([1,\"\(quoted)\"])</script>"
    }

    @Test func `takes the components that React sends in place of a page`() throws {
        let lines = Self.story
        let long = "<p>\(lines[3])</p><p>\(lines[4])</p>"
        let first = lines[0].split(separator: " ", maxSplits: 2).map(String.init)
        let rows = [
            "0:{\"tree\":[\"$\",\"main\",null,{\"className\":\"page wide\",\"children\":\"$L5\"}]}",
            "3:I[\"chunk\",\"A module of the program, which nobody is meant to read at all.\"]",
            "5:[\"$\",\"article\",null,{\"children\":[[\"$\",\"h1\",null,{\"children\":\"The crane\"}],"
                + "[\"$\",\"p\",null,{\"children\":[\"\(first[0]) \",[\"$\",\"b\",null,{\"children\":"
                + "\"\(first[1])\"}],\" \(first[2])\"]}],[\"$\",\"$L3\",null,{\"children\":[\"$\",\"p\",null,"
                + "{\"children\":\"\(lines[1])\"}]}],[\"$\",\"p\",null,{\"children\":\"\(lines[2])\"}],"
                + "[\"$\",\"div\",null,{\"dangerouslySetInnerHTML\":{\"__html\":\"$7\"}}]]}]",
            "7:T\(String(long.utf8.count, radix: 16)),\(long)8:\"$5\"",
        ].joined(separator: "\n")
        let middle = rows.index(rows.startIndex, offsetBy: 300)
        let markup =
            "<body><div class=loading>Loading...</div>"
            + Self.flight(String(rows[..<middle])) + Self.flight(String(rows[middle...]))
        let document = try content(markup)
        #expect(document.text == (["The crane"] + lines).joined(separator: "\n\n"))
        #expect(document.quality.rules["content_from"] == "state")
        #expect(try content(Self.article + Self.flight(rows)).text == content(Self.article).text)
    }

    @Test(arguments: [
        "5:[\"$\",\"p\",null,{\"children\":\"$L5\"}]", "7:Tffffff,x", "a", "1:\"$L1\"", ":",
    ])
    func `survives streams that lead nowhere`(stream: String) throws {
        #expect(try content("<body>" + Self.flight(stream)).text.isEmpty)
    }
}
