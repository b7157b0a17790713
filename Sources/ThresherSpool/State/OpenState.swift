// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// One decider's state, opened while no daemon has it.
///
/// Used by one thread. The state folder is locked as long as this lives.
package final class OpenState {
    private let log: StateLog
    private let root: Descriptor
    private let lock: Descriptor
    private let fileSystem: any FileSystem

    /// Opens a state, or makes it.
    ///
    /// - Parameters:
    ///   - state: The state folder, which must be there.
    ///   - name: The state's name.
    ///   - recordVersion: The version of its records.
    ///   - isMade: Whether it is made when it is not there.
    ///   - attach: Told of the storage; says from where on records must be read.
    ///   - fileSystem: Where it is.
    ///   - random: 64 random bits a call; asked for the seed of a new state.
    ///   - events: Told of repairs.
    /// - Throws: Code `inUse` when a daemon has the folder, `format` when another version wrote it.
    package init(
        state: BytePath, name: String, recordVersion: Int, isMade: Bool = true,
        attach: (any DeciderStorage) -> RecordPlace = { _ in .start },
        fileSystem: any FileSystem = PosixFileSystem(),
        random: () -> UInt64 = { UInt64.random(in: 0 ... .max) },
        events: @escaping EventHandler
    ) throws(SpoolError) {
        self.fileSystem = fileSystem
        let root: Descriptor
        do { root = try fileSystem.openRoot(state) } catch {
            throw SpoolError.opening(state, error)
        }
        do throws(SpoolError) {
            let known = try SpoolError.opening(state) { () throws(FileError) in
                try fileSystem.statusIfPresent(BytePath(name).appending("log"), in: root)
            }
            guard isMade || known != nil else {
                throw SpoolError(.notFound, "there is no '\(name)' in '\(state.display)'")
            }
            lock = try RootFolder.lock(root, path: state, fileSystem: fileSystem)
            do {
                log = try StateLog(
                    name: name, recordVersion: recordVersion, state: root, redone: [],
                    attach: attach, fileSystem: fileSystem, random: random, events: events)
            } catch {
                fileSystem.close(lock)
                throw error
            }
        } catch {
            fileSystem.close(root)
            throw error
        }
        self.root = root
    }

    deinit {
        log.storage.wait()
        fileSystem.close(lock)
        fileSystem.close(root)
    }

    /// The secret number that its records were made with.
    package var seed: UInt64 { log.seed }
    /// How many records it has.
    package var recordCount: Int { log.nextRecord }
    /// Its log and its sealed files.
    package var storage: StateStorage { log.storage }

    /// Hands out the records that its decider wanted, with their numbers.
    package func restore(_ body: ([UInt8], Int) -> Void) throws(SpoolError) {
        try log.restore(from: log.resumption, body)
    }

    /// Writes the log anew with other bytes for its records; nothing may be asked of it afterwards
    /// but its storage's length.
    ///
    /// - Parameter change: Takes a record, empty for one that is missing, and its number, and says
    ///   what it becomes.
    /// - Throws: When the log cannot be read or written; it is as it was then.
    package func rewrite(_ change: ([UInt8], Int) -> [UInt8]) throws(SpoolError) {
        try log.rewrite(in: root, change)
    }

    /// Adds records and makes them durable.
    package func add(_ records: [[UInt8]]) throws(SpoolError) { try log.addByHand(records) }

    /// Puts records in the place of all that it has, as a whole or not at all; nothing may be asked
    /// of it afterwards.
    ///
    /// - Parameters:
    ///   - seed: The secret number that they were made with.
    ///   - body: Given what adds records that follow on each other, with the first one's number and
    ///     their bundle, 0 for none.
    /// - Throws: When it cannot be written, and what the body throws; it is as it was then.
    package func refill(
        seed: UInt64,
        _ body: ((_ records: [[UInt8]], _ first: Int, _ bundle: Int) throws -> Void) throws -> Void
    ) throws {
        try log.replace(in: root, seed: seed, body)
    }
}
