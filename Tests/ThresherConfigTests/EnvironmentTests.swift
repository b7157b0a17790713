// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherConfig

struct EnvironmentTests {
    private let environment = [
        "SPOOL": "/data/spool", "N": "4", "EMPTY": "", "YAML": "a\nsinks: [text]", "LEVEL": "inof",
        "DOLLAR": "${N}",
    ]

    private func spool(_ text: String) throws -> String {
        let folder = try TemporaryFolder()
        let file = try folder.write("c.yaml", "spool: \(text)")
        return try Configuration.load(
            file: file, environment: environment, catalogue: TestCatalogue.all
        ).daemon.spool
    }

    @Test(arguments: [
        ("${SPOOL}", "/data/spool"), ("${SPOOL}/in", "/data/spool/in"),
        ("/a/${N}/${N}", "/a/4/4"), ("${NONE:-/b}", "/b"), ("${EMPTY:-/b}", "/b"),
        ("/x${EMPTY}", "/x"), ("/a${NONE:-}", "/a"), ("/a/$${N}", "/a/${N}"),
        ("/a/$N$", "/a/$N$"), ("'/q/${N}'", "/q/4"), ("\"/q/${N}\"", "/q/4"),
        ("/a/${DOLLAR}", "/a/${N}"), ("/$$${N}", "/$${N}"), ("${NONE:-/a:-b}", "/a:-b"),
    ])
    func `puts variables in`(text: String, expected: String) throws {
        #expect(try spool(text) == expected)
    }

    @Test func `takes what a variable holds for text, never for YAML`() throws {
        #expect(try spool("/a/${YAML}") == "/a/a\nsinks: [text]")
    }

    @Test(arguments: [
        (
            "spool: /x/${SPOL}/y",
            "1:11: environment variable 'SPOL' is not set; did you mean 'SPOOL'?"
        ),
        (
            "spool: ${OTHER}",
            "1:8: environment variable 'OTHER' is not set; '${OTHER:-…}' gives a default"
        ),
        (
            "spool: \"/ü/${SPOOL}/${OTHER}\"",
            "1:21: environment variable 'OTHER' is not set; '${OTHER:-…}' gives a default"
        ),
        (
            "spool: |\n  /a\n  ${OTHER}",
            "3:3: environment variable 'OTHER' is not set; '${OTHER:-…}' gives a default"
        ),
        (
            "spool: a$${b}${OTHER}",
            "1:14: environment variable 'OTHER' is not set; '${OTHER:-…}' gives a default"
        ),
        ("spool: /a/${SPOOL", "1:11: '${' without '}'; write '$${' for the characters themselves"),
        (
            "spool: ${}",
            "1:8: '${}' is neither '${VAR}' nor '${VAR:-default}'; write '$${' for the characters themselves"
        ),
        (
            "spool: ${1X}",
            "1:8: '${1X}' is neither '${VAR}' nor '${VAR:-default}'; write '$${' for the characters themselves"
        ),
        (
            "spool: ${SPOOL:?no}",
            "1:8: '${SPOOL:?no}' is neither '${VAR}' nor '${VAR:-default}'; write '$${' for the characters themselves"
        ),
        (
            "log: {level: \"${LEVEL}\"}",
            "1:14: 'level' must be one of debug, info, notice, warning, error, found 'inof' from"
                + " '${LEVEL}'; did you mean 'info'?"
        ),
        (
            "workers:\n  count: ${N}000000",
            "2:10: 'count' must be between 0 and 1024, found 4000000 from '${N}000000'"
        ),
        ("sinks: [${N}]", "1:10: '${…}' inside '[ ]' or '{ }' must be in quotes"),
        ("${N}: x", "1:1: unknown key '${N}'"),
    ])
    func `says at its place what is wrong with a variable`(text: String, expected: String) {
        let found = findings(config: text, environment: environment)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(expected) ?? false, "\(found)")
    }
}
