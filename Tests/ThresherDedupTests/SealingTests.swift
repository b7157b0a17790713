// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherDedup
import ThresherPlugin

/// An index that seals after 40 documents, beside one that keeps all in memory.
private final class SealedDesk {
    let storage: MemoryStorage
    private(set) var desk: Desk
    private(set) var sealing: DedupDecider

    init(_ storage: MemoryStorage = MemoryStorage()) throws {
        self.storage = storage
        sealing = DedupDecider(sealLimit: 40)
        desk = try Desk(decider: sealing)
        try start()
    }

    private func start() throws {
        let place = sealing.attach(storage)
        for record in storage.records(from: place) { try sealing.restore(record) }
    }

    /// Opens the index again.
    func restart() throws {
        sealing = DedupDecider(sealLimit: 40)
        desk = try Desk(decider: sealing)
        try start()
    }

    /// Decides about some texts and commits them together.
    func take(_ texts: [(String, Int)]) throws -> [Duplicate?] {
        let decisions = try texts.map { try desk.decide($0.0, $0.1) }
        storage.commit(decisions.compactMap(\.record))
        return decisions.map(\.duplicate)
    }
}

/// Articles, edited copies, leads, reports of one form.
private func text(_ number: Int) -> String {
    switch number % 5 {
    case 0: Samples.report(number)
    case 1: Samples.edited(Samples.article(number / 7), share: 0.05, seed: UInt64(number))
    case 2: Samples.start(of: Samples.article(number / 11, words: 600), words: 100)
    default: Samples.article(number / 3, words: 300)
    }
}

struct SealingTests {
    /// Fills an index with so many documents, ten a commit, and lets what is due be sealed.
    private func filled(_ count: Int, _ desk: SealedDesk? = nil) throws -> SealedDesk {
        let desk = try desk ?? SealedDesk()
        for start in stride(from: 0, to: count, by: 10) {
            _ = try desk.take((start..<start + 10).map { (text($0), $0) })
            desk.storage.runJobs()
        }
        return desk
    }

    @Test func `all that makes a run can be sealed at once`() throws {
        let sealed = try SealedDesk()
        for start in stride(from: 0, to: 130, by: 10) {
            _ = try sealed.take((start..<start + 10).map { (text($0), $0) })
        }
        #expect(sealed.sealing.sealedCount == 0)
        sealed.sealing.seal { sealed.storage.runJobs() }
        #expect(sealed.sealing.sealedCount >= 90)
    }

    @Test func `a sealed index decides as one in memory does`() throws {
        let sealed = try SealedDesk()
        let plain = try Desk()
        var mostRuns = 0
        for start in stride(from: 0, to: 1_300, by: 10) {
            let texts = (start..<start + 10).map { (text($0), $0) }
            let mine = try sealed.take(texts)
            let theirs = try texts.map { try plain.decide($0.0, $0.1).duplicate }
            #expect(mine == theirs)
            if start % 30 == 0 { sealed.storage.runJobs() }
            if start == 700 { try sealed.restart() }
            mostRuns = max(mostRuns, sealed.sealing.runCount)
        }
        sealed.storage.runJobs()
        _ = try sealed.take([("the end", 9_999)])
        #expect(sealed.sealing.sealedCount > 700)
        // Sixteen of them became one.
        #expect(mostRuns == 15 && sealed.sealing.runCount < 15)
        #expect(sealed.storage.reports.isEmpty)
        // One file for each run, and the list of them.
        #expect(sealed.storage.fileNames.count == sealed.sealing.runCount + 1)
    }

    @Test func `one phrase that two texts have brings up neither, that of one text brings it up`()
        throws
    {
        // So short that each of their phrases is looked up.
        func text(_ number: Int, _ phrase: String) -> String {
            Samples.article(number, words: 24) + " " + phrase
        }
        let phrases = [3: "alpha bravo charlie", 5: "delta echo foxtrot", 7: "alpha bravo charlie"]
        let desk = try SealedDesk()
        for start in stride(from: 0, to: 50, by: 10) {
            _ = try desk.take((start..<start + 10).map { (text($0, phrases[$0] ?? "end"), $0) })
            desk.storage.runJobs()
        }
        _ = try desk.take([(text(50, "end"), 50)])
        #expect(desk.sealing.sealedCount >= 40)
        let reads = desk.storage.readCount
        #expect(try desk.take([(text(51, "alpha bravo charlie"), 51)])[0]?.status == .unique)
        #expect(desk.storage.readCount == reads)
        #expect(try desk.take([(text(52, "delta echo foxtrot"), 52)])[0]?.status == .unique)
        #expect(desk.storage.readCount == reads + 1)
    }

    @Test func `a restart reads only what is not sealed`() throws {
        let desk = try filled(500)
        let place = DedupDecider(sealLimit: 40).attach(desk.storage)
        #expect(place.number > 350 && place.number >= desk.sealing.sealedCount)
    }

    @Test func `memory does not grow with what is sealed`() throws {
        let desk = try filled(1_000)
        let plain = DedupDecider()
        for record in desk.storage.records(from: .start) { try plain.restore(record) }
        #expect(plain.byteCount > 300_000)
        #expect(desk.sealing.byteCount < 80_000)
    }

    @Test(arguments: [0, 1, 2, 3, 4])
    func `a run that is damaged, cut, empty or gone is made again from the log`(
        kind: Int
    ) throws {
        let desk = try filled(500)
        let sealed = desk.sealing.sealedCount
        var random = SeededRandom(seed: 5)
        for name in desk.storage.fileNames where name.hasSuffix(".run") || kind == 1 {
            desk.storage.change(name) { words in
                switch kind {
                case 0: words[words.indices.randomElement(using: &random) ?? 0] ^= 1 << 17
                case 1: words[words.count / 2] ^= 1
                case 2: words.removeLast(words.count / 3)
                case 3: words.removeAll()
                default: words = [UInt64](repeating: 0, count: words.count)
                }
            }
        }
        try desk.restart()
        #expect(!desk.storage.reports.isEmpty)
        try expectAll(500, desk)
        try desk.restart()
        #expect(desk.sealing.sealedCount >= sealed - 80)
    }

    @Test(arguments: 1...30)
    func `whatever becomes of its files, an index still knows every text`(seed: UInt64) throws {
        let desk = try filled(200)
        var random = SeededRandom(seed: seed)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let names = desk.storage.fileNames
            guard let name = names.randomElement(using: &random),
                let other = names.randomElement(using: &random)
            else { break }
            switch Int.random(in: 0..<6, using: &random) {
            case 0: desk.storage.remove(name)
            case 1: desk.storage.change(name) { $0.append(random.next()) }
            case 2:
                desk.storage.change(name) {
                    $0.removeLast(Int.random(in: 0...$0.count, using: &random))
                }
            case 3:
                // The words of another file of the index.
                var words: [UInt64] = []
                desk.storage.change(other) { words = $0 }
                desk.storage.change(name) { $0 = words }
            case 4:
                desk.storage.change(name) { words in
                    guard let place = words.indices.randomElement(using: &random) else { return }
                    for index in place..<min(place + 64, words.count) { words[index] = 0 }
                }
            default:
                desk.storage.change(name) { words in
                    guard let place = words.indices.randomElement(using: &random) else { return }
                    words[place] ^= 1 << (random.next() & 63)
                }
            }
        }
        try desk.restart()
        try expectAll(200, desk)
        desk.storage.runJobs()
        try desk.restart()
        try expectAll(200, desk)
    }

    @Test func `runs whose records the log lost are not believed`() throws {
        let desk = try filled(500)
        desk.storage.loseCommits(30)
        try desk.restart()
        #expect(desk.sealing.sealedCount <= 500)
        let first = try desk.take([(Samples.article(9_000), 9_000)])
        #expect(first == [Duplicate(status: .unique, story: "d9000")])
        #expect(try desk.take([(Samples.article(9_000), 9_001)])[0]?.of == "d9000")
    }

    @Test func `a full disk leaves all in memory, and is tried again`() throws {
        let desk = try SealedDesk()
        desk.storage.isFull = true
        _ = try filled(120, desk)
        #expect(desk.sealing.runCount == 0)
        #expect(desk.storage.reports.contains { $0.contains("no space left") })
        #expect(desk.storage.reports.count < 12)
        try expectAll(120, desk)
        desk.storage.isFull = false
        for start in stride(from: 600, to: 700, by: 10) {
            _ = try desk.take((start..<start + 10).map { (text($0), $0) })
            desk.storage.runJobs()
        }
        #expect(desk.sealing.runCount > 0)
        try expectAll(120, desk)
    }

    @Test func `records that the log skipped keep the numbers of the others`() throws {
        let desk = try SealedDesk()
        let decider = DedupDecider()
        var records: [[UInt8]] = []
        for number in 0..<30 {
            let copy = Samples.edited(Samples.article(number / 2), share: 0.04)
            if let record = try desk.desk.decide(copy + " \(number)", number).record {
                records.append(record)
            }
        }
        for (number, record) in records.enumerated() where !(10..<14).contains(number) {
            if number == 14 { decider.skip(to: 14) }
            try decider.restore(record)
        }
        let again = try Desk(decider: decider)
        let copy = try again.decide(
            Samples.edited(Samples.article(10), share: 0.03, seed: 9), 99)
        #expect(copy.duplicate?.story == "d20")
    }

    /// Every text of the first documents is known, and none twice under another id.
    private func expectAll(_ count: Int, _ desk: SealedDesk) throws {
        for number in stride(from: 0, to: count, by: 7) {
            let status = try desk.desk.decide(text(number), 50_000 + number).duplicate?.status
            #expect(status == .exact, "\(number)")
        }
    }
}
