// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherConfig
import ThresherPlugin

struct DiagnosticTextTests {
    private func text(_ yaml: String) -> String {
        CheckReport.check(
            [ConfigurationText(name: "a/c.yaml", yaml)], as: .daemon, catalogue: TestCatalogue.all
        ).text
    }

    @Test func `shows place, line, caret and suggestion`() {
        #expect(
            text("# one\nlimits:\n  attempts: 0\nlgo: {}\n") == """
                a/c.yaml:3:13: error: 'attempts' must be between 1 and 100, found 0
                3 |   attempts: 0
                  |             ^
                a/c.yaml:4:1: error: unknown key 'lgo'; did you mean 'log'?
                4 | lgo: {}
                  | ^

                """)
    }

    @Test func `puts the caret under what it means, whatever the letters' width`() {
        #expect(
            text("log: {\t\"漢e\u{301}\": 1}").split(separator: "\n").suffix(2) == [
                "1 | log: { \"漢e\u{301}\": 1}", "  |        ^",
            ])
        #expect(
            text("{spool: \"漢e\u{301}\", x: 1}").split(separator: "\n").suffix(2) == [
                "1 | {spool: \"漢e\u{301}\", x: 1}", "  |                ^",
            ])
    }

    @Test func `cuts a long line around the place`() {
        let long = "spool: \"" + String(repeating: "x", count: 5_000) + "\"\nlevel: x"
        #expect(text(long).utf8.count < 300)
        let far = "{spool: \"" + String(repeating: "x", count: 5_000) + "\", lgo: {}}"
        let lines = text(far).split(separator: "\n")
        #expect(lines[0] == "a/c.yaml:1:5013: error: unknown key 'lgo'; did you mean 'log'?")
        #expect(lines[1].hasPrefix("1 | …xxx") && lines[1].hasSuffix("\", lgo: {}}"))
        let caret = lines[2].firstIndex(of: "^").map {
            lines[2].distance(from: lines[2].startIndex, to: $0)
        }
        let word = lines[1].firstRange(of: "lgo").map {
            lines[1].distance(from: lines[1].startIndex, to: $0.lowerBound)
        }
        #expect(caret == word)
    }

    @Test func `lets no text command the terminal`() {
        let shown = text("\"\\e[31mred\u{202E}\": 1")
        #expect(shown.contains("unknown key '\\u{1B}[31mred\\u{202E}'"))
        #expect(
            !shown.unicodeScalars.contains("\u{1B}") && !shown.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `gives the same as JSON`() {
        let report = CheckReport.check(
            [ConfigurationText(name: "c.yaml", "lgo: {}")], as: .daemon,
            catalogue: TestCatalogue.all)
        #expect(report.exitCode == 78)
        #expect(
            String(decoding: report.json().utf8, as: UTF8.self)
                == #"{"ok":false,"diagnostics":[{"file":"c.yaml","severity":"error","line":1,"column":1,"#
                + #""message":"unknown key 'lgo'; did you mean 'log'?","suggestion":"log","source":"lgo: {}"}]}"#
        )
    }

    @Test(arguments: [
        ("settle", "setle", 1), ("settle", "settel", 1), ("ab", "ba", 1), ("", "abc", 3),
        ("kitten", "sitting", 3), ("ca", "abc", 3), ("same", "same", 0),
    ])
    func `counts a transposition as one edit`(left: String, right: String, distance: Int) {
        #expect(
            Suggestion.distance(Array(left.unicodeScalars), Array(right.unicodeScalars)) == distance
        )
    }

    @Test(arguments: [
        ("html-strip", "html_strip"), ("HTMLStrip", "html_strip"), ("HTML_Strip", "html_strip"),
        ("decod", "decode"), ("xyz", nil), ("", nil), ("d", nil),
    ])
    func `suggests what is near and nothing else`(word: String, expected: String?) {
        #expect(
            Suggestion.nearest(to: word, among: ["decode", "html_strip", "content"]) == expected)
    }
}
