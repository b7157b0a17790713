// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

struct FigureFinderTests {
    @Test(
        arguments: [
            ("en", "It brings in between £180,000 and £210,000 a year.", [180_000]),
            ("en", "Fifteen got out, and four are missing.", [15, 4]),
            ("en", "Room No. 4 holds 30 people.", [30]),
            ("it", "L'euro vale 1,0874 dollari e 163,2 yen.", [1.0874, 163.2]),
            ("it", "Lo spread è a 121 punti base da 118.", [121, 118]),
            ("es", "Un seísmo de magnitud 6,1 causó daños en 40 casas.", [40]),
            ("es", "Los siete fueron trasladados. Quince lograron salir.", [7, 15]),
            ("pt", "Subiu para 19 o número de mortos.", [19]),
            ("pt", "Em 48 horas choveu 310 milímetros.", [310]),
            ("ru", "В школе № 4 учатся 86 детей, а рассчитана она на 450.", [86, 450]),
            ("ru", "Ольга воспитывает троих детей.", [3]),
            ("fr", "Cinq sont portées disparues.", [5]),
            ("fr", "Il s'est vendu à 85 000 exemplaires, le premier à 312.", [85_000, 312]),
            ("en", "Twelve people died and 31 were hurt, six of them seriously.", [12, 31, 6]),
            (
                "en", "Of the 40 members, 23 voted for and 12 against; five abstained.",
                [40, 23, 12, 5]
            ),
            ("de", "Von den 40 Mitgliedern stimmten 23 dafür und zwölf dagegen.", [40, 23, 12]),
            (
                "fr", "Douze personnes sont mortes, dont six enfants, à l’âge de dix-huit ans.",
                [12, 6]
            ),
            ("es", "De los 40 concejales, 23 votaron a favor y doce en contra.", [40, 23, 12]),
            ("it", "Dodici persone sono ferite, sei delle quali gravemente.", [12, 6]),
            ("pt", "Tolvik 2 x 1 Kelmar, para 17 mil pessoas, dez delas feridas.", [17_000, 10]),
            ("ru", "Из 40 депутатов 23 проголосовали за, 12 — против.", [40, 23, 12]),
            ("ar", "وتغذي المحطة ثلاثا وعشرين قرية بتسعة عشر صهريجا.", [23, 19]),
            ("ar", "وصلت مليون ومائتا ألف عبوة.", [1_200_000]),
            ("de", "Zwei von fünf Schulen schließen, vier werden geprüft.", [2, 5, 4]),
            ("en", "One and a half million refugees fled.", [1_500_000]),
            ("en", "Some 2 and a half million people fled.", [2_500_000]),
            ("fr", "Quatre-vingt-dix-sept soldats et soixante et onze civils.", [97, 71]),
            ("fr", "Quatre-vingt-deux maires, soixante-dix-sept voix.", [82, 77]),
            ("fr", "Trois douzaines de bateaux.", [36]),
            ("fr", "Deux mille cent habitants.", [2100]),
            ("fr", "La ville paie 1,2 milliard d’euros.", [1_200_000_000]),
            ("es", "Costó mil doscientos millones de pesos.", [1_200_000_000]),
            ("es", "Dos millones y medio de personas.", [2_500_000]),
            ("es", "Tres millones doscientas mil personas.", [3_200_000]),
            ("ru", "Две с половиной тысячи тонн зерна.", [2500]),
            ("ru", "Полтора миллиона человек.", [1_500_000]),
            ("de", "Zweieinhalb Millionen Menschen flohen.", [2_500_000]),
            ("ar", "فر نصف مليون شخص.", [500_000]),
            ("en", "Two thousand million dollars were spent.", [2_000_000_000]),
        ] as [(String, String, [Double])])
    func `a number counts where the sentence says so`(
        language: String, text: String, values: [Double]
    ) throws {
        let document = try facts(text, language: language)
        #expect(document.figures.map(\.value) == values)
        expectPlaces(document)
    }

    @Test func `a verb is no part of what is counted`() throws {
        let document = try facts("Murieron 12 mineros; 40 llegaron.", language: "es")
        #expect(document.figures.first?.of == "mineros")
    }
}
