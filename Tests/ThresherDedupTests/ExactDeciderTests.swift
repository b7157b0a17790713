// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherDedup
import ThresherPlugin

/// A document's id of the usual form that a number stands for.
private func id(_ number: Int) -> String {
    let digits = String(number, radix: 10)
    return String(repeating: "0", count: 26 - digits.count) + digits
}

private func owner(_ entry: String, _ number: Int, record: Int = 0) -> DocumentOwner {
    DocumentOwner(entry: entry, record: record, document: id(number))
}

private func key(_ number: UInt64) -> [UInt8] {
    // Keys are digests, so the bits are spread as theirs are.
    var bytes: [UInt8] = []
    for part in [number &* 0x9E37_79B9_7F4A_7C15, number] {
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: part >> UInt64(8 * $0)) }
    }
    return bytes
}

private func decider() throws -> any Decider {
    try DedupStage.makeDecider(StageConfig(), StageContext())
}

struct ExactDeciderTests {
    private let config = StageConfig()

    @Test func `the first is unique and its story its own id`() throws {
        let decision = try decider().decide(key(1), owner: owner("A", 1), config: config)
        #expect(decision.action == .annotate)
        #expect(decision.duplicate == Duplicate(status: .unique, story: id(1)))
        #expect(decision.record != nil)
    }

    @Test func `every copy is a copy of the first`() throws {
        let decider = try decider()
        _ = try decider.decide(key(1), owner: owner("A", 1), config: config)
        for number in 2...4 {
            let decision = try decider.decide(
                key(1), owner: owner("B\(number)", number), config: config)
            #expect(decision.duplicate == Duplicate(status: .exact, of: id(1), story: id(1)))
            #expect(decision.record == nil)
        }
        let other = try decider.decide(key(2), owner: owner("C", 9), config: config)
        #expect(other.duplicate?.status == .unique)
    }

    @Test func `the same page dropped again is a copy of itself`() throws {
        let decider = try decider()
        _ = try decider.decide(key(1), owner: owner("A", 1), config: config)
        let again = try decider.decide(key(1), owner: owner("B", 1), config: config)
        #expect(again.duplicate == Duplicate(status: .exact, of: id(1), story: id(1)))
    }

    @Test func `an owner who asks again is not his own copy`() throws {
        let decider = try decider()
        let first = try decider.decide(key(1), owner: owner("A", 1, record: 7), config: config)
        let again = try decider.decide(key(1), owner: owner("A", 1, record: 7), config: config)
        #expect(again.duplicate == first.duplicate)
        #expect(again.record == nil)
        let sibling = try decider.decide(key(1), owner: owner("A", 2, record: 8), config: config)
        #expect(sibling.duplicate?.of == id(1))
    }

    @Test(arguments: Decision.Action.allCases)
    func `the action is for copies alone`(action: Decision.Action) throws {
        let config = StageConfig(["action": .string(action.rawValue)])
        let decider = try decider()
        let first = try decider.decide(key(1), owner: owner("A", 1), config: config)
        let second = try decider.decide(key(1), owner: owner("B", 2), config: config)
        #expect(first.action == .annotate)
        #expect(second.action == action)
    }

    @Test func `what is retracted was never there`() throws {
        let decider = try decider()
        let first = try decider.decide(key(1), owner: owner("A", 1), config: config)
        decider.retract(try #require(first.record))
        let second = try decider.decide(key(1), owner: owner("B", 2), config: config)
        #expect(second.duplicate == Duplicate(status: .unique, story: id(2)))
        // A late retraction of the first does not touch what the second remembered.
        decider.retract(try #require(first.record))
        let third = try decider.decide(key(1), owner: owner("C", 3), config: config)
        #expect(third.duplicate?.of == id(2))
    }

    @Test func `records bring the memory back`() throws {
        let old = try decider()
        var records: [[UInt8]] = []
        for number in 1...50 {
            let decision = try old.decide(
                key(UInt64(number % 20)), owner: owner("E\(number)", number, record: number),
                config: config)
            if let record = decision.record { records.append(record) }
        }
        #expect(records.count == 20)
        let new = try decider()
        #expect(new.recordVersion == old.recordVersion)
        for record in records { try new.restore(record) }
        let copy = try new.decide(key(3), owner: owner("X", 99), config: config)
        #expect(copy.duplicate?.of == id(3))
        let own = try new.decide(key(3), owner: owner("E3", 3, record: 3), config: config)
        #expect(own.duplicate?.status == .unique)
        #expect(own.record == nil)
    }

    @Test func `restoring a record twice changes nothing`() throws {
        let first = try decider().decide(key(1), owner: owner("A", 1), config: config)
        let record = try #require(first.record)
        let decider = try decider()
        try decider.restore(record)
        try decider.restore(record)
        decider.retract(record)
        let next = try decider.decide(key(1), owner: owner("B", 2), config: config)
        #expect(next.duplicate?.status == .unique)
    }

    @Test func `a damaged record is refused and not believed`() throws {
        let decision = try decider().decide(key(1), owner: owner("A", 1), config: config)
        let record = try #require(decision.record)
        let decider = try decider()
        for length in 0..<record.count {
            #expect(throws: StageError.self) { try decider.restore(Array(record[..<length])) }
        }
        #expect(throws: StageError.self) { try decider.restore(record + [0]) }
        #expect(throws: StageError.self) { try decider.restore([2] + record.dropFirst()) }
        decider.retract([1, 2, 3])
        let first = try decider.decide(key(1), owner: owner("B", 2), config: config)
        #expect(first.duplicate?.status == .unique)
    }

    @Test func `ids of another form work as well`() throws {
        let decider = try decider()
        let mine = DocumentOwner(entry: "A", record: 0, document: "urn:example:1")
        let first = try decider.decide(key(1), owner: mine, config: config)
        let again = try decider.decide(key(1), owner: mine, config: config)
        #expect(again.duplicate?.status == .unique)
        let copy = try decider.decide(key(1), owner: owner("B", 2), config: config)
        #expect(copy.duplicate?.of == "urn:example:1")
        decider.retract(try #require(first.record))
        let next = try decider.decide(key(1), owner: owner("B", 2), config: config)
        #expect(next.duplicate?.status == .unique)
    }

    @Test func `evidence of another length is an error`() throws {
        let decider = try decider()
        #expect(throws: StageError.self) {
            try decider.decide([1, 2, 3], owner: owner("A", 1), config: config)
        }
    }

    @Test func `agrees with a plain dictionary through a long random history`() throws {
        var random = SeededRandom(seed: 21)
        let decider = try decider()
        var model: [UInt64: (owner: DocumentOwner, record: [UInt8])] = [:]
        for step in 0..<10_000 {
            let number = UInt64.random(in: 0..<1500, using: &random)
            if Int.random(in: 0..<3, using: &random) == 0, let known = model[number] {
                decider.retract(known.record)
                model[number] = nil
                continue
            }
            let asking = owner("E\(step % 97)", step % 89, record: step % 5)
            let decision = try decider.decide(key(number), owner: asking, config: config)
            if let known = model[number] {
                let isOwn = known.owner == asking
                #expect(decision.duplicate?.of == (isOwn ? nil : known.owner.document))
                #expect(decision.record == nil)
            } else {
                #expect(decision.duplicate?.status == .unique)
                model[number] = (asking, try #require(decision.record))
            }
        }
        let exact = try #require(decider as? ExactDecider)
        #expect(exact.count == model.count)
    }

    @Test(.timeLimit(.minutes(1)))
    func `twenty thousand documents take tens of bytes each`() throws {
        let exact = ExactDecider()
        let count = 20_000
        for number in 0..<count {
            _ = try exact.decide(key(UInt64(number)), owner: owner("E", number), config: config)
        }
        #expect(exact.count == count)
        #expect(exact.byteCount / count < 100)
    }
}

/// A generator that gives the same numbers on every run (SplitMix64).
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
