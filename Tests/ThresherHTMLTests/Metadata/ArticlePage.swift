// SPDX-License-Identifier: Apache-2.0
import ThresherHTML
import ThresherPlugin

/// A small article as a blog or newspaper would write it.
struct ArticlePage {
    var language = "en"
    var title = "How the tide tables of the old harbour were made"
    var head = ""
    /// What stands between headline and text.
    var opening = ""
    var body =
        "<p>The harbour master kept a book of the tides for forty years, and every morning before "
        + "the boats went out he wrote down the hour and the height of the water.</p>"
    var after = ""

    var markup: String {
        """
        <!DOCTYPE html><html lang="\(language)"><head><title>\(title) | Harbour Gazette</title>
        <meta property="og:type" content="article">\(head)</head>
        <body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
        <main><article><h1>\(title)</h1>\(opening)\(body)</article></main>
        \(after)<footer>© 2019 Harbour Gazette</footer></body></html>
        """
    }

    /// What `metadata` finds in it.
    func facts(
        url: String? = nil, _ options: [String: JSONValue] = [:]
    ) throws -> Document {
        let stage = MetadataStage(StageConfig(options), StageContext())
        return try forwarded(stage, page(markup, url: url))
    }
}
