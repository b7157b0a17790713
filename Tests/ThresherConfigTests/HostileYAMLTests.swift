// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherConfig

/// `line:column: message` of everything found in bytes read as a daemon's configuration.
private func findings(bytes: [UInt8]) -> [String] {
    CheckReport.check(
        [ConfigurationText(name: "c.yaml", bytes: bytes)], as: .daemon,
        catalogue: TestCatalogue.all
    ).diagnostics.map(short)
}

struct HostileYAMLTests {
    @Test(arguments: [
        ("spool: &a /x", ["1:8: anchors are not supported; leave '&a' out"]),
        ("spool: *a", ["1:8: aliases are not supported; write the value of '*a' here"]),
        (
            "log: &log\n  level: loud",
            [
                "1:6: anchors are not supported; leave '&log' out"
            ]
        ),
        (
            "intake: &i {settle: 1s}\nlog:\n  <<: *i\n  level: info",
            [
                "1:9: anchors are not supported; leave '&i' out",
                "3:3: merge keys are not supported; write the keys out",
            ]
        ),
        (
            "log:\n  <<: [{level: loud}, {level: info}]\n  level: inof",
            [
                "2:3: merge keys are not supported; write the keys out",
                "3:10: 'level' must be one of debug, info, notice, warning, error, found 'inof';"
                    + " did you mean 'info'?",
            ]
        ),
        ("spool: !!str 5", ["1:8: tags are not supported; the key decides what a value is"]),
        ("spool: !evil x", ["1:8: tags are not supported; the key decides what a value is"]),
        ("!!map {spool: x}", ["1:1: tags are not supported; the key decides what a value is"]),
        ("&k spool: x", ["1:1: anchors are not supported; leave '&k' out"]),
        (
            "spool: a\nspool: b\nspool: c",
            [
                "2:1: duplicate key 'spool', first on line 1",
                "3:1: duplicate key 'spool', first on line 1",
            ]
        ),
        (
            "\"spool\": a\n'spool': b",
            ["2:1: duplicate key 'spool', first on line 1"]
        ),
        (
            "log: {level: info}\nlog: {level: loud}",
            [
                "2:1: duplicate key 'log', first on line 1",
                "2:14: 'level' must be one of debug, info, notice, warning, error, found 'loud'",
            ]
        ),
        ("[a, b]: c", ["1:1: a key must be a word, found a list"]),
        ("? {a: b}\n: c", ["1:3: a key must be a word, found a mapping"]),
        (
            "spool: a\n---\nspool: b",
            ["2:1: a second document begins here; a file holds one, without '---' in it"]
        ),
        ("--- \nspool: a\n...\n", []),
        ("%YAML 1.1\n---\nspool: a", []),
        ("\tspool: a", ["1:1: a tab cannot indent; use blanks"]),
        (
            "intake:\n\tsettle: 2s\n\trescan: 3s\n# x\n\t# y\nlog: {}",
            ["2:1: a tab cannot indent; use blanks", "3:1: a tab cannot indent; use blanks"]
        ),
        (
            "intake:\n  settle: 2s\n \trescan: 3s",
            ["3:2: a tab cannot indent; use blanks"]
        ),
        ("spool:\ta\t# comment", []),
        (
            "spool: a: b",
            ["1:9: a second ': ' in one line; put the value in quotes or begin a new line"]
        ),
        ("spool: @a", ["1:8: '@' cannot begin a value; put the value in quotes"]),
        ("spool: `a`", ["1:8: '`' cannot begin a value; put the value in quotes"]),
        (
            "spool: \"a",
            [
                "1:10: YAML: found unexpected end of stream while scanning a quoted scalar that begins on line 1"
            ]
        ),
        (
            "spool: \"\\q\"",
            [
                "1:9: YAML: found unknown escape character while parsing a quoted scalar that begins on line 1"
            ]
        ),
        ("spool: a\u{1}b", ["1:9: control characters are not allowed"]),
        (
            "intake:\n   settle: 2s\n  rescan: 3s",
            [
                "3:3: YAML: did not find expected key while parsing a block mapping that begins on line 1"
            ]
        ),
        (
            "spol: a\nlog: [",
            [
                "1:1: unknown key 'spol'; did you mean 'spool'?",
                "2:7: YAML: did not find expected node content while parsing a flow node that begins"
                    + " on line 2",
            ]
        ),
        ("\u{FEFF}spol: a", ["1:1: unknown key 'spol'; did you mean 'spool'?"]),
        ("spool: ä\r\nspol: a\r\n", ["2:1: unknown key 'spol'; did you mean 'spool'?"]),
        ("spool: ä\rspol: a\r", ["2:1: unknown key 'spol'; did you mean 'spool'?"]),
        ("{spool: \"漢字\", spol: a}", ["1:15: unknown key 'spol'; did you mean 'spool'?"]),
    ])
    func `handles what YAML can do at its exact place`(text: String, expected: [String]) {
        let found = findings(config: text)
        #expect(found == expected)
    }

    @Test func `says where bytes are no UTF-8`() {
        #expect(
            findings(bytes: Array("spool: a\nlog: x".utf8) + [0xC3, 0x28]) == ["2:7: invalid UTF-8"]
        )
        #expect(findings(bytes: [0xEF, 0xBB, 0xBF, 0x61, 0xFF]) == ["1:2: invalid UTF-8"])
        #expect(
            findings(bytes: [0xFF, 0xFE, 0x61, 0]) == ["1:1: the file is UTF-16; save it as UTF-8"])
        #expect(findings(bytes: [0xED, 0xA0, 0x80]) == ["1:1: invalid UTF-8"])
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- ", "? ", "[{a: ", "{? "])
    func `stops at a depth that no configuration has`(piece: String) {
        let found = findings(config: String(repeating: piece, count: 20_000))
        #expect(
            found.contains { $0.hasSuffix("more than 32 levels of lists and mappings") },
            "\(found)")
    }

    @Test(.timeLimit(.minutes(1))) func `does not expand aliases`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...60 {
            let before = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(before)]\n"
        }
        let found = findings(config: text)
        #expect(found.contains("1:5: anchors are not supported; leave '&a0' out"))
        #expect(found.count == 501)
        #expect(found.last?.hasSuffix("more mistakes are not shown") ?? false)
    }

    @Test(.timeLimit(.minutes(1)), arguments: Hostile.all)
    func `reads a hostile file in bounded time`(file: Hostile) {
        #expect(findings(config: file.text).count <= 501)
    }

    @Test func `reads no file over the limit`() {
        let found = findings(config: String(repeating: "#", count: 2_000_000))
        #expect(found == ["1:1: the file is 2MB large; at most 256KiB are read"])
    }
}

/// A file of up to 256 KiB that is hard on some parser.
struct Hostile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    private init(_ name: String, _ text: String) {
        testDescription = name
        self.text = text
    }

    private static func times(_ count: Int, _ piece: String) -> String {
        String(repeating: piece, count: count)
    }

    static let all = [
        Hostile("one key again and again", times(50_000, "a: b\n")),
        Hostile("very many letters", times(250_000, "x")),
        Hostile("mappings in one line", times(60_000, "x: ")),
        Hostile("unfinished variables", "spool: \"" + times(60_000, "${A") + "\""),
        Hostile("many variables", "spool: \"" + times(30_000, "${A:-x}") + "\""),
        Hostile("many unset variables", "spool: \"" + times(50_000, "${A}") + "\""),
        Hostile("many unknown sinks", "sinks: [" + times(120_000, "a,") + "]"),
        Hostile("comments", times(120_000, "#\n")),
        Hostile("empty lines", times(250_000, "\n")),
        Hostile("tabs", times(250_000, "\t")),
        Hostile("lines that begin with a tab", times(60_000, "\ta\n")),
        Hostile("quotes", times(250_000, "'")),
        Hostile("anchors", times(60_000, "&a ")),
        Hostile("question marks", times(60_000, "a? ")),
        Hostile("a long key", "? " + times(100_000, "a") + "\n: b"),
        Hostile("many unknown keys", (0..<20_000).map { "k\($0): v\n" }.joined()),
        Hostile(
            "many long unknown keys", (0..<3_500).map { times(60, "k") + "\($0): v\n" }.joined()),
        Hostile("lists in one line", times(60_000, "[")),
        Hostile("lists in lists in one line", times(60_000, "[],")),
        Hostile("flow keys", "{" + times(60_000, "a: ")),
    ]
}
