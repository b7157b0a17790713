// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

struct DateFinderTests {
    @Test(
        arguments: [
            (
                "pt", "Aconteceu na segunda-feira e na quarta-feira à noite.",
                "2024-05-13|2024-05-15"
            ),
            ("pt", "Foi nesta segunda (13), na segunda fase.", "2024-05-13"),
            ("pt", "Chegaram dez minutos depois, em dezembro.", "2023-12"),
            ("es", "Ocurrió a las 6.40 de la mañana del jueves.", "2024-05-09T06:40"),
            ("es", "La línea cerró hace cuarenta años.", "1984"),
            ("es", "Mañana por la mañana hablarán.", "2024-05-16"),
            ("ru", "Через пять лет школу закроют. Среди них есть дети.", "2029"),
            ("ru", "Это было в среду вечером.", "2024-05-15"),
            ("fr", "Il revient dans cinq ans, pas mardi matin.", "2029|2024-05-14"),
            ("it", "Tornano tra due anni, alle 18 di martedì sera.", "2026|2024-05-14T18:00"),
            ("de", "Am Mittwochnachmittag war Ruhe.", "2024-05-15"),
            ("en", "It rained on Sunday night, less than a year earlier.", "2024-05-12"),
            ("ar", "غرقت السفينة مساء الجمعة.", "2024-05-10"),
            ("it", "Sabato alle 15 la squadra va a Bari.", "2024-05-11T15:00"),
            ("pt", "A reunião foi na terça-feira (14), às 18h.", "2024-05-14T18:00"),
            ("pt", "O intervalo subiu desde o dia 4.", "2024-05-04"),
            ("pt", "Chegou às dez da manhã.", "T10:00"),
            ("en", "He rose at five in the morning, in mid-January.", "T05:00|2024-01"),
            ("en", "It is due by the end of next year.", "2025"),
            ("fr", "Onze musées ont fermé depuis le début de l’année.", "2024"),
            ("fr", "Il reviendra fin janvier.", "2024-01"),
            ("ru", "Это третий случай с начала месяца.", "2024-05"),
            ("ar", "سأتقاعد في صيف 2027.", "2027"),
            ("ar", "في السبعينيات كنا نضحك.", "197"),
            ("de", "In den neunziger Jahren war das anders.", "199"),
            ("es", "Cambió en los años noventa y en los años 80.", "199|198"),
            ("it", "Negli anni Novanta era diverso.", "199"),
            ("fr", "Dans les années 1990, c’était différent.", "199"),
            ("ru", "В девяностых всё было иначе.", "199"),
            ("en", "It was so in the nineties.", "199"),
            ("es", "Se verá mañana jueves.", "2024-05-16"),
            ("it", "La nave era in porto dal 9 al 20 aprile.", "2024-04-09"),
            ("de", "Die erst 2019 eröffneten Lifte stehen.", "2019"),
            ("fr", "Pas de campagne cet automne, dans dix-huit mois non plus.", "2024|2025-11"),
        ])
    func `a date is told from what is none`(language: String, text: String, values: String) throws {
        let document = try facts(text, language: language, published: "2024-05-15")
        #expect(document.dates.compactMap(\.value).joined(separator: "|") == values)
        expectPlaces(document)
    }

    @Test func `two weekdays that are joined are one`() throws {
        let document = try facts(
            "Dans la nuit de lundi à mardi, il a plu.", language: "fr", published: "2024-05-15")
        #expect(document.dates.map(\.span.text) == ["lundi à mardi"])
    }

    @Test func `a weekday has its part of the day`() throws {
        let document = try facts("It rained on Sunday night.", published: "2024-05-15")
        #expect(document.dates.map(\.span.text) == ["Sunday night"])
    }
}
