// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

struct SourceLinesTests {
    @Test(arguments: [
        ("Le Monde avec AFP", ["AFP"]), ("FRANCE 24 with AFP and Reuters", ["AFP", "Reuters"]),
        ("© AFP 2024", ["AFP"]), ("(With inputs from ANI)", ["ANI"]),
        ("The Associated Press contributed to this report.", ["Associated Press"]),
        ("Original-Content von: Hafenamt Kelmar, übermittelt durch news aktuell", ["news aktuell"]),
        ("По материалам «Интерфакса» и собственных корреспондентов", ["Интерфакс"]),
        ("المصدر: الجزيرة + وكالات", ["الجزيرة", "وكالات"]),
    ])
    func `a line below a story names its agencies`(line: String, agencies: [String]) throws {
        let document = try structured(
            "A ferry goes down in the north\n\n\(FerryStory.body)\n\n\(line)")
        #expect(document.agencies == agencies)
        #expect(!document.text.contains(line))
    }

    @Test(arguments: [
        (" Com Lusa", ["Lusa"]), (" EFE", ["EFE"]), (" (dpa/lsw)", ["dpa"]),
        (" (mit dpa)", ["dpa"]), (" (AFP, Reuters)", ["AFP", "Reuters"]),
    ])
    func `a paragraph may end with them`(end: String, agencies: [String]) throws {
        let document = try structured(
            "A ferry goes down in the north\n\n\(FerryStory.body)\(end)")
        #expect(document.agencies == agencies)
        #expect(!document.text.contains(end))
    }

    @Test(arguments: [
        "Some bought it from Reuters.", "The picture went to Lusa.", "They called it EFE.",
    ])
    func `a sentence about an agency stays`(sentence: String) throws {
        let document = try structured(
            "A ferry goes down in the north\n\n\(FerryStory.body) \(sentence)")
        #expect(document.text.hasSuffix(sentence))
    }
}

struct PublishedLineTests {
    @Test(arguments: [
        "La Valeta - 03 MAR 2024 - 16:15 CET", "الأحد 3 مارس 2024", "3 марта 2024, 16:15",
        "3 marzo 2024, 16:15", "3 de marzo de 2024", "Publié le 3 mars 2024 à 16h15",
        "3 de março de 2024 às 16h15", "Опубликовано 3 марта 2024 года в 16:15", "٣ مارس ٢٠٢٤",
        "March 3, 2024 4:15 PM GMT",
    ])
    func `a line with the day of publication is read in its language`(line: String) throws {
        let document = try structured(
            "A ferry goes down in the north\n\n\(line)\n\n\(FerryStory.body)")
        #expect(document.published == "2024-03-03")
        #expect(document.description == nil)
    }
}
