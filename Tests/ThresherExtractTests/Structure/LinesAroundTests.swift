// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

/// Lines above, between and below the paragraphs of a story, in eight languages.
struct LinesAroundTests {
    @Test(arguments: [
        ("12 min read    Share    Save", "tools"),
        ("Lesezeit: 3 Min.", "tools"),
        ("Temps de lecture: 4 minutes", "tools"),
        ("Ouvir · 5 min · Partilhar", "tools"),
        ("Compartir en Facebook   Copiar enlace", "tools"),
        ("Condividi    Stampa    Scrivi alla redazione", "tools"),
        ("شارك   انسخ الرابط", "tools"),
        ("3 comments | 5 minute read | Listen to this article", "tools"),
        ("Topics: Ferries, Weather", "tags"),
        ("Schlagwörter: Fähre, Wetter", "tags"),
        ("Archivado en: Puertos · Clima", "tags"),
        ("Теги: паром, море", "tags"),
        ("كلمات مفتاحية: عبّارة | بحر", "tags"),
        ("PUB", "promotion"),
        ("Anzeige", "promotion"),
        ("Correction: the ferry was built in 1991, not 1999.", "correction"),
        ("Rectificatif: une première version de ce texte parlait de deux ferries.", "correction"),
        ("Notícia corrigida às 20h14: os barcos eram dois e não três.", "correction"),
        ("В предыдущей версии новости говорилось о двух паромах.", "correction"),
        ("Correction, 10 September: an earlier version gave a wrong name.", "correction"),
        ("В материал внесены изменения (15:20) - уточняется число судов", "correction"),
        ("Anmerkung: In einer früheren Fassung hieß es, es seien zwei Fähren.", "correction"),
        ("Sujets associés : Ferry, Météo", "tags"),
        ("Temi correlati: Traghetti, Mare", "tags"),
        ("The ferry at its berth. Photograph: Jo Ray/Nordwire", "caption"),
        ("The ferry at its berth © Jo Ray / Reuters", "caption"),
        ("The ferry at its berth (Reuters)", "caption"),
        ("The ferry at its berth    JO RAY", "caption"),
        ("The ferry at its berth - JO RAY / EP", "caption"),
        ("The ferry at its berth (Archivbild) | Bildquelle: Jo Ray", "caption"),
        ("JO RAY (AP)", "credit"),
    ])
    func `a line goes with its reason`(line: String, reason: String) throws {
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(FerryStory.first)\n\n\(line)\n\n\(FerryStory.second)\n\n\(FerryStory.third)"
        )
        #expect(
            document.blocks.map(\.text) == [FerryStory.first, FerryStory.second, FerryStory.third])
        #expect(document.dropped.map(\.reason) == [reason])
    }

    @Test(arguments: [
        "The owner (a broker at the time) sold it by way of a friend (via a firm in Kelmar).",
        "The court named the case by its number, as courts do (Az. 328 O 114/24).",
        "We are told to share what we know, and to save what we can.",
        "An earlier version of the plan was rejected by the council in May.",
        "Writer Jo Ray has died at the age of eighty in the town where she was born.",
        "Follow the river for two miles and you will see the wreck.",
    ])
    func `a paragraph stays`(paragraph: String) throws {
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(FerryStory.first)\n\n\(paragraph)\n\n\(FerryStory.second)")
        #expect(document.blocks.map(\.text) == [FerryStory.first, paragraph, FerryStory.second])
    }

    @Test(
        arguments: [
            ("LINDENAU. The council", "LINDENAU", [], []),
            ("Hamburg (epd). The council", "Hamburg", ["epd"], []),
            ("Steinach am Brenner (APA) – The council", "Steinach am Brenner", ["APA"], []),
            ("KELMAR, 5 Nov. (EUROPA PRESS) - The council", "KELMAR", ["Europa Press"], []),
            (
                "ЯКУТСК, 18 мая — РИА Новости, Айталина Сивцева. The council", "ЯКУТСК",
                ["РИА Новости"], ["Айталина Сивцева"]
            ),
            (
                "КЕЛЬМАР, 14 декабря. /Корр. ТАСС Лев Неелов/. The council", "КЕЛЬМАР", ["ТАСС"],
                ["Лев Неелов"]
            ),
            ("القاهرة في 4 يونيو /أ ش أ/ .. The council", "القاهرة", ["أ ش أ"], []),
            ("الإسكندرية - (أ ش أ): The council", "الإسكندرية", ["أ ش أ"], []),
            ("عمّان - The council", "عمّان", [], []),
            (
                "St. Leonhard im Pitztal (APA/dpa) – The council", "St. Leonhard im Pitztal",
                ["APA", "dpa"], []
            ),
            ("CRATO (CE) - The council", "CRATO", [], []),
        ] as [(String, String, [String], [String])])
    func `a dateline has its place, agencies and writer`(
        line: String, place: String, agencies: [String], authors: [String]
    ) throws {
        let rest = " met in LINDENAU on Monday to talk about the ferry that went down in May."
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(line)\(rest)\n\n\(FerryStory.second)\n\nThey met in LINDENAU."
        )
        #expect(document.dateline?.place == place)
        #expect(document.agencies == agencies)
        #expect(document.authors == authors)
        #expect(document.blocks.first?.text == "The council" + rest)
    }

    @Test(
        arguments: [
            ("By Jo Ray in Kelmar and Ann Lee in Tolvik", ["Jo Ray", "Ann Lee"], []),
            ("Jo Ray and Lusa", ["Jo Ray"], ["Lusa"]),
            ("Jo Ray, avec Keystone-ATS", ["Jo Ray"], ["Keystone-ATS"]),
            ("كتبت: هدى البستاني", ["هدى البستاني"], []),
            ("كتب: رجب الدمياطي ونهى سعفان", ["رجب الدمياطي", "نهى سعفان"], []),
            ("Par Jo Ray (à Kelmar) et Ann Lee, avec AFP", ["Jo Ray", "Ann Lee"], ["AFP"]),
            ("By Jo Ray in N’DJAMENA and Ann Lee in LONDON", ["Jo Ray", "Ann Lee"], []),
            ("By JO RAY and ANN LEE, Business Correspondents", ["JO RAY", "ANN LEE"], []),
            ("Newsroom, with reports from AFP", [], ["AFP"]),
        ] as [(String, [String], [String])])
    func `a byline names its writers`(line: String, authors: [String], agencies: [String]) throws {
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(line)\n\n\(FerryStory.first)\n\n\(FerryStory.second)")
        #expect(document.authors == authors)
        #expect(document.agencies == agencies)
        #expect(document.blocks.map(\.text) == [FerryStory.first, FerryStory.second])
    }

    @Test(arguments: [
        "Home › News › Kelmar", "Ultima Ora > Cronaca > Emilia-Romagna", "Réservé aux abonnés",
    ])
    func `what stands above a headline is a kicker`(line: String) throws {
        let document = try structured(
            "\(line)\n\nFerry sinks off Tolvik at noon\n\n\(FerryStory.first)\n\n\(FerryStory.second)"
        )
        #expect(document.title == "Ferry sinks off Tolvik at noon")
        #expect(document.dropped.map(\.reason) == ["kicker"])
    }

    @Test func `indented lines begin paragraphs`() throws {
        let lines = [
            "The ferry went down off the northern coast at noon on Monday, as",
            "the harbour office said, and all of those aboard were taken to the",
            "town by boats.",
            "   The owners of the ferry said that they would look for the cause as",
            "soon as the sea was calm.",
            "   Nobody was badly hurt, and the captain, who is from the town, was",
            "at home again before the evening.",
        ]
        let document = try structured(
            "Ferry sinks off Tolvik\n\n" + lines.joined(separator: "\n"))
        #expect(document.blocks.count == 3)
        #expect(document.blocks.last?.text.hasPrefix("Nobody was badly hurt") == true)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a letter with marks without end takes no time`() throws {
        let marks = String(repeating: "\u{301}\u{323}", count: 500_000)
        let text = "\(FerryStory.first)\n\n\(FerryStory.second)\n\ne\(marks)"
        #expect(try structured(text).blocks.count == 2)
    }

    @Test func `a sentence of the story stays among what a page ends with`() throws {
        let last = "Prime Minister Ada Berg declared three days of mourning on Monday."
        let document = try structured(
            "\(FerryStory.body)\n\nSOURCE: Reuters\n\nTopics: Ferries, Weather\n\n\(last)\n\nAll our newsletters"
        )
        #expect(document.blocks.last?.text == last)
        #expect(document.dropped.last?.text == "All our newsletters")
    }

    @Test func `short lines that a page ends with go`() throws {
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(FerryStory.first)\n\n\(FerryStory.second) \(FerryStory.third)\n\n"
                + "Topics: Ferries, Weather\n\n3 comments | 5 minute read\n\n"
                + "What is written here is its authors' own opinion.")
        #expect(document.blocks.count == 2)
    }

    @Test(
        arguments: [
            ("A boat (Foto: Jarbas Feitosa/Futura Press)", ["Futura Press"]),
            ("APA/EXPA/Stefan Gruber", ["APA", "EXPA"]),
            ("[A boat. Crédito: Bastián Calfú / Agencia Uno]", ["Agencia Uno"]),
            ("Photograph: Jo Ray/The Post", []),
        ] as [(String, [String])])
    func `a credit names its agency`(line: String, agencies: [String]) throws {
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(FerryStory.first)\n\n\(line)\n\n\(FerryStory.second)")
        #expect(document.agencies == agencies)
        #expect(document.blocks.map(\.text) == [FerryStory.first, FerryStory.second])
    }

    @Test func `a place alone on its line is the dateline`() throws {
        let document = try structured(
            "Ferry sinks off Tolvik\n\nBy Jo Ray\n\nRecife\n\n\(FerryStory.first)\n\n\(FerryStory.second)"
        )
        #expect(document.dateline?.place == "Recife")
        #expect(document.dropped.map(\.reason) == ["byline"])
        #expect(document.blocks.map(\.text) == [FerryStory.first, FerryStory.second])
    }

    @Test func `times may stand above the headline`() throws {
        let document = try structured(
            "Новости\n\n21 ОКТ, 13:58\n\nОбновлено 21 ОКТ, 15:20\n\nПаром затонул у Тольвика ночью\n\n"
                + "\(FerryStory.first)\n\n\(FerryStory.second)")
        #expect(document.title == "Паром затонул у Тольвика ночью")
        #expect(document.blocks.map(\.text) == [FerryStory.first, FerryStory.second])
    }

    @Test func `a heading in upper case with a year is no date`() throws {
        let heading = "LE PONT AVAIT DÉJÀ ÉTÉ DÉTRUIT EN 2022"
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(FerryStory.first)\n\n\(heading)\n\n\(FerryStory.second)")
        #expect(document.blocks.map(\.text) == [FerryStory.first, heading, FerryStory.second])
    }

    @Test func `questions of an interview stay`() throws {
        let questions = [
            "How long did it take you to get all of them off?",
            "And what will the owners say about it in court?",
            "Do you think that there will be a ferry in spring?",
        ]
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(FerryStory.first)\n\n"
                + questions.map { "\($0)\n\n\(FerryStory.second)" }.joined(separator: "\n\n"))
        #expect(questions.allSatisfy(document.blocks.map(\.text).contains))
    }
}
