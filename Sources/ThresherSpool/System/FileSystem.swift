// SPDX-License-Identifier: Apache-2.0

/// An open file or folder of a ``FileSystem``.
package struct Descriptor: Sendable, Hashable {
    /// The kernel's number.
    package let number: Int32

    package init(_ number: Int32) { self.number = number }
}

/// What kind of thing a name stands for.
package enum FileKind: Sendable, Hashable {
    case file
    case folder
    /// A symbolic link, FIFO, socket or device.
    case special
    /// A listing that does not say.
    case unknown
}

/// What the spool needs to know of a file.
package struct FileStatus: Sendable, Hashable {
    package var device: UInt64
    package var inode: UInt64
    package var size: Int
    /// Nanoseconds since 1970.
    package var modified: Int64
    /// When anything about the file changed, its name included; nanoseconds since 1970.
    package var changed: Int64
    package var kind: FileKind
    /// How many names the file has.
    package var links: Int

    package init(
        device: UInt64, inode: UInt64, size: Int, modified: Int64, changed: Int64, kind: FileKind,
        links: Int
    ) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
        self.kind = kind
        self.links = links
    }

    /// Whether both are of one file, whatever has become of it in between.
    package func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }

    /// Whether a file's bytes are as they were, as far as its status tells.
    ///
    /// Of a file with several names the time of change tells nothing: whatever happens to another
    /// name of it, our own renames included, sets it.
    package func isUnchanged(since earlier: FileStatus) -> Bool {
        if earlier.links <= 1 { return self == earlier }
        return isSameFile(as: earlier) && size == earlier.size && modified == earlier.modified
            && kind == earlier.kind
    }
}

/// What a file system has left.
package struct FileSystemSpace: Sendable, Hashable {
    package var freeBytes: Int
    /// `nil` where inodes are not counted.
    package var freeInodes: Int?
    /// Whether the files are known to be on another machine.
    package var isRemote: Bool

    package init(freeBytes: Int, freeInodes: Int?, isRemote: Bool) {
        self.freeBytes = freeBytes
        self.freeInodes = freeInodes
        self.isRemote = isRemote
    }
}

/// Every file system call that the spool makes.
///
/// One method is one call that can fail or be the last before a crash, so that tests can fail the
/// n-th, record the sequence and replay it against what a crash may leave. Paths are relative to an
/// open folder. Callable from several threads.
package protocol FileSystem: AnyObject, Sendable {
    /// Opens a folder by any path, symbolic links followed.
    func openRoot(_ path: BytePath) throws(FileError) -> Descriptor
    /// Opens a folder beneath another; no part of the path may be a symbolic link.
    func openFolder(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor
    /// Opens a file beneath a folder for reading, without waiting for a FIFO's other end; no part
    /// of the path may be a symbolic link.
    func openFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor
    /// Creates a file that must not exist.
    func createFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor
    /// Opens a file for reading and appending; creates it when missing.
    func openForAppending(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor
    /// Closes; never fails in a way that matters, because what must last was synced before.
    func close(_ descriptor: Descriptor)
    /// Lets a descriptor stand for what another is open on, in one step, and closes that one.
    func adopt(_ other: Descriptor, as descriptor: Descriptor) throws(FileError)

    /// Writes all bytes at the end of a file.
    func write(_ bytes: [UInt8], to file: Descriptor) throws(FileError)
    /// Reads up to `count` bytes; fewer only at the end.
    func read(_ file: Descriptor, at offset: Int, count: Int) throws(FileError) -> [UInt8]
    /// Maps a file's whole words into memory; it must not be cut while they are in use.
    func map(_ file: Descriptor, byteCount: Int) throws(FileError) -> MappedFile
    /// Cuts a file.
    func truncate(_ file: Descriptor, to size: Int) throws(FileError)

    /// Makes a file's bytes durable.
    func syncFile(_ file: Descriptor) throws(FileError)
    /// Makes a folder's entries durable.
    func syncFolder(_ folder: Descriptor) throws(FileError)
    /// Makes everything on the file system durable that a descriptor is on.
    func syncFileSystem(of descriptor: Descriptor) throws(FileError)

    /// What an open file is.
    func status(of descriptor: Descriptor) throws(FileError) -> FileStatus
    /// What a name stands for; a symbolic link is itself.
    func status(_ path: BytePath, in folder: Descriptor) throws(FileError) -> FileStatus
    /// What an absolute path stands for, symbolic links followed on the way.
    func statusOfRoot(_ path: BytePath) throws(FileError) -> FileStatus
    /// What is left on a file system.
    func space(of descriptor: Descriptor) throws(FileError) -> FileSystemSpace

    /// Renames; without `replacing` an existing target fails with `EEXIST`.
    func rename(
        _ path: BytePath, in folder: Descriptor, to target: BytePath, in other: Descriptor,
        replacing: Bool) throws(FileError)
    /// Removes a file's name.
    func remove(_ path: BytePath, in folder: Descriptor) throws(FileError)
    /// Removes an empty folder.
    func removeFolder(_ path: BytePath, in folder: Descriptor) throws(FileError)
    /// Makes a folder; `isPrivate`: for the daemon's user alone.
    func makeFolder(_ path: BytePath, in folder: Descriptor, isPrivate: Bool) throws(FileError)
    /// Makes a folder by an absolute path.
    func makeRoot(_ path: BytePath) throws(FileError)
    /// Takes an exclusive lock that ends with the descriptor; fails with `EWOULDBLOCK` when taken.
    func lock(_ file: Descriptor) throws(FileError)

    /// Reads the next chunk of a folder's entries; `.` and `..` are left out.
    ///
    /// - Parameters:
    ///   - folder: A descriptor that only this listing uses; its position moves on.
    ///   - body: Takes each name and kind.
    /// - Returns: Whether there may be more.
    /// - Throws: What the call failed with.
    func readEntries(
        of folder: Descriptor, _ body: (borrowing Span<UInt8>, FileKind) -> Void
    )
        throws(FileError) -> Bool

    /// Starts to watch folders.
    func makeWatcher() throws(FileError) -> any FolderWatcher
}

/// Tells one thread what arrives in folders.
package protocol FolderWatcher: AnyObject {
    /// Readable when there is something to drain; `nil` when it cannot be waited for.
    var descriptor: Descriptor? { get }
    /// Watches an open folder; the number names it in events.
    func watch(_ folder: Descriptor) throws(FileError) -> Int32
    /// Stops to watch a folder.
    func forget(_ watch: Int32)
    /// Hands out what is pending, at most about 1,000 events a call.
    ///
    /// - Returns: Whether there may be more.
    func drain(_ body: (WatchEvent) -> Void) throws(FileError) -> Bool
}

/// Something that happened in a watched folder.
package struct WatchEvent: Sendable, Hashable {
    /// What happened.
    package enum Change: Sendable, Hashable {
        case created, renamedIn
        /// Somebody has opened a file; when it was made by that, its maker has it open.
        case opened
        /// Somebody who could write a file has closed it.
        case closed
        /// The folder itself has another path now.
        case folderMoved
        /// The folder is watched no more: it is gone.
        case folderGone
        /// Events were lost.
        case overflow
    }

    package var watch: Int32
    package var change: Change
    package var isFolder: Bool
    package var name: BytePath

    package init(watch: Int32, change: Change, isFolder: Bool, name: BytePath) {
        self.watch = watch
        self.change = change
        self.isFolder = isFolder
        self.name = name
    }
}
