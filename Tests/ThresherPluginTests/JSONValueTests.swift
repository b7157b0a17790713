// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin

struct JSONValueTests {
    @Test(arguments: [
        #"{"a":1,"b":[true,null,-2.5],"c":"x\n\"y\\ \u007f é 👩"}"#, "[]", "{}", #""""#, "0",
    ])
    func `what was written reads back the same`(text: String) throws {
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(try JSONValue(parsing: value.utf8) == value)
        #expect(String(decoding: value.utf8, as: UTF8.self) == text)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "nul", "1 2", "\"\u{1}\"", "+1", "\"\\x\"", #""\u-000""#,
        #""\u+123""#, "[1", "-",
        String(repeating: "[", count: 200),
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test func `a lone surrogate becomes a replacement character`() throws {
        #expect(try JSONValue(parsing: Array(#""\ud83d\udc69 \ud83d x""#.utf8)) == "👩 \u{FFFD} x")
    }

    @Test func `escapes what a string cannot hold at any place`() throws {
        for byte in UInt8(0)..<128 {
            for place in 0..<20 {
                var text = Array(repeating: UInt8(ascii: "x"), count: 20)
                text[place] = byte
                let string = String(decoding: text, as: UTF8.self)
                let written = JSONValue.string(string).utf8
                #expect(try JSONValue(parsing: written) == .string(string))
                let isPlain = byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F
                #expect(isPlain == (written.count == 22))
            }
        }
        let wide = String(repeating: "é–水🌊", count: 5)
        #expect(JSONValue.string(wide).utf8 == Array("\"\(wide)\"".utf8))
    }
}
