// SPDX-License-Identifier: Apache-2.0
private import CThresherSystem

/// The machine's file system.
///
/// Every use of `unsafe` here hands a buffer or a C string to a call that does not keep it.
package final class PosixFileSystem: FileSystem {
    package init() {}

    package func openRoot(_ path: BytePath) throws(FileError) -> Descriptor {
        let opened = unsafe withCString(path) { unsafe thresher_open_folder($0) }
        return Descriptor(try checked(opened, .open, path))
    }

    package func openFolder(
        _ path: BytePath, in folder: Descriptor
    ) throws(FileError) -> Descriptor {
        let path = path.isEmpty ? "." : path
        let opened = unsafe withCString(path) { unsafe thresher_open_beneath(folder.number, $0, 1) }
        return Descriptor(try checked(opened, .open, path))
    }

    package func openFile(_ path: BytePath, in folder: Descriptor) throws(FileError) -> Descriptor {
        let opened = unsafe withCString(path) { unsafe thresher_open_beneath(folder.number, $0, 0) }
        return Descriptor(try checked(opened, .open, path))
    }

    package func createFile(
        _ path: BytePath, in folder: Descriptor
    ) throws(FileError) -> Descriptor {
        let opened = unsafe withCString(path) {
            unsafe thresher_create_file(folder.number, $0, 0o666)
        }
        return Descriptor(try checked(opened, .create, path))
    }

    package func openForAppending(
        _ path: BytePath, in folder: Descriptor
    ) throws(FileError) -> Descriptor {
        let opened = unsafe withCString(path) {
            unsafe thresher_open_append(folder.number, $0, 0o666)
        }
        return Descriptor(try checked(opened, .open, path))
    }

    package func map(_ file: Descriptor, byteCount: Int) throws(FileError) -> MappedFile {
        try MappedFile(file, byteCount: byteCount)
    }

    package func close(_ descriptor: Descriptor) { _ = thresher_close(descriptor.number) }

    package func adopt(_ other: Descriptor, as descriptor: Descriptor) throws(FileError) {
        _ = try checked(thresher_adopt(other.number, descriptor.number), .open)
    }

    package func write(_ bytes: [UInt8], to file: Descriptor) throws(FileError) {
        let written = unsafe bytes.withUnsafeBytes {
            unsafe thresher_write_all(file.number, $0.baseAddress, $0.count)
        }
        _ = try checked(written, .write)
    }

    package func read(
        _ file: Descriptor, at offset: Int, count: Int
    ) throws(FileError) -> [UInt8] {
        var result: Int64 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            result = unsafe thresher_read_at(
                file.number, buffer.baseAddress, count, Int64(offset))
            filled = max(0, Int(result))
        }
        guard result >= 0 else { throw FileError(.read, nil, Int32(truncatingIfNeeded: -result)) }
        return bytes
    }

    package func truncate(_ file: Descriptor, to size: Int) throws(FileError) {
        _ = try checked(thresher_truncate(file.number, Int64(size)), .truncate)
    }

    package func syncFile(_ file: Descriptor) throws(FileError) {
        _ = try checked(thresher_sync_data(file.number), .sync)
    }

    package func syncFolder(_ folder: Descriptor) throws(FileError) {
        _ = try checked(thresher_sync_all(folder.number), .sync)
    }

    package func syncFileSystem(of descriptor: Descriptor) throws(FileError) {
        _ = try checked(thresher_sync_file_system(descriptor.number), .sync)
    }

    package func status(of descriptor: Descriptor) throws(FileError) -> FileStatus {
        var found = thresher_status()
        _ = try checked(unsafe thresher_file_status(descriptor.number, &found), .status)
        return FileStatus(found)
    }

    package func status(
        _ path: BytePath, in folder: Descriptor
    ) throws(FileError) -> FileStatus {
        var found = thresher_status()
        let result = unsafe withCString(path) {
            unsafe thresher_path_status(folder.number, $0, &found)
        }
        _ = try checked(result, .status, path)
        return FileStatus(found)
    }

    package func statusOfRoot(_ path: BytePath) throws(FileError) -> FileStatus {
        // With the slash a symbolic link to the folder is followed.
        try status(path.appending(""), in: Descriptor(-1))
    }

    package func space(of descriptor: Descriptor) throws(FileError) -> FileSystemSpace {
        var found = thresher_space()
        _ = try checked(unsafe thresher_file_system_space(descriptor.number, &found), .space)
        return FileSystemSpace(
            freeBytes: Int(clamping: found.free_bytes),
            freeInodes: found.inodes == 0 ? nil : Int(clamping: found.free_inodes),
            isRemote: found.is_remote != 0)
    }

    package func rename(
        _ path: BytePath, in folder: Descriptor, to target: BytePath, in other: Descriptor,
        replacing: Bool
    ) throws(FileError) {
        let result = unsafe withCString(path) { from in
            unsafe withCString(target) { to in
                unsafe thresher_rename(folder.number, from, other.number, to, replacing ? 1 : 0)
            }
        }
        _ = try checked(result, .rename, path)
    }

    package func remove(_ path: BytePath, in folder: Descriptor) throws(FileError) {
        let result = unsafe withCString(path) { unsafe thresher_remove(folder.number, $0, 0) }
        _ = try checked(result, .remove, path)
    }

    package func removeFolder(_ path: BytePath, in folder: Descriptor) throws(FileError) {
        let result = unsafe withCString(path) { unsafe thresher_remove(folder.number, $0, 1) }
        _ = try checked(result, .remove, path)
    }

    package func makeFolder(
        _ path: BytePath, in folder: Descriptor, isPrivate: Bool
    ) throws(FileError) {
        let result = unsafe withCString(path) {
            unsafe thresher_make_folder(folder.number, $0, isPrivate ? 0o700 : 0o777)
        }
        _ = try checked(result, .makeFolder, path)
    }

    package func makeRoot(_ path: BytePath) throws(FileError) {
        try makeFolder(path, in: Descriptor(-1), isPrivate: false)
    }

    package func lock(_ file: Descriptor) throws(FileError) {
        _ = try checked(thresher_lock(file.number), .lock)
    }

    /// Whether another open file has the lock of this one.
    func isLocked(_ file: Descriptor) throws(FileError) -> Bool {
        try checked(thresher_is_locked(file.number), .lock) != 0
    }

    package func readEntries(
        of folder: Descriptor, _ body: (borrowing Span<UInt8>, FileKind) -> Void
    ) throws(FileError) -> Bool {
        let size = 32_768
        let result = unsafe withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) {
            buffer -> Int64 in
            guard let base = buffer.baseAddress else { return 0 }
            let filled = unsafe thresher_read_folder(folder.number, base, size)
            var offset = 0
            while offset < filled {
                var name: UnsafePointer<CChar>?
                var kind: UInt8 = 0
                let length = unsafe Int(thresher_next_entry(base, &offset, &name, &kind))
                guard let name = unsafe name else { break }
                unsafe name.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
                    let text = unsafe UnsafeBufferPointer(start: bytes, count: length)
                    let dots = unsafe text.allSatisfy { $0 == UInt8(ascii: ".") }
                    if dots && length <= 2 { return }
                    body(unsafe text.span, FileKind(listed: kind))
                }
            }
            return filled
        }
        guard result >= 0 else { throw FileError(.list, nil, Int32(truncatingIfNeeded: -result)) }
        return result > 0
    }

    package func makeWatcher() throws(FileError) -> any FolderWatcher { try PosixWatcher() }

    private func checked(
        _ result: Int32, _ operation: FileError.StaticOperation, _ path: BytePath? = nil
    ) throws(FileError) -> Int32 {
        guard result >= 0 else { throw FileError(operation, path, -result) }
        return result
    }

    private func withCString(
        _ path: BytePath, _ body: (UnsafePointer<CChar>) -> Int32
    ) -> Int32 {
        let bytes = path.bytes
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) {
            buffer in
            for index in bytes.indices {
                unsafe buffer[index] = CChar(bitPattern: bytes[index])
            }
            unsafe buffer[bytes.count] = 0
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe body(base)
        }
    }
}

extension FileKind {
    /// Takes the `DT_` value of a listing.
    fileprivate init(listed kind: UInt8) {
        switch kind {
        case 0: self = .unknown
        case 4: self = .folder
        case 8: self = .file
        default: self = .special
        }
    }
}

extension FileStatus {
    fileprivate init(_ found: thresher_status) {
        let kind: FileKind =
            switch found.mode & 0o170000 {
            case 0o040000: .folder
            case 0o100000: .file
            default: .special
            }
        self.init(
            device: found.device, inode: found.inode, size: Int(clamping: found.size),
            modified: found.modified_ns, changed: found.changed_ns, kind: kind,
            links: Int(found.links))
    }
}
