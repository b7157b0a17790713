// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin
import ThresherTesting

struct MetadataStageTests {
    @Test func `keeps the stage contract`() { checkStage(MetadataStage.self) }

    private func metadata(
        _ markup: String, url: String? = nil, _ options: [String: JSONValue] = [:]
    ) throws -> Document {
        let stage = MetadataStage(StageConfig(options), StageContext())
        return try forwarded(stage, page(markup, url: url))
    }

    private func jsonLD(_ json: String) -> String {
        "<script type=\"application/ld+json\">\(json)</script>"
    }

    @Test func `reads JSON-LD with its references`() throws {
        let document = try metadata(
            jsonLD(
                """
                {"@context":"https://schema.org","@graph":[
                {"@type":"WebSite","name":"Harbour News","url":"https://h.example/"},
                {"@type":["NewsArticle"],"headline":"Tide &amp; time","author":{"@id":"#p"},
                 "datePublished":"2025-09-04T10:05:00+02:00","dateModified":"2025-09-05",
                 "publisher":{"@type":"Organization","name":"Harbour Media"},
                 "image":{"@type":"ImageObject","url":"/i.jpg"},"keywords":["sea","Tide, moon"],
                 "description":"On tides","inLanguage":"en_gb","url":"https://h.example/tide"},
                {"@type":"Person","@id":"#p","name":"Ada Lovelace"}]}
                """), url: "https://h.example/x")
        #expect(document.title == "Tide & time")
        #expect(document.authors == ["Ada Lovelace"])
        #expect(document.published == "2025-09-04T10:05:00+02:00")
        #expect(document.modified == "2025-09-05")
        #expect(document.site == "Harbour Media")
        #expect(document.image == "https://h.example/i.jpg")
        #expect(document.tags == ["sea", "Tide", "moon"])
        #expect(document.description == "On tides")
        #expect(document.language == Language(tag: "en-GB"))
        #expect(document.url == "https://h.example/tide")
        for field in [
            "title", "authors", "published", "modified", "site", "image", "tags", "description",
            "language", "url",
        ] {
            #expect(document.metadataFrom[field] == "json_ld", "\(field)")
        }
    }

    @Test(arguments: [
        "{\"@type\":\"Article\",\"author\":\"Ada Lovelace\"}",
        "//<![CDATA[\n{\"@type\":\"Article\",\"author\":\"Ada Lovelace\"}\n//]]>",
        "<!-- {\"@type\":\"Article\",\"author\":\"Ada Lovelace\"} -->",
        "/* x */ [{\"@type\":\"Article\",\"author\":\"Ada Lovelace\",},];",
        "{\"@type\":\"Article\",\"author\":\"Ada Lovelace\",\"articleBody\":\"two\nlines\"}",
        "{\"@type\":\"Article\",\"author\":\"Ada Lovelace\"} {\"second\":1}",
    ])
    func `tolerates what pages wrap around JSON-LD`(json: String) throws {
        #expect(try metadata(jsonLD(json) + "<h1>Tide</h1>").authors == ["Ada Lovelace"])
    }

    @Test(arguments: ["", "{", "null", "[[[[", "{\"@type\":5}", "\"Article\"", "{\"a\":\"\\u00"])
    func `passes over JSON-LD that is none`(json: String) throws {
        #expect(try metadata(jsonLD(json) + "<h1>Tide</h1>").title == "Tide")
    }

    @Test func `reads OpenGraph, meta and links`() throws {
        let document = try metadata(
            """
            <html lang="de_at"><head><title>Flut | Hafen</title>
            <meta property="og:title" content="Flut"><meta property="og:site_name" content="Hafen">
            <meta property="og:description" content="&Uuml;ber Flut">
            <meta property="og:image" content="//c.example/i.png">
            <meta property="article:published_time" content="2024-02-29 08:00:00Z">
            <meta property="article:modified_time" content="20240301">
            <meta property="article:tag" content="Meer"><meta property="article:tag" content="meer">
            <meta name="author" content="Von Ada Lovelace und Karl Ott">
            <link rel="canonical" href="/flut"></head>
            """, url: "https://h.example/x")
        #expect(document.title == "Flut")
        #expect(document.metadataFrom["title"] == "title")
        #expect(document.site == "Hafen")
        #expect(document.description == "Über Flut")
        #expect(document.image == "https://c.example/i.png")
        #expect(document.published == "2024-02-29T08:00:00Z")
        #expect(document.modified == "2024-03-01")
        #expect(document.tags == ["Meer"])
        #expect(document.authors == ["Ada Lovelace", "Karl Ott"])
        #expect(document.language == Language(tag: "de-AT"))
        #expect(document.url == "https://h.example/flut")
        #expect(document.metadataFrom["published"] == "meta")
        #expect(document.metadataFrom["url"] == "canonical")
    }

    @Test func `reads microdata and time elements`() throws {
        let micro = try metadata(
            """
            <div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">Tide</h1>
            <span itemprop="author" itemscope><span itemprop="name">Ada Lovelace</span></span>
            <meta itemprop="datePublished" content="2025-01-31"></div>
            """)
        #expect(micro.authors == ["Ada Lovelace"])
        #expect(micro.published == "2025-01-31")
        let time = try metadata(
            "<article><h1>Tide</h1><time class=published datetime='2025-05-04T10:00'>x</time>"
                + "</article>")
        #expect(time.published == "2025-05-04T10:00")
        #expect(time.metadataFrom["published"] == "time")
    }

    @Test(arguments: [
        ("2025-02-30", nil), ("2025-13-01", nil), ("1066-01-01", nil), ("9999-01-01", nil),
        ("2025", nil), ("2025-06", "2025-06"), ("2025-06-07T25:61:00", "2025-06-07"),
        ("2025-06-07T08:09:10.123Z", "2025-06-07T08:09:10.123Z"),
        ("2025-06-07T08:09:10-0500", "2025-06-07T08:09:10-05:00"),
        ("Sat, 07 Jun 2025 08:09:10 GMT", "2025-06-07"), ("soon", nil),
    ])
    func `keeps only dates that exist, as precise as they are`(text: String, date: String?) throws {
        let document = try metadata(
            "<meta property='article:published_time' content='\(text)'><h1>Tide</h1>")
        #expect(document.published == date)
    }

    @Test(arguments: [
        ("Dozens killed in strike\n\nThe army says so.\n", "Dozens killed in strike"),
        ("\n  Headline?  \r\n\r\nText.", "Headline?"), ("A sentence ends here.\n\nText.", nil),
        ("Line one\nline two\n\nText.", nil), ("Only one line", nil), ("", nil),
        (String(repeating: "word ", count: 60) + "\n\nText.", nil),
    ])
    func `gives plain text its headline`(text: String, title: String?) throws {
        let stage = MetadataStage(StageConfig(), StageContext())
        let document = try forwarded(stage, page(text, mediaType: "text/plain"))
        #expect(document.title == title)
        #expect(document.metadataFrom["title"] == (title == nil ? nil : "text"))
    }

    @Test func `explains its choices when asked`() throws {
        var article = ArticlePage()
        article.opening = "<p class=author>By Ada Lovelace</p><p>Published 4 May 2025</p>"
        #expect(try article.facts().extra["metadata_explanation"] == nil)
        let told = try article.facts(["explain": true]).extra["metadata_explanation"]
        for (field, value) in [
            ("title", article.title), ("authors", "Ada Lovelace"), ("published", "2025-05-04"),
        ] {
            let candidates = try #require(told?[field]?.array)
            let taken = try #require(candidates.first { $0["taken"]?.bool == true })
            #expect(taken["value"]?.string == value)
            #expect(taken["from"]?.string?.isEmpty == false)
            #expect(taken["because"]?.array?.isEmpty == false)
        }
    }
}
