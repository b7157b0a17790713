// SPDX-License-Identifier: Apache-2.0
import Synchronization
import ThresherEngine
import ThresherPlugin

/// The open, locked and proved folders of a spool.
final class SpoolLayout: Sendable {
    let folders: SpoolFolders
    /// The spool's own id, made once.
    let identifier: String
    let spool: Descriptor
    let incoming: Descriptor
    let work: Descriptor
    let done: Descriptor
    let failed: Descriptor
    let state: Descriptor
    let ledger: Descriptor
    private let restored = Atomic(0)
    private let locks: [Descriptor]
    let fileSystem: any FileSystem

    static let spoolFormat = "thresher.spool/1"
    static let stateFormat = "thresher.state/1"

    /// Opens everything but the output; makes what is missing.
    init(
        folders: SpoolFolders, fileSystem: any FileSystem, random: @Sendable () -> UInt64
    ) throws(SpoolError) {
        self.folders = folders
        self.fileSystem = fileSystem
        let spool = try SpoolError.opening(folders.spool) { () throws(FileError) in
            try RootFolder.open(folders.spool, fileSystem: fileSystem)
        }
        let state = try SpoolError.opening(folders.state) { () throws(FileError) in
            try RootFolder.open(folders.state, fileSystem: fileSystem)
        }
        let space = try SpoolError.opening(folders.state) { () throws(FileError) in
            try fileSystem.space(of: state)
        }
        if space.isRemote {
            throw SpoolError(
                .configuration,
                "the state folder '\(folders.state.display)' is on a network file system; "
                    + "choose a local one with --state")
        }
        self.spool = spool
        self.state = state
        locks = [
            try RootFolder.lock(spool, path: folders.spool, fileSystem: fileSystem),
            try RootFolder.lock(state, path: folders.state, fileSystem: fileSystem),
        ]
        func child(
            _ name: BytePath, of folder: Descriptor, _ path: BytePath
        ) throws(SpoolError) -> Descriptor {
            try SpoolError.opening(path.appending(name)) { () throws(FileError) in
                try RootFolder.child(name, of: folder, fileSystem: fileSystem)
            }
        }
        incoming = try child("incoming", of: spool, folders.spool)
        work = try child("work", of: spool, folders.spool)
        done = try child("done", of: spool, folders.spool)
        failed = try child("failed", of: spool, folders.spool)
        ledger = try child("ledger", of: state, folders.state)
        let made = SpoolLayout.makeIdentifier(random)
        identifier = try FormatFile.check(
            SpoolLayout.spoolFormat, identifier: made, in: spool, path: folders.spool,
            fileSystem: fileSystem)
        _ = try FormatFile.check(
            SpoolLayout.stateFormat, identifier: made, in: state, path: folders.state,
            fileSystem: fileSystem)
    }

    /// How often one of the folders was made anew: what was open below it is below another.
    var restorations: Int { restored.load(ordering: .acquiring) }

    /// Counts a folder that was made anew.
    func noteRestoration() { restored.add(1, ordering: .releasing) }

    private static func makeIdentifier(_ random: @Sendable () -> UInt64) -> String {
        let words = [random(), random()]
        let bytes = words.flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
        return Base32.encode(bytes, digits: 26)
    }

    deinit {
        for folder in [incoming, work, done, failed, ledger, state, spool] + locks {
            fileSystem.close(folder)
        }
    }

    /// Shows by doing it that files can be renamed from each folder to the next.
    func proveRenames() throws(SpoolError) {
        let steps = [
            (incoming, "incoming"), (work, "work"), (done, "done"), (work, "work"),
            (failed, "failed"),
        ]
        let name = RootFolder.trialName
        var last = steps[0]
        for (folder, _) in steps { try? fileSystem.remove(name, in: folder) }
        try SpoolError.opening(folders.spool) { () throws(FileError) in
            fileSystem.close(try fileSystem.createFile(name, in: incoming))
        }
        for step in steps.dropFirst() {
            do {
                try fileSystem.rename(name, in: last.0, to: name, in: step.0, replacing: false)
            } catch {
                try? fileSystem.remove(name, in: last.0)
                throw SpoolError(
                    SpoolError.code(ofStart: error),
                    "files cannot be renamed from '\(last.1)' to '\(step.1)' in "
                        + "'\(folders.spool.display)'; all must be on one file system and mount, "
                        + "writable for this user",
                    cause: error)
            }
            last = step
        }
        try? fileSystem.remove(name, in: last.0)
    }
}

extension SpoolError {
    /// Takes a failed call at the start.
    static func opening(_ path: BytePath, _ error: FileError) -> SpoolError {
        SpoolError(
            code(ofStart: error), "cannot open the folder '\(path.display)'", cause: error)
    }

    /// Whether a call that failed at the start tells of folders that cannot serve, which a person
    /// must mend, or of a disk in trouble, which a later start may find well again.
    static func code(ofStart error: FileError) -> Code {
        if error.isForbidden || error.isBlocked || error.isUnfit { return .configuration }
        return error.isNoSpace ? .noSpace : .io
    }

    /// Runs calls of the start and names the folder when one fails.
    static func opening<Result>(
        _ path: BytePath, _ body: () throws(FileError) -> Result
    ) throws(SpoolError) -> Result {
        do { return try body() } catch { throw opening(path, error) }
    }
}

/// Opening and locking of root folders.
enum RootFolder {
    /// Ignored by intake and by consumers: it starts with a dot.
    static let trialName: BytePath = ".thresher-trial"

    /// The file whose lock says that a daemon has the folder.
    static let lockName: BytePath = ".lock"

    /// Opens a folder, making it and what is above it.
    static func open(_ path: BytePath, fileSystem: any FileSystem) throws(FileError) -> Descriptor {
        do {
            return try fileSystem.openRoot(path)
        } catch let error where error.isMissing {
            try make(path, fileSystem: fileSystem)
            return try fileSystem.openRoot(path)
        }
    }

    private static func make(_ path: BytePath, fileSystem: any FileSystem) throws(FileError) {
        do {
            try fileSystem.makeRoot(path)
        } catch let error where error.isTaken {
            return
        } catch let error where error.isMissing && !path.parent.isEmpty {
            try make(path.parent, fileSystem: fileSystem)
            do { try fileSystem.makeRoot(path) } catch let error where error.isTaken { return }
        }
    }

    /// Opens a folder in another, making it.
    static func child(
        _ name: BytePath, of folder: Descriptor, isPrivate: Bool = false,
        fileSystem: any FileSystem
    ) throws(FileError) -> Descriptor {
        do {
            return try fileSystem.openFolder(name, in: folder)
        } catch let error where error.isMissing {
            do {
                try fileSystem.makeFolder(name, in: folder, isPrivate: isPrivate)
            } catch let error where error.isTaken {
                // Made by somebody else in between.
            }
            return try fileSystem.openFolder(name, in: folder)
        }
    }

    /// Locks a folder by a file in it, for as long as this process lives.
    static func lock(
        _ folder: Descriptor, path: BytePath, fileSystem: any FileSystem
    ) throws(SpoolError) -> Descriptor {
        let file = try SpoolError.opening(path) { () throws(FileError) in
            try fileSystem.openForAppending(lockName, in: folder)
        }
        do {
            try fileSystem.lock(file)
        } catch {
            let holder = (try? fileSystem.read(file, at: 0, count: 20)) ?? []
            fileSystem.close(file)
            guard error.isWouldBlock else { throw SpoolError.opening(path, error) }
            let pid = String(decoding: holder.filter { $0 != 10 }, as: UTF8.self)
            throw SpoolError(
                .inUse,
                "'\(path.display)' is in use by another process"
                    + (pid.isEmpty ? "" : " (\(pid))"))
        }
        // Only a help for whoever finds the folder locked: a full disk must not keep us out.
        try? fileSystem.truncate(file, to: 0)
        try? fileSystem.write(Array("\(processID())\n".utf8), to: file)
        return file
    }
}
