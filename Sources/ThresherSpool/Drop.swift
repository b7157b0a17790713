// SPDX-License-Identifier: Apache-2.0

/// Puts files into `incoming/` so that no crash and no reader sees half of one: written under a
/// name that is ignored, synced, renamed, and the folder synced.
package final class Drop {
    private let fileSystem: any FileSystem
    private let incoming: Descriptor
    private let folders: FolderTree
    private let rules: NameRules
    private let random: () -> UInt64

    /// Opens a spool's intake folder, and removes what was left there by drops that were killed.
    ///
    /// - Parameters:
    ///   - spool: The spool's folder.
    ///   - ignored: The name patterns that the daemon leaves alone, beside those it always does.
    ///   - fileSystem: Where it is.
    ///   - clock: Tells how old what was left behind is.
    ///   - random: 64 random bits a call.
    /// - Throws: ``SpoolError/Code/notFound`` when it is no spool.
    package init(
        spool: BytePath, ignoring ignored: [String] = [],
        fileSystem: any FileSystem = PosixFileSystem(), clock: SpoolClock = .system,
        random: @escaping () -> UInt64 = { UInt64.random(in: 0 ... .max) }
    ) throws(SpoolError) {
        self.fileSystem = fileSystem
        self.random = random
        rules = NameRules(ignored: ignored)
        do { incoming = try fileSystem.openRoot(spool.appending("incoming")) } catch {
            let what =
                error.isMissing
                ? "'\(spool.display)' is no spool: it has no folder 'incoming', which a daemon makes"
                : "the intake folder of '\(spool.display)' cannot be used"
            throw SpoolError(
                error.isMissing || error.isBlocked ? .notFound : .io, what, cause: error)
        }
        folders = FolderTree(root: incoming, fileSystem: fileSystem)
        AbandonedDrops(incoming: incoming, fileSystem: fileSystem).remove(now: clock.wall())
    }

    deinit { fileSystem.close(incoming) }

    /// Drops one file.
    ///
    /// - Parameters:
    ///   - path: The wanted path below `incoming/`; folders are made, and a number goes before the
    ///     name's ending when it is taken.
    ///   - next: Gives the next bytes, none at the end.
    /// - Returns: The path it has below `incoming/`.
    /// - Throws: ``SpoolError/Code/configuration`` for a path that would never be taken; otherwise
    ///   what `next` threw or a call failed with, and nothing is left behind unless the message
    ///   says so.
    package func put<Failure: Error>(
        _ path: BytePath, _ next: () throws(Failure) -> [UInt8]
    ) throws -> BytePath {
        try check(path)
        let hidden = BytePath(AbandonedDrops.prefix + String(random(), radix: 36))
        let given: BytePath
        do {
            let file = try fileSystem.createFile(hidden, in: incoming)
            defer { fileSystem.close(file) }
            // Shows for as long as it is open that its writer lives.
            try? fileSystem.lock(file)
            try write(next, to: file)
            given = try publish(hidden, as: path)
        } catch {
            try? fileSystem.remove(hidden, in: incoming)
            guard let failed = error as? FileError else { throw error }
            throw SpoolError("cannot drop '\(path.display)'", failed)
        }
        do { try syncFolders(of: given) } catch { throw takeBack(given, to: hidden, error) }
        return given
    }

    /// Refuses what the daemon would never take.
    private func check(_ path: BytePath) throws(SpoolError) {
        guard path.bytes.first != BytePath.slash, !path.name.isEmpty else {
            throw SpoolError(.configuration, "'\(path.display)' is no path below incoming/")
        }
        guard path.components.count <= Intake.depthLimit else {
            throw SpoolError(
                .configuration,
                "'\(path.display)' is below more than \(Intake.depthLimit - 1) folders, which the "
                    + "daemon leaves alone")
        }
        var above = BytePath([])
        for part in path.components {
            above = above.appending(part)
            guard rules.ignores(above) else { continue }
            throw SpoolError(
                .configuration,
                "'\(part.display)' is a name that the daemon leaves alone; choose another")
        }
    }

    private func write<Failure: Error>(
        _ next: () throws(Failure) -> [UInt8], to file: Descriptor
    ) throws {
        while true {
            let bytes = try next()
            if bytes.isEmpty { break }
            try fileSystem.write(bytes, to: file)
        }
        try fileSystem.syncFile(file)
    }

    private func publish(_ hidden: BytePath, as path: BytePath) throws(FileError) -> BytePath {
        let folder = try folders.folder(path.parent, creating: true)
        var number = 1
        while true {
            let name = number == 1 ? path.name : path.name.marked("-\(number)")
            do {
                try fileSystem.rename(
                    hidden, in: incoming, to: name, in: folder, replacing: false)
                return path.parent.appending(name)
            } catch let error where error.isTaken && number < 10_000 {
                number += 1
            }
        }
    }

    /// Makes the name durable, and the folders above it, which may be new.
    private func syncFolders(of path: BytePath) throws(FileError) {
        var folder = path.parent
        while true {
            try fileSystem.syncFolder(try folders.folder(folder, creating: false))
            if folder.isEmpty { return }
            folder = folder.parent
        }
    }

    /// Undoes a drop that is not durable, so that it can be repeated.
    private func takeBack(_ path: BytePath, to hidden: BytePath, _ cause: FileError) -> SpoolError {
        do {
            let folder = try folders.folder(path.parent, creating: false)
            try fileSystem.rename(path.name, in: folder, to: hidden, in: incoming, replacing: false)
            try fileSystem.remove(hidden, in: incoming)
            return SpoolError("cannot drop '\(path.display)'", cause)
        } catch {
            return SpoolError(
                "'incoming/\(path.display)' is dropped, do not drop it again; but a power cut now "
                    + "may lose it", cause)
        }
    }
}
