// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML

struct ContentCutTests {
    private func kept(_ scores: [Double], _ words: [Int]) -> [Int] {
        ContentCut.kept(scores, words: words, among: Array(scores.indices))
    }

    @Test func `keeps sure blocks and leaves unlikely ones`() {
        #expect(kept([0.05, 0.95, 0.9, 0.1], [40, 60, 80, 30]) == [1, 2])
        #expect(kept([0.95, 0.3], [100, 100]) == [0])
    }

    @Test func `keeps the most likely part of a page that is doubtful all over`() {
        #expect(kept([0.2, 0.1, 0.2], [50, 10, 50]).contains(0))
        #expect(kept([0, 0], [5, 5]).isEmpty)
        #expect(kept([], []).isEmpty)
    }

    @Test func `reckons with scores that are wrong together`() {
        // Taken alone, each score promises a little more of the first block than of both.
        #expect(kept([0.95, 0.4], [100, 100]) == [0, 1])
    }

    @Test func `takes a block without words along without dividing by nothing`() {
        #expect(kept([1, 0.9], [0, 10]) == [0, 1])
    }
}
