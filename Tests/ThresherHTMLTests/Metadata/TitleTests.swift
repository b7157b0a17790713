// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct TitleTests {
    private func title(_ markup: String, url: String? = nil) throws -> String? {
        let stage = MetadataStage(StageConfig(), StageContext())
        return try forwarded(stage, page(markup, url: url)).title
    }

    @Test(arguments: [
        "|", " | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: ",
    ])
    func `cuts the site's name off at many separators`(separator: String) throws {
        let markup =
            "<title>Tide tables of the old harbour\(separator)Harbour Gazette</title>"
            + "<meta property=og:site_name content='Harbour Gazette'><p>Text.</p>"
        #expect(try title(markup) == "Tide tables of the old harbour")
    }

    @Test(arguments: [
        ("<title>Tide tables | Harbour</title><h1>Tide tables</h1>", "Tide tables"),
        (
            "<title>Tide tables - Harbour</title><meta property=og:site_name content=Harbour>"
                + "<h1>Harbour</h1>", "Tide tables"
        ),
        ("<title>How tides work</title>", "How tides work"),
        (
            "<h1>Harbour</h1><h1>Tide tables of May</h1><title>Tide tables of May</title>",
            "Tide tables of May"
        ),
        (
            "<title>Harbour</title><meta property=og:site_name content=Harbour>"
                + "<meta property=og:title content='The tide of a century'>",
            "The tide of a century"
        ),
        (
            "<title>Well-known tides of 2024: a list</title><h1>Well-known tides of 2024: a list</h1>",
            "Well-known tides of 2024: a list"
        ),
        ("<h1>Tide tables<a href=#x>¶</a></h1>", "Tide tables"),
        ("<h1>Tide&shy;tables of May</h1>", "Tidetables of May"),
        ("<p>none</p>", nil),
    ])
    func `chooses the title that others agree with`(markup: String, expected: String?) throws {
        #expect(try title(markup) == expected)
    }

    @Test func `decodes what was escaped twice`() throws {
        let markup = "<title>Tide &amp;amp; time tables | Harbour</title>"
        #expect(try title(markup) == "Tide & time tables")
    }
}
