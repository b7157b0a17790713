// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherText

/// What becomes of bytes that nobody declared.
struct CharsetDetectionTests {
    @Test(arguments: UndeclaredSamples.all.map { [$0.name, $0.hex, $0.beginning] })
    func `a sentence tells its character set`(sample: [String]) {
        let result = TextDecoder.decode(CharsetSamples.bytes(sample[1]), isMarkup: false)
        #expect(result.text.hasPrefix(sample[2]))
        #expect(result.charset.name == sample[0] || result.text.hasPrefix(sample[2]))
        #expect(result.origin == .detected)
        #expect(result.replacements == 0)
    }

    @Test(arguments: UndeclaredSamples.all.map { [$0.name, $0.hex, $0.beginning] })
    func `markup around it does not hide it`(sample: [String]) {
        let script = "<script>" + String(repeating: "var the = 'and of to in';\n", count: 900)
        let head = Array((script + "</script><div class=\"article\"><p>").utf8)
        let tail = Array("</p><p>Copyright by the owner of the site</p></div>".utf8)
        let result = TextDecoder.decode(
            head + CharsetSamples.bytes(sample[1]) + tail, isMarkup: true)
        #expect(result.text.contains(sample[2]))
        #expect(result.origin == .detected)
    }

    @Test func `too little to judge is Windows-1252`() {
        let result = TextDecoder.decode([0x35, 0x20, 0x80], isMarkup: false)
        #expect(result.text == "5 €")
        #expect(result.charset == .windows1252)
    }
}
