// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherText

struct WordCountTests {
    @Test(arguments: [
        ("", 0), (" . – …", 0), ("one", 1), ("one two\nthree", 3), ("don't", 2), ("3.14", 2),
        ("naïve café", 2), ("e\u{301}te\u{301}", 1), ("Грета и Ёж", 3), ("Ελλάδα", 1),
        ("日本語テスト", 6), ("日本 ok", 3), ("한국어 시험", 2), ("हिन्दी भाषा", 2), ("สวัสดี", 1),
        ("\u{301}", 0), ("👍🏽 yes", 1), ("x²", 1), ("a\u{AD}b", 1), ("١٢٣", 1),
    ])
    func `counts runs of letters and digits`(text: String, expected: Int) {
        #expect(WordCount.of(text) == expected)
    }

    @Test func `counts the same wherever in the text the words stand`() {
        var random = SeededRandom(seed: 7)
        let letters = Array("abcde  AZ09_'-.é日한\u{301}\n…")
        for _ in 0..<300 {
            let length = Int.random(in: 0...150, using: &random)
            let text = String(
                (0..<length).map { _ in letters.randomElement(using: &random) ?? " " })
            // Parts that are shorter than what is looked at together.
            let parts = text.split(whereSeparator: { $0 == " " || $0 == "\n" })
            let count = parts.reduce(0) { $0 + WordCount.of(String($1)) }
            for shift in [0, 1, 7, 31] {
                #expect(WordCount.of(String(repeating: " ", count: shift) + text) == count)
            }
        }
    }
}

struct FoldedWordsTests {
    private func fold(_ text: String) -> String? {
        FoldedWords(of: text).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(arguments: [
        ("", ""), ("  ", ""), ("Hello,  World!", "hello world"), ("“Don’t” — stop…", "don t stop"),
        ("Straße", "strasse"), ("ÉTÉ", "été"), ("e\u{301}te\u{301}", "été"), ("ﬁne ①", "fine 1"),
        ("co\u{AD}op\u{200B}era\u{2060}te", "cooperate"), ("ＡＢＣ　１２", "abc 12"),
        ("ΑΣ ας", "ασ ασ"), ("ПРИВЕТ, Мир", "привет мир"), ("İ", "i\u{307}"),
        ("Ångström", "ångström"),
        ("\u{212B}", "å"), ("日本、語", "日本 語"), ("한국", "한국"), ("\u{1112}\u{1161}\u{11AB}", "한"),
        ("हिन्दी", "हिन्दी"), ("x\u{A0}y", "x y"), ("👍", ""), ("’", ""), ("a’b", "a b"),
    ])
    func `drops how words are written`(text: String, expected: String) {
        #expect(fold(text)?.unicodeScalars.map(\.value) == expected.unicodeScalars.map(\.value))
    }

    @Test func `ASCII folds at any place as letter by letter`() {
        var random = SeededRandom(seed: 11)
        let letters = Array("abzAZ0959 .,@[`{/:_\n\t\u{0}\u{7F}".unicodeScalars)
        for count in 0..<400 {
            var text = String.UnicodeScalarView()
            for _ in 0..<count % 50 {
                text.append(letters.randomElement(using: &random) ?? "a")
            }
            // A letter of another script ends what is folded eight bytes at a time.
            if count % 3 == 0 { text.append("\u{4E00}") }
            let words = String(text).lowercased().split { !$0.isLetter && !$0.isNumber }
            #expect(fold(String(text)) == words.joined(separator: " "))
            #expect(FoldedWords(of: String(text))?.count == words.count)
        }
    }

    @Test func `counts the words it folds`() {
        #expect(FoldedWords(of: "“One” two—three")?.count == 3)
        #expect(FoldedWords(of: "… — !")?.count == 0)
    }

    @Test func `composed and decomposed letters fold alike, and folding again changes nothing`() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<3000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<12 {
                let value =
                    Bool.random(using: &random)
                    ? UInt32.random(in: 0x20...0x17F, using: &random)
                    : [0x301, 0x308, 0x323, 0x41, 0xC5, 0x3B1, 0x416, 0x4E00, 0x2019, 0x483, 0xDF]
                        .randomElement(using: &random) ?? 0x20
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            let composed = TextCleaner().clean(String(text))
            let folded = fold(composed)
            #expect(fold(folded ?? "") == folded)
            #expect(fold(composed.uppercased()) == fold(composed.uppercased().lowercased()))
        }
    }

    @Test func `a long piece is folded like a short one`() {
        let long = String(repeating: "日本語", count: 5000)
        #expect(fold(long) == long)
    }
}
