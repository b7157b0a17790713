// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization
import ThresherSpool

/// A file system in memory that knows what a crash would leave at every call.
///
/// `/spool` and `/state` are on one disk, `/output` on another (or all on one). Calls that change
/// something are counted; at the chosen one the process dies.
final class SimulatedFileSystem: FileSystem {
    /// A barrier that can be left out, to show that the model finds its absence.
    enum Skip: Sendable, Hashable {
        case syncFileSystem(disk: Int)
        case syncFolder
    }

    struct State: Sendable {
        var disk = SimulatedDisk()
        var open: [Int32: (inode: Int, position: Int, appends: Bool)] = [:]
        var nextDescriptor: Int32 = 3
        var changes = 0
        var crashAt: Int?
        var isDead = false
        var skips: Set<Skip> = []
        /// Whether a consumer takes outputs at once.
        var isConsumed = false
        var taken: [SimulatedDisk.SimulatedFile] = []
        /// Runs after every change, outside of the daemon's control.
        var hook: (@Sendable (inout State) -> Void)?
        var locks: [Int: Int32] = [:]
        var clock: Int64 = 1
        /// Whether a sync of one folder writes the whole journal, as ext4's does.
        var isOrdered = true
        /// Outputs that are not ours and stay.
        var foreign: Set<[UInt8]> = []
    }

    let state: Mutex<State>

    init(_ disk: SimulatedDisk) {
        var initial = State()
        initial.disk = disk
        state = Mutex(initial)
    }

    /// An empty machine.
    static func empty(disks: Int) -> SimulatedDisk {
        var disk = SimulatedDisk()
        for (number, (path, device)) in [("/spool", 0), ("/state", 0), ("/output", disks - 1)]
            .enumerated()
        {
            disk.roots[Array(path.utf8)] = number + 1
            disk.inodes[number + 1] = .init(isFolder: true, disk: device)
        }
        return disk
    }

    static let folders = SpoolFolders(spool: "/spool", output: "/output", state: "/state")

    // MARK: Helpers

    private func fail(
        _ operation: FileError.StaticOperation, _ path: BytePath?, _ number: Int32
    ) -> FileError { FileError(operation, path, number) }

    private func run<Result>(
        _ operation: FileError.StaticOperation, _ path: BytePath? = nil,
        _ body: (inout State) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        let outcome = state.withLock { state -> Swift.Result<Result, FileError> in
            if state.isDead { return .failure(FileError(operation, path, EIO)) }
            do throws(FileError) { return .success(try body(&state)) } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// Counts a change, and dies before it when it is its turn.
    private func tick(_ state: inout State) throws(FileError) {
        if let limit = state.crashAt, state.changes >= limit {
            state.isDead = true
            throw FileError(.write, nil, EIO)
        }
        state.changes += 1
        state.clock += 1
    }

    private func node(
        _ descriptor: Descriptor, _ state: State
    ) throws(FileError) -> Int {
        guard let open = state.open[descriptor.number] else { throw FileError(.status, nil, EBADF) }
        return open.inode
    }

    /// The folder and last name of a path below a folder.
    private func resolve(
        _ path: BytePath, _ folder: Descriptor, _ state: State
    ) throws(FileError) -> SimulatedDisk.Key {
        var current = try node(folder, state)
        var parts = path.components.map(\.bytes)
        guard let last = parts.popLast() else { return .init(folder: current, name: []) }
        for part in parts {
            guard let next = state.disk.names[.init(folder: current, name: part)] else {
                throw FileError(.open, path, ENOENT)
            }
            guard state.disk.inodes[next]?.isFolder == true else {
                throw FileError(.open, path, ENOTDIR)
            }
            current = next
        }
        if last.count > 255 { throw FileError(.open, path, ENAMETOOLONG) }
        return .init(folder: current, name: last)
    }

    private func open(_ inode: Int, appends: Bool, _ state: inout State) -> Descriptor {
        let number = state.nextDescriptor
        state.nextDescriptor += 1
        state.open[number] = (inode, 0, appends)
        return Descriptor(number)
    }

    private func isAlive(_ folder: Int, _ disk: SimulatedDisk) -> Bool {
        disk.roots.values.contains(folder) || disk.names.values.contains(folder)
    }

    private func create(
        _ key: SimulatedDisk.Key, isFolder: Bool, _ state: inout State
    ) throws(FileError) -> Int {
        guard isAlive(key.folder, state.disk) else { throw FileError(.create, nil, ENOENT) }
        let inode = state.disk.nextInode
        state.disk.nextInode += 1
        var new = SimulatedDisk.Inode(
            isFolder: isFolder, disk: state.disk.inodes[key.folder]?.disk ?? 0)
        new.modified = state.clock
        state.disk.inodes[inode] = new
        state.disk.change(.link(key, inode), isDurable: isTrial(key.name))
        return inode
    }

    /// The trial files and the lock mean nothing to recovery: their states would only multiply.
    private func isTrial(_ name: [UInt8]) -> Bool {
        name == Array(".thresher-trial".utf8) || name == Array(".lock".utf8)
    }

    private func finishChange(_ state: inout State) {
        if state.isConsumed { consume(&state) }
        state.hook?(&state)
    }

    /// Takes every published output, as an eager consumer does.
    func consume(_ state: inout State) {
        guard let output = state.disk.roots[Array("/output".utf8)] else { return }
        func visit(_ folder: Int, _ path: [UInt8]) {
            for (key, inode) in state.disk.names where key.folder == folder {
                if key.name.first == UInt8(ascii: ".") { continue }
                guard let node = state.disk.inodes[inode] else { continue }
                let full = path + [UInt8(ascii: "/")] + key.name
                if node.isFolder {
                    visit(inode, full)
                } else if state.foreign.contains(full) {
                    continue
                } else {
                    state.taken.append(.init(path: full, bytes: node.bytes))
                    state.disk.change(.unlink(key))
                }
            }
        }
        visit(output, Array("/output".utf8))
    }

    // MARK: FileSystem

    func openRoot(_ path: BytePath) throws(FileError) -> Descriptor {
        try run(.open, path) { state throws(FileError) in
            guard let inode = state.disk.roots[path.bytes] else {
                throw fail(.open, path, ENOENT)
            }
            return open(inode, appends: false, &state)
        }
    }

    func openFolder(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        try run(.open, path) { state throws(FileError) in
            if path.isEmpty { return open(try node(folder, state), appends: false, &state) }
            let key = try resolve(path, folder, state)
            guard let inode = state.disk.names[key] else { throw fail(.open, path, ENOENT) }
            guard state.disk.inodes[inode]?.isFolder == true else {
                throw fail(.open, path, ENOTDIR)
            }
            return open(inode, appends: false, &state)
        }
    }

    func openFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        try run(.open, path) { state throws(FileError) in
            let key = try resolve(path, folder, state)
            guard let inode = state.disk.names[key] else { throw fail(.open, path, ENOENT) }
            return open(inode, appends: false, &state)
        }
    }

    func createFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        try run(.create, path) { state throws(FileError) in
            let key = try resolve(path, folder, state)
            guard state.disk.names[key] == nil else { throw fail(.create, path, EEXIST) }
            if !isTrial(key.name) { try tick(&state) }
            let inode = try create(key, isFolder: false, &state)
            finishChange(&state)
            return open(inode, appends: true, &state)
        }
    }

    func openForAppending(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        try run(.open, path) { state throws(FileError) in
            let key = try resolve(path, folder, state)
            if let inode = state.disk.names[key] { return open(inode, appends: true, &state) }
            if !isTrial(key.name) { try tick(&state) }
            let inode = try create(key, isFolder: false, &state)
            finishChange(&state)
            return open(inode, appends: true, &state)
        }
    }

    func close(_ descriptor: Descriptor) {
        state.withLock { state in
            let inode = state.open.removeValue(forKey: descriptor.number)?.inode
            if let inode, state.locks[inode] == descriptor.number { state.locks[inode] = nil }
        }
    }

    func adopt(_ other: Descriptor, as descriptor: Descriptor) throws(FileError) {
        try run(.open) { state throws(FileError) in
            state.open[descriptor.number] = state.open.removeValue(forKey: other.number)
        }
    }

    func write(_ bytes: [UInt8], to file: Descriptor) throws(FileError) {
        try run(.write) { state throws(FileError) in
            let inode = try node(file, state)
            let isLock = state.locks[inode] != nil
            if !isLock { try tick(&state) }
            state.disk.inodes[inode]?.bytes += bytes
            state.disk.inodes[inode]?.isForgotten = false
            state.disk.inodes[inode]?.modified = state.clock
            if isLock {
                let written = state.disk.inodes[inode]?.bytes
                state.disk.inodes[inode]?.durable = written
            }
            finishChange(&state)
        }
    }

    func read(_ file: Descriptor, at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try run(.read) { state throws(FileError) in
            let bytes = state.disk.inodes[try node(file, state)]?.bytes ?? []
            return Array(bytes.dropFirst(offset).prefix(count))
        }
    }

    func truncate(_ file: Descriptor, to size: Int) throws(FileError) {
        try run(.truncate) { state throws(FileError) in
            let inode = try node(file, state)
            guard let bytes = state.disk.inodes[inode]?.bytes, bytes.count != size else { return }
            if state.locks[inode] == nil { try tick(&state) }
            state.disk.inodes[inode]?.bytes = Array(bytes.prefix(size))
            finishChange(&state)
        }
    }

    func syncFile(_ file: Descriptor) throws(FileError) {
        try run(.sync) { state throws(FileError) in
            try tick(&state)
            let inode = try node(file, state)
            let written = state.disk.inodes[inode]?.bytes
            state.disk.inodes[inode]?.durable = written
        }
    }

    func syncFolder(_ folder: Descriptor) throws(FileError) {
        try run(.sync) { state throws(FileError) in
            try tick(&state)
            if state.skips.contains(.syncFolder) { return }
            let inode = try node(folder, state)
            if state.isOrdered {
                state.disk.commitJournal(state.disk.inodes[inode]?.disk ?? 0)
            } else {
                state.disk.commitFolder(inode)
            }
        }
    }

    func syncFileSystem(of descriptor: Descriptor) throws(FileError) {
        try run(.sync) { state throws(FileError) in
            try tick(&state)
            let disk = state.disk.inodes[try node(descriptor, state)]?.disk ?? 0
            if state.skips.contains(.syncFileSystem(disk: disk)) { return }
            state.disk.commitJournal(disk)
            state.disk.commitData(disk: disk)
        }
    }

    private func status(_ inode: Int, _ state: State) -> FileStatus {
        let node = state.disk.inodes[inode]
        return FileStatus(
            device: UInt64(node?.disk ?? 0), inode: UInt64(inode), size: node?.bytes.count ?? 0,
            modified: node?.modified ?? 0, changed: node?.modified ?? 0,
            kind: node?.isFolder == true ? .folder : .file,
            links: isAlive(inode, state.disk) ? 1 : 0)
    }

    func status(of descriptor: Descriptor) throws(FileError) -> FileStatus {
        try run(.status) { state throws(FileError) in status(try node(descriptor, state), state) }
    }

    func status(_ path: BytePath, in folder: Descriptor) throws(FileError) -> FileStatus {
        try run(.status, path) { state throws(FileError) in
            guard let inode = state.disk.names[try resolve(path, folder, state)] else {
                throw fail(.status, path, ENOENT)
            }
            return status(inode, state)
        }
    }

    func statusOfRoot(_ path: BytePath) throws(FileError) -> FileStatus {
        try run(.status, path) { state throws(FileError) in
            guard let inode = state.disk.roots[path.bytes] else {
                throw fail(.status, path, ENOENT)
            }
            return status(inode, state)
        }
    }

    func space(of descriptor: Descriptor) throws(FileError) -> FileSystemSpace {
        FileSystemSpace(freeBytes: 1 << 40, freeInodes: nil, isRemote: false)
    }

    func rename(
        _ path: BytePath, in folder: Descriptor, to target: BytePath, in other: Descriptor,
        replacing: Bool
    ) throws(FileError) {
        try run(.rename, path) { state throws(FileError) in
            let from = try resolve(path, folder, state)
            let to = try resolve(target, other, state)
            guard let inode = state.disk.names[from] else { throw fail(.rename, path, ENOENT) }
            guard isAlive(to.folder, state.disk) else { throw fail(.rename, path, ENOENT) }
            guard
                state.disk.inodes[from.folder]?.disk == state.disk.inodes[to.folder]?.disk
            else { throw fail(.rename, path, EXDEV) }
            if let there = state.disk.names[to] {
                if state.disk.inodes[there]?.isFolder == true {
                    throw fail(.rename, path, replacing ? EISDIR : EEXIST)
                }
                if !replacing { throw fail(.rename, path, EEXIST) }
            }
            _ = inode
            let isTrial = isTrial(from.name)
            if !isTrial { try tick(&state) }
            state.disk.change(.rename(from, to), isDurable: isTrial)
            finishChange(&state)
        }
    }

    private func unlink(
        _ path: BytePath, _ folder: Descriptor, isFolder: Bool
    ) throws(FileError) {
        try run(.remove, path) { state throws(FileError) in
            let key = try resolve(path, folder, state)
            guard let inode = state.disk.names[key] else { throw fail(.remove, path, ENOENT) }
            let isOne = state.disk.inodes[inode]?.isFolder == true
            guard isOne == isFolder else {
                throw fail(.remove, path, isFolder ? ENOTDIR : EISDIR)
            }
            if isFolder, state.disk.names.keys.contains(where: { $0.folder == inode }) {
                throw fail(.remove, path, ENOTEMPTY)
            }
            let isTrial = isTrial(key.name)
            if !isTrial { try tick(&state) }
            state.disk.change(.unlink(key), isDurable: isTrial)
            finishChange(&state)
        }
    }

    func remove(_ path: BytePath, in folder: Descriptor) throws(FileError) {
        try unlink(path, folder, isFolder: false)
    }

    func removeFolder(_ path: BytePath, in folder: Descriptor) throws(FileError) {
        try unlink(path, folder, isFolder: true)
    }

    func makeFolder(
        _ path: BytePath, in folder: Descriptor, isPrivate: Bool
    ) throws(FileError) {
        try run(.makeFolder, path) { state throws(FileError) in
            let key = try resolve(path, folder, state)
            guard state.disk.names[key] == nil else { throw fail(.makeFolder, path, EEXIST) }
            try tick(&state)
            _ = try create(key, isFolder: true, &state)
            finishChange(&state)
        }
    }

    func makeRoot(_ path: BytePath) throws(FileError) { throw FileError(.makeFolder, path, EACCES) }

    func lock(_ file: Descriptor) throws(FileError) {
        try run(.lock) { state throws(FileError) in
            let inode = try node(file, state)
            guard state.locks[inode] == nil else { throw fail(.lock, nil, EWOULDBLOCK) }
            state.locks[inode] = file.number
        }
    }

    func readEntries(
        of folder: Descriptor, _ body: (borrowing Span<UInt8>, FileKind) -> Void
    ) throws(FileError) -> Bool {
        let names = try run(.list) { state throws(FileError) -> [([UInt8], FileKind)] in
            guard var open = state.open[folder.number] else { throw fail(.list, nil, EBADF) }
            if open.position > 0 { return [] }
            open.position = 1
            state.open[folder.number] = open
            return state.disk.names.filter { $0.key.folder == open.inode }
                .sorted { $0.key.name.lexicographicallyPrecedes($1.key.name) }
                .map { key, inode in
                    (key.name, state.disk.inodes[inode]?.isFolder == true ? .folder : .file)
                }
        }
        for (name, kind) in names { body(name.span, kind) }
        return !names.isEmpty
    }

    func makeWatcher() throws(FileError) -> any FolderWatcher {
        throw FileError(.watch, nil, ENOSYS)
    }
}
