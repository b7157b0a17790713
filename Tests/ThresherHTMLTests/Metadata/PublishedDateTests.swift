// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct PublishedDateTests {
    @Test(arguments: [
        ("en", "September 4, 2025", "2025-09-04"), ("en", "4th of Sept. 2025", "2025-09-04"),
        ("en", "Published: Thursday, 4 September 2025 at 10:00", "2025-09-04"),
        ("en-US", "Posted 9/4/2025", "2025-09-04"), ("en-GB", "Posted 4/9/2025", "2025-09-04"),
        ("en", "2025 Sep 4", "2025-09-04"), ("en", "29 February 2024", "2024-02-29"),
        ("de", "Veröffentlicht am 4. September 2025", "2025-09-04"),
        ("de", "04.09.2025, 10:15 Uhr", "2025-09-04"), ("de", "Stand: 04.09.25", "2025-09-04"),
        ("de-AT", "3. Jänner 2025", "2025-01-03"),
        ("fr", "Publié le 1er août 2025", "2025-08-01"),
        ("fr", "Publié le 4 déc. 2025", "2025-12-04"),
        ("es", "Publicado el 3 de mayo de 2024", "2024-05-03"),
        ("it", "Pubblicato il 12 giugno 2024", "2024-06-12"),
        ("pt-BR", "Publicado em 5 de março de 2024", "2024-03-05"),
        ("pt", "05/03/2024", "2024-03-05"),
        ("nl", "Gepubliceerd op 7 maart 2024", "2024-03-07"),
        ("pl", "Opublikowano: 15 października 2023", "2023-10-15"),
        ("pl", "Dodano 2 maja 2024", "2024-05-02"),
        ("ru", "Опубликовано 9 мая 2024 г.", "2024-05-09"),
        ("ru", "Дата публикации: 09.05.2024", "2024-05-09"),
        ("ar", "نشر في ٤ سبتمبر ٢٠٢٥", "2025-09-04"),
        ("ar", "تاريخ النشر: 4 نيسان 2025", "2025-04-04"),
        ("zh", "发布时间：2025年9月4日", "2025-09-04"), ("ja", "公開日：2025年09月04日", "2025-09-04"),
        ("ko", "입력 2025년 9월 4일", "2025-09-04"), ("tr", "Yayın tarihi: 4 Eylül 2025", "2025-09-04"),
        ("sv", "Publicerad 4 maj 2025", "2025-05-04"), ("cs", "4. září 2025", "2025-09-04"),
        ("uk", "4 вересня 2025", "2025-09-04"),
    ])
    func `reads the date beside a headline in many languages`(
        language: String, text: String, date: String
    ) throws {
        var article = ArticlePage(language: language)
        article.opening = "<p class=\"post-date\">\(text)</p>"
        let document = try article.facts()
        #expect(document.published == date)
        #expect(document.metadataFrom["published"] == "text")
    }

    @Test(arguments: [
        "30 February 2025", "29 February 2023", "No date here", "3 years ago", "05/04/2025",
        "Chapter 3, page 2025",
    ])
    func `takes what is no clear date for none`(text: String) throws {
        var article = ArticlePage()
        article.opening = "<p>\(text)</p>"
        #expect(try article.facts().published == nil)
    }

    @Test func `prefers what is declared and keeps its time of day`() throws {
        var article = ArticlePage()
        article.head =
            "<meta property='article:published_time' content='2025-09-04T08:05:00+02:00'>"
        article.opening = "<time datetime='2025-09-04'>4 September 2025</time>"
        let document = try article.facts()
        #expect(document.published == "2025-09-04T08:05:00+02:00")
        #expect(document.metadataFrom["published"] == "meta")
    }

    @Test(arguments: [
        "<section class='comments'><p>Bo wrote on <time datetime='2024-02-03'>3 Feb 2024</time></p></section>",
        "<p>Member since: 4 May 2018</p>",
    ])
    func `leaves out dates of other things`(after: String) throws {
        var article = ArticlePage()
        article.body = String(repeating: article.body, count: 12)
        article.after = after
        #expect(try article.facts().published == nil)
    }

    @Test func `gives a shop's page no date of publication`() throws {
        let product = """
            {"@type":"Product","name":"Tide clock","offers":{"price":"30"},
            "review":[{"@type":"Review","datePublished":"2021-01-02",
            "author":{"@type":"Person","name":"Kim Buyer"}}]}
            """
        let stage = MetadataStage(StageConfig(), StageContext())
        let document = try forwarded(
            stage,
            page(
                "<title>Tide clock</title><script type='application/ld+json'>\(product)</script>"
                    + "<h1>Tide clock</h1><p>Shows the tide.</p>"))
        #expect(document.published == nil)
        #expect(document.authors.isEmpty)
    }

    @Test func `takes a date from the address unless told not to`() throws {
        let url = "https://h.example/2025/09/04/tide"
        let document = try ArticlePage().facts(url: url)
        #expect(document.published == "2025-09-04")
        #expect(document.metadataFrom["published"] == "url")
        let options: [String: JSONValue] = ["visible_dates": false]
        #expect(try ArticlePage().facts(url: url, options).published == nil)
    }

    @Test(arguments: [
        ("en", "Last updated: 4 May 2025"), ("de", "Zuletzt aktualisiert am 4. Mai 2025"),
        ("fr", "Mis à jour le 4 mai 2025"), ("es", "Actualizado el 4 de mayo de 2025"),
    ])
    func `takes the day of a change for modified`(
        language: String, text: String
    ) throws {
        var article = ArticlePage(language: language)
        article.opening = "<p>\(text)</p>"
        let document = try article.facts()
        #expect(document.modified == "2025-05-04")
        #expect(document.metadataFrom["modified"] == "text")
        #expect(try article.facts(["visible_dates": false]).modified == nil)
    }

    @Test(arguments: [
        ("en", "Release Date: 4 May 2025"), ("de", "Erscheinungsdatum: 4. Mai 2025"),
        ("fr", "Date de sortie : 4 mai 2025"),
    ])
    func `takes the day on which goods came out for none`(language: String, text: String) throws {
        var article = ArticlePage(language: language)
        article.opening = "<p>\(text)</p>"
        #expect(try article.facts().published == nil)
    }
}
