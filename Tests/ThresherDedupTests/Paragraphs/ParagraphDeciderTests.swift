// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherDedup
import ThresherPlugin

/// Both halves of the stage with `scope: paragraph`, and the log between two starts.
private final class SiteDesk {
    private static let seed: UInt64 = 77
    private let stage: DedupStage
    private let config: StageConfig
    let storage = MemoryStorage()
    private(set) var decider: ParagraphDecider

    init(_ options: [String: JSONValue] = [:]) throws {
        config = StageConfig(["scope": "paragraph", "max_pages": 3].merging(options) { $1 })
        stage = try DedupStage(config, StageContext(pipeline: "p", seed: SiteDesk.seed))
        decider = ParagraphDecider(sealLimit: 40)
        _ = decider.attach(storage)
    }

    /// The daemon starts again.
    func restart() throws {
        decider = ParagraphDecider(sealLimit: 40)
        let place = decider.attach(storage)
        for record in storage.records(from: place) { try decider.restore(record) }
    }

    func decide(
        _ paragraphs: [String], _ number: Int, url: String? = nil, path: String = "a.txt"
    ) throws -> Decision {
        var document = Document(id: "d\(number)", source: Source(name: "a", path: path))
        document.url = url
        document.blocks = paragraphs.map { Block(.paragraph, text: $0) }
        document.text = Document.text(of: document.blocks)
        guard case .forward(let next) = try stage.process(document),
            let evidence = try stage.evidence(for: next)
        else { return Decision(.annotate) }
        return try decider.decide(
            evidence, owner: DocumentOwner(entry: "e\(number)", record: 0, document: "d\(number)"),
            config: config)
    }

    /// Decides and commits; says which paragraphs are left out.
    @discardableResult
    func take(
        _ paragraphs: [String], _ number: Int, url: String? = nil, path: String = "a.txt"
    ) throws -> [Int] {
        let decision = try decide(paragraphs, number, url: url, path: path)
        storage.commit([decision.record].compactMap { $0 })
        return decision.leftOut
    }
}

struct ParagraphDeciderTests {
    private let common = "Sign up for our newsletter and never miss a story again."

    private func story(_ number: Int) -> String {
        "The council of town number \(number) met on Monday to talk about its budget."
    }

    @Test func `the first pages of a site keep it, later ones lose it`() throws {
        let desk = try SiteDesk()
        for number in 1...3 { #expect(try desk.take([story(number), common], number) == []) }
        for number in 4...9 { #expect(try desk.take([story(number), common], number) == [1]) }
        #expect(try desk.take([common, story(10), common.uppercased()], 10) == [0, 2])
    }

    @Test func `each site is counted by itself`() throws {
        let desk = try SiteDesk()
        for number in 1...4 {
            try desk.take(
                [story(number), common], number, url: "https://www.one.example/\(number)")
        }
        #expect(try desk.take([story(5), common], 5, url: "http://ONE.example:80/5") == [1])
        #expect(try desk.take([story(5), common], 6, url: "https://two.example/5") == [])
        #expect(try desk.take([story(5), common], 7) == [])
        for number in 11...14 { try desk.take([story(number), common], number, path: "x/a.txt") }
        #expect(try desk.take([story(15), common], 15, path: "x/y/b.txt") == [1])
        #expect(try desk.take([story(16), common], 16, path: "z/a.txt") == [])
    }

    @Test func `a page counts once however often it comes`() throws {
        let desk = try SiteDesk()
        for number in 1...20 {
            let decision = try desk.take([story(1), common], number, url: "https://a.example/1")
            #expect(decision == [])
        }
        // Another text at the same address, and the same text at others.
        for number in 21...30 {
            #expect(
                try desk.take([story(number), common], number, url: "https://a.example/1") == [])
            #expect(
                try desk.take([story(1), common], number, url: "https://a.example/\(number)") == [])
        }
        #expect(try desk.take([story(2), common], 41, url: "https://a.example/2") == [])
        #expect(try desk.take([story(3), common], 42, url: "https://a.example/3") == [])
        #expect(try desk.take([story(4), common], 43, url: "https://a.example/4") == [1])
    }

    @Test func `short paragraphs, rows and code stay`() throws {
        let desk = try SiteDesk()
        for number in 1...9 {
            #expect(try desk.take([story(number), "He declined to comment."], number) == [])
        }
        let lower = try SiteDesk(["min_paragraph_words": 2])
        for number in 1...3 { try lower.take([story(number), "He declined."], number) }
        #expect(try lower.take([story(4), "He declined."], 4) == [1])
    }

    @Test func `a text that would lose all it has loses nothing`() throws {
        let desk = try SiteDesk()
        for number in 1...5 { try desk.take([story(number), common], number) }
        #expect(try desk.take([common], 6) == [])
        #expect(try desk.take(["Yes.", common], 7) == [1])
    }

    @Test func `what was taken back does not count`() throws {
        let desk = try SiteDesk()
        for number in 1...2 { try desk.take([story(number), common], number) }
        for number in 3...9 {
            let decision = try desk.decide([story(number), common], number)
            #expect(decision.leftOut == [])
            desk.decider.retract(try #require(decision.record))
        }
        try desk.take([story(20), common], 20)
        #expect(try desk.take([story(21), common], 21) == [1])
    }

    @Test func `a restart forgets what was not committed and nothing else`() throws {
        let desk = try SiteDesk()
        for number in 1...2 { try desk.take([story(number), common], number) }
        _ = try desk.decide([story(3), common], 3)
        try desk.restart()
        #expect(try desk.take([story(3), common], 3) == [])
        try desk.restart()
        #expect(try desk.take([story(4), common], 4) == [1])
    }

    @Test func `sealed pages count, and postings stop growing`() throws {
        let desk = try SiteDesk()
        for number in 1...200 {
            #expect(try desk.take([story(number), common], number) == (number > 3 ? [1] : []))
            desk.storage.runJobs()
        }
        #expect(desk.decider.runCount > 2)
        try desk.restart()
        #expect(
            try desk.take([story(7), "More of it was said by the mayor later.", common], 300) == [2]
        )
    }

    @Test func `records and evidence that make no sense are refused`() throws {
        let desk = try SiteDesk()
        let record = try #require(try desk.decide([story(1), common], 1).record)
        for length in 0..<record.count {
            #expect(throws: StageError.self) {
                try desk.decider.restore(Array(record.prefix(length)))
            }
        }
        let owner = DocumentOwner(entry: "e", record: 0, document: "d")
        for bytes in [[], [1, 2, 3], record] {
            #expect(throws: StageError.self) {
                _ = try desk.decider.decide(bytes, owner: owner, config: StageConfig())
            }
        }
    }

    @Test func `a forgotten page no longer counts, also when its record is emptied`() throws {
        let desk = try SiteDesk()
        for number in 0..<4 { try desk.take([common, story(number)], number) }
        #expect(try desk.take([common, story(4)], 4) == [0])
        var numbers: [Int] = []
        for id in ["d0", "d3"] { numbers += try desk.decider.records(of: id).map(\.number) }
        #expect(numbers == [0, 3])
        desk.storage.commit(try desk.decider.forgetting(numbers))
        try desk.restart()
        #expect(try desk.decider.records(of: "d0").allSatisfy(\.isForgotten))
        #expect(try desk.decider.damagedCount() == 0)
        #expect(try desk.decide([common, story(5)], 5).leftOut == [])

        let record = try #require(desk.storage.records(from: .start).first)
        let emptied = desk.decider.compacted(record, 0)
        #expect(emptied.count < record.count && ParagraphDecider.isRecord(emptied))
    }
}
