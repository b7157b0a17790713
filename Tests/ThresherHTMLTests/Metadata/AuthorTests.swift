// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct AuthorTests {
    @Test(arguments: [
        ("en", "By Ada Lovelace"), ("en", "Written by Ada Lovelace | 4 May 2025"),
        ("en", "Posted on 4 May 2025 by Ada Lovelace"), ("de", "Von Ada Lovelace"),
        ("de", "Ein Gastbeitrag von Ada Lovelace"), ("de", "Autorin: Ada Lovelace"),
        ("fr", "Par Ada Lovelace"), ("fr", "Auteur : Ada Lovelace"), ("es", "Por Ada Lovelace"),
        ("it", "Autore: Ada Lovelace"), ("pt", "Escrito por Ada Lovelace"),
        ("nl", "Door Ada Lovelace"), ("pl", "Autor: Ada Lovelace"), ("pl", "Przez Ada Lovelace"),
        ("tr", "Yazar: Ada Lovelace"),
    ])
    func `finds a byline by its words in many languages`(language: String, line: String) throws {
        var article = ArticlePage(language: language)
        article.opening = "<p class='author'>\(line)</p>"
        #expect(try article.facts().authors == ["Ada Lovelace"])
    }

    @Test(arguments: [
        ("ru", "Автор: Анна Иванова", "Анна Иванова"), ("ar", "بقلم: أحمد علي", "أحمد علي"),
        ("zh", "作者：王小明", "王小明"), ("ja", "著者：山田太郎", "山田太郎"),
        ("zh", "记者：李华", "李华"),
    ])
    func `reads names of other scripts`(language: String, line: String, name: String) throws {
        var article = ArticlePage(language: language)
        article.opening = "<p class='author'>\(line)</p>"
        #expect(try article.facts().authors == [name])
    }

    @Test(arguments: [
        ("By Ada Lovelace", ["Ada Lovelace"]),
        ("Written by Ada Lovelace and Karl Ott", ["Ada Lovelace", "Karl Ott"]),
        ("Ada Lovelace, Karl Ott & Bo Li", ["Ada Lovelace", "Karl Ott", "Bo Li"]),
        ("Ada Lovelace, Karl Ott, and Bo Li", ["Ada Lovelace", "Karl Ott", "Bo Li"]),
        ("Von Ada Lovelace und Karl Ott", ["Ada Lovelace", "Karl Ott"]),
        ("Ada Lovelace et Karl Ott", ["Ada Lovelace", "Karl Ott"]),
        ("Ada Lovelace y Karl Ott", ["Ada Lovelace", "Karl Ott"]),
        ("Анна Иванова и Пётр Сидоров", ["Анна Иванова", "Пётр Сидоров"]),
        ("Ada Lovelace, MD", ["Ada Lovelace"]), ("Ada Lovelace, Ph.D., CFA", ["Ada Lovelace"]),
        ("Ada Lovelace MD PhD", ["Ada Lovelace"]),
        ("Ada Lovelace, Senior Editor", ["Ada Lovelace"]),
        ("Ada Lovelace Staff Writer", ["Ada Lovelace"]),
        ("Ada Lovelace, Redakteurin", ["Ada Lovelace"]),
        ("Ada Lovelace, ada@gazette.example", ["Ada Lovelace"]),
        ("View all posts by Ada Lovelace", ["Ada Lovelace"]),
        ("Vincent van der Berg", ["Vincent van der Berg"]),
        ("admin", []), ("https://a.example/", []), ("a@b.example", []), ("4 May 2025", []),
        ("Ada&#039;s Team &amp; Co", ["Ada's Team", "Co"]),
    ])
    func `splits and cleans bylines`(byline: String, names: [String]) throws {
        var article = ArticlePage()
        article.head = "<meta name=\"author\" content=\"\(byline)\">"
        #expect(try article.facts().authors == names)
    }

    @Test(arguments: [
        ("<p><a rel=author href=/ada>Ada Lovelace</a></p>", "rel_author"),
        ("<div class='post-byline'>By <a href=/ada>Ada Lovelace</a> | 4 May 2025</div>", "byline"),
        (
            "<div class='byline'><span>By</span><a>Ada Lovelace</a><span>Staff writer</span></div>",
            "byline"
        ),
        ("<p><a href='/authors/ada-lovelace'>Ada Lovelace</a></p>", "link"),
        ("<p>By Ada Lovelace | 4 May 2025</p>", "text"),
    ])
    func `finds writers in the visible page`(opening: String, from: String) throws {
        var article = ArticlePage()
        article.opening = opening
        let document = try article.facts()
        #expect(document.authors == ["Ada Lovelace"])
        #expect(document.metadataFrom["authors"] == from)
    }

    @Test(arguments: [
        "<p>Sort by Price</p>", "<p>Powered by Tidewater</p>", "<p>Share</p>",
        "<p>This was seen by many people.</p>",
    ])
    func `takes no other words for a byline`(opening: String) throws {
        var article = ArticlePage()
        article.opening = opening
        #expect(try article.facts().authors.isEmpty)
    }

    @Test func `keeps writers of comments out`() throws {
        var article = ArticlePage()
        article.after = "<div class='comments'><p class='comment-author'>Kim Reader</p></div>"
        #expect(try article.facts().authors.isEmpty)
    }

    @Test func `keeps the name of an organisation whole`() throws {
        var article = ArticlePage()
        article.head = """
            <script type='application/ld+json'>{"@type":"NewsArticle","headline":"x",
            "author":{"@type":"Organization","name":"Office of Harbours and Tides"}}</script>
            """
        let authors = try article.facts().authors
        #expect(authors.isEmpty || authors == ["Office of Harbours and Tides"])
    }

    @Test(arguments: [
        "<a class=user-link href=/signup>Newcomers Here</a>", "<span class=author>Sign Up</span>",
        "<div class=user-info>asked</div>", "<p class=author>Dec. 19</p>",
        "<div class=footer>Performance &amp; security by Cloudflare</div>",
        "<p>Photo by Karl Ott</p>", "<span class=author>S'inscrire</span>",
    ])
    func `takes what is no writer for none`(opening: String) throws {
        var article = ArticlePage()
        article.opening = opening
        #expect(try article.facts().authors.isEmpty)
    }
}
