// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin
import ThresherTesting

struct ExtractStageTests {
    @Test func `keeps the stage contract`() { checkStage(ExtractStage.self) }

    // MARK: Quotes

    @Test(arguments: [
        ("\"We lost the roof,\" farmer Ann Lee said.", "Ann Lee", "said"),
        ("“We lost the roof,” said Ann Lee, a farmer near Kelmar.", "Ann Lee", "said"),
        ("Mayor Ann Lee said: \"We lost the roof.\"", "Ann Lee", "said"),
        (
            "According to Mayor Ann Lee, \"we lost the roof of the hall\".", "Ann Lee",
            "According to"
        ),
        ("Mayor Ann Lee was there.\n\n\"We lost the roof,\" she said.", "Ann Lee", "said"),
        (
            "Colonel Jan Berg spoke first.\n\n\"We lost the roof,\" said Berg. \"It is gone for good.\"",
            "Jan Berg", "said"
        ),
    ])
    func `a quote has its speaker`(text: String, speaker: String, cue: String) throws {
        let document = try facts(text)
        let quote = try #require(document.quotes.first)
        #expect(quote.span.text.lowercased().hasPrefix("we lost the roof"))
        #expect(document.quotes.allSatisfy { $0.speaker == speaker })
        #expect(quote.cue == cue)
        expectPlaces(document)
    }

    @Test func `a quote goes on over paragraphs`() throws {
        let document = try facts(
            "“We lost the roof of the hall.\n\n“And then the rain came in,” Mayor Ann Lee said.")
        #expect(document.quotes.count == 1)
        #expect(document.quotes.first?.speaker == "Ann Lee")
        expectPlaces(document)
    }

    @Test func `a paragraph that is a quote belongs to the speaker before it`() throws {
        let document = try facts(
            "“We lost the roof,” the interior ministry said.\n\n“It will be mended by the spring.”")
        #expect(
            document.quotes.map(\.speaker) == ["the interior ministry", "the interior ministry"])
    }

    @Test func `the ministry is the one that was named`() throws {
        let document = try facts(
            "The Russian Defence Ministry denied it.\n\n\"This is not so,\" the ministry said.")
        #expect(document.quotes.first?.speaker == "Russian Defence Ministry")
    }

    // MARK: Figures

    @Test(
        arguments: [
            (
                "more than 60 Syrian troops were killed", 60.0, nil, "more than", nil,
                "Syrian troops", "killed"
            ),
            ("at least 80 people died", 80, nil, "at least", nil, "people", "died"),
            ("two F-16s took off", 2, nil, nil, nil, "F-16s", nil),
            ("it cost $3.5 million", 3_500_000, nil, nil, "USD", nil, nil),
            ("it cost 20 to 25 million euros", 20_000_000, 25_000_000, nil, "EUR", nil, nil),
            ("about 12% of voters stayed at home", 12, nil, "about", "percent", "voters", nil),
            ("twenty-five miners were trapped", 25, nil, nil, nil, "miners", "trapped"),
            ("the road is 12.5 km long", 12.5, nil, nil, "km", nil, nil),
            ("between 10 and 15 boats sank", 10, 15, nil, nil, "boats", nil),
            ("nearly 1,200 homes were flooded", 1200, nil, "almost", nil, "homes", nil),
        ] as [(String, Double, Double?, String?, String?, String?, String?)])
    func `a figure has what it counts`(
        text: String, value: Double, upper: Double?, qualifier: String?, unit: String?, of: String?,
        state: String?
    ) throws {
        let document = try facts("It was late when \(text).")
        #expect(document.figures.count == 1)
        let figure = try #require(document.figures.first)
        #expect(figure.value == value)
        #expect(figure.upper == upper)
        #expect(figure.qualifier == qualifier)
        #expect(figure.unit == unit)
        #expect(figure.of == of)
        #expect(figure.state == state)
        expectPlaces(document)
    }

    @Test(arguments: [
        "She was born in 1984.", "Jo Ray, 34, won 3-1.",
        "The A4 and the G7 and Covid-19 and Flight 370.",
        "He came at 5.30pm on 3 May.", "One of them left.",
    ])
    func `what counts nothing is no figure`(text: String) throws {
        #expect(try facts(text).figures.isEmpty)
    }

    @Test func `a figure has its claimant`() throws {
        let document = try facts(
            "Mayor Ann Lee said 62 houses burned. \"We have 40 beds,\" she said. According to the Red Cross, 300 people fled."
        )
        #expect(document.figures.map(\.claimant) == ["Ann Lee", "Ann Lee", "Red Cross"])
    }

    // MARK: Dates

    @Test(
        arguments: [
            ("on September 17, 2016", "2016-09-17", .day),
            ("on 17 September 2016", "2016-09-17", .day),
            ("in September 2016", "2016-09", .month), ("in 2011", "2011", .year),
            ("on 2016-09-17", "2016-09-17", .day), ("on Saturday", "2016-09-17", .day),
            ("yesterday", "2016-09-18", .day), ("last year", "2015", .year),
            ("two days ago", "2016-09-17", .day), ("on Sept 17", "2016-09-17", .day),
            ("at 5:50pm", "T17:50", .minute), ("in the 1990s", "199", .decade),
            ("next month", "2016-10", .month),
        ] as [(String, String, DateMention.Precision)])
    func `a date is resolved`(text: String, value: String, precision: DateMention.Precision) throws
    {
        let document = try facts(
            "It happened \(text) in the town.", published: "2016-09-19T08:00:00Z")
        #expect(document.dates.map(\.value) == [value])
        #expect(document.dates.first?.precision == precision)
        expectPlaces(document)
    }

    @Test func `a relative date without a day of publication has no value`() throws {
        let document = try facts("It happened on Saturday, between 5pm-5:50pm local time.")
        #expect(document.dates.map(\.value) == [nil, "T17:00"])
        #expect(document.dates.last?.until == "T17:50")
    }

    // MARK: Identifiers

    @Test(arguments: [
        ("desk@news.example", "email", "desk@news.example"),
        ("@kelmar_news", "handle", "@kelmar_news"),
        ("192.0.2.17", "ipv4", "192.0.2.17"), ("2001:db8::17", "ipv6", "2001:db8::17"),
        ("files.kelmar.example", "domain", "files.kelmar.example"),
        ("DE89 3704 0044 0532 0130 00", "iban", "DE89370400440532013000"),
        ("IMO 9074729", "imo", "9074729"), ("MMSI 211331640", "mmsi", "211331640"),
        ("+44 20 7946 0018", "phone", "+442079460018"),
        ("coordinates 35.3359, 40.1408", "coordinates", "35.3359,40.1408"),
        ("51°30'36\"N 0°7'48\"W", "coordinates", "51.51,-0.13"),
        ("d41d8cd98f00b204e9800998ecf8427e", "md5", "d41d8cd98f00b204e9800998ecf8427e"),
        ("the plane D-AIMA", "aircraft_registration", "D-AIMA"),
        ("the plane B-2447", "aircraft_registration", "B-2447"),
        ("news[.]kelmar[.]example", "domain", "news.kelmar.example"),
        ("hxxps://news[.]example/a", "url", "https://news.example/a"),
        ("hxxps[://]news[.]example", "url", "https://news.example"),
        ("192[.]0[.]2[.]17:8443", "ipv4", "192.0.2.17"),
        ("192.0.2[.]17", "ipv4", "192.0.2.17"), ("192.0.2.17:8443", "ipv4", "192.0.2.17"),
        ("192.0.2.0/24", "ipv4", "192.0.2.0"),
        ("desk[at]news[.]example", "email", "desk@news.example"),
        ("(555) 123-4567", "phone", "5551234567"), ("1-800-555-0199", "phone", "18005550199"),
        ("coordinates \u{2212}33.8688, 151.2093", "coordinates", "-33.8688,151.2093"),
    ])
    func `an identifier is found and checked`(text: String, kind: String, value: String) throws {
        let document = try facts("We have seen \(text) in the papers.")
        #expect(document.identifiers.map(\.kind) == [kind])
        #expect(document.identifiers.first?.value == value)
        expectPlaces(document)
    }

    @Test(arguments: [
        "999.1.2.3", "DE89 3704 0044 0532 0130 01", "IMO 9074728", "a@b", "1:2:3", "12.5, 13.7",
        "version 1.2.3", "abcdefabcdefabcdefabcdefabcdefab", "end.The",
        "there.it", "version 10.2.3.4", "the plane F-117A", "the plane D-DAY",
        "a plane like C-130J", "(see 3.2)",
    ])
    func `what fails its check is no identifier`(text: String) throws {
        #expect(try facts("We have seen \(text) in the papers.").identifiers.isEmpty)
    }

    @Test(arguments: [
        ("es", "40°30'0\" N 3°30'0\" O", "40.5,-3.5"),
        ("de", "52°30'0\" N 13°30'0\" O", "52.5,13.5"),
    ])
    func `O is east in German and west in Spanish`(
        language: String, text: String, value: String
    ) throws {
        #expect(try facts(text, language: language).identifiers.map(\.value) == [value])
    }

    @Test func `a link with brackets in its path is a link`() throws {
        let document = try facts("See https://news.example/Foo_(at)_bar for more.")
        #expect(document.links.map(\.url) == ["https://news.example/Foo_(at)_bar"])
        #expect(document.identifiers.isEmpty)
    }

    @Test func `addresses in the text join the links`() throws {
        let document = try facts("See https://news.example/a?b=c, please, or www.kelmar.example.")
        #expect(document.links.map(\.url) == ["https://news.example/a?b=c", "www.kelmar.example"])
    }

    // MARK: Entities

    @Test func `names are joined and placed`() throws {
        let document = try facts(
            "President Olga Brandt met Major-General Igor Berg in Damascus, Syria. Berg thanked the UN Security Council."
        )
        let names = document.entities.map { "\($0.kind.rawValue) \($0.name)" }
        #expect(
            names == [
                "person Olga Brandt", "person Igor Berg", "place Damascus", "place Syria",
                "organisation United Nations Security Council",
            ])
        #expect(document.entities[1].mentions.map(\.text) == ["Igor Berg", "Berg"])
        #expect(document.entities[2].country == "SY" && document.entities[3].country == "SY")
        #expect(document.entities[2].latitude.map { abs($0 - 33.5) < 0.2 } == true)
        expectPlaces(document)
    }

    @Test(
        arguments: [
            (
                "en",
                "Time\tPlace\nMorning\tHouse\nNoon\tSchool\n\nIt is so, said Jo Ray of Leeds.",
                "Jo Ray"
            ),
            ("en", "Winter Root is a root of winter. The winter was ANY winter, any root.", ""),
            ("de", "Die Durchsetzung von Meinungen gibt es. Welchen Weg gibt es für Wissen?", ""),
            ("de", "Das Essen ist gut, und Mitte Mai gibt es mehr.", ""),
            ("ru", "Орнитолог Московского университета пришёл домой.", ""),
            ("es", "Fue Marta Soler quien lo dijo en la estación Joana Bezerril.", "Marta Soler"),
        ])
    func `people are told from what is written like a name`(
        language: String, text: String, people: String
    ) throws {
        let document = try facts(text, language: language)
        let found = document.entities.filter { $0.kind == .person }.map(\.name)
        #expect(found.joined(separator: "|") == people)
    }

    @Test func `a text in a language without cues has identifiers alone`() throws {
        let document = try facts("Ez egy 60 perces film: info@film.example, 2016.", language: "xx")
        #expect(document.identifiers.map(\.kind) == ["email"])
    }

    @Test func `the headline may name whom an interview is with`() throws {
        var document = article(
            """
            How did it begin?

            "With a swarm in the porch, and a bucket that nobody wanted."

            And the neighbours?

            "They bring jars, and they go home with honey."
            """)
        document.language = Language(tag: "en")
        document.title = "Sarah Marlow and forty hives on the town hall"
        let stage = ExtractStage(StageConfig(), StageContext())
        #expect(try run(stage, document).quotes.map(\.speaker) == ["Sarah Marlow", "Sarah Marlow"])
        document.title = "Forty hives on the town hall"
        #expect(try run(stage, document).quotes.map(\.speaker) == [nil, nil])
    }
}
