// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherText

struct LanguageFinderTests {
    @Test(arguments: LanguageSamples.all.map { [$0.tag, $0.text] })
    func `a sentence or two tell the language`(sample: [String]) {
        let finding = LanguageFinder.find(in: sample[1])
        #expect(finding.tag == sample[0])
        #expect((finding.confidence ?? 0) > 0.8)
        #expect(!finding.isDeclared)
    }

    @Test func `there are more than eighty languages`() {
        #expect(Set(LanguageSamples.all.map(\.tag)).count > 90)
    }

    @Test(arguments: ["", " \n", "42", "A", "Hello", "1997, 2001 (3.5 %)", "👩‍👩‍👧 ☺", "#&;"])
    func `too little is undetermined`(text: String) {
        let finding = LanguageFinder.find(in: text)
        #expect(finding.tag == "und")
        #expect(finding.confidence == nil)
    }

    @Test func `a declaration stands where the text is too short to judge`() {
        let finding = LanguageFinder.find(in: "Hello", declared: "de-AT")
        #expect(finding.tag == "de-AT")
        #expect(finding.confidence == nil)
        #expect(finding.isDeclared)
    }

    @Test(arguments: [
        ("en", "en-GB", "en-GB"), ("pt", "pt-BR", "pt-BR"), ("no", "nb", "nb"),
        ("no", "nb-NO", "nb-NO"), ("hr", "bs-BA", "bs-BA"), ("zh", "zh-CN", "zh-CN"),
        ("zh-Hant", "zh-TW", "zh-TW"), ("zh-Hant", "zh-CN", "zh-Hant"), ("zh", "zh-TW", "zh"),
        ("tl", "fil", "fil"), ("de", "en", "de"), ("ru", "en-US", "ru"), ("fr", "de", "fr"),
        ("ar", "en", "ar"), ("uk", "ru", "uk"), ("en", "it", "en"),
    ])
    func `a declaration gives the region when it is true and nothing when it is false`(
        language: String, declared: String, expected: String
    ) throws {
        let sample = try #require(LanguageSamples.all.first { $0.tag == language })
        let finding = LanguageFinder.find(in: sample.text, declared: declared)
        #expect(finding.tag == expected)
        #expect(finding.isDeclared == (declared == expected))
    }

    @Test func `the middle and end of a long text count as well`() {
        let german = LanguageSamples.all.first { $0.tag == "de" }?.text ?? ""
        let english = LanguageSamples.all.first { $0.tag == "en" }?.text ?? ""
        let text = english + "\n" + String(repeating: german + "\n", count: 2_000)
        #expect(LanguageFinder.find(in: text).tag == "de")
    }

    @Test func `any text has a finding, the same each time`() {
        var random = SeededRandom(seed: 21)
        for _ in 0..<300 {
            let text = String.random(length: 4_000, using: &random)
            let finding = LanguageFinder.find(in: text, declared: "x-odd")
            #expect(finding == LanguageFinder.find(in: text, declared: "x-odd"))
            #expect((0...1).contains(finding.confidence ?? 0))
        }
    }
}
