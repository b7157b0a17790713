// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine
import ThresherPlugin

struct DeciderBoardTests {
    private func board(_ steps: [PipelineDefinition.Step]) throws -> DeciderBoard {
        try DeciderBoard(
            PlanSet(
                PlanSetDefinition(
                    pipelines: [PipelineDefinition(name: "p", reader: "whole", steps: steps)],
                    sinks: [], inputBytes: 1), registry: Registry(.example)))
    }

    private func result(_ text: String) -> DocumentResult {
        var result = DocumentResult(
            record: nil, document: "d", sha256: "", byteCount: 1, mediaType: "text/plain",
            pipeline: "p", fingerprint: "", end: .stored)
        result.evidence = [.init(step: 0, bytes: Array(text.utf8))]
        return result
    }

    @Test func `what was decided is remembered before it is committed`() throws {
        let board = try board([.init(stage: "once")])
        let first = try board.decide(result("x"), entry: "A")
        #expect(first.action == .annotate)
        #expect(first.records == [.init(state: "a", bytes: [0x78])])
        #expect(try board.decide(result("x"), entry: "B").action == .drop)
        #expect(try board.decide(result("x"), entry: "A").action == .annotate)
    }

    @Test func `a decision whose commit failed is forgotten`() throws {
        let board = try board([.init(stage: "once")])
        board.retract(try board.decide(result("x"), entry: "A").records)
        #expect(try board.decide(result("x"), entry: "B").action == .annotate)
    }

    @Test func `states have names and are restored by them`() throws {
        let board = try board([
            .init(stage: "once"), .init(stage: "once", config: ["index": "b"]),
        ])
        #expect(board.states.map(\.name) == ["a", "b"])
        try board.restore([0x78], number: 0, state: "b")
        try board.restore([0x78], number: 0, state: "of a pipeline that is gone")
        #expect(try board.decide(result("x"), entry: "A").action == .annotate)
    }
}
