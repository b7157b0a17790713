// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin
import ThresherTesting

struct StructureStageTests {
    @Test func `keeps the stage contract`() { checkStage(StructureStage.self) }

    private let report = """
        Ferry runs aground off Kelmar

        Coast guard says all 212 people aboard the Northern Star were brought ashore after the grounding

        By Jo Ray and Ann Lee

        The Northern Star lies off Kelmar on Sunday [Harbour Office handout via Reuters]
            A ferry with 212 people aboard ran aground off Kelmar on Sunday, the coast guard said.

            "Everyone is safe," harbour master Olga Brandt said.

            Minister opens new airport terminal in the south

            The ferry was on its way from Tolvik when it hit the rocks, she said.

             Profile: The islands of the north

            What happens next

            Divers are to look at the hull on Monday.

             Analysis: Why old ferries stay in service

            SOURCE: Kelmar Herald And Agencies
        """

    @Test func `parts a story from what stands around it`() throws {
        let document = try structured(report)
        #expect(document.title == "Ferry runs aground off Kelmar")
        #expect(document.description?.hasPrefix("Coast guard says all 212") == true)
        #expect(document.authors == ["Jo Ray", "Ann Lee"])
        #expect(
            document.agencies.contains("Kelmar Herald") && document.agencies.contains("Agencies"))
        #expect(document.credits.map(\.text) == ["Harbour Office handout via Reuters"])
        #expect(
            document.blocks.map { String($0.text.prefix(12)) } == [
                "A ferry with", "\"Everyone is", "The ferry wa", "What happens", "Divers are t",
            ])
        #expect(document.blocks[3].kind == .heading)
        let related = document.dropped.filter { $0.reason == "related" }.map(\.text)
        #expect(
            related == [
                "Minister opens new airport terminal in the south",
                "Profile: The islands of the north",
                "Analysis: Why old ferries stay in service",
            ])
        #expect(document.dropped.contains { $0.reason == "source" })
    }

    @Test(arguments: [30_000, 300_000])
    func `what has too many lines for an article stays as it is`(count: Int) throws {
        let text = report + String(repeating: "\na", count: count)
        let document = try structured(text)
        #expect(document.title == nil && document.dropped.isEmpty)
        #expect(document.text.utf8.count >= report.utf8.count)
        #expect(document.text.hasSuffix("a\na") || document.text.hasSuffix("a\n\na"))
    }

    @Test func `nothing is lost`() throws {
        let document = try structured(report)
        let all =
            document.text + (document.title ?? "") + (document.description ?? "")
            + document.dropped.map(\.text).joined()
        for line in report.split(separator: "\n") where !line.isEmpty {
            let words = line.drop { $0 == " " }
            #expect(all.contains(words), "lost: \(words)")
        }
    }

    @Test(
        arguments: [
            (
                "DEIR AZ ZOR, Syria, Sept 17 (Reuters) - Two jets", "DEIR AZ ZOR", "Sept 17",
                ["Reuters"]
            ),
            ("LONDON (AP) — Two jets", "LONDON", nil, ["AP"]),
            ("WASHINGTON, March 3 -- Two jets", "WASHINGTON", "March 3", []),
        ] as [(String, String, String?, [String])])
    func `reads datelines`(line: String, place: String, date: String?, agencies: [String]) throws {
        let document = try structured(
            "Two jets land\n\n\(line) landed on a road at noon, officials said on Monday.\n\nNobody was hurt."
        )
        #expect(document.dateline?.place == place)
        #expect(document.dateline?.date == date)
        #expect(document.agencies == agencies)
        #expect(document.text.hasPrefix("Two jets landed on a road"))
    }

    @Test(arguments: [
        "The council - which met on Monday (after a break) - said no to the plan.",
        "\"No,\" he said - and left. The vote (52 to 48) was close, and it was late.",
        "In May - the driest for years - the river fell to its lowest level, engineers said.",
    ])
    func `takes no beginning of a sentence for a dateline`(line: String) throws {
        let document = try structured("Council says no\n\n\(line)\n\nIt meets again in June.")
        #expect(document.dateline == nil)
        #expect(document.text.hasPrefix(line))
    }

    @Test(
        arguments: [
            ("(Nordwire) - Kelmar, 3 mar - Two jets", "Kelmar", "Nordwire"),
            ("KELMAR, March 3 (Nordwire) - Two jets", "KELMAR", "Nordwire"),
            ("Tolvik (nwp) – Two jets", "Tolvik", "nwp"),
        ])
    func `an agency of any name stands in a dateline`(line: String, place: String, agency: String)
        throws
    {
        let document = try structured(
            "Two jets land\n\n\(line) landed on a road at noon, officials said on Monday.\n\nNobody was hurt."
        )
        #expect(document.dateline?.place == place)
        #expect(document.agencies == [agency])
        #expect(document.text.hasPrefix("Two jets landed on a road"))
    }

    @Test func `lines broken to a width are one paragraph`() throws {
        let document = try structured(
            """
            Ferry runs aground off Kelmar

            A ferry with 212 people aboard ran aground off Kelmar on Sunday
            morning, the coast guard said in a short statement. Everyone was
            brought ashore.

            By noon the wind had dropped and two tugs were beside it. The
            Harbour office hopes to tow it off on Monday.

            Divers are to look at the hull before that. The owner has not yet
            said who will pay.
            """)
        #expect(document.blocks.count == 3)
        #expect(document.dropped.isEmpty)
        #expect(document.text.contains("two tugs were beside it. The\nHarbour office"))
    }

    @Test(arguments: [
        ("(jr/al)", "signature"), ("Red-Kel", "signature"), ("@joray", "contact"),
        ("Jo Ray, jo.ray@example.org", "contact"), ("*With files from Nordwire", "source"),
        ("Watch.. the moment the ferry sank", "related"), ("14:32", "date"),
    ])
    func `what stands below a story is dropped`(line: String, reason: String) throws {
        let document = try structured(
            """
            Ferry runs aground off Kelmar

            A ferry with 212 people aboard ran aground off Kelmar, the coast guard said on Monday.

            Everyone was brought ashore before noon, and divers are to look at the hull.

            \(line)
            """)
        #expect(document.blocks.count == 2)
        #expect(document.dropped.map(\.reason) == [reason])
        #expect(document.dropped.map(\.text) == [line])
    }

    @Test(arguments: [
        ("Local news", "kicker"), ("Home > News > Kelmar", "kicker"),
        ("Kelmar Evening Post", "kicker"),
    ])
    func `what stands above a headline is dropped`(line: String, reason: String) throws {
        let document = try structured(
            """
            \(line)

            Ferry with 212 people runs aground

            Jo Ray and Ann Lee in Kelmar

            3 May 2024, 14:20

            A ferry with 212 people aboard ran aground off Tolvik, the coast guard said on Monday.

            Everyone was brought ashore before noon, and divers are to look at the hull.
            """)
        #expect(document.title == "Ferry with 212 people runs aground")
        #expect(document.authors == ["Jo Ray", "Ann Lee"])
        #expect(document.dropped.map(\.reason) == [reason, "byline", "date"])
        #expect(document.blocks.count == 2)
    }

    @Test func `the name of whom a story is about is its title`() throws {
        let document = try structured(
            """
            Margaret Hale

            Boatbuilder who brought the last ketch back to Kelmar

            Margaret Hale, who has died aged 93, built boats for sixty years in a shed by the sea.

            She is survived by two sons, who build boats as well.

            Margaret Hale, boatbuilder, born 3 May 1931; died 14 April 2024
            """)
        #expect(document.title == "Margaret Hale")
        #expect(document.blocks.count == 3)
    }

    @Test func `results below a story are text`() throws {
        let document = try structured(
            """
            Kelmar win again

            Kelmar beat Tolvik by two goals on Saturday and are now second in the league.

            Their next match is at home against the leaders on Tuesday, the club said.

            Kelmar – Tolvik 3-1 (1-0)

            Kelmar: Ray, Lee, Moss, Berg, Lund
            """)
        #expect(document.blocks.count == 4)
    }

    @Test func `a page gives up the line of its writers and its date`() throws {
        var document = article("Two jets land")
        document.source.mediaType = "text/html"
        document.blocks = [
            Block(.paragraph, text: "By Jo Ray and Ann Lee"),
            Block(.paragraph, text: "30/12/2024 11:20 Updated 31/12/2024"),
            Block(.paragraph, text: "Two jets landed on a road at noon on Monday, officials said."),
            Block(.paragraph, text: "Read moreA road is closed after two jets land on it"),
            Block(.paragraph, text: "*With files from Nordwire"),
        ]
        document.text = Document.text(of: document.blocks)
        let after = try run(StructureStage(StageConfig(), StageContext()), document)
        #expect(after.blocks.count == 1)
        #expect(after.authors == ["Jo Ray", "Ann Lee"])
        #expect(after.agencies == ["Nordwire"])
    }

    @Test func `notes to editors go with their reason`() throws {
        let document = try structured(
            """
            Kelmar Foods opens a bakery

            Kelmar Foods opened its third bakery on Monday. It employs 40 people, the company said.

            The bakery cost two million pounds. It bakes 9,000 loaves a day for shops on the islands.

            ENDS

            Notes to editors

            Kelmar Foods was founded in 1921.
            """)
        #expect(document.blocks.count == 2)
        #expect(document.dropped.filter { $0.reason == "notes" }.count == 3)
    }

    @Test func `a page keeps its headings and its dateline`() throws {
        var document = article("Two jets land")
        document.source.mediaType = "text/html"
        document.blocks = [
            Block(.heading, level: 1, text: "Two jets land"),
            Block(.paragraph, text: "LONDON (AP) — Two jets landed on a road at noon on Monday."),
            Block(.heading, level: 2, text: "Ministers of five countries meet about the river"),
            Block(.paragraph, text: "Nobody was hurt."),
            Block(.paragraph, text: "READ MORE: A road is closed"),
            Block(.paragraph, text: "Source: Reuters"),
        ]
        document.text = Document.text(of: document.blocks)
        let after = try run(StructureStage(StageConfig(), StageContext()), document)
        #expect(after.blocks.count == 4)
        #expect(after.dateline?.place == "LONDON")
        #expect(after.text.contains("LONDON (AP)"))
        #expect(after.agencies == ["AP", "Reuters"])
        #expect(after.title == nil)
    }
}
