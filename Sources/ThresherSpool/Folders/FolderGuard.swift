// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Notices that somebody moved or deleted a folder of the spool while it is in use.
///
/// Looks once a second at most. What holds no claim of ours is made and opened anew; `work/`, the
/// state and the spool itself hold what only a start with recovery can put in order.
struct FolderGuard {
    private let layout: SpoolLayout
    private let events: EventHandler
    private var nextLook: UInt64 = 0
    private static let interval: UInt64 = 1_000_000_000

    init(_ layout: SpoolLayout, events: @escaping EventHandler) {
        self.layout = layout
        self.events = events
    }

    /// Looks when it is time.
    ///
    /// - Parameter now: Nanoseconds of the monotonic clock.
    /// - Returns: The folders that are others than before.
    /// - Throws: ``SpoolError/Code/undecided`` when only a restart can go on.
    mutating func look(now: UInt64) throws(SpoolError) -> [ReopenedFolder] {
        guard now >= nextLook else { return [] }
        nextLook = now + FolderGuard.interval
        if let lost = layout.lostFolder() {
            throw SpoolError(
                .undecided,
                "the folder '\(lost.display)' was moved or deleted while it was in use; put it "
                    + "back if it can be had, and start the daemon again")
        }
        var reopened: [ReopenedFolder] = []
        for folder in ReopenedFolder.allCases {
            do {
                if try layout.restore(folder, events: events) { reopened.append(folder) }
            } catch {
                throw SpoolError("cannot make the folder '\(folder.rawValue)' anew", error)
            }
        }
        return reopened
    }
}

/// The folders of a spool that may be made anew while it is in use.
enum ReopenedFolder: String, CaseIterable {
    case incoming, done, failed
}

extension SpoolLayout {
    /// The folder that has gone from its place and cannot be replaced; `nil` when all are there.
    func lostFolder() -> BytePath? {
        if isOther(spool, { () throws(FileError) in try fileSystem.statusOfRoot(folders.spool) }) {
            return folders.spool
        }
        if isOther(state, { () throws(FileError) in try fileSystem.statusOfRoot(folders.state) }) {
            return folders.state
        }
        if isOther(work, "work", in: spool) { return folders.spool.appending("work") }
        if isOther(ledger, "ledger", in: state) { return folders.state.appending("ledger") }
        return nil
    }

    /// Makes a folder anew if it is not in its place, lets its descriptor stand for that one, and
    /// tells of it.
    ///
    /// - Returns: Whether it was another.
    /// - Throws: When it cannot be made or opened.
    func restore(
        _ folder: ReopenedFolder, events: EventHandler
    ) throws(FileError) -> Bool {
        let name = BytePath(folder.rawValue)
        let descriptor = descriptor(of: folder)
        guard isOther(descriptor, name, in: spool) else { return false }
        let anew = try RootFolder.child(name, of: spool, fileSystem: fileSystem)
        try fileSystem.adopt(anew, as: descriptor)
        noteRestoration()
        events(SpoolEvent.folderReopened(folder: folders.spool.appending(name)))
        return true
    }

    private func descriptor(of folder: ReopenedFolder) -> Descriptor {
        switch folder {
        case .incoming: incoming
        case .done: done
        case .failed: failed
        }
    }

    private func isOther(_ open: Descriptor, _ name: BytePath, in folder: Descriptor) -> Bool {
        isOther(open) { () throws(FileError) in try fileSystem.status(name, in: folder) }
    }

    /// Whether a name stands for something else than what is open, or for nothing.
    private func isOther(
        _ descriptor: Descriptor, _ named: () throws(FileError) -> FileStatus
    ) -> Bool {
        guard let open = try? fileSystem.status(of: descriptor) else { return false }
        do {
            let named = try named()
            return named.inode != open.inode || named.device != open.device
        } catch {
            return error.isMissing
        }
    }
}
