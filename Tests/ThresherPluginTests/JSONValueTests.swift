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
}
