// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherService

struct StageTotalsTests {
    private struct Nothing: Reader {
        static let spec = ReaderSpec("nothing", summary: "Reads nothing.")
        struct Records: RecordIterator {
            mutating func next() -> Record? { nil }
        }
        func open(_ entry: any EntryContent) -> any RecordIterator { Records() }
    }

    private struct Passing: Stage {
        static let spec = StageSpec("passing", stability: .stable, summary: "Passes all on.")
        init(_ config: StageConfig, _ context: StageContext) {}
        func process(_ document: Document) -> Verdict { .forward(document) }
    }

    private static func plans() throws -> PlanSet {
        let pipeline = PipelineDefinition(
            name: "p", reader: "nothing", steps: [.init(stage: "passing")])
        return try PlanSet(
            PlanSetDefinition(pipelines: [pipeline], sinks: [], inputBytes: 1),
            registry: Registry(Catalogue(stages: [Passing.self], readers: [Nothing.self])))
    }

    private func result(pipeline: String, _ stages: [StageCount]) -> DocumentResult {
        var result = DocumentResult(
            record: nil, document: "d", sha256: "", byteCount: .max, mediaType: "text/plain",
            pipeline: pipeline, fingerprint: "", end: .stored)
        result.stages = stages
        return result
    }

    @Test func `no claim of a worker makes sums overflow or grow in number`() throws {
        let plans = try StageTotalsTests.plans()
        var totals = StageTotals(plans)
        #expect(totals.lines.isEmpty)
        for _ in 0..<2 {
            totals.add(
                result(
                    pipeline: "p",
                    [
                        .init(step: 0, nanoseconds: .max, verdict: .forward),
                        .init(step: 0, nanoseconds: 5, verdict: .skipped),
                        .init(step: 1, nanoseconds: 5, verdict: .forward),
                    ]))
            totals.add(result(pipeline: "q", [.init(step: 0, nanoseconds: 1, verdict: .drop)]))
        }
        let lines = totals.lines
        #expect(lines.map(\.stage) == ["passing"])
        let sum = try #require(lines.first?.sum)
        #expect(sum.documents == 2 && sum.skipped == 2 && sum.dropped == 0)
        #expect(sum.nanoseconds == .max && sum.bytes == .max)
    }
}
