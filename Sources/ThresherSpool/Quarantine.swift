// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// The entries in `failed/`, read and put back beside a running daemon or without one.
package final class Quarantine {
    /// An entry that failed.
    package struct Item: Sendable {
        package var entry: EntryID
        /// The path below `incoming/` that it had.
        package var path: BytePath
        /// What `reason.json` says.
        package var reason: JSONValue
        /// The original's name in the entry's folder.
        let original: BytePath
    }

    private let fileSystem: any FileSystem
    private let spool: Descriptor
    private static let folder: BytePath = "failed"

    /// Opens the quarantine of a spool.
    ///
    /// - Parameters:
    ///   - spool: The spool's folder.
    ///   - fileSystem: Where it is.
    /// - Throws: ``SpoolError/Code/notFound`` when there is no such spool.
    package init(
        spool: BytePath, fileSystem: any FileSystem = PosixFileSystem()
    ) throws(SpoolError) {
        self.fileSystem = fileSystem
        do { self.spool = try fileSystem.openRoot(spool) } catch {
            throw SpoolError(
                error.isMissing ? .notFound : .io, "there is no spool in '\(spool.display)'",
                cause: error)
        }
    }

    deinit { fileSystem.close(spool) }

    /// All entries that are whole, oldest first.
    ///
    /// A folder without an original is passed over: the daemon is about to move it there, or a
    /// retry has just taken it.
    package func list() throws(SpoolError) -> [Item] {
        do {
            let failed = try fileSystem.openFolder(Quarantine.folder, in: spool)
            defer { fileSystem.close(failed) }
            var items: [Item] = []
            for (name, _) in try fileSystem.names(in: failed) {
                guard let entry = EntryID(String(decoding: name.bytes, as: UTF8.self)) else {
                    continue
                }
                if let item = try item(entry, name, in: failed) { items.append(item) }
            }
            return items.sorted { $0.entry < $1.entry }
        } catch let error where error.isMissing {
            return []
        } catch {
            throw SpoolError("cannot read the quarantine", error)
        }
    }

    private func item(
        _ entry: EntryID, _ name: BytePath, in failed: Descriptor
    ) throws(FileError) -> Item? {
        do {
            let folder = try fileSystem.openFolder(name, in: failed)
            defer { fileSystem.close(folder) }
            let names = try fileSystem.names(in: folder).map(\.name)
            guard let original = names.first(where: { $0 != QuarantineReason.name }) else {
                return nil
            }
            var reason = JSONValue.object([])
            if let bytes = try fileSystem.readFile(
                QuarantineReason.name, in: folder, limit: 16 << 20),
                let value = try? JSONValue(parsing: bytes)
            {
                reason = value
            }
            let path = reason["path"]?.string.map { BytePath(display: $0) } ?? original
            return Item(entry: entry, path: path, reason: reason, original: original)
        } catch let error where error.isMissing || error.isBlocked {
            return nil
        }
    }

    /// Puts an entry back into `incoming/`, where it starts anew as a new entry.
    ///
    /// The original is in one of the two places whatever happens; its reason goes last.
    ///
    /// - Parameter item: What ``list()`` gave.
    /// - Returns: Its path below `incoming/`; another than before when that is taken by now, or
    ///   can be no path there.
    /// - Throws: ``SpoolError/Code/notFound`` when it is gone.
    package func retry(_ item: Item) throws(SpoolError) -> BytePath {
        let folder = Quarantine.folder.appending(BytePath(item.entry.text))
        do {
            let incoming = try fileSystem.openFolder("incoming", in: spool)
            defer { fileSystem.close(incoming) }
            let tree = FolderTree(root: incoming, fileSystem: fileSystem)
            // The reason is a file that others may write.
            let wanted = Quarantine.isPath(item.path) ? item.path : item.original
            var target = wanted
            var attempt = 0
            while true {
                attempt += 1
                do {
                    let parent = try tree.folder(target.parent, creating: true)
                    try fileSystem.rename(
                        folder.appending(item.original), in: spool, to: target.name, in: parent,
                        replacing: false)
                    break
                } catch let error where error.isTaken && attempt < 100 {
                    target = ArchiveNames.taken(wanted, entry: item.entry, attempt: attempt)
                } catch let error where error.isBlocked && attempt < 100 {
                    target = ArchiveNames.taken(
                        item.original, entry: item.entry, attempt: attempt)
                }
            }
            // Names of two folders have changed, and some may be new.
            try fileSystem.syncFileSystem(of: spool)
            // What is left of the folder is no entry any more; a crash here leaves only litter.
            try? fileSystem.remove(folder.appending(QuarantineReason.name), in: spool)
            try? fileSystem.removeFolder(folder, in: spool)
            return target
        } catch {
            throw SpoolError(
                error.isMissing ? .notFound : .io, "cannot put \(item.entry) back", cause: error)
        }
    }

    private static func isPath(_ path: BytePath) -> Bool {
        let parts = path.bytes.split(
            separator: BytePath.slash, omittingEmptySubsequences: false)
        return !path.isEmpty && parts.allSatisfy { !$0.isEmpty && $0.count <= 255 }
            && !NameRules(ignored: []).ignores(path)
    }
}
