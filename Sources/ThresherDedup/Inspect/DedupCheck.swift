// SPDX-License-Identifier: Apache-2.0
import Synchronization
package import ThresherPlugin

/// Checks sealed runs against the log, and makes them anew.
package enum DedupCheck {
    /// The names of the runs that are not what the log makes of their records.
    ///
    /// - Parameters:
    ///   - type: What the records are.
    ///   - storage: Where both are.
    /// - Returns: The names; those of the list and of missing runs among them.
    /// - Throws: When the log cannot be read.
    static func wrongRuns<Record: IndexedRecord>(
        _ type: Record.Type, in storage: any DeciderStorage
    ) throws(StageError) -> [String] {
        var names: [String] = []
        switch Checkpoint.read(from: storage) {
        case .missing: break
        case .damaged: names.append(Checkpoint.name)
        case .runs(let list):
            for (numbers, checksum) in list {
                let name = RunBuilder.name(numbers)
                guard let file = storage.open(name), let run = SealedRun(file),
                    run.layout.checksum == checksum, storage.holds(run.layout.end)
                else {
                    names.append(name)
                    continue
                }
                let again = DryStorage(storage)
                _ = try? RunBuilder.seal(
                    Record.self, from: run.layout.start, limit: run.numbers.count, in: again)
                if again.footer != run.layout.footer { names.append(name) }
            }
        }
        return names
    }

    /// Removes everything that can be made again; the next start does.
    package static func removeSealed(in storage: any DeciderStorage) {
        storage.remove(Checkpoint.name)
        for name in storage.fileNames where name.hasSuffix(".run") || name.hasSuffix(".new") {
            storage.remove(name)
        }
    }
}

/// Reads a storage and keeps only the end of what is written.
private final class DryStorage: DeciderStorage {
    private let base: any DeciderStorage
    private let last = Mutex<[UInt64]>([])

    init(_ base: any DeciderStorage) { self.base = base }

    var footer: [UInt64] { last.withLock { $0 } }
    var byteCount: Int { base.byteCount }
    var fileNames: [String] { base.fileNames }
    func holds(_ place: RecordPlace) -> Bool { base.holds(place) }
    func records(
        from place: RecordPlace, limit: Int, _ body: ([UInt8], Int, Int) -> Void
    ) throws(StageError) -> RecordPlace {
        try base.records(from: place, limit: limit, body)
    }
    func record(at offset: Int) -> [UInt8]? { base.record(at: offset) }
    func open(_ name: String) -> (any SealedFile)? { nil }
    func write(
        _ name: String,
        _ body: (@escaping ([UInt64]) throws(StageError) -> Void) throws(StageError) -> Void
    ) throws(StageError) {
        try body { words throws(StageError) in self.last.withLock { $0 = words } }
    }
    func remove(_ name: String) {}
    func report(_ name: String, _ problem: String) {}
    func perform(_ job: @escaping @Sendable () -> Void) { job() }
}
