// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// The entries in `failed/`, read and put back beside a running daemon or without one.
package final class Quarantine {
    /// An entry that failed.
    package struct Item: Sendable {
        package var entry: EntryID
        /// The path below `incoming/` that it had; without a reason what is known of it.
        package var path: BytePath
        /// What `reason.json` says; without members when it cannot be read.
        package var reason: JSONValue
        /// The original's name in the entry's folder; `nil` when it cannot be told.
        let original: BytePath?

        static func unclear(_ entry: EntryID, _ reason: JSONValue) -> Item {
            Item(entry: entry, path: BytePath(entry.text), reason: reason, original: nil)
        }
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

    /// All entries, oldest first.
    ///
    /// A folder without its original is passed over: the daemon is about to move it there, or a
    /// retry has taken it.
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
            let reason = try reason(in: folder)
            if let path = reason["path"]?.string.map({ BytePath(display: $0) }) {
                let original = ArchiveNames.quarantined(
                    WorkName(entry: entry, attempt: 1, path: path))
                if names.contains(original) {
                    return Item(entry: entry, path: path, reason: reason, original: original)
                }
                // Somebody may have written into it: a path that no entry has.
                if Quarantine.isPath(path) { return nil }
            }
            let originals = try originals(among: names, in: folder)
            guard let first = originals.first else { return nil }
            return originals.count == 1
                ? Item(entry: entry, path: first, reason: reason, original: first)
                : .unclear(entry, reason)
        } catch let error where error.isMissing || error.isBlocked {
            return nil
        } catch let error where error.isDenied {
            return .unclear(entry, .object([]))
        }
    }

    /// The files that may be the original where no reason tells which one is.
    private func originals(
        among names: [BytePath], in folder: Descriptor
    ) throws(FileError) -> [BytePath] {
        var found: [BytePath] = []
        for name in names where name != QuarantineReason.name {
            guard !NameRules(ignored: []).ignores(name) else { continue }
            if try fileSystem.status(name, in: folder).kind == .file { found.append(name) }
        }
        return found
    }

    private func reason(in folder: Descriptor) throws(FileError) -> JSONValue {
        do {
            let bytes = try fileSystem.readFile(QuarantineReason.name, in: folder, limit: 16 << 20)
            return bytes.flatMap { try? JSONValue(parsing: $0) } ?? .object([])
        } catch let error where error.isMissing {
            return .object([])
        }
    }

    /// Puts an entry back into `incoming/`, where it starts anew as a new entry.
    ///
    /// The original is in one of the two places whatever happens; its reason goes last, and stays
    /// while somebody's files are beside it.
    ///
    /// - Parameter item: What ``list()`` gave.
    /// - Returns: Its path below `incoming/`; another than before when that is taken by now, or
    ///   can be no path there.
    /// - Throws: ``SpoolError/Code/notFound`` when it is gone or not known.
    package func retry(_ item: Item) throws(SpoolError) -> BytePath {
        guard let original = item.original else {
            throw SpoolError(
                .notFound,
                "what of failed/\(item.entry) is the original cannot be told without its "
                    + "reason.json; move it to incoming/ yourself")
        }
        let target: BytePath
        do { target = try move(original, of: item) } catch {
            throw SpoolError(
                error.isMissing ? .notFound : .io, "cannot put \(item.entry) back", cause: error)
        }
        // Names of two folders have changed, and some may be new.
        do { try fileSystem.syncFileSystem(of: spool) } catch {
            throw SpoolError(
                "\(item.entry) is back as 'incoming/\(target.display)', but a power cut now may "
                    + "undo it", error)
        }
        removeFolder(of: item.entry)
        return target
    }

    private func move(_ original: BytePath, of item: Item) throws(FileError) -> BytePath {
        let source = Quarantine.folder.appending(BytePath(item.entry.text)).appending(original)
        let incoming = try fileSystem.openFolder("incoming", in: spool)
        defer { fileSystem.close(incoming) }
        let tree = FolderTree(root: incoming, fileSystem: fileSystem)
        // The reason is a file that others may write.
        let wanted = Quarantine.isPath(item.path) ? item.path : original
        var target = wanted
        var attempt = 0
        while true {
            attempt += 1
            do {
                let parent = try tree.folder(target.parent, creating: true)
                try fileSystem.rename(
                    source, in: spool, to: target.name, in: parent, replacing: false)
                return target
            } catch let error where error.isTaken && attempt < 100 {
                target = ArchiveNames.taken(wanted, entry: item.entry, attempt: attempt)
            } catch let error where error.isBlocked && attempt < 100 {
                target = ArchiveNames.taken(original, entry: item.entry, attempt: attempt)
            }
        }
    }

    /// Removes what is left of an entry that was put back; a crash before leaves only litter.
    private func removeFolder(of entry: EntryID) {
        let path = Quarantine.folder.appending(BytePath(entry.text))
        guard let folder = try? fileSystem.openFolder(path, in: spool) else { return }
        defer { fileSystem.close(folder) }
        guard let names = try? fileSystem.names(in: folder),
            names.allSatisfy({ $0.name == QuarantineReason.name })
        else { return }
        try? fileSystem.remove(QuarantineReason.name, in: folder)
        try? fileSystem.removeFolder(path, in: spool)
    }

    private static func isPath(_ path: BytePath) -> Bool {
        let parts = path.bytes.split(
            separator: BytePath.slash, omittingEmptySubsequences: false)
        return !path.isEmpty && parts.allSatisfy { !$0.isEmpty && $0.count <= 255 }
            && !NameRules(ignored: []).ignores(path)
    }
}
