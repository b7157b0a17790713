// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherText

private func decode(
    _ bytes: [UInt8], declared: String? = nil, isMarkup: Bool = false
) -> TextDecoder.Result {
    TextDecoder.decode(bytes, declared: declared, isMarkup: isMarkup)
}

struct TextDecoderTests {
    @Test(arguments: CharsetSamples.all.map { [$0.name, $0.hex, $0.text] })
    func `reads every character set that is declared`(sample: [String]) {
        let result = decode(CharsetSamples.bytes(sample[1]), declared: sample[0])
        #expect(result.text == sample[2])
        #expect(result.text.unicodeScalars.elementsEqual(sample[2].unicodeScalars))
        #expect(result.charset.name == sample[0])
        #expect(result.replacements == 0)
    }

    @Test func `there are more than sixty character sets`() {
        #expect(Set(CharsetSamples.all.map(\.name)).count > 60)
    }

    @Test(arguments: CharsetSamples.all.map { [$0.name, $0.hex, $0.text] })
    func `reads every character set that markup declares`(sample: [String]) {
        // Wide sets have no ASCII to declare themselves in, and the zeros tell them.
        let isWide = sample[0].hasPrefix("utf-")
        let head = Array("<meta charset=\"\(sample[0])\"><p>".utf8)
        let bytes = (isWide ? [] : head) + CharsetSamples.bytes(sample[1])
        let result = decode(bytes, isMarkup: true)
        #expect(result.text.hasSuffix(sample[2]))
        #expect(result.charset.name == sample[0])
        #expect(result.origin == (isWide ? .detected : .meta))
    }

    @Test(
        arguments: [
            ([0xEF, 0xBB, 0xBF], "utf-8", [0x41]), ([0xFF, 0xFE], "utf-16le", [0x41, 0]),
            ([0xFE, 0xFF], "utf-16be", [0, 0x41]),
            ([0xFF, 0xFE, 0, 0], "utf-32le", [0x41, 0, 0, 0]),
            ([0, 0, 0xFE, 0xFF], "utf-32be", [0, 0, 0, 0x41]),
        ] as [([UInt8], String, [UInt8])])
    func `a byte order mark decides and is no text`(
        mark: [UInt8], name: String, letter: [UInt8]
    ) {
        let result = decode(mark + letter, declared: "windows-1251", isMarkup: true)
        #expect(result.text == "A")
        #expect(result.charset.name == name)
        #expect(result.origin == .bom)
        #expect(decode(mark).text.isEmpty)
    }

    @Test(arguments: ["windows-1252", "gbk", "utf-16", "nonsense"])
    func `valid UTF-8 wins whatever is declared`(label: String) {
        let result = decode(Array("Grüße, 世界".utf8), declared: label)
        #expect(result.text == "Grüße, 世界")
        #expect(result.origin == .utf8)
    }

    @Test func `a few broken bytes do not make UTF-8 another set`() {
        let broken = Array(String(repeating: "Grüße ", count: 20).utf8) + [0xFF] + Array("é".utf8)
        let result = decode(broken, declared: "windows-1252")
        #expect(result.charset == .utf8)
        #expect(result.origin == .utf8)
        #expect(result.replacements == 1)
    }

    @Test func `counts the replacements it makes and not those that were there`() {
        let bytes = Array("\u{FFFD}é\u{FFFD}".utf8) + [0x20, 0xC3]
        let result = decode(bytes)
        #expect(result.text == "\u{FFFD}é\u{FFFD} \u{FFFD}")
        #expect(result.replacements == 1)
    }

    @Test func `a declaration of UTF-8 that is plainly false is not believed`() {
        let latin = Array("d".utf8) + [0xE9] + Array("j".utf8) + [0xE0] + Array(" vu".utf8)
        let result = decode(latin, declared: "utf-8")
        #expect(result.text == "déjà vu")
        #expect(result.charset == .windows1252)
    }

    @Test func `a declaration of a multi-byte set that the bytes contradict is not believed`() {
        let text = "Český text, který je dost dlouhý: příliš žluťoučký kůň úpěl ďábelské ódy. "
        let bytes = CharsetSamples.windows1250(String(repeating: text, count: 4))
        let result = decode(bytes, declared: "shift_jis")
        #expect(result.replacements == 0)
        #expect(result.text.hasPrefix("Český text"))
    }

    @Test func `Latin 1 means Windows-1252 and its holes the control characters`() {
        let result = decode([0x93, 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x94], declared: "iso-8859-1")
        #expect(result.text == "\u{201C}\u{81}\u{8D}\u{8F}\u{90}\u{9D}\u{201D}")
        #expect(result.charset.name == "windows-1252")
        #expect(result.replacements == 0)
    }

    @Test(
        arguments: [
            ("windows-1253", 0xAA, 0xFFFD), ("windows-1253", 0xD2, 0xFFFD),
            ("windows-1255", 0xCA, 0x05BA), ("windows-1255", 0xD9, 0xFFFD),
            ("windows-874", 0xDB, 0xFFFD), ("windows-874", 0x81, 0x81),
            ("iso-8859-8", 0xA1, 0xFFFD), ("iso-8859-2", 0x80, 0x80),
            ("koi8-u", 0xAE, 0x045E), ("koi8-u", 0xBE, 0x040E), ("macintosh", 0xDB, 0x20AC),
            ("x-user-defined", 0x80, 0xF780), ("x-user-defined", 0xFF, 0xF7FF),
            ("gbk", 0x80, 0x20AC), ("iso-8859-16", 0xA1, 0x0104), ("iso-8859-16", 0xFF, 0xFF),
        ] as [(String, UInt8, UInt32)])
    func `single bytes mean what the Encoding Standard says`(
        label: String, byte: UInt8, value: UInt32
    ) {
        let result = decode([byte, 0x20], declared: label)
        #expect(result.text.unicodeScalars.first?.value == value)
        #expect(result.replacements == (value == 0xFFFD ? 1 : 0))
    }

    @Test func `control characters stay in their places in every set based on ASCII`() {
        let controls = [UInt8](1...0x1A) + [UInt8](0x1C...0x7F)
        let expected = String(decoding: controls, as: UTF8.self)
        for label in ["ibm866", "shift_jis", "euc-kr", "gbk", "big5", "euc-jp", "koi8-r"] {
            let result = decode(controls + [0xFF], declared: label)
            #expect(result.text.hasPrefix(expected), "\(label)")
        }
    }

    @Test(arguments: ["shift_jis", "euc-jp", "gbk", "big5", "euc-kr"])
    func `a broken character does not swallow the markup after it`(label: String) {
        let result = decode(Array("ab".utf8) + [0x81] + Array("<b>".utf8), declared: label)
        #expect(result.text.hasSuffix("<b>"))
    }

    @Test(
        arguments: [
            ("utf-16le", [0x41, 0, 0x3D, 0xD8]), ("utf-16le", [0x41, 0, 0x1E, 0xDD]),
            ("utf-16le", [0x41, 0, 0x42]), ("utf-16be", [0, 0x41, 0xD8, 0x3D, 0, 0x42]),
            ("utf-32le", [0x41, 0, 0, 0, 0, 0, 0x11, 0]), ("utf-32be", [0, 0, 0, 0x41, 0, 0]),
        ] as [(String, [UInt8])])
    func `cut-off units and lone surrogates are replaced`(label: String, bytes: [UInt8]) {
        let result = decode(bytes, declared: label)
        #expect(result.text.hasPrefix("A"))
        #expect(result.replacements == 1)
        #expect(result.text.unicodeScalars.contains("\u{FFFD}"))
    }

    @Test func `UTF-16 without a mark is told by its zeros`() {
        for (label, isBig) in [("utf-16le", false), ("utf-16be", true)] {
            let units = "<html><p>Żółw i Ł</p>".utf16.flatMap { unit in
                isBig
                    ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
            }
            let result = decode(units, isMarkup: true)
            #expect(result.text == "<html><p>Żółw i Ł</p>")
            #expect(result.charset.name == label)
        }
    }

    @Test func `UTF-16 that is declared without any zero byte is not believed`() {
        let result = decode([0x63, 0x61, 0x66, 0xE9], declared: "utf-16")
        #expect(result.text == "café")
    }

    @Test func `an escape sequence tells ISO-2022-JP`() {
        let hex = CharsetSamples.all.first { $0.name == "iso-2022-jp" }?.hex ?? ""
        let result = decode(CharsetSamples.bytes(hex))
        #expect(result.text == "日本語テスト")
        #expect(result.origin == .detected)
        let terminal = decode(Array("\u{1B}[31mred\u{1B}[0m".utf8))
        #expect(terminal.text == "\u{1B}[31mred\u{1B}[0m")
    }

    @Test func `nothing at all is UTF-8`() {
        #expect(decode([]).text.isEmpty)
        #expect(decode([]).charset == .utf8)
    }

    @Test func `no more is replaced in UTF-8 than its bytes force`() {
        var random = SeededRandom(seed: 8)
        for _ in 0..<500 {
            var bytes = Array(String(repeating: "Grüße, 世界 😀 ", count: 12).utf8)
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let index = Int.random(in: bytes.indices, using: &random)
                bytes[index] = UInt8.random(in: 0x80...0xFF, using: &random)
            }
            if String(validating: bytes, as: UTF8.self) != nil { continue }
            let result = TextDecoder.decode(bytes, isMarkup: false, repairs: false)
            guard result.charset == .utf8 else { continue }
            let forced = String(decoding: bytes, as: UTF8.self).unicodeScalars
                .count { $0 == "\u{FFFD}" }
            #expect(result.replacements + result.repaired == forced)
        }
    }

    @Test func `any bytes become valid text`() {
        var random = SeededRandom(seed: 7)
        for round in 0..<400 {
            let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                UInt8.random(in: (round % 2 == 0 ? 0 : 0x60)...255, using: &random)
            }
            let label = CharsetSamples.all.randomElement(using: &random)?.name
            let result = decode(bytes, declared: label, isMarkup: round % 3 == 0)
            #expect(String(validating: result.text.utf8, as: UTF8.self) != nil)
            #expect(decode(bytes, declared: label, isMarkup: round % 3 == 0) == result)
        }
    }
}
