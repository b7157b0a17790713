// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherDedup
import ThresherPlugin

struct DedupDeciderTests {
    @Test func `the first is unique and its story its own id`() throws {
        let decision = try Desk().decide(Samples.article(1), 1)
        #expect(decision.action == .annotate)
        #expect(decision.duplicate == Duplicate(status: .unique, story: "d1"))
        #expect(decision.record != nil)
    }

    @Test func `exact copies are copies of the first and leave no trace`() throws {
        let desk = try Desk()
        try desk.decide(Samples.article(1), 1)
        for number in 2...4 {
            let decision = try desk.decide(Samples.article(1), number)
            #expect(
                decision.duplicate
                    == Duplicate(status: .exact, of: "d1", similarity: 1, story: "d1"))
            #expect(decision.record == nil)
        }
        #expect(try desk.decide(Samples.article(2), 9).duplicate?.status == .unique)
    }

    @Test func `an owner who asks again gets the same answer`() throws {
        let desk = try Desk()
        try desk.decide(Samples.article(1), 1)
        let text = Samples.edited(Samples.article(1), share: 0.05)
        let first = try desk.decide(text, 2)
        let again = try desk.decide(text, 2)
        #expect(first.duplicate == again.duplicate)
        #expect(again.record == nil)
        #expect(try desk.decide(text, 2, entry: "other").duplicate?.status == .exact)
    }

    @Test(arguments: [0.02, 0.05, 0.1, 0.15])
    func `an edited copy is near`(share: Double) throws {
        let desk = try Desk()
        try desk.decide(Samples.article(1), 1)
        let decision = try desk.decide(Samples.edited(Samples.article(1), share: share), 2)
        #expect(decision.duplicate?.status == .near)
        #expect(decision.duplicate?.of == "d1")
        #expect(decision.duplicate?.story == "d1")
        #expect(decision.duplicate?.similarity ?? 0 > 0.3)
    }

    @Test(arguments: [600, 1500, 4000])
    func `a lead is contained in the long version, and the long version supersedes it`(
        words: Int
    ) throws {
        let long = Samples.article(5, words: words)
        let lead = Samples.start(of: long, words: 90)
        let forward = try Desk()
        try forward.decide(long, 1)
        #expect(try forward.decide(lead, 2).duplicate?.status == .contained)
        let backward = try Desk()
        try backward.decide(lead, 1)
        let decision = try backward.decide(long, 2)
        #expect(decision.duplicate?.status == .supersedes)
        #expect(decision.duplicate?.of == "d1")
        #expect(decision.duplicate?.story == "d1")
    }

    @Test func `what supersedes is never left out`() throws {
        let desk = try Desk(StageConfig(["action": "drop"]))
        let long = Samples.article(5, words: 900)
        try desk.decide(Samples.start(of: long, words: 90), 1)
        #expect(try desk.decide(long, 2).action == .annotate)
        #expect(try desk.decide(Samples.edited(long, share: 0.03), 3).action == .drop)
    }

    @Test(arguments: [Decision.Action.annotate, .link, .drop])
    func `the action is for copies alone`(action: Decision.Action) throws {
        let desk = try Desk(StageConfig(["action": .string(action.rawValue)]))
        #expect(try desk.decide(Samples.article(1), 1).action == .annotate)
        #expect(try desk.decide(Samples.article(1), 2).action == action)
        #expect(try desk.decide(Samples.article(2), 3).action == .annotate)
    }

    @Test func `reports of one form with other facts are no copies`() throws {
        let desk = try Desk()
        var copies = 0
        for number in 0..<60 {
            let status = try desk.decide(Samples.report(number), number).duplicate?.status
            if status != .unique { copies += 1 }
        }
        #expect(copies == 0)
    }

    @Test
    func `reports with the same names and other numbers between the same words are no copies`()
        throws
    {
        let desk = try Desk()
        for number in 0..<20 {
            let report = Samples.report(number, keepsNames: true)
            #expect(try desk.decide(report, number).duplicate?.status == .unique)
        }
        let lenient = try Desk(StageConfig(["min_evidence": 0]))
        try lenient.decide(Samples.report(0, keepsNames: true), 0)
        let second = try lenient.decide(Samples.report(1, keepsNames: true), 1)
        #expect(second.duplicate?.status == .near)
    }

    @Test(arguments: 1...10)
    func `a copy with every third number corrected is a copy`(number: Int) throws {
        let desk = try Desk()
        let text = Samples.article(number)
        try desk.decide(text, 0)
        var count = 0
        let corrected = text.split(separator: " ").map { word in
            guard let value = Int(word.filter(\.isNumber)) else { return String(word) }
            count += 1
            return count % 3 == 0 ? "\(value + 7)" : String(word)
        }
        let copy = try desk.decide(corrected.joined(separator: " "), 1)
        #expect(copy.duplicate?.status == .near)
        #expect(copy.duplicate?.of == "d0")
    }

    @Test func `a report that comes again is a copy although its form is worn out`() throws {
        let desk = try Desk()
        for number in 0..<40 { try desk.decide(Samples.report(number), number) }
        let again = try desk.decide(Samples.edited(Samples.report(7), share: 0.04), 100)
        #expect(again.duplicate?.of == "d7")
    }

    @Test func `a story keeps its id through many copies of copies`() throws {
        let desk = try Desk()
        var text = Samples.article(1)
        try desk.decide(text, 0)
        for number in 1...200 {
            text = Samples.edited(text, share: 0.01, seed: UInt64(number))
            let duplicate = try desk.decide(text, number).duplicate
            #expect(duplicate?.story == "d0")
            #expect(duplicate?.status == .near || duplicate?.status == .exact)
        }
    }

    @Test func `hundreds of rewrites of one story stay copies`() throws {
        let desk = try Desk()
        let text = Samples.article(1)
        try desk.decide(text, 0)
        var missed = 0
        for number in 1...800 {
            let copy = Samples.edited(text, share: 0.12, seed: UInt64(number))
            if try desk.decide(copy, number).duplicate?.status != .near { missed += 1 }
        }
        #expect(missed == 0)
    }

    @Test(arguments: 1...8)
    func `pages of one site with articles of their own are no copies, crawled again or not`(
        site: Int
    ) throws {
        let desk = try Desk()
        // What a site says of itself has few names and numbers.
        let frame = Samples.article(-site, words: 180).lowercased().filter { !$0.isNumber }
        var alarms = 0
        for number in 1...40 {
            let article = Samples.article(1000 * site + number, words: 70 + number * 31 % 190)
            let page = frame + " " + article
            if try desk.decide(page, number).duplicate?.status != .unique { alarms += 1 }
            guard number % 3 == 0 else { continue }
            let again = Samples.edited(page, share: 0.01, seed: UInt64(number))
            #expect(try desk.decide(again, 1000 + number).duplicate?.of == "d\(number)")
        }
        // The first pages cannot tell the frame from a story.
        #expect(alarms <= 5)
    }

    @Test(arguments: [1, 2, 3])
    func `a badly read copy is found although its source is half common phrases`(
        seed: Int
    ) throws {
        let desk = try Desk()
        // Every sentence of the phrase book is in five texts before.
        let book = Samples.sentences(seed: 50 + seed, words: 4_000)
        for number in 1...6 {
            var random = SeededRandom(seed: UInt64(number))
            let own = Samples.sentences(seed: 100 * seed + number, words: 4_000)
            let text = zip(book, own).flatMap { [$0, $1] }.shuffled(using: &random)
            try desk.decide(text.joined(separator: " "), number)
        }
        let own = Samples.sentences(seed: 900 + seed, words: 500)
        let source = zip(book.prefix(own.count), own).flatMap { [$0, $1] }.joined(separator: " ")
        try desk.decide(source, 50)
        let copy = Samples.edited(source, share: 0.2, seed: UInt64(seed))
        #expect(try desk.decide(copy, 51).duplicate?.of == "d50")
    }

    @Test(arguments: 1...20)
    func `a short text is looked for in texts of four times its length`(number: Int) throws {
        let desk = try Desk()
        try desk.decide(Samples.article(number, words: 130), 1)
        try desk.decide(Samples.article(-number, words: 300), 2)
        let part = Samples.start(of: Samples.article(number, words: 130), words: 35)
        #expect(try desk.decide(part, 3).duplicate?.of == "d1")
        let small = Samples.start(of: Samples.article(-number, words: 300), words: 35)
        #expect(try desk.decide(small, 4).duplicate?.status == .unique)
    }

    @Test func `short texts with another fact are no copies, with one more or less they are`()
        throws
    {
        let desk = try Desk()
        func alert(_ size: String, _ place: String) -> String {
            "The observatory felt an earthquake of \(size) at noon in the hills near \(place), and asks"
                + " everybody who felt it to write down where they were and what they saw."
        }
        try desk.decide(alert("42", "Arlen"), 1)
        #expect(try desk.decide(alert("57", "Bodmer"), 2).duplicate?.status == .unique)
        #expect(try desk.decide(alert("61", "Arlen"), 3).duplicate?.status == .unique)
        let longer = alert("57", "Bodmer") + " So says Carla Dorn."
        #expect(try desk.decide(longer, 4).duplicate?.of == "d2")
    }

    @Test func `short texts need more in common`() throws {
        let desk = try Desk()
        try desk.decide("The council meets on Tuesday at noon in the old hall of the town.", 1)
        let other = "The council meets on Friday at six in the new school of another village."
        #expect(try desk.decide(other, 2).duplicate?.status == .unique)
        let same = "The council meets on Tuesday at noon in the old hall of the town now."
        #expect(try desk.decide(same, 3).duplicate?.status == .near)
    }

    @Test func `without near only the same words are a copy`() throws {
        let desk = try Desk(StageConfig(["near": false]))
        try desk.decide(Samples.article(1), 1)
        let edited = Samples.edited(Samples.article(1), share: 0.02)
        #expect(try desk.decide(edited, 2).duplicate?.status == .unique)
        #expect(try desk.decide(Samples.article(1), 3).duplicate?.status == .exact)
    }

    @Test func `what is retracted was never there`() throws {
        let desk = try Desk()
        let first = try desk.decide(Samples.article(1), 1)
        desk.decider.retract(try #require(first.record))
        let second = try desk.decide(Samples.article(1), 2)
        #expect(second.duplicate == Duplicate(status: .unique, story: "d2"))
        desk.decider.retract(try #require(first.record))
        #expect(try desk.decide(Samples.article(1), 3).duplicate?.of == "d2")
    }

    @Test func `records bring the memory back, decision for decision`() throws {
        let old = try Desk()
        var records: [[UInt8]] = []
        for number in 0..<120 {
            let text =
                number % 3 == 0
                ? Samples.report(number)
                : Samples.edited(
                    Samples.article(number / 4), share: Double(number % 4) * 0.04)
            if let record = try old.decide(text, number).record { records.append(record) }
        }
        let new = try Desk()
        for record in records { try new.decider.restore(record) }
        for number in 0..<120 {
            let text =
                number % 2 == 0
                ? Samples.report(500 + number)
                : Samples.edited(Samples.article(number / 3), share: 0.07, seed: 77)
            let mine = try old.decide(text, 1000 + number)
            let theirs = try new.decide(text, 1000 + number)
            #expect(mine.duplicate == theirs.duplicate)
            #expect(mine.record == theirs.record)
        }
    }

    @Test func `a damaged record is refused and not believed`() throws {
        let record = try #require(try Desk().decide(Samples.article(1), 1).record)
        let desk = try Desk()
        // No bytes at all stand for a record that an export left out.
        for length in 1..<record.count {
            #expect(throws: StageError.self) { try desk.decider.restore(Array(record[..<length])) }
        }
        #expect(throws: StageError.self) { try desk.decider.restore(record + [0]) }
        #expect(throws: StageError.self) { try desk.decider.restore([1] + record.dropFirst()) }
        desk.decider.retract([1, 2, 3])
        #expect(try desk.decide(Samples.article(1), 2).duplicate?.status == .unique)
    }

    @Test func `evidence of any bytes is decided about or refused`() throws {
        let stage = try DedupStage(StageConfig(), StageContext())
        let whole = try #require(
            try stage.evidence(for: Document(id: "d", text: Samples.article(1))))
        var random = SeededRandom(seed: 3)
        let desk = try Desk()
        let owner = DocumentOwner(entry: "e", record: 0, document: "d")
        for _ in 0..<3000 {
            var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            _ = try? desk.decider.decide(bytes, owner: owner, config: StageConfig())
        }
        #expect(throws: StageError.self) {
            try desk.decider.decide([1, 2, 3], owner: owner, config: StageConfig())
        }
    }
}
