// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherDedup
import ThresherPlugin
import ThresherTesting

private func evidence(_ text: String, minWords: Int = 1) throws -> [UInt8]? {
    let stage = try DedupStage(StageConfig(["min_words": .int(minWords)]), StageContext())
    return try stage.evidence(for: Document(id: "d", text: text))
}

struct DedupStageTests {
    @Test func `keeps the stage contract`() { checkStage(DedupStage.self) }

    @Test(arguments: [
        "Hello, World! Ünï", "hello world ünï", "“Hello”\n\nworld — ünï.", "hel\u{AD}lo WORLD ÜNÏ",
        "Hello world u\u{308}ni\u{308}", "ｈｅｌｌｏ world ünï",
    ])
    func `texts that differ in how they are written have one key`(text: String) throws {
        #expect(try evidence(text)?.prefix(16) == evidence("hello world ünï")?.prefix(16))
    }

    @Test(arguments: ["hello worlds", "helloworld", "world hello", "hello", "hello wörld"])
    func `texts of other words have other keys`(text: String) throws {
        #expect(try evidence(text)?.prefix(16) != evidence("hello world")?.prefix(16))
    }

    @Test(arguments: ["", " \n", "… — !", "👍"])
    func `a text without words has nothing to decide`(text: String) throws {
        #expect(try evidence(text) == nil)
    }

    @Test func `a text shorter than asked for has nothing to decide`() throws {
        #expect(try evidence("one two", minWords: 3) == nil)
        #expect(try evidence("one two three", minWords: 3) != nil)
    }

    @Test(arguments: ["Default", "a b", "ä", "a/b", String(repeating: "a", count: 65)])
    func `refuses a name that cannot name a state`(name: String) {
        #expect(throws: StageError.self) {
            try DedupStage(StageConfig(["index": .string(name)]), StageContext())
        }
    }

    @Test func `the sketch of a text stays what it is while the format does`() throws {
        let stage = try DedupStage(StageConfig(), StageContext(seed: 77))
        var random = SeededRandom(seed: 13)
        // FNV-1a.
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for number in 0..<400 {
            let text = Samples.mixed(number * 2, &random)
            for byte in try stage.evidence(for: Document(id: "d", text: text)) ?? [] {
                sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }
        #expect(sum == 0x6C61_BBAE_1634_1975)
    }

    @Test func `nothing in the evidence is the same under another seed`() throws {
        func evidence(seed: UInt64) throws -> [UInt8] {
            let stage = try DedupStage(StageConfig(), StageContext(seed: seed))
            return try #require(
                try stage.evidence(for: Document(id: "d", text: Samples.article(1))))
        }
        #expect(try evidence(seed: 1) == evidence(seed: 1))
        #expect(try evidence(seed: 1).prefix(8) != evidence(seed: 2).prefix(8))
        // As records of one document under two seeds are: no copies of each other.
        let desk = try Desk()
        for seed in [1, 2] as [UInt64] {
            let owner = DocumentOwner(entry: "e\(seed)", record: 0, document: "d\(seed)")
            let decision = try desk.decider.decide(
                try evidence(seed: seed), owner: owner, config: StageConfig())
            #expect(decision.duplicate?.status == .unique)
        }
    }

    @Test func `the index names the state`() {
        #expect(DedupStage.stateName(StageConfig()) == "dedup-default")
        #expect(DedupStage.stateName(StageConfig(["index": "news_2"])) == "dedup-news_2")
    }
}
