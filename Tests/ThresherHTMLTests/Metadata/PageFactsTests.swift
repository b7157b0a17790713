// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct PageFactsTests {
    @Test func `has a learned weight for each feature`() {
        #expect(CandidateReport.weightsFitFeatures)
    }

    @Test func `names the section`() throws {
        var article = ArticlePage()
        article.head = "<meta property='article:section' content='Sea &amp; coast'>"
        let document = try article.facts()
        #expect(document.section == "Sea & coast")
        #expect(document.metadataFrom["section"] == "meta")
    }

    @Test(arguments: [
        (
            "<link rel=license href='/licence.html'>", "", "https://h.example/licence.html",
            "rel_license"
        ),
        (
            "", "<a rel='license' href='//creativecommons.org/licenses/by/4.0/'>CC BY</a>",
            "https://creativecommons.org/licenses/by/4.0/", "rel_license"
        ),
        (
            "", "<a href='https://creativecommons.org/licenses/by-sa/4.0/deed.de'>CC</a>",
            "https://creativecommons.org/licenses/by-sa/4.0/deed.de", "link"
        ),
        (
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"license\":"
                + "\"https://creativecommons.org/publicdomain/zero/1.0/\"}</script>", "",
            "https://creativecommons.org/publicdomain/zero/1.0/", "json_ld"
        ),
    ])
    func `names the licence`(head: String, after: String, license: String, from: String) throws {
        var article = ArticlePage()
        article.head = head
        article.after = after
        let document = try article.facts(url: "https://h.example/tide")
        #expect(document.license == license)
        #expect(document.metadataFrom["license"] == from)
    }

    @Test func `takes no other link for a licence`() throws {
        var article = ArticlePage()
        article.after = "<a href='https://creativecommons.example/licenses/by/4.0/'>no</a>"
        #expect(try article.facts().license == nil)
    }

    @Test func `stays upright under pages made to hurt`() throws {
        let nested = String(repeating: "[", count: 100_000)
        let deep = String(repeating: "{\"author\":", count: 5_000)
        let people = (0..<20_000).map { "{\"@type\":\"Person\",\"name\":\"N\($0)\"}" }
        for json in [
            nested, deep, "{\"@type\":\"Article\",\"author\":[\(people.joined(separator: ","))]}",
        ] {
            var article = ArticlePage()
            article.head = "<script type='application/ld+json'>\(json)</script>"
            #expect(try article.facts().title == article.title)
        }
        for part in [
            "<meta name=author content='Ada Lovelace'>", "<span class=author>Ada Lovelace</span>",
            "<time>4 May 2025</time>", "<h1>Tide</h1>", "<a rel=author href=/u/a>Ada</a>",
            "<i itemprop='author'>Ada Lovelace</i>", "<a rel=tag href=/t>tide</a>",
            "<p class='date-author-user-comment'>" + String(repeating: "| and ", count: 50)
                + "</p>",
        ] {
            let markup =
                "<title>" + String(repeating: "a | ", count: 5_000) + "</title>"
                + String(repeating: part, count: 20_000)
            let stage = MetadataStage(StageConfig(), StageContext())
            let document = try forwarded(stage, page(markup))
            #expect(document.authors.count <= 32)
            #expect(document.tags.count <= 64)
        }
    }
}
