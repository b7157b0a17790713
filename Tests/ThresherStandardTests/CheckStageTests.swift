// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Testing
import ThresherPlugin
import ThresherTesting

/// A stage that keeps the contract or breaks it in one way, as its options say.
private struct Shout: Stage {
    static let times = Field.int("times", default: 1, in: 1...3, help: "How often.")
    static let spec = StageSpec(
        "shout", stability: .stable, fields: [.init(times)], summary: "Raises the voice.",
        reads: [.text], writes: [.text],
        examples: [
            .init("Once", input: "a", output: "A"),
            .init("Twice", config: "times: 2", input: "a", output: "AA"),
        ])
    let count: Int

    init(_ config: StageConfig, _ context: StageContext) { count = config[Self.times] }

    func process(_ document: Document) throws(StageError) -> Verdict {
        var after = document
        after.text = String(repeating: document.text.uppercased(), count: count)
        return .forward(after)
    }
}

/// Everything that the spec of a stage can get wrong.
private struct Careless: Stage {
    static let spec = StageSpec(
        "Care less", stability: .stable,
        fields: [.init(Field.int("n", default: 9, in: 1...3, help: ""))],
        summary: "no sentence", mediaTypes: ["html"],
        examples: [
            .init("Wrong", input: "a", output: "b"),
            .init("Bad", config: "m: 1", input: "", output: ""),
        ])
    init(_ config: StageConfig, _ context: StageContext) {}
    func process(_ document: Document) throws(StageError) -> Verdict { .forward(document) }
}

/// Changes a value, and says where it found it, without saying that it writes either.
private struct Sneaky: Stage {
    static let spec = StageSpec(
        "sneaky", stability: .stable, summary: "Says nothing.", reads: [.text], writes: [.text],
        examples: [.init("Same", input: "a", output: "a")])
    init(_ config: StageConfig, _ context: StageContext) {}

    func process(_ document: Document) throws(StageError) -> Verdict {
        var after = document
        after.title = "changed"
        after.metadataFrom["title"] = "text"
        return .forward(after)
    }
}

/// Gives another answer each time.
private struct Fickle: Stage {
    static let spec = StageSpec(
        "fickle", stability: .stable, summary: "Says what it likes.", reads: [.text],
        writes: ["mood"], examples: [.init("Same", input: "a", output: "a")])
    init(_ config: StageConfig, _ context: StageContext) {}

    func process(_ document: Document) throws(StageError) -> Verdict {
        var after = document
        after.extra["mood"] = .int(.random(in: 0 ... .max))
        return .forward(after)
    }
}

/// Calls its own bugs by their name.
private struct Buggy: Stage {
    static let spec = StageSpec(
        "buggy", stability: .stable, summary: "Fails on what it did not expect.", reads: [.text],
        examples: [.init("Same", input: "a", output: "a")])
    init(_ config: StageConfig, _ context: StageContext) {}

    func process(_ document: Document) throws(StageError) -> Verdict {
        if document.text.isEmpty { throw StageError(.internal, "empty") }
        return .forward(document)
    }
}

struct CheckStageTests {
    @Test func `a stage that keeps the contract has no issue`() { checkStage(Shout.self) }

    @Test func `a careless spec has an issue for each mistake`() {
        expectIssues(
            Careless.self,
            [
                "name 'Care less'", "summary does not end", "help of 'n' is empty",
                "default of 'n'", "neither reads nor writes", "media type 'html'",
                "example 'Wrong' gives", "there is no option 'm'",
            ])
    }

    @Test func `an undeclared change is an issue`() {
        expectIssues(Sneaky.self, ["changes 'title'", "changes 'metadata_from'"])
    }

    @Test func `an answer that varies is an issue`() {
        expectIssues(Fickle.self, ["another verdict", "two verdicts"])
    }

    @Test func `a failure that is a bug is an issue`() {
        expectIssues(Buggy.self, ["fails as a bug"])
    }

    /// Expects that examining a stage records issues with these words, whatever else it records.
    private func expectIssues(_ type: any Stage.Type, _ words: [String]) {
        let comments = Comments()
        withKnownIssue {
            checkStage(type)
        } matching: { issue in
            comments.value.withLock { $0 += issue.comments.map(\.rawValue) }
            return true
        }
        let all = comments.value.withLock { $0 }
        for words in words {
            #expect(all.contains { $0.contains(words) }, "no issue says \(words)")
        }
    }
}

/// What issues said, shared by closures.
private final class Comments: Sendable {
    let value = Mutex<[String]>([])
}
