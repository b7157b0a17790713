// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherConfig
import ThresherEngine
import ThresherPlugin

/// The value of an option of the stage `everything`, or what is wrong with it, without its place.
private func value(_ option: String, _ yaml: String) throws -> JSONValue {
    let folder = try TemporaryFolder()
    let text = "stages:\n  - decode\n  - everything:\n      \(option): \(yaml)\n"
    let path = try folder.write("p.yaml", text)
    do {
        let (pipelines, _) = try Configuration.loadPipelines(
            path, environment: ["EMPTY": "", "N": "7"], catalogue: TestCatalogue.all)
        return pipelines[0].steps[1].config[option] ?? .null
    } catch {
        return .array(error.diagnostics.map { .string($0.message) })
    }
}

private func refused(_ message: String) -> JSONValue { .array([.string(message)]) }

struct ScalarTests {
    @Test(arguments: ["true", "false"])
    func `takes true and false`(text: String) throws {
        #expect(try value("strict", text) == .bool(text == "true"))
    }

    @Test(arguments: [
        ("no", "false"), ("No", "false"), ("NO", "false"), ("off", "false"), ("Off", "false"),
        ("n", "false"), ("False", "false"), ("FALSE", "false"), ("0", "false"), ("yes", "true"),
        ("Yes", "true"), ("on", "true"), ("ON", "true"), ("y", "true"), ("True", "true"),
        ("1", "true"), ("'true'", "true"), ("\"no\"", "false"),
    ])
    func `refuses every other truth value and says what to write`(text: String, correct: String)
        throws
    {
        let bare = text.filter { $0 != "'" && $0 != "\"" }
        let kind = bare == text ? "" : "the text "
        #expect(
            try value("strict", text)
                == refused(
                    "'strict' must be true or false, found \(kind)'\(bare)'; write '\(correct)'"))
    }

    @Test(arguments: [("1", 1), ("8", 8), ("100", 100), ("${N}", 7), ("'${N}'", 7)])
    func `takes whole numbers`(text: String, number: Int) throws {
        #expect(try value("max_lines", text) == .int(number))
    }

    @Test(arguments: [
        ("08", "8"), ("010", "10"), ("0o10", "8"), ("0x1f", "31"), ("0b11", "3"), ("1_0", "10"),
        ("+5", "5"), ("5.0", "5"), ("1e1", "10"), ("'5'", "5"), ("12:30:45", nil),
        ("-0x-8000000000000000", nil), ("0x+1f", nil), ("-0x10", "-16"), ("2001-12-14", nil),
        ("ten", nil), (".inf", nil), ("5 lines", nil), ("99999999999999999999", nil),
    ])
    func `refuses every other whole number and says what to write`(text: String, correct: String?)
        throws
    {
        let bare = text.filter { $0 != "'" }
        let kind = bare == text ? "" : "the text "
        let hint = correct.map { "; write '\($0)'" } ?? ""
        #expect(
            try value("max_lines", text)
                == refused("'max_lines' must be a whole number, found \(kind)'\(bare)'\(hint)"))
    }

    @Test(arguments: [("0.5", 0.5), ("1", 1), ("0", 0), ("5e-1", 0.5), ("0.125", 0.125)])
    func `takes numbers`(text: String, number: Double) throws {
        #expect(try value("min_ratio", text) == .double(number))
    }

    @Test(arguments: [
        (".5", "0.5"), ("0,5", "0.5"), ("50%", "0.5"), ("00.5", nil), (".nan", nil), (".inf", nil),
        ("0x1p-1", nil), ("half", nil), ("1_0", "10"), ("1.", nil),
    ])
    func `refuses every other number and says what to write`(text: String, correct: String?) throws
    {
        let hint = correct.map { "; write '\($0)'" } ?? ""
        #expect(
            try value("min_ratio", text)
                == refused("'min_ratio' must be a number, found '\(text)'\(hint)"))
    }

    @Test func `keeps numbers within their range`() throws {
        #expect(
            try value("min_ratio", "1.01")
                == refused("'min_ratio' must be between 0 and 1, found 1.01"))
        #expect(
            try value("max_lines", "-1")
                == refused("'max_lines' must be between 1 and 100, found -1"))
        #expect(
            try value("pause", "2m") == refused("'pause' must be between 0s and 1m, found 2m"))
    }

    @Test(arguments: [
        ("no", "no"), ("on", "on"), ("08", "08"), ("1_000", "1_000"), ("12:30:45", "12:30:45"),
        ("2001-12-14", "2001-12-14"), ("0x1f", "0x1f"), (".nan", ".nan"), ("'null'", "null"),
        ("=", "="), ("a b  # comment", "a b"), ("\"a\\tb\"", "a\tb"), ("'it''s'", "it's"),
        ("|\n        a\n        b\n", "a\nb\n"), (">-\n        a\n        b\n", "a b"),
        ("a\n        b", "a b"), ("Ünïcode 漢字", "Ünïcode 漢字"),
    ])
    func `takes a text as it was written, whatever YAML would make of it`(
        yaml: String, text: String
    ) throws {
        #expect(try value("label", yaml) == .string(text))
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `takes nothing for nothing`(yaml: String) throws {
        #expect(
            try value("label", yaml)
                == refused("'label' has no value; leave the line out for the default"))
        #expect(
            try value("words", yaml)
                == refused("'words' must be a list, each a text, found nothing"))
    }

    @Test func `refuses an empty text where there must be one, and NUL everywhere`() throws {
        #expect(try value("label", "''") == refused("'label' must not be empty"))
        #expect(try value("label", "${EMPTY}") == refused("'label' must not be empty"))
        #expect(
            try value("label", "\"a\\0b\"") == refused("'label' must not contain a NUL character"))
    }

    @Test func `takes one word for a list of one`() throws {
        #expect(try value("words", "a") == ["a"])
        #expect(try value("words", "[a, no, 08]") == ["a", "no", "08"])
        #expect(try value("words", "[]") == [])
    }
}
