// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Synchronization
import ThresherSpool

/// Passes every call on; a base for those that meddle with one.
class ForwardingFileSystem: FileSystem, @unchecked Sendable {
    let base: any FileSystem

    init(_ base: any FileSystem) { self.base = base }

    func openRoot(_ path: BytePath) throws(FileError) -> Descriptor { try base.openRoot(path) }
    func openFolder(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        try base.openFolder(path, in: folder)
    }
    func openFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        try base.openFile(path, in: folder)
    }
    func createFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        try base.createFile(path, in: folder)
    }
    func openForAppending(
        _ path: BytePath, in folder: Descriptor
    ) throws(FileError) -> Descriptor { try base.openForAppending(path, in: folder) }
    func close(_ descriptor: Descriptor) { base.close(descriptor) }
    func adopt(_ other: Descriptor, as descriptor: Descriptor) throws(FileError) {
        try base.adopt(other, as: descriptor)
    }
    func write(_ bytes: [UInt8], to file: Descriptor) throws(FileError) {
        try base.write(bytes, to: file)
    }
    func read(_ file: Descriptor, at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try base.read(file, at: offset, count: count)
    }
    func truncate(_ file: Descriptor, to size: Int) throws(FileError) {
        try base.truncate(file, to: size)
    }
    func syncFile(_ file: Descriptor) throws(FileError) { try base.syncFile(file) }
    func syncFolder(_ folder: Descriptor) throws(FileError) { try base.syncFolder(folder) }
    func syncFileSystem(of descriptor: Descriptor) throws(FileError) {
        try base.syncFileSystem(of: descriptor)
    }
    func status(of descriptor: Descriptor) throws(FileError) -> FileStatus {
        try base.status(of: descriptor)
    }
    func status(_ path: BytePath, in folder: Descriptor) throws(FileError) -> FileStatus {
        try base.status(path, in: folder)
    }
    func statusOfRoot(_ path: BytePath) throws(FileError) -> FileStatus {
        try base.statusOfRoot(path)
    }
    func space(of descriptor: Descriptor) throws(FileError) -> FileSystemSpace {
        try base.space(of: descriptor)
    }
    func rename(
        _ path: BytePath, in folder: Descriptor, to target: BytePath, in other: Descriptor,
        replacing: Bool
    ) throws(FileError) {
        try base.rename(path, in: folder, to: target, in: other, replacing: replacing)
    }
    func remove(_ path: BytePath, in folder: Descriptor) throws(FileError) {
        try base.remove(path, in: folder)
    }
    func removeFolder(_ path: BytePath, in folder: Descriptor) throws(FileError) {
        try base.removeFolder(path, in: folder)
    }
    func makeFolder(
        _ path: BytePath, in folder: Descriptor, isPrivate: Bool
    ) throws(FileError) { try base.makeFolder(path, in: folder, isPrivate: isPrivate) }
    func makeRoot(_ path: BytePath) throws(FileError) { try base.makeRoot(path) }
    func lock(_ file: Descriptor) throws(FileError) { try base.lock(file) }
    func readEntries(
        of folder: Descriptor, _ body: (borrowing Span<UInt8>, FileKind) -> Void
    ) throws(FileError) -> Bool { try base.readEntries(of: folder, body) }
    func makeWatcher() throws(FileError) -> any FolderWatcher { try base.makeWatcher() }
}

/// Does something once, just before the first rename out of a folder of a name.
final class InterruptedFileSystem: ForwardingFileSystem, @unchecked Sendable {
    private let name: BytePath
    private let interruption: Mutex<(@Sendable () -> Void)?>

    init(_ base: any FileSystem, before name: BytePath, _ body: @escaping @Sendable () -> Void) {
        self.name = name
        interruption = Mutex(body)
        super.init(base)
    }

    override func rename(
        _ path: BytePath, in folder: Descriptor, to target: BytePath, in other: Descriptor,
        replacing: Bool
    ) throws(FileError) {
        if path == name {
            let body = interruption.withLock { body in
                defer { body = nil }
                return body
            }
            body?()
        }
        try base.rename(path, in: folder, to: target, in: other, replacing: replacing)
    }
}

/// Has as many bytes free as a test says.
final class ScarceFileSystem: ForwardingFileSystem, @unchecked Sendable {
    /// Free bytes; with none no name finds room in a folder either.
    let free = Mutex(Int.max)

    override func rename(
        _ path: BytePath, in folder: Descriptor, to target: BytePath, in other: Descriptor,
        replacing: Bool
    ) throws(FileError) {
        if free.withLock({ $0 }) == 0 { throw FileError(.rename, path, ENOSPC) }
        try super.rename(path, in: folder, to: target, in: other, replacing: replacing)
    }

    override func space(of descriptor: Descriptor) throws(FileError) -> FileSystemSpace {
        FileSystemSpace(freeBytes: free.withLock { $0 }, freeInodes: nil, isRemote: false)
    }
}

/// Nothing can be renamed into a folder: it is a mount of its own, or somebody else's.
final class ForeignFolderFileSystem: ForwardingFileSystem, @unchecked Sendable {
    private let folder: String
    private let number: Int32

    init(_ base: any FileSystem, folder: String, number: Int32) {
        self.folder = folder
        self.number = number
        super.init(base)
    }

    override func rename(
        _ path: BytePath, in folder: Descriptor, to target: BytePath, in other: Descriptor,
        replacing: Bool
    ) throws(FileError) {
        let mount = try base.statusOfRoot(BytePath(self.folder))
        if try base.status(of: other).inode == mount.inode {
            throw FileError(.rename, path, number)
        }
        try super.rename(path, in: folder, to: target, in: other, replacing: replacing)
    }
}

/// Files cannot be opened while the test says so.
final class ClosedFileSystem: ForwardingFileSystem, @unchecked Sendable {
    let isClosed = Mutex(false)

    override func openFile(
        _ path: BytePath, in folder: Descriptor
    ) throws(FileError) -> Descriptor {
        if isClosed.withLock({ $0 }) { throw FileError(.open, path, EACCES) }
        return try super.openFile(path, in: folder)
    }
}

/// Somebody deletes a folder right after the commit.
final class RemovingFileSystem: ForwardingFileSystem, @unchecked Sendable {
    let isArmed = Mutex(false)
    private let folder: String

    init(_ base: any FileSystem, folder: String) {
        self.folder = folder
        super.init(base)
    }

    override func syncFolder(_ folder: Descriptor) throws(FileError) {
        try super.syncFolder(folder)
        let isTime = isArmed.withLock { armed in
            defer { armed = false }
            return armed
        }
        if isTime { try? FileManager.default.removeItem(atPath: self.folder) }
    }
}
