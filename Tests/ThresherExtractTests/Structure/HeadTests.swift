// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

/// Which of the lines above a story is its headline, and what the others are.
struct HeadTests {
    @Test(arguments: [
        // A menu.
        "Skip to content\nSearch\nSubscribe\n\nFerry sinks off the northern coast",
        "News\n\nWorld\n\nSport\n\nFerry sinks off the northern coast\n\nBy Jo Ray\n\n3 May 2024",
        // The path in the site ends with the headline.
        "Home > News > Ferry sinks off the northern coast\n\nFerry sinks off the northern coast",
        // It stands twice.
        "Ferry sinks off the northern coast\n\nNews\n\nFerry sinks off the northern coast",
        // A standfirst that says the same.
        "Ferry sinks off the northern coast\n\n"
            + "Fishing boats take all aboard to the town; owners look for the cause of it",
        // A site's name and a date above it.
        "THE TOLVIK POST\n\nMonday, 6 May 2024\n\nFerry sinks off the northern coast",
        // A promise of the site in a sentence.
        "Journalism that listens, and has since nineteen hundred and four.\n\n"
            + "Ferry sinks off the northern coast\n\nBy Jo Ray\n\nUpdated 6 May 2024",
        // Counters below it.
        "Ferry sinks off the northern coast\n\nBy Jo Ray\n\n6 May 2024\n\n418\n\nShare\nSave",
    ])
    func `the headline is found among the lines above the story`(head: String) throws {
        let document = try structured("\(head)\n\n\(FerryStory.body)")
        #expect(document.title == "Ferry sinks off the northern coast")
        #expect(
            document.blocks.map(\.text) == [FerryStory.first, FerryStory.second, FerryStory.third])
    }

    @Test(arguments: [
        (
            "THE FERRY, THE COAST\nAND THE HARBOUR OFFICE",
            "THE FERRY, THE COAST AND THE HARBOUR OFFICE"
        ),
        (
            "Ferry sinks off the coast,\nall aboard are saved",
            "Ferry sinks off the coast, all aboard are saved"
        ),
        (
            "Ferry sinks off the northern coast | Tolvik Post", "Ferry sinks off the northern coast"
        ),
        ("Post\n\nFerry sinks off the coast - Post", "Ferry sinks off the coast"),
        ("Ferry sinks - all aboard are saved", "Ferry sinks - all aboard are saved"),
        ("FERRIES\nFerry sinks off the northern coast", "Ferry sinks off the northern coast"),
        (
            "What sank the ferry off the northern coast?",
            "What sank the ferry off the northern coast?"
        ),
        (
            "POL-TOL: Ferry on its way down - coast guard saves all aboard",
            "POL-TOL: Ferry on its way down - coast guard saves all aboard"
        ),
    ])
    func `a headline may be two lines, a question, or have dashes`(lines: String, title: String)
        throws
    {
        let document = try structured("\(lines)\n\nBy Jo Ray\n\n\(FerryStory.body)")
        #expect(document.title == title)
        #expect(document.authors == ["Jo Ray"])
        #expect(
            document.blocks.map(\.text) == [FerryStory.first, FerryStory.second, FerryStory.third])
    }

    @Test(arguments: ["", "Sources: harbour office\n\n"])
    func `a story without a headline keeps its first paragraph`(above: String) throws {
        let document = try structured(above + FerryStory.body)
        #expect(document.title == nil)
        #expect(
            document.blocks.map(\.text).suffix(3) == [
                FerryStory.first, FerryStory.second, FerryStory.third,
            ])
    }

    @Test func `the day of publication may have a time beside it`() throws {
        let document = try structured(
            "Ferry sinks off the northern coast\n\nBy Jo Ray\n\n6 May 2024, 14:05\n\n\(FerryStory.body)"
        )
        #expect(document.published == "2024-05-06")
    }

    @Test func `points above a dateline sum the report up`() throws {
        let document = try structured(
            "Ferry sinks off the northern coast\n\nBy Jo Ray\n\nMay 14, 2024\n\n"
                + "Fishing boats took all aboard to the town\n\nOwners look for the cause\n\n"
                + "TOLVIK, May 14 (Reuters) - \(FerryStory.body)")
        #expect(document.dateline?.place == "TOLVIK")
        #expect(document.agencies == ["Reuters"])
        #expect(document.description?.hasPrefix("Fishing boats took all") == true)
        #expect(
            document.blocks.map(\.text) == [FerryStory.first, FerryStory.second, FerryStory.third])
    }

    @Test func `a short first paragraph may have a dateline`() throws {
        let document = try structured(
            "Ferry sinks off the northern coast\n\nTOLVIK, Neb. — The ferry stays.\n\n\(FerryStory.body)"
        )
        #expect(document.dateline?.place?.hasPrefix("TOLVIK") == true)
        #expect(document.blocks.first?.text == "The ferry stays.")
    }

    @Test func `a standfirst may stand below byline and date, above the dateline`() throws {
        let standfirst = "Fishing boats took all aboard to the town. The owners look for the cause."
        let document = try structured(
            "Ferry sinks off the northern coast\n\nJo Ray\n6 May 2024\n\n\(standfirst)\n\n"
                + "TOLVIK (Reuters) - \(FerryStory.body)")
        #expect(document.description == standfirst)
        #expect(document.dateline?.place == "TOLVIK")
        #expect(document.authors == ["Jo Ray"])
        #expect(
            document.blocks.map(\.text) == [FerryStory.first, FerryStory.second, FerryStory.third])
    }

    @Test(
        arguments: [
            (
                "45 minutes ago\n\nJo Ray and Ann Lee\n\nShare",
                ["Jo Ray", "Ann Lee"], []
            ),
            ("Written by\nJo Ray\n\n6 May 2024", ["Jo Ray"], []),
            ("6 May 2024 | By Jo Ray | 3 min read", ["Jo Ray"], []),
            ("Author: Jo Ray\n\nReuters The ferry at its berth last week", ["Jo Ray"], ["Reuters"]),
        ] as [(String, [String], [String])])
    func `writers are found below the headline`(
        lines: String, authors: [String], agencies: [String]
    ) throws {
        let document = try structured(
            "Ferry sinks off the northern coast\n\n\(lines)\n\n\(FerryStory.body)")
        #expect(document.authors == authors)
        #expect(document.agencies == agencies)
        #expect(
            document.blocks.map(\.text) == [FerryStory.first, FerryStory.second, FerryStory.third])
    }

    @Test func `a caption above its credit goes with it`() throws {
        let document = try structured(
            "Ferry sinks off the northern coast\n\nAll aboard saved, owners look for the cause\n\n"
                + "By Jo Ray\n\nThe ferry at its berth in the harbour.\nAPA/EXPA/Ann Lee\n\n\(FerryStory.body)"
        )
        #expect(document.credits.map(\.caption) == ["The ferry at its berth in the harbour."])
        #expect(
            document.blocks.map(\.text) == [FerryStory.first, FerryStory.second, FerryStory.third])
    }

    @Test(arguments: [
        [
            "Паром затонул в понедельник у северного берега, сообщило управление",
            "порта. Всех, кто был на борту, рыбаки доставили в город, и никто не",
            "пострадал.",
        ],
        [
            "غرقت العبارة ظهر يوم الاثنين قبالة الساحل الشمالي كما قال مكتب الميناء",
            "ونقلت قوارب الصيد كل من كان على متنها إلى المدينة ولم يصب أحد بأذى",
            "خطير.",
        ],
    ])
    func `lines that were broken are one paragraph in every script`(lines: [String]) throws {
        let paragraph = lines.joined(separator: "\n")
        let document = try structured(
            "Ferry sinks\n\n\(FerryStory.first)\n\n\(paragraph)\n\n\(FerryStory.second)")
        #expect(document.blocks.map(\.text) == [FerryStory.first, paragraph, FerryStory.second])
    }

    @Test func `broken lines need not be full, nor go on in lower case`() throws {
        let parts = [
            "The ferry went down off the northern coast at noon on Monday, as the\n"
                + "harbour office said, and all of those aboard were taken to the town.",
            "Nobody was badly hurt, and the captain, who is from the town of\n"
                + "Tolvik, was at home again before the evening came.",
            "The owners of the ferry said they would look for the cause of it, as\n"
                + "soon as the sea was calm.",
        ]
        let document = try structured("Ferry sinks\n\n" + parts.joined(separator: "\n\n"))
        #expect(document.blocks.count == 3)
    }

    @Test func `a list that a paragraph announces stays`() throws {
        let items = [
            "Two boats of the coast guard with divers", "A helicopter from the Kelmar air base",
            "Some forty fishermen who had heard the call",
        ]
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(FerryStory.first)\n\nThese came to help as soon as they could:\n\n"
                + items.joined(separator: "\n\n")
                + "\n\n\(FerryStory.second)\n\n\(FerryStory.third)")
        #expect(items.allSatisfy(document.blocks.map(\.text).contains))
    }

    @Test func `a note in the middle does not end the story`() throws {
        let document = try structured(
            "Ferry sinks off Tolvik\n\n\(FerryStory.first)\n\nEditor's note: names have been changed.\n\n"
                + [FerryStory.second, FerryStory.third, FerryStory.second, FerryStory.third].joined(
                    separator: "\n\n"))
        #expect(document.blocks.count == 5)
    }
}
