// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

/// Notes, teasers and footnotes at the edges of a page's text.
struct PageEdgesTests {
    private func page(_ paragraphs: [String], authors: [String] = []) throws -> Document {
        var document = article(paragraphs.joined(separator: "\n\n"))
        document.source.mediaType = "text/html"
        document.authors = authors
        return try run(StructureStage(StageConfig(), StageContext()), document)
    }

    private let story = [FerryStory.first, FerryStory.second, FerryStory.third]

    @Test(arguments: [
        ("Editor’s Note: This article also appeared in the May issue of the Kelmar Post.", "notes"),
        ("This story was originally published by the Kelmar Post in the spring.", "notes"),
        ("Miami Post correspondent Ann Lee contributed to this report.", "notes"),
        (
            "* Cet article, initialement publié en avril 2017, a fait l'objet d'une mise à jour.",
            "notes"
        ),
        ("Namentlich gekennzeichnete Beiträge geben die Meinung des Autors wieder.", "notes"),
        ("Contact Jo Ray at jo.ray@example.org or by letter.", "contact"),
        ("Follow Ann Lee on Instagram at @annlee and @kelmarpost.", "contact"),
        ("Jo Ray is a reporter at the Kelmar Post and lives in Tolvik.", "byline"),
    ])
    func `a line at the foot goes with its reason`(line: String, reason: String) throws {
        let document = try page(story + [line], authors: ["Jo Ray"])
        #expect(document.blocks.map(\.text) == story)
        #expect(document.dropped.map(\.reason) == [reason])
    }

    @Test func `who helped is an agency's writer`() throws {
        let document = try page(story + ["Reuters writer Ann Lee contributed to this report."])
        #expect(document.agencies == ["Reuters"])
    }

    @Test(arguments: [
        "READ MORE: ‘It does not get any worse:’ one in four people of the town are still waiting for a boat because of the storm and the war",
        "[Related: The town never closed the yard. Its workers are paying the price.]",
        "Also read how to save money on the ferry.",
        "Lesen Sie auch, wie man auf der Fähre Geld spart.",
    ])
    func `a teaser goes wherever it stands`(line: String) throws {
        let document = try page([FerryStory.first, FerryStory.second, line, FerryStory.third])
        #expect(document.blocks.map(\.text) == story)
    }

    @Test func `what a body says of itself goes to the end`() throws {
        let portrait = "Tolvik University is a school of the sea, founded by fishermen in 1904."
        for lines in [
            ["About Tolvik University", portrait], ["About Tolvik University\n" + portrait],
        ] {
            let document = try page(story + lines)
            #expect(document.blocks.map(\.text) == story)
            #expect(Set(document.dropped.map(\.reason)) == ["notes"])
        }
    }

    @Test func `a footnote goes where the text has its number`() throws {
        let told = "The book (1) tells of a ferry that went down in a storm long before that one."
        let note = "(1) Author of The Ferry, January 2016, Kelmar Press."
        let document = try page([told] + story + [note])
        #expect(document.blocks.map(\.text) == [told] + story)
    }

    @Test(arguments: [
        "About Tolvik, the report says that it has never seen such a storm in all its years.",
        "* All prices are those of the harbour office.",
        "This article tells of a ferry that sank, and of those who were aboard.",
        "About forty boats were in the harbour when the storm came, and none was lost.",
        "Editors of the town’s two papers met at the harbour to talk of the storm.",
    ])
    func `a paragraph stays`(line: String) throws {
        let first = "* The harbour office has its own count."
        let document = try page([
            first, FerryStory.first, line, FerryStory.second, FerryStory.third,
        ])
        #expect(document.blocks.map(\.text).contains(line))
    }
}
