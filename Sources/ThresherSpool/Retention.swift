// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Removes what is past its time: files in `done/`, and ledger files.
///
/// Used by one thread, in steps: call ``step()`` until it says that it is through, then again
/// after an hour or so. An age is counted from when a file got its name here.
package final class Retention {
    private let layout: SpoolLayout
    private let options: SpoolOptions
    private let fileSystem: any FileSystem
    private let clock: SpoolClock
    private let events: EventHandler
    private var levels: [Level] = []
    private var removed = 0
    /// The first file of this round that could not be removed.
    private var failure: FileError?

    private struct Level {
        var path: BytePath
        var descriptor: Descriptor
        var folders: [BytePath] = []
        var hasMore = true
    }

    private static let day: Int64 = 86_400_000
    private static let depthLimit = 128

    init(
        layout: SpoolLayout, options: SpoolOptions, fileSystem: any FileSystem,
        clock: SpoolClock, events: @escaping EventHandler
    ) {
        self.layout = layout
        self.options = options
        self.fileSystem = fileSystem
        self.clock = clock
        self.events = events
    }

    deinit { for level in levels { fileSystem.close(level.descriptor) } }

    /// Looks at the next few hundred files.
    ///
    /// - Returns: Whether there is more to look at.
    /// - Throws: When a folder cannot be read.
    package func step() throws(SpoolError) -> Bool {
        do {
            if levels.isEmpty {
                removed = 0
                try pruneLedger()
                guard case .days = options.done else { return false }
                levels = [
                    Level(
                        path: BytePath([]),
                        descriptor: try fileSystem.openFolder("", in: layout.done))
                ]
            }
            try walk()
        } catch {
            for level in levels { fileSystem.close(level.descriptor) }
            levels = []
            throw SpoolError("cannot prune", error)
        }
        if levels.isEmpty, removed > 0 {
            events(SpoolEvent.filesPruned(folder: "done", count: removed))
        }
        if levels.isEmpty, let failure {
            self.failure = nil
            throw SpoolError("cannot prune", failure)
        }
        return !levels.isEmpty
    }

    private func walk() throws(FileError) {
        guard let level = levels.last, case .days(let days) = options.done else { return }
        if let name = levels[levels.count - 1].folders.popLast() {
            guard levels.count < Retention.depthLimit else { return }
            if let folder = try? fileSystem.openFolder(name, in: level.descriptor) {
                levels.append(Level(path: level.path.appending(name), descriptor: folder))
            }
            return
        }
        guard level.hasMore else {
            fileSystem.close(level.descriptor)
            levels.removeLast()
            // Fails when something is left in it, as it should.
            if let parent = levels.last {
                try? fileSystem.removeFolder(level.path.name, in: parent.descriptor)
            }
            return
        }
        var files: [BytePath] = []
        var folders: [BytePath] = []
        let hasMore = try fileSystem.readEntries(of: level.descriptor) { name, kind in
            let name = ScanPass.path([], name)
            if kind == .folder { folders.append(name) } else { files.append(name) }
        }
        levels[levels.count - 1].hasMore = hasMore
        levels[levels.count - 1].folders = folders
        let oldest = Int64(clamping: clock.wall()) - Int64(days) * Retention.day
        for name in files {
            guard let status = try? fileSystem.status(name, in: level.descriptor) else { continue }
            if status.kind == .folder {
                levels[levels.count - 1].folders.append(name)
            } else if status.changed / 1_000_000 < oldest {
                do {
                    try fileSystem.remove(name, in: level.descriptor)
                    removed += 1
                } catch {
                    // One that stays must not keep the others.
                    failure = failure ?? error
                }
            }
        }
    }

    /// Removes ledger files whose last line is too old; the newest file always stays.
    private func pruneLedger() throws(FileError) {
        guard let days = options.ledgerDays else { return }
        let oldest = Int64(clamping: clock.wall()) - Int64(days) * Retention.day
        let day = Timestamp.text(milliseconds: UInt64(max(0, oldest))).prefix(10)
        let names = try LedgerFiles.list(in: layout.ledger, fileSystem: fileSystem)
        var count = 0
        // A file ends where the next begins. While one that began later is not too old, none that
        // began earlier by a wrong clock tells how old its lines are.
        for (name, next) in zip(names, names.dropFirst()) {
            let days = [LedgerFiles.day(of: name), LedgerFiles.day(of: next)]
            guard days.allSatisfy({ $0 < day }) else { break }
            try fileSystem.remove(name, in: layout.ledger)
            count += 1
        }
        if count > 0 { events(SpoolEvent.filesPruned(folder: "ledger", count: count)) }
    }
}
