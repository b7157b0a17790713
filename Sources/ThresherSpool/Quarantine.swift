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
        } catch  where error.isMissing {
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
        } catch  where error.isMissing || error.isBlocked {
            return nil
        }
    }

    /// Puts an entry back into `incoming/`, where it starts anew as a new entry.
    ///
    /// - Parameter item: What ``list()`` gave.
    /// - Returns: Its path below `incoming/`; another than before when that is taken by now.
    /// - Throws: ``SpoolError/Code/notFound`` when it is gone.
    package func retry(_ item: Item) throws(SpoolError) -> BytePath {
        do {
            let folder = try fileSystem.openFolder(
                Quarantine.folder.appending(BytePath(item.entry.text)), in: spool)
            defer { fileSystem.close(folder) }
            let incoming = try fileSystem.openFolder("incoming", in: spool)
            defer { fileSystem.close(incoming) }
            let tree = FolderTree(root: incoming, fileSystem: fileSystem)
            let target = try tree.folder(item.path.parent, creating: true)
            var name = item.path.name
            do {
                try fileSystem.rename(
                    item.original, in: folder, to: name, in: target, replacing: false)
            } catch let error where error.isTaken {
                name = ArchiveNames.taken(name, entry: item.entry, attempt: 1)
                try fileSystem.rename(
                    item.original, in: folder, to: name, in: target, replacing: false)
            }
            try fileSystem.syncFolder(target)
            // What is left of the folder is no entry any more; a crash here leaves only litter.
            try? fileSystem.remove(QuarantineReason.name, in: folder)
            try? fileSystem.removeFolder(
                Quarantine.folder.appending(BytePath(item.entry.text)), in: spool)
            return item.path.parent.appending(name)
        } catch {
            throw SpoolError(
                error.isMissing ? .notFound : .io, "cannot put \(item.entry) back", cause: error)
        }
    }
}
