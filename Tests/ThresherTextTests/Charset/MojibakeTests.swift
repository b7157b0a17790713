// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherText

private func decode(_ text: String) -> TextDecoder.Result {
    TextDecoder.decode(Array(text.utf8), isMarkup: false)
}

/// What a text looks like whose UTF-8 was read as a single-byte character set.
private func misread(_ text: String, as label: String) -> String {
    text.utf8.map {
        TextDecoder.decode([$0], declared: label, isMarkup: false, repairs: false).text
    }.joined()
}

struct MojibakeTests {
    @Test(arguments: [
        ("Itâ€™s", "It’s"), ("cafÃ©", "café"),
        ("â€œSoâ€\u{9D}, he said â€“ â€¦", "“So”, he said – …"),
        ("naÃ¯ve faÃ§ade", "naïve façade"), ("StraÃŸe, Ã–sterreich", "Straße, Österreich"),
        ("25Â°C, 5Â£, Â§ 3, Â©", "25°C, 5£, § 3, ©"), ("voilÃ\u{A0} Ã\u{A0} la", "voilà à la"),
        ("a â‚¬5 b", "a €5 b"), ("ðŸ˜€ ok", "😀 ok"), ("âœ“ done â†’ there", "✓ done → there"),
        ("Å¡koda, tÅ™i, mÄ›sto, sÄ…d", "škoda, tři, město, sąd"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"), ("РџСЂРёРІРµС‚", "Привет"), ("вЂњРџСЂРёРІРµС‚", "“Привет"),
        ("Î±Î²Î³", "αβγ"), ("×©×œ×•×\u{9D}", "שלום"), ("æ\u{97}¥æ\u{9C}¬èª\u{9E}", "日本語"),
        ("caf√© ‚Äì it‚Äôs", "café – it’s"), ("caf├⌐ itΓÇÖs", "café it’s"),
        ("cafĂ© ÄŤesky", "café česky"), ("Ã¢â‚¬â„¢ CafÃƒÂ©", "’ Café"),
        ("ï»¿x ï¬\u{81}n", "\u{FEFF}x ﬁn"),
        ("Ã\u{A9} and é: Ã¼ber über", "é and é: über über"),
    ])
    func `what was read by the wrong set is restored`(text: String, expected: String) {
        let result = decode(text)
        #expect(result.text == expected)
        #expect(result.repaired > 0)
        #expect(decode(result.text).repaired == 0)
    }

    @Test(arguments: [
        "«le café…» dit-il", "AMANHÃ… MANHÃ” IRMÃ»", "«CAFÉ» “CITÉ” DÉJÀ—", "PÅ… PÅ” Å… Ä…",
        "Gedanken: Ä…", "SÃO PAULO, Ã", "à la carte, voilà…»", "há…” é» â»", "Größe: 5 µm², ½ ¾",
        "Р«Привет», СССР» США… «ФРГ» В\u{A0}доме С\u{A0}ним", "Þórður æði", "ÐÑÒÓ", "Î",
        "İstanbul’da",
        "ﬁne “quotes” – dashes… 20 °C © ™", "日本語テスト", "Ελλάδα «Γ» Ξ…", "√2 ‚Ähnlich‘ ¬a",
        "Việt Nam: ÂM NHẠC", "français: «Â»", "ROMÂ»", "Ç… È… É…", "Straße “Weiß”",
    ])
    func `what somebody may mean stays`(text: String) {
        let result = decode(text)
        #expect(result.text == text)
        #expect(result.repaired == 0)
    }

    @Test func `every language's sample survives, read right or wrong`() {
        for (tag, text) in LanguageSamples.all {
            #expect(decode(text).text == text, "\(tag)")
        }
        for (tag, label) in [
            ("de", "windows-1252"), ("fr", "windows-1252"), ("es", "windows-1252"),
            ("pl", "windows-1252"), ("cs", "windows-1250"), ("hu", "windows-1250"),
            ("sv", "windows-1252"), ("fi", "windows-1252"), ("is", "windows-1252"),
        ] {
            let text = LanguageSamples.all.first { $0.tag == tag }?.text ?? ""
            let wrong = misread(text, as: label)
            #expect(wrong != text)
            #expect(decode(wrong).text == text, "\(tag)")
        }
    }

    @Test func `it can be left as it is`() {
        let bytes = Array("cafÃ©".utf8)
        let result = TextDecoder.decode(bytes, isMarkup: false, repairs: false)
        #expect(result.text == "cafÃ©")
        #expect(result.repaired == 0)
    }

    @Test(
        arguments: [
            ([0x4D, 0x69, 0x74, 0x67, 0x65, 0x66, 0xFC, 0x68, 0x6C], "Mitgefühl", 0),
            ([0x63, 0x61, 0x66, 0xE9, 0x2E], "café.", 0), ([0x69, 0x74, 0x92, 0x73], "it’s", 0),
            ([0x80, 0x35], "€5", 0), ([0x61, 0x20, 0x96, 0x20, 0x62], "a – b", 0),
            ([0x72, 0x6F, 0x73, 0xC3, 0x2E, 0x2E], "ros\u{FFFD}..", 1),
            ([0x73, 0xE2, 0x20], "s\u{FFFD} ", 1), ([0x78, 0xE2, 0x80, 0x20], "x\u{FFFD} ", 1),
            ([0xC3, 0xBC, 0xFC, 0x20], "ü\u{FFFD} ", 1), ([0xFF, 0x20], "\u{FFFD} ", 1),
        ] as [([UInt8], String, Int)])
    func `a stray byte among UTF-8 is read as Windows-1252 where it is certain`(
        bytes: [UInt8], expected: String, replacements: Int
    ) {
        let head = Array(String(repeating: "Grüße ", count: 40).utf8)
        let result = TextDecoder.decode(head + bytes, isMarkup: false)
        #expect(result.text.hasSuffix(" " + expected))
        #expect(result.replacements == replacements)
        #expect(result.repaired == 1 - replacements)
        #expect(result.charset == .utf8)
    }

    @Test func `any text stays valid and is done in a few rounds`() {
        var random = SeededRandom(seed: 51)
        let letters = Array("ÃÂâ€™©Å¡ÐŸÑ€ðŸ˜«»… aAвЂР\u{81}\u{9D}√‚Äé├⌐ΓÇÖ".unicodeScalars)
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...24, using: &random) {
                text.append(letters.randomElement(using: &random) ?? "a")
            }
            let result = decode(String(text))
            #expect(String(validating: result.text.utf8, as: UTF8.self) != nil)
            #expect(result.repaired <= text.count)
        }
    }
}
