// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin
import ThresherTesting
import ThresherText

private let prose = """
    The tide came in at noon on Monday, and with it came the boats that had been out since the \
    night before. The harbour master said that nobody was hurt.

    Farmers who have fields behind the church found nets and planks in them the next morning. \
    They are now asking who will pay for the fences, and so far there is no answer to that.
    """

private func verdict(_ text: String, _ config: [String: JSONValue] = [:]) throws -> Verdict {
    var document = Document(id: "d", text: text)
    document.language = Language(tag: "en")
    return try QualityStage(StageConfig(config), StageContext()).process(document)
}

struct QualityStageTests {
    @Test func `keeps the stage contract`() { checkStage(QualityStage.self) }

    @Test func `good prose breaks no rule and passes`() throws {
        guard case .forward(let document) = try verdict(prose, ["action": "reject"]) else {
            Issue.record("good prose was left out")
            return
        }
        #expect(document.quality.rules["broken_rules"] == .array([]))
        #expect(document.quality.rules["terminal_line_ratio"] == .double(1))
        #expect(document.quality.words == 65)
    }

    @Test(
        arguments: [
            ("Too short.", "gopher_words"),
            (String(repeating: "a b ", count: 60), "gopher_mean_word_length"),
            (prose.split(separator: " ").joined(separator: " # "), "gopher_symbols"),
            (
                prose.split(separator: " ").map { "* \($0)" }.joined(separator: "\n"),
                "gopher_bullet_lines"
            ),
            (
                prose.replacing(". ", with: "...\n").replacing(".\n\n", with: "...\n\n"),
                "gopher_ellipsis_lines"
            ),
            (prose.split(separator: " ").joined(separator: " 12 "), "gopher_alphabetic_words"),
            (
                (0..<60).map { "name\(String(repeating: "xyz", count: $0 % 2))q" }.joined(
                    separator: " "),
                "gopher_stop_words"
            ),
        ] as [(String, String)])
    func `a rejected text tells the rule and what was found`(text: String, rule: String) throws {
        guard case .drop(let reason) = try verdict(text, ["action": "reject", "rules": ["gopher"]])
        else {
            Issue.record("not left out by \(rule)")
            return
        }
        #expect(reason.code == rule)
        #expect(reason.detail?.hasPrefix("found ") == true)
    }

    @Test func `each set of rules can be asked for alone`() throws {
        let menu = (0..<30).map { "Chapter of \($0)" }.joined(separator: "\n")
        for (rules, expected) in [
            ("c4", "c4_sentences"), ("fineweb", "fineweb_terminal_lines"),
            ("gopher", "gopher_alphabetic_words"),
        ] {
            let config: [String: JSONValue] = ["action": "reject", "rules": [.string(rules)]]
            guard case .drop(let reason) = try verdict(menu, config) else {
                Issue.record("not left out by \(rules)")
                continue
            }
            #expect(reason.code == expected)
        }
        let repeated = String(repeating: "The same line came again and again.\n", count: 20)
        guard
            case .drop(let reason) = try verdict(
                repeated, ["action": "reject", "rules": ["gopher_repetition"]])
        else {
            Issue.record("repetition was not seen")
            return
        }
        #expect(reason.code == "gopher_duplicate_lines")
        #expect(reason.detail == "found 0.95, allowed is at most 0.3")
    }

    @Test func `languages without spaces are not asked for the length of words`() throws {
        var document = Document(id: "d", text: String(repeating: "すべての人間は、自由である。", count: 9))
        document.language = Language(tag: "ja")
        let stage = try QualityStage(
            StageConfig(["rules": ["gopher"]]), StageContext())
        guard case .forward(let after) = try stage.process(document) else { return }
        #expect(after.quality.rules["broken_rules"] == .array([]))
    }

    @Test func `a least number of words above the most is a mistake`() {
        let error = #expect(throws: StageError.self) {
            _ = try QualityStage(StageConfig(["max_words": 20]), StageContext())
        }
        #expect(error?.option == "max_words")
    }
}
