// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// The output folder and our private staging in it, which others may delete at any time.
///
/// Used by one thread.
final class OutputFolder {
    let path: BytePath
    private let identifier: String
    private let fileSystem: any FileSystem
    private let events: EventHandler
    private var lock: Descriptor
    private var seen: FileStatus
    private(set) var root: Descriptor
    private(set) var staging: Descriptor
    private(set) var tree: FolderTree
    private(set) var device: Device

    static let privateName: BytePath = ".thresher"

    init(
        path: BytePath, identifier: String, fileSystem: any FileSystem,
        events: @escaping EventHandler
    ) throws(SpoolError) {
        self.path = path
        self.identifier = identifier
        self.fileSystem = fileSystem
        self.events = events
        let opened = try OutputFolder.open(path, identifier, fileSystem)
        root = opened.root
        staging = opened.staging
        lock = opened.lock
        seen = opened.status
        device = opened.device
        tree = FolderTree(root: opened.root, fileSystem: fileSystem)
    }

    deinit { for descriptor in [lock, staging, root] { fileSystem.close(descriptor) } }

    private struct Opened {
        var root: Descriptor
        var staging: Descriptor
        var lock: Descriptor
        var status: FileStatus
        var device: Device
    }

    private static func open(
        _ path: BytePath, _ identifier: String, _ fileSystem: any FileSystem
    ) throws(SpoolError) -> Opened {
        let root = try SpoolError.opening(path) { () throws(FileError) in
            try RootFolder.open(path, fileSystem: fileSystem)
        }
        let stagingPath = path.appending(privateName).appending(BytePath(identifier))
        let staging = try SpoolError.opening(stagingPath) { () throws(FileError) in
            let shared = try RootFolder.child(
                privateName, of: root, isPrivate: true, fileSystem: fileSystem)
            defer { fileSystem.close(shared) }
            return try RootFolder.child(
                BytePath(identifier), of: shared, isPrivate: true, fileSystem: fileSystem)
        }
        let lock = try RootFolder.lock(staging, path: stagingPath, fileSystem: fileSystem)
        let status = try SpoolError.opening(path) { () throws(FileError) in
            try fileSystem.status(of: root)
        }
        let device = try SpoolError.opening(path) { () throws(FileError) in
            try Device(of: root, fileSystem)
        }
        return Opened(
            root: root, staging: staging, lock: lock, status: status, device: device)
    }

    /// Looks whether the folder is still the one that is open, and opens or makes it anew if not.
    func refresh() throws(SpoolError) {
        if let now = try? fileSystem.statusOfRoot(path), now.isSameFile(as: seen), now.links > 0 {
            return
        }
        try reopen()
    }

    /// Opens or makes the folder anew.
    func reopen() throws(SpoolError) {
        let opened = try OutputFolder.open(path, identifier, fileSystem)
        tree.forgetAll()
        for old in [lock, staging, root] { fileSystem.close(old) }
        root = opened.root
        staging = opened.staging
        lock = opened.lock
        seen = opened.status
        device = opened.device
        tree = FolderTree(root: root, fileSystem: fileSystem)
        events(SpoolEvent.outputRecreated(path: path))
    }

    /// Shows by doing it that staged files can be renamed into the folder.
    func proveRenames() throws(SpoolError) {
        let name = RootFolder.trialName
        try? fileSystem.remove(name, in: staging)
        try? fileSystem.remove(name, in: root)
        try SpoolError.opening(path) { () throws(FileError) in
            fileSystem.close(try fileSystem.createFile(name, in: staging))
        }
        do {
            try fileSystem.rename(name, in: staging, to: name, in: root, replacing: false)
        } catch {
            try? fileSystem.remove(name, in: staging)
            throw SpoolError(
                SpoolError.code(ofStart: error),
                "files cannot be renamed from '\(OutputFolder.privateName.display)' to the output "
                    + "folder '\(path.display)'", cause: error)
        }
        try? fileSystem.remove(name, in: root)
    }
}
