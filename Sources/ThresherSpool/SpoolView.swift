// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine

/// What can be seen of a spool from beside its daemon.
package struct SpoolView {
    private let spool: BytePath
    private let fileSystem = PosixFileSystem()

    /// Looks at a spool's folder, which need not be there.
    package init(_ spool: BytePath) { self.spool = spool }

    /// Whether a daemon has the spool.
    ///
    /// - Returns: `nil` when this user may not find out.
    package var isHeld: Bool? { SpoolView.isHeld(spool) }

    /// Whether a daemon has a folder that it locks: a spool or a state.
    ///
    /// - Parameter folder: The folder.
    /// - Returns: `nil` when this user may not find out.
    package static func isHeld(_ folder: BytePath) -> Bool? {
        let fileSystem = PosixFileSystem()
        do {
            let root = try fileSystem.openRoot(folder)
            defer { fileSystem.close(root) }
            let lock = try fileSystem.openFile(RootFolder.lockName, in: root)
            defer { fileSystem.close(lock) }
            return try fileSystem.isLocked(lock)
        } catch {
            return error.isMissing ? false : nil
        }
    }

    /// The entries that are claimed; none when this user may not look.
    package func claimed() -> Set<EntryID> { Set(claims().map(\.entry)) }

    /// The entry that a path was claimed as.
    ///
    /// - Parameters:
    ///   - path: The path below `incoming/`.
    ///   - others: Entries that are not meant.
    /// - Returns: `nil` when there is none, or this user may not look.
    package func entry(of path: BytePath, besides others: Set<EntryID>) -> EntryID? {
        claims().first { claim in
            guard !others.contains(claim.entry) else { return false }
            return claim.isFolder
                ? exists("work/\(claim.entry.text).\(claim.attempt)", path) : claim.path == path
        }?.entry
    }

    /// Whether a file waits in `incoming/`.
    package func isWaiting(_ path: BytePath) -> Bool { exists("incoming", path) }

    private func exists(_ folder: String, _ path: BytePath) -> Bool {
        (try? inFolder(BytePath(folder)) { folder throws(FileError) in
            try fileSystem.status(path, in: folder)
        }) != nil
    }

    private func claims() -> [WorkName] {
        let names = try? inFolder("work") { folder throws(FileError) in
            try fileSystem.names(in: folder)
        }
        return (names ?? []).compactMap { WorkName.parse($0.name.bytes) }
    }

    private func inFolder<Result>(
        _ path: BytePath, _ body: (Descriptor) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        let folder = try fileSystem.openRoot(spool.appending(path))
        defer { fileSystem.close(folder) }
        return try body(folder)
    }
}
