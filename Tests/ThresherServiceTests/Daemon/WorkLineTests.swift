// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherService

struct WorkLineTests {
    private func result(_ name: String) -> DocumentResult {
        var result = DocumentResult(
            record: nil, document: name, sha256: "", byteCount: 0, mediaType: "", pipeline: "",
            fingerprint: "", end: .stored)
        result.renderings = [Rendering(body: [1, 2, 3])]
        return result
    }

    private func drain(_ line: inout WorkLine<String>) -> [String] {
        var left: [String] = []
        while let ready = line.next() {
            left.append(
                "\(ready.ticket):\(ready.result?.document ?? "-")\(ready.isLast ? "." : "")")
        }
        return left
    }

    @Test func `results leave in claim order, whoever was faster`() {
        var line = WorkLine<String>()
        let (first, second) = (line.enter("a"), line.enter("b"))
        line.add(result("b1"), to: second)
        line.finish(second)
        #expect(drain(&line) == [])
        line.add(result("a1"), to: first)
        #expect(drain(&line) == ["a:a1"])
        line.finish(first)
        #expect(drain(&line) == ["a:-.", "b:b1."])
        #expect(line.count == 0)
        #expect(line.waitingBytes == 0)
    }

    @Test func `documents of one entry leave while it still runs`() {
        var line = WorkLine<String>()
        let token = line.enter("a")
        for index in 0..<3 { line.add(result("\(index)"), to: token) }
        #expect(drain(&line) == ["a:0", "a:1", "a:2"])
        line.add(result("3"), to: token)
        line.finish(token)
        #expect(drain(&line) == ["a:3."])
    }

    @Test func `an entry that stepped out holds nobody up and comes when it has ended`() {
        var line = WorkLine<String>()
        let (first, second) = (line.enter("a"), line.enter("b"))
        line.add(result("half"), to: first)
        line.add(result("b1"), to: second)
        line.finish(second)
        line.stepOut(first)
        #expect(drain(&line) == ["b:b1."])
        line.add(result("whole"), to: first)
        line.finish(first)
        #expect(drain(&line) == ["a:whole."])
        #expect(line.count == 0)
    }

    @Test func `an entry that is taken out is gone with its results`() {
        var line = WorkLine<String>()
        let tokens = ["a", "b", "c"].map { line.enter($0) }
        line.add(result("b1"), to: tokens[1])
        #expect(line.remove(tokens[1]) == "b")
        #expect(line.remove(tokens[1]) == nil)
        line.add(result("late"), to: tokens[1])
        for token in tokens { line.finish(token) }
        #expect(drain(&line) == ["a:-.", "c:-."])
        #expect(line.waitingBytes == 0)
    }

    @Test func `a long line keeps its order`() {
        var line = WorkLine<Int>()
        var left: [Int] = []
        for index in 0..<5_000 {
            let token = line.enter(index)
            line.finish(token)
            if index % 7 == 0 { while let ready = line.next() { left.append(ready.ticket) } }
        }
        while let ready = line.next() { left.append(ready.ticket) }
        #expect(left == Array(0..<5_000))
    }
}
