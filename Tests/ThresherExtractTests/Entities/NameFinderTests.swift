// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

/// The names of the entities of a kind.
private func names(_ text: String, _ kind: Entity.Kind, language: String = "en") throws -> [String]
{
    let document = try facts(text, language: language, published: "2024-03-13")
    expectPlaces(document)
    return document.entities.filter { $0.kind == kind }.map(\.name)
}

struct AcronymTests {
    @Test(arguments: [
        "The new CEO was told that GDP and COVID rules on TV were of no use to DNA and SUV makers.",
        "Shares of Alder (NYSE: ABV) and of DPZ fell, while FAQ pages and KSA bonds rose.",
        "The sample 4CA7B5 and the part 747-FDA were found beside the COVID-19 papers.",
        "POLICE DEPARTMENT CLOSED BY COURT ORDER",
    ])
    func `capitals alone are no body`(text: String) throws {
        #expect(try names(text, .organisation) == [])
    }

    @Test(arguments: [
        ("en", "Troops of NATO met the FBI and the OECD on the shore.", "NATO|FBI|OECD"),
        ("en", "The ZBK said so, and a WXP spokesman did, too.", "ZBK|WXP"),
        ("en", "It was told to the head of the QRT.", "QRT"),
        ("de", "Die DGL teilte am Montag mit, das BIP und der TV seien gut.", "DGL"),
        ("fr", "Selon la FNSEA, le PIB recule.", "FNSEA"),
        ("ru", "В МЧС сообщили, что ВВП вырос.", "МЧС"),
    ])
    func `bodies that are known or act are`(language: String, text: String, found: String) throws {
        #expect(
            try names(text, .organisation, language: language).joined(separator: "|") == found)
    }

    @Test func `a body that the text introduces has its letters`() throws {
        let document = try facts(
            "Reports of the National Grid Company (NGC) came late. They were read by NGC in May.")
        let bodies = document.entities.filter { $0.kind == .organisation }
        #expect(bodies.map(\.name) == ["National Grid Company"])
        #expect(bodies.first?.mentions.map(\.text) == ["National Grid Company", "NGC", "NGC"])
    }

    @Test func `the words of an introduction are one name`() throws {
        let text = "The Organisation for Economic Co-operation and Trade (OECT) met in May."
        #expect(
            try names(text, .organisation) == [
                "Organisation for Economic Co-operation and Trade"
            ])
    }
}

struct PlaceNameTests {
    @Test(arguments: [
        "The drummer was Chad Smith, and he laughed.",
        "A book by Jordan Peterson was read. Jordan said no.",
    ])
    func `people are no places`(text: String) throws {
        #expect(try names(text, .place) == [])
    }

    @Test func `a name that is also spoken of as a place stays one`() throws {
        let text = "Israel Katz said that he was in Israel. Israel was quiet."
        #expect(try names(text, .place) == ["Israel"])
        #expect(try names(text, .person) == ["Israel Katz"])
    }

    @Test(arguments: [
        ("She lived in Paris, Texas, and Paris is small.", "Paris", "US"),
        ("She lived in London, Ontario.", "London", "CA"),
        ("She lived in Paris, France.", "Paris", "FR"),
        ("She lived in Athens, Georgia.", "Athens", "US"),
    ])
    func `what stands behind a comma tells which`(text: String, name: String, country: String)
        throws
    {
        let document = try facts(text)
        let found = document.entities.filter { $0.name == name }
        #expect(found.map(\.country) == [country])
        expectPlaces(document)
    }

    @Test func `a country is no point`() throws {
        let document = try facts("They came from Syria to Damascus.")
        #expect(document.entities.first { $0.name == "Syria" }?.latitude == nil)
        #expect(document.entities.first { $0.name == "Damascus" }?.latitude != nil)
    }
}
