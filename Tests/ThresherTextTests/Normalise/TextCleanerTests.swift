// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherText

/// The scalars of a text, so that a comparison sees what `==` of strings does not.
private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

struct TextCleanerTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("  a  b  ", "a b"), ("a\tb", "a b"), ("a \n b", "a\nb"),
        ("a\r\nb\rc", "a\nb\nc"), ("a\u{85}b\u{2028}c\u{2029}d\u{B}e\u{C}f", "a\nb\nc\nd\ne\nf"),
        ("a\n\n\n\nb", "a\n\nb"), ("a\n \n \nb\n", "a\n\nb"), ("\u{FEFF}a", "a"),
        ("a\u{A0}b\u{3000}\u{2009}c", "a b c"), ("co\u{AD}op", "coop"),
        ("a\u{200B}b\u{2060}c", "abc"), ("a \u{200B} b", "a b"), ("\u{202E}ab\u{202C}", "ab"),
        ("a\u{0}b\u{1B}c\u{7F}d\u{9F}e\u{FFFE}f\u{1FFFF}g\u{FFFC}", "abcdefg"),
        ("e\u{301}", "\u{E9}"), ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"), ("\u{212B}", "\u{C5}"),
        ("e\u{AD}\u{301}", "\u{E9}"), ("\u{FFFD}", "\u{FFFD}"),
        ("\u{645}\u{6CC}\u{200C}\u{62E}", "\u{645}\u{6CC}\u{200C}\u{62E}"),
        ("👩\u{200D}👧 🏴\u{E0067}\u{E007F} ☺\u{FE0F}", "👩\u{200D}👧 🏴\u{E0067}\u{E007F} ☺\u{FE0F}"),
        ("“quotes” – dashes…", "“quotes” – dashes…"),
    ])
    func `gives running text one form`(text: String, expected: String) {
        #expect(scalars(TextCleaner().clean(text)) == scalars(expected))
    }

    @Test(arguments: [
        (" a\n b\t c ", "a b c"), ("a\r\n\r\nb", "a b"), ("\n", ""),
    ])
    func `gives a title one line`(text: String, expected: String) {
        #expect(TextCleaner().clean(text, as: .line) == expected)
    }

    @Test(arguments: [
        ("a \t b\tc", "a\tb\tc"), ("\tb", "\tb"), ("a\t\tc\t", "a\t\tc"), ("a\nb\tc", "a b\tc"),
        ("\t\t", ""), (" \u{A0}a\t", "a"),
    ])
    func `keeps the cells of a row`(text: String, expected: String) {
        #expect(TextCleaner().clean(text, as: .row) == expected)
    }

    @Test(arguments: [
        ("  if a:\n\n\n\n    b\t= 1\n\n", "  if a:\n\n\n\n    b\t= 1"),
        ("\n \n    x\r\n\ty  \r\n", "    x\n\ty"), (" \n\t", ""), ("a\u{A0} b\u{0}", "a  b"),
    ])
    func `keeps the white space of code`(text: String, expected: String) {
        #expect(TextCleaner().clean(text, as: .code) == expected)
    }

    @Test(arguments: [
        ("Stop!!!!!!", "Stop!!!"), ("a ...... b", "a ... b"), ("a...b", "a...b"),
        ("=====\n-----", "===\n---"), ("((((a))))", "((((a))))"), ("11111 aaaaa", "11111 aaaaa"),
        ("é!!!!", "é!!!"), ("!!\u{200B}!!", "!!!"), ("\u{37E}\u{37E}\u{37E}\u{37E}", ";;;"),
        ("Ａｂ１ ｶﾞｷﾞ，！", "Ab1 ガギ，！"), ("co\u{AD}\n  op", "coop"), ("co\u{AD}\n\nop", "co\n\nop"),
        ("co\u{AD}\r\nop x\u{AD}", "coop x"),
    ])
    func `mends ornament, width and parted words`(text: String, expected: String) {
        #expect(scalars(TextCleaner().clean(text)) == scalars(expected))
    }

    @Test(
        arguments: [
            (.straight, "“It’s ‘so’”, «he» said", "\"It's 'so'\", «he» said"),
            (.typographic, "\"It's 'so'\", he said", "“It’s ‘so’”, he said"),
            (.typographic, "6'2\" tall (\"giant\")", "6'2\" tall (“giant”)"),
            (.typographic, "\"In 1990\"", "“In 1990”"), (.keep, "\"a\" “b”", "\"a\" “b”"),
        ] as [(QuoteMarks, String, String)])
    func `gives quotation marks the form that was asked for`(
        quotes: QuoteMarks, text: String, expected: String
    ) {
        var options = TextCleaner.Options()
        options.quotes = quotes
        let cleaner = TextCleaner(options)
        #expect(cleaner.clean(text) == expected)
        #expect(cleaner.clean(expected) == expected)
    }

    @Test func `compatibility forms and all widths are opened when asked for`() {
        var options = TextCleaner.Options()
        options.form = .nfkc
        #expect(TextCleaner(options).clean("ﬁx x² Ⅳ ①\u{A8}") == "fix x2 IV 1 \u{308}")
        options.form = .nfc
        options.width = .all
        #expect(TextCleaner(options).clean("Ａ，！￥｡") == "A,!¥。")
        options.width = .keep
        #expect(TextCleaner(options).clean("Ａ，！￥｡") == "Ａ，！￥｡")
    }

    @Test func `counts what it changes, and nothing in a clean text`() {
        var changes = TextChanges()
        let text = "a\u{0}\r\nb\u{A0}c\u{200B}d\u{200E}e\u{AD}f e\u{301} Ａ ?????"
        let once = TextCleaner().clean(text, counting: &changes)
        #expect(
            changes.named == [
                "controls": 1, "line_ends": 1, "spaces": 1, "zero_width": 1, "bidi_controls": 1,
                "soft_hyphens": 1, "composed": 1, "width": 1, "punctuation": 1,
            ])
        var again = TextChanges()
        _ = TextCleaner().clean(once, counting: &again)
        #expect(again == TextChanges())
    }

    @Test func `the fast check agrees with the long way`() {
        var random = SeededRandom(seed: 13)
        let letters = Array("ab c.\n-!\t\"  é".unicodeScalars)
        var options = TextCleaner.Options()
        options.maxPunctuation = 1000
        for _ in 0..<3_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                text.append(letters.randomElement(using: &random) ?? "a")
            }
            // A letter that no check takes for plain, at the end, asks for the long way.
            for shape in [TextCleaner.Shape.flow, .line] {
                let short = TextCleaner(options).clean(String(text) + "x", as: shape)
                let long = TextCleaner(options).clean(String(text) + "xé", as: shape)
                #expect(short + "é" == long)
            }
        }
    }

    @Test func `each switch works alone`() {
        let text = "e\u{301}\u{1}\r\u{A0}\u{AD}\u{200B}\u{200E}  x"
        func clean(_ change: (inout TextCleaner.Options) -> Void) -> [UInt32] {
            var options = TextCleaner.Options()
            change(&options)
            return scalars(TextCleaner(options).clean(text))
        }
        #expect(clean { _ in } == scalars("\u{E9}\nx"))
        #expect(clean { $0.form = .keep } == scalars("e\u{301}\nx"))
        #expect(clean { $0.removesControls = false } == scalars("\u{E9}\u{1}\nx"))
        #expect(clean { $0.unifiesLineEnds = false } == scalars("\u{E9}\r x"))
        #expect(clean { $0.unifiesSpaces = false } == scalars("\u{E9}\n\u{A0} x"))
        #expect(clean { $0.removesSoftHyphens = false } == scalars("\u{E9}\n\u{AD} x"))
        #expect(clean { $0.removesZeroWidth = false } == scalars("\u{E9}\n\u{200B} x"))
        #expect(clean { $0.removesBidi = false } == scalars("\u{E9}\n\u{200E} x"))
        #expect(clean { $0.collapsesSpace = false } == scalars("\u{E9}\n   x"))
    }

    @Test func `keeps as many blank lines as it is told`() {
        for count in 0...3 {
            var options = TextCleaner.Options()
            options.maxBlankLines = count
            let expected = "a" + String(repeating: "\n", count: count + 1) + "b"
            #expect(TextCleaner(options).clean("a\n\n\n\n\n\n\nb") == expected)
            options.collapsesSpace = false
            #expect(TextCleaner(options).clean("a\n\n\n\n\n\n\nb") == expected)
        }
    }

    @Test func `cleaning twice is cleaning once, whatever the text and the switches`() {
        var random = SeededRandom(seed: 11)
        let shapes: [TextCleaner.Shape] = [.flow, .line, .row, .code]
        for _ in 0..<4000 {
            let cleaner = TextCleaner(.random(using: &random))
            let shape = shapes.randomElement(using: &random) ?? .flow
            let text = String.random(length: 24, using: &random)
            let once = cleaner.clean(text, as: shape)
            let twice = cleaner.clean(once, as: shape)
            #expect(scalars(once) == scalars(twice), "\(scalars(text)) \(shape) \(cleaner.options)")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a hundred thousand marks on one letter take no quadratic time`() {
        let text = "e" + String(repeating: "\u{301}\u{323}", count: 100_000) + " end"
        let once = TextCleaner().clean(text)
        #expect(once.unicodeScalars.count > 200_000)
        #expect(once.hasSuffix(" end"))
        #expect(scalars(TextCleaner().clean(once)) == scalars(once))
        #expect(FoldedWords(of: text)?.count == 2)
    }

    @Test(arguments: ["e", "\u{E9}", "\u{FB2C}", "\u{1E69}", " ", ""])
    func `marks that are parted stay parted`(base: String) {
        for count in 24...64 {
            for mark in ["\u{301}", "\u{344}", "\u{323}\u{301}", "\u{F73}"] {
                let text = base + String(repeating: mark, count: count) + "x"
                let once = TextCleaner().clean(text)
                #expect(scalars(TextCleaner().clean(once)) == scalars(once))
                #expect(once.unicodeScalars.contains("\u{34F}") || count < 31)
            }
        }
    }

    @Test func `a clean text has none of what was to be removed`() {
        var random = SeededRandom(seed: 12)
        for _ in 0..<2000 {
            let once = TextCleaner().clean(String.random(length: 24, using: &random))
            for scalar in once.unicodeScalars where scalar != "\n" {
                #expect(scalar.properties.generalCategory != .control)
                #expect(!scalar.properties.isNoncharacterCodePoint)
                #expect(scalar == " " || !scalar.properties.isWhitespace)
            }
            #expect(!once.contains("  ") && !once.contains("\n\n\n"))
        }
    }
}

extension TextCleaner.Options {
    static func random(using random: inout SeededRandom) -> TextCleaner.Options {
        var options = TextCleaner.Options()
        guard Bool.random(using: &random) else { return options }
        options.form = .allCases.randomElement(using: &random) ?? .nfc
        options.width = .allCases.randomElement(using: &random) ?? .letters
        options.quotes = .allCases.randomElement(using: &random) ?? .keep
        options.maxPunctuation = .random(in: 0...4, using: &random)
        options.removesControls = .random(using: &random)
        options.unifiesLineEnds = .random(using: &random)
        options.unifiesSpaces = .random(using: &random)
        options.removesSoftHyphens = .random(using: &random)
        options.removesZeroWidth = .random(using: &random)
        options.removesBidi = .random(using: &random)
        options.collapsesSpace = .random(using: &random)
        options.maxBlankLines = .random(in: 0...3, using: &random)
        return options
    }
}

extension String {
    /// A text of what normalisation finds hard, with some of everything else.
    static func random(length: Int, using random: inout SeededRandom) -> String {
        let hard: [UInt32] = [
            0x20, 0x20, 0x0A, 0x0A, 0x0D, 0x09, 0x0B, 0x0C, 0x00, 0x1F, 0x7F, 0x85, 0xA0, 0xAD,
            0x61,
            0x65, 0x301, 0x308, 0x327, 0x323, 0x1100, 0x1161, 0x11A8, 0xAC00, 0x1680, 0x2000,
            0x2001, 0x200B, 0x200D, 0x200E, 0x2028, 0x2029, 0x202F, 0x2060, 0x3000, 0x3099, 0x304B,
            0xFB1D, 0xFEFF, 0xFFFD, 0xFFFE, 0xFDD0, 0x1D15E, 0x0344, 0x0958, 0x2126, 0x212B, 0x37E,
            0x21, 0x21, 0x2E, 0x2D, 0x3D, 0x338, 0x22, 0x27, 0x2019, 0x201C, 0x35, 0xFF21, 0xFF76,
            0xFF9E, 0xFF01, 0xFB01, 0xB2, 0xA8, 0x2026, 0x1E9B,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &random) {
            let value =
                UInt32.random(in: 0..<4, using: &random) == 0
                ? UInt32.random(in: 0...0x10FFFF, using: &random)
                : hard.randomElement(using: &random) ?? 0x61
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }
}
