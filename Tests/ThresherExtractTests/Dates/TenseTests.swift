// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

/// Published on a Wednesday.
struct TenseTests {
    @Test(arguments: [
        ("en", "The minister will speak on Saturday.", "2024-03-16"),
        ("en", "The vote is due on Sunday.", "2024-03-17"),
        ("en", "The papers will be signed on Friday.", "2024-03-15"),
        ("en", "The office said on Saturday that it will close.", "2024-03-09"),
        ("en", "It was closed on Sunday.", "2024-03-10"),
        ("en", "Actor Will Smith said so on Saturday.", "2024-03-09"),
        ("en", "Two died due to the heat on Saturday.", "2024-03-09"),
        ("en", "The deal will end a row that started on Monday.", "2024-03-11"),
        ("de", "Der Minister wird am Samstag sprechen.", "2024-03-16"),
        ("de", "Der Minister sagte am Samstag nichts.", "2024-03-09"),
        ("fr", "Le ministre parlera samedi.", "2024-03-16"),
        ("fr", "Le ministre a parlé samedi.", "2024-03-09"),
        ("es", "El ministro hablará el sábado.", "2024-03-16"),
        ("es", "El ministro habló el sábado.", "2024-03-09"),
        ("it", "Il ministro parlerà sabato.", "2024-03-16"),
        ("it", "Il ministro ha parlato sabato.", "2024-03-09"),
        ("pt", "O ministro falará no sábado.", "2024-03-16"),
        ("pt", "O ministro falou no sábado.", "2024-03-09"),
        ("ru", "Министр выступит в субботу.", "2024-03-16"),
        ("ru", "Министр сказал это в субботу.", "2024-03-09"),
        ("ar", "سيلتقي الوزير بالوفد يوم السبت.", "2024-03-16"),
        ("ar", "قال الوزير ذلك يوم السبت.", "2024-03-09"),
    ])
    func `a weekday lies where its verb says`(language: String, text: String, value: String) throws
    {
        let document = try facts(text, language: language, published: "2024-03-13")
        #expect(document.dates.compactMap(\.value) == [value])
        expectPlaces(document)
    }
}

struct DateRangeTests {
    @Test(arguments: [
        ("en", "It was open from 28 February to 3 March 2022.", "2022-02-28", "2022-03-03"),
        ("en", "It was open from December 28 to January 3, 2022.", "2021-12-28", "2022-01-03"),
        ("it", "Era aperto dal 28 febbraio al 3 marzo 2022.", "2022-02-28", "2022-03-03"),
        ("es", "Abrió del 28 de febrero al 3 de marzo.", "2024-02-28", "2024-03-03"),
        ("fr", "Ouvert du 14 au 15 mai 2023.", "2023-05-14", "2023-05-15"),
    ])
    func `from one day to another is one date`(
        language: String, text: String, from: String, until: String
    ) throws {
        let document = try facts(text, language: language, published: "2024-03-13")
        #expect(document.dates.map(\.value) == [from])
        #expect(document.dates.map(\.until) == [until])
        expectPlaces(document)
    }

    @Test(arguments: [
        ("es", "Fue a mediados de los años noventa.", "199"),
        ("fr", "C'était au milieu des années 1990.", "199"),
        ("en", "It was at the end of the nineties.", "199"),
        ("ru", "Это были 1990-е годы.", "199"),
        ("ar", "كان ذلك في نهاية عام 2019.", "2019"),
        ("es", "Nació en el año 1990.", "1990"),
    ])
    func `decades and years are told from the year of writing`(
        language: String, text: String, value: String
    ) throws {
        let document = try facts(text, language: language, published: "2024-03-13")
        #expect(document.dates.compactMap(\.value) == [value])
    }

    @Test(arguments: [
        ("It began at 17:30 GMT.", "T17:30Z"), ("It began at 5pm CET.", "T17:00+01:00"),
        ("It began at 2024-03-03T07:30:00+02:00 sharp.", "2024-03-03T07:30+02:00"),
        ("It began at 5pm local time.", "T17:00"),
    ])
    func `a time keeps its zone`(text: String, value: String) throws {
        #expect(try facts(text, published: "2024-03-13").dates.compactMap(\.value) == [value])
    }
}
