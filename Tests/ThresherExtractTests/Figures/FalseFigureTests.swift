// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

struct FalseFigureTests {
    @Test(arguments: [
        ("de", "Er wohnt in 10115 Berlin an der Spree."), ("fr", "Il habite 75001 Paris."),
        ("en", "She went to 10 Downing Street with him."),
    ])
    func `addresses are no figures`(language: String, text: String) throws {
        #expect(try facts(text, language: language).figures.isEmpty)
    }

    @Test(arguments: [
        ("ru", "Оборот вырос до 1,2 млрд рублей."), ("es", "El precio subió hasta 15 euros."),
        ("pt", "O preço subiu até 15 euros."),
    ])
    func `what something has come to is no bound`(language: String, text: String) throws {
        let figures = try facts(text, language: language).figures
        #expect(figures.count == 1)
        #expect(figures.first?.qualifier == nil)
    }

    @Test func `a bound stays one`() throws {
        let figures = try facts("Hay multas de hasta 15 euros.", language: "es").figures
        #expect(figures.first?.qualifier == "up to")
    }

    @Test(arguments: [
        "Many take vitamin C. The doctor said that 40 patients were ill.",
        "The reports conjured said 40 patients were ill.",
    ])
    func `a fragment claims nothing`(text: String) throws {
        let figures = try facts(text).figures
        #expect(figures.first?.claimant.map { !$0.contains(".") && $0 != "conjured" } ?? true)
    }
}
