// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherEngine
import ThresherPlugin

struct PlanExecutorTests {
    private func run(
        _ text: String, name: String = "page.txt", path: String? = nil,
        steps: [PipelineDefinition.Step], match: PipelineDefinition.Match = .init(),
        reader: String = "whole", skipping: Set<Int> = [],
        recorder: StageRecorder = StageRecorder(), seeds: [String: UInt64] = [:]
    ) throws -> [DocumentResult] {
        var definition = PlanSetDefinition(
            pipelines: [
                PipelineDefinition(name: "test", match: match, reader: reader, steps: steps)
            ], sinks: ["plain"], inputBytes: 1_000)
        definition.seeds = seeds
        let sent = try #require(PlanSetDefinition(json: definition.json))
        let executor = PlanExecutor(try PlanSet(sent, registry: Registry(.example)))
        var results: [DocumentResult] = []
        executor.run(
            MemoryEntry(text, name: name), path: path ?? name,
            skipping: { skipping.contains($0) }, observer: recorder
        ) {
            results.append($0)
            return results.count < 5_000
        }
        return results
    }

    private func text(of result: DocumentResult) -> String {
        String(decoding: result.renderings.first?.file() ?? [], as: UTF8.self)
    }

    @Test func `a decided stage knows the seed of its own state`() throws {
        let steps: [PipelineDefinition.Step] = [
            .init(stage: "load"), .init(stage: "once"),
            .init(stage: "once", config: ["index": "b"]),
        ]
        let evidence = try run("x", steps: steps, seeds: ["b": .max]).first?.evidence
        #expect(evidence?.map(\.bytes) == [Array("x".utf8), Array("x\(UInt64.max)".utf8)])
    }

    @Test func `a document passes the stages in order and is rendered`() throws {
        let recorder = StageRecorder()
        let results = try run(
            "abc", steps: [.init(stage: "load"), .init(stage: "shout")], recorder: recorder)
        #expect(results.map(text) == ["ABC"])
        #expect(results.first?.stages.map(\.verdict) == [.forward, .forward])
        #expect(
            recorder.entered
                == ["0:sniff", "0:read", "0:hash", "0:load", "0:shout", "0:render"])
        #expect(recorder.isIdle)
    }

    @Test func `a stage that drops ends the document as rejected, with its reason`() throws {
        let results = try run("drop me", steps: [.init(stage: "load"), .init(stage: "judge")])
        #expect(
            results.map(\.end)
                == [.rejected(.init(code: "unwanted", detail: "says drop", stage: "judge"))])
        #expect(results.first?.renderings == [])
    }

    @Test(arguments: [
        (PipelineDefinition.OnError.quarantine, "failed"), (.reject, "rejected"), (.pass, "stored"),
    ])
    func `on_error decides what follows a failure`(
        onError: PipelineDefinition.OnError, expected: String
    ) throws {
        let results = try run(
            "fail me", steps: [.init(stage: "load"), .init(stage: "judge", onError: onError)])
        let end = try #require(results.first).end
        switch end {
        case .failed(let reason, let isRetriable):
            #expect(expected == "failed" && reason.code == "malformed_input" && !isRetriable)
        case .rejected(let reason):
            #expect(expected == "rejected" && reason.code == "stage_failed")
        case .stored:
            #expect(expected == "stored" && text(of: results[0]) == "fail me")
        }
    }

    @Test(arguments: [
        (PipelineDefinition.Guard.path(["news/**"]), false), (.path(["*.txt"]), true),
        (.mediaType(["text/*"]), true), (.mediaType(["text/html"]), false),
        (.has(["text"]), true), (.lacks(["text"]), false), (.has(["title"]), false),
        (.language(["en"]), false),
    ])
    func `a stage whose guard does not hold is skipped`(
        guarded: PipelineDefinition.Guard, runs: Bool
    ) throws {
        let results = try run(
            "abc", steps: [.init(stage: "load"), .init(stage: "shout", guards: [guarded])])
        #expect(results.map(text) == [runs ? "ABC" : "abc"])
        #expect(results.first?.stages.last?.verdict == (runs ? .forward : .skipped))
    }

    @Test func `an entry of many records gives a document each, streamed`() throws {
        let lines = (0..<10_000).map(String.init).joined(separator: "\n")
        let definition = PlanSetDefinition(
            pipelines: [
                PipelineDefinition(name: "lines", reader: "lines", steps: [.init(stage: "load")])
            ], sinks: ["plain"], inputBytes: 1_000_000)
        let executor = PlanExecutor(try PlanSet(definition, registry: Registry(.example)))
        var records: [Int] = []
        var ids: Set<String> = []
        executor.run(
            MemoryEntry(lines), path: "a.txt", skipping: { $0 < 10 }, observer: StageRecorder()
        ) {
            records.append($0.record ?? -1)
            ids.insert($0.document)
            return true
        }
        #expect(records == Array(10..<10_000))
        #expect(ids.count == records.count)
    }

    @Test func `a reader that breaks off fails its entry after the records before it`() throws {
        let results = try run(
            "a\nb\nBROKEN\nc", steps: [.init(stage: "load")], reader: "lines")
        #expect(results.count == 3)
        #expect(
            results.last?.end
                == .failed(
                    .init(code: "malformed_input", detail: "line 2 is broken", stage: "read"),
                    isRetriable: false))
    }

    @Test(arguments: [
        ("", "a.txt", "empty_file"), (String(repeating: "x", count: 1_001), "a", "input_too_large"),
        ("\u{1}\u{2}\u{3}\u{4}", "a.html", "unsupported_media_type"), ("x", "b.txt", "no_pipeline"),
    ])
    func `every entry that no pipeline reads has one outcome with a reason`(
        content: String, name: String, code: String
    ) throws {
        let results = try run(
            content, name: name, steps: [.init(stage: "load")],
            match: .init(paths: ["a", "a.txt", "a.html"]))
        #expect(results.count == 1)
        switch try #require(results.first).end {
        case .rejected(let reason), .failed(let reason, _): #expect(reason.code == code)
        case .stored: Issue.record("stored")
        }
    }

    @Test func `names that two parts share are refused`() {
        #expect(throws: StageError.self) { try Registry(.example + .example) }
    }
}
