// SPDX-License-Identifier: Apache-2.0
import Synchronization
import ThresherSpool

/// Passes every call on, writes down those that change or sync something, and may fail one.
///
/// Folders are called by their names below the roots, so that a recording on the real file system
/// can be compared with one on a simulated one.
final class RecordingFileSystem: FileSystem {
    private struct State {
        var calls: [String] = []
        var count = 0
        var names: [Descriptor: String] = [:]
        var failAt: Int?
        var error: Int32 = 0
        var failed: String?
    }

    private let base: any FileSystem
    private let roots: [BytePath: String]
    private let state = Mutex(State())

    init(_ base: any FileSystem, folders: SpoolFolders) {
        self.base = base
        roots = [folders.spool: "spool", folders.output: "output", folders.state: "state"]
    }

    /// The calls that changed or synced something, in order.
    var calls: [String] { state.withLock { $0.calls } }
    /// How many calls were made, of all kinds.
    var count: Int { state.withLock { $0.count } }
    /// The call that was made to fail.
    var failed: String? { state.withLock { $0.failed } }

    func forgetCalls() { state.withLock { $0.calls = [] } }

    /// Makes the n-th call from now fail, counted from 0.
    func fail(at number: Int, with error: Int32) {
        state.withLock {
            $0.failAt = $0.count + number
            $0.error = error
            $0.failed = nil
        }
    }

    private func name(_ folder: Descriptor, _ path: BytePath = "") -> String {
        let folder = state.withLock { $0.names[folder] } ?? "?"
        return path.isEmpty ? folder : folder + "/" + path.display
    }

    private func note(_ descriptor: Descriptor, _ name: String) -> Descriptor {
        state.withLock { $0.names[descriptor] = name }
        return descriptor
    }

    private func call<Result>(
        _ operation: FileError.StaticOperation, _ text: String, isChange: Bool = true,
        _ body: () throws(FileError) -> Result
    ) throws(FileError) -> Result {
        let failure = state.withLock { state -> Int32? in
            defer { state.count += 1 }
            guard state.count == state.failAt else { return nil }
            state.failed = text
            return state.error
        }
        if failure != nil, operation == .sync, let simulated = base as? SimulatedFileSystem {
            simulated.state.withLock { $0.disk.forgetUnsynced() }
        }
        if let failure { throw FileError(operation, nil, failure) }
        let result = try body()
        if isChange { state.withLock { $0.calls.append(text) } }
        return result
    }

    func openRoot(_ path: BytePath) throws(FileError) -> Descriptor {
        note(
            try call(.open, "open \(path.display)", isChange: false) { () throws(FileError) in
                try base.openRoot(path)
            }, roots[path] ?? path.display)
    }

    func openFolder(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        let name = name(folder, path)
        return note(
            try call(.open, "open \(name)", isChange: false) { () throws(FileError) in
                try base.openFolder(path, in: folder)
            }, name)
    }

    func openFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        let name = name(folder, path)
        return note(
            try call(.open, "open \(name)", isChange: false) { () throws(FileError) in
                try base.openFile(path, in: folder)
            }, name)
    }

    func createFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        let name = name(folder, path)
        return note(
            try call(.create, "create \(name)") { () throws(FileError) in
                try base.createFile(path, in: folder)
            }, name)
    }

    func openForAppending(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        let name = name(folder, path)
        return note(
            try call(.open, "append \(name)") { () throws(FileError) in
                try base.openForAppending(path, in: folder)
            }, name)
    }

    func close(_ descriptor: Descriptor) { base.close(descriptor) }

    func adopt(_ other: Descriptor, as descriptor: Descriptor) throws(FileError) {
        try call(.open, "adopt \(name(other))", isChange: false) { () throws(FileError) in
            try base.adopt(other, as: descriptor)
        }
    }

    func write(_ bytes: [UInt8], to file: Descriptor) throws(FileError) {
        try call(.write, "write \(name(file))") { () throws(FileError) in
            try base.write(bytes, to: file)
        }
    }

    func read(_ file: Descriptor, at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try call(.read, "read \(name(file))", isChange: false) { () throws(FileError) in
            try base.read(file, at: offset, count: count)
        }
    }

    func truncate(_ file: Descriptor, to size: Int) throws(FileError) {
        try call(.truncate, "truncate \(name(file))") { () throws(FileError) in
            try base.truncate(file, to: size)
        }
    }

    func syncFile(_ file: Descriptor) throws(FileError) {
        try call(.sync, "sync \(name(file))") { () throws(FileError) in try base.syncFile(file) }
    }

    func syncFolder(_ folder: Descriptor) throws(FileError) {
        try call(.sync, "sync \(name(folder))") { () throws(FileError) in
            try base.syncFolder(folder)
        }
    }

    func syncFileSystem(of descriptor: Descriptor) throws(FileError) {
        try call(.sync, "sync all of \(name(descriptor))") { () throws(FileError) in
            try base.syncFileSystem(of: descriptor)
        }
    }

    func status(of descriptor: Descriptor) throws(FileError) -> FileStatus {
        try call(.status, "status \(name(descriptor))", isChange: false) { () throws(FileError) in
            try base.status(of: descriptor)
        }
    }

    func status(_ path: BytePath, in folder: Descriptor) throws(FileError) -> FileStatus {
        try call(.status, "status \(name(folder, path))", isChange: false) { () throws(FileError) in
            try base.status(path, in: folder)
        }
    }

    func statusOfRoot(_ path: BytePath) throws(FileError) -> FileStatus {
        try call(.status, "status \(path.display)", isChange: false) { () throws(FileError) in
            try base.statusOfRoot(path)
        }
    }

    func space(of descriptor: Descriptor) throws(FileError) -> FileSystemSpace {
        try call(.space, "space \(name(descriptor))", isChange: false) { () throws(FileError) in
            try base.space(of: descriptor)
        }
    }

    func rename(
        _ path: BytePath, in folder: Descriptor, to target: BytePath, in other: Descriptor,
        replacing: Bool
    ) throws(FileError) {
        try call(.rename, "rename \(name(folder, path)) \(name(other, target))") {
            () throws(FileError) in
            try base.rename(path, in: folder, to: target, in: other, replacing: replacing)
        }
    }

    func remove(_ path: BytePath, in folder: Descriptor) throws(FileError) {
        try call(.remove, "remove \(name(folder, path))") { () throws(FileError) in
            try base.remove(path, in: folder)
        }
    }

    func removeFolder(_ path: BytePath, in folder: Descriptor) throws(FileError) {
        try call(.remove, "remove \(name(folder, path))/") { () throws(FileError) in
            try base.removeFolder(path, in: folder)
        }
    }

    func makeFolder(
        _ path: BytePath, in folder: Descriptor, isPrivate: Bool
    ) throws(FileError) {
        try call(.makeFolder, "make \(name(folder, path))") { () throws(FileError) in
            try base.makeFolder(path, in: folder, isPrivate: isPrivate)
        }
    }

    func makeRoot(_ path: BytePath) throws(FileError) {
        try call(.makeFolder, "make \(path.display)") { () throws(FileError) in
            try base.makeRoot(path)
        }
    }

    func lock(_ file: Descriptor) throws(FileError) {
        try call(.lock, "lock \(name(file))", isChange: false) { () throws(FileError) in
            try base.lock(file)
        }
    }

    func readEntries(
        of folder: Descriptor, _ body: (borrowing Span<UInt8>, FileKind) -> Void
    ) throws(FileError) -> Bool {
        try call(.list, "list \(name(folder))", isChange: false) { () throws(FileError) in
            try base.readEntries(of: folder, body)
        }
    }

    func makeWatcher() throws(FileError) -> any FolderWatcher {
        try call(.watch, "watch", isChange: false) { () throws(FileError) in
            try base.makeWatcher()
        }
    }
}
