// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherDedup
import ThresherPlugin

struct TextComparisonTests {
    @Test func `shares go both ways`() {
        let long = Samples.article(1, words: 400)
        let lead = Samples.start(of: long, words: 100)
        let found = TextComparison(long, lead)
        #expect(found.secondShare == 1 && found.commonCount == 98)
        #expect((0.2...0.3).contains(found.firstShare))
        #expect(found.status == .contained)
        #expect(TextComparison(lead, long).status == .supersedes)
        #expect(TextComparison(long, long.uppercased()).status == .exact)
        #expect(TextComparison(long, Samples.article(2)).status == nil)
        #expect(TextComparison("", "").status == nil)
    }

    @Test func `passages are the whole text, and facts what one alone has`() {
        let first = "Early today the council of Milton paid 300 for a new bridge over a river."
        let second = "Early today the council of Hilton paid 400 for a new bridge over a river."
        let found = TextComparison(first, second)
        #expect(found.firstPassages.map(\.text).joined() == first)
        #expect(found.secondPassages.map(\.text).joined() == second)
        #expect(found.firstPassages.map(\.isCommon) == [true, false, true])
        #expect(found.firstPassages[1].text.hasPrefix("Milton paid 300"))
        #expect(found.firstFacts == ["Milton", "300"] && found.secondFacts == ["Hilton", "400"])
    }

    @Test(arguments: ["東京都の議会は月曜日に新しい橋の建設費を承認した。", "ภาษาไทยเขียนโดยไม่เว้นวรรคระหว่างคำ"])
    func `scripts without spaces are cut into characters`(text: String) {
        let found = TextComparison(text, text + "xyz")
        #expect(found.firstShare == 1 && found.firstCount > 5)
        #expect(found.secondPassages.map(\.text).joined() == text + "xyz")
    }
}

struct StoryMergeTests {
    @Test func `a text that belongs to two stories links them`() throws {
        let storage = MemoryStorage()
        let decider = DedupDecider()
        _ = decider.attach(storage)
        let desk = try Desk(decider: decider)
        // Two thirds of one text and two thirds of another do not meet; the whole meets both.
        let whole = Samples.article(1, words: 600)
        let words = whole.split(separator: " ")
        let texts = [
            words.prefix(260).joined(separator: " "), words.suffix(260).joined(separator: " "),
            whole,
        ]
        for (number, text) in texts.enumerated() {
            if let record = try desk.decide(text, number).record { storage.commit([record]) }
        }
        var entries: [DedupEntry] = []
        #expect(try decider.forEachEntry { entries.append($0) } == 0)
        #expect(entries.map(\.duplicate.story).prefix(2) == ["d0", "d1"])
        let last = try #require(entries.last)
        #expect(Set([last.duplicate.story, last.mergedStory]) == ["d0", "d1"])
    }
}

struct DedupCheckTests {
    @Test func `a run that is whole and wrong is found`() throws {
        func index(_ texts: Range<Int>) throws -> MemoryStorage {
            let storage = MemoryStorage()
            let decider = DedupDecider(sealLimit: 20)
            _ = decider.attach(storage)
            let desk = try Desk(decider: decider)
            for number in texts {
                storage.commit(
                    [try desk.decide(Samples.article(number), number).record].compactMap { $0 })
                storage.runJobs()
            }
            return storage
        }
        let storage = try index(0..<50)
        #expect(try DedupDecider().wrongRuns(in: storage) == [])
        let other = try index(100..<150)
        let name = try #require(storage.fileNames.first { $0.hasSuffix(".run") })
        for file in storage.fileNames { storage.copy(file, from: other) }
        #expect(try DedupDecider().wrongRuns(in: storage).contains(name))
        DedupCheck.removeSealed(in: storage)
        #expect(storage.fileNames.isEmpty)
    }
}

struct ForgettingTests {
    @Test func `copies of a forgotten document are found through the closest of them`() throws {
        let storage = MemoryStorage()
        let desk = try Desk(decider: DedupDecider())
        let text = Samples.article(1)
        for number in 0..<4 {
            let copy = Samples.edited(text, share: Double(number) * 0.02, seed: UInt64(number))
            storage.commit([try #require(try desk.decide(copy, number).record)])
        }
        for round in 0..<3 {
            // As a command does: with the index for itself.
            let keeper = DedupDecider()
            _ = keeper.attach(storage)
            for record in storage.records(from: .start) { try keeper.restore(record) }
            var numbers: [Int] = []
            try keeper.forEachEntry {
                if $0.owner.document == "d\(round)", !$0.isForgotten { numbers.append($0.number) }
            }
            #expect(numbers.count == 1)
            storage.commit(try keeper.forgetting(numbers))
            let after = DedupDecider()
            _ = after.attach(storage)
            for record in storage.records(from: .start) { try after.restore(record) }
            #expect(try after.statistics().documents == 3 - round)
            let again = try Desk(decider: after).decide(
                Samples.edited(text, share: 0.03, seed: 99), 50)
            #expect(again.duplicate?.status == .near && again.duplicate?.story == "d0")
            #expect(again.duplicate?.of != "d\(round)")
        }
    }
}
