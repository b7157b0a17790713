// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// A decider that remembers records of one kind in a ``DedupMemory``, and only there.
protocol RememberingDecider: KeptDecider {
    associatedtype Record: IndexedRecord

    var memory: DedupMemory<Record> { get set }
}

extension RememberingDecider {
    package var recordVersion: Int { Record.format }

    package var runCount: Int { memory.index.runs.count }

    package var sealedCount: Int { memory.index.sealedCount }

    // MARK: Remembering

    package func attach(_ storage: any DeciderStorage) -> RecordPlace { memory.attach(storage) }

    package func skip(to number: Int) { memory.skip(to: number) }

    package func restore(_ record: [UInt8]) throws(StageError) {
        if let number = ForgottenMark.number(in: record) { return memory.forget(number, record) }
        guard let parsed = Record(bytes: record) else {
            throw StageError(.malformedInput, "dedup record of \(record.count) bytes is damaged")
        }
        memory.remember(parsed, record)
    }

    package func retract(_ record: [UInt8]) { memory.retract(record) }

    // MARK: Keeping

    package func seal(waiting wait: () -> Void) {
        var count = -1
        while sealedCount != count {
            count = sealedCount
            memory.upkeep()
            wait()
            memory.upkeep()
        }
        wait()
    }

    package func records(
        of id: String
    ) throws(StageError) -> [(number: Int, isForgotten: Bool)] {
        var found: [(number: Int, isForgotten: Bool)] = []
        _ = try memory.forEachRecord { number, bytes in
            if Record(bytes: bytes)?.belongs(to: id) == true {
                found.append((number, memory.forgotten.contains(number)))
            }
            return false
        }
        return found
    }

    package func forgetting(_ numbers: [Int]) throws(StageError) -> [[UInt8]] {
        numbers.map { ForgottenMark.bytes($0) }
    }

    package static func isRecord(_ bytes: [UInt8]) -> Bool {
        Record(bytes: bytes) != nil || ForgottenMark.number(in: bytes) != nil
    }

    package func compacted(_ bytes: [UInt8], _ number: Int) -> [UInt8] {
        guard Self.isRecord(bytes) else { return ForgottenMark.bytes(number) }
        guard memory.forgotten.contains(number) else { return bytes }
        return Record(bytes: bytes)?.emptied.bytes ?? bytes
    }

    package func damagedCount() throws(StageError) -> Int {
        try memory.forEachRecord { _, bytes in !Self.isRecord(bytes) }
    }

    package func wrongRuns(in storage: any DeciderStorage) throws(StageError) -> [String] {
        try DedupCheck.wrongRuns(Record.self, in: storage)
    }
}
