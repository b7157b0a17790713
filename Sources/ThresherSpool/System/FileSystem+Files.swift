// SPDX-License-Identifier: Apache-2.0

extension FileSystem {
    /// Reads the words, for a file system that has nothing to map.
    package func map(_ file: Descriptor, byteCount: Int) throws(FileError) -> MappedFile {
        let bytes = try read(file, at: 0, count: byteCount)
        return MappedFile(
            words: (0..<bytes.count / 8).map { StateFrame.number(bytes, $0 * 8, 8) })
    }

    /// Creates a file with content.
    func writeFile(
        _ path: BytePath, in folder: Descriptor, _ bytes: [UInt8], syncing: Bool
    ) throws(FileError) {
        let file = try createFile(path, in: folder)
        defer { close(file) }
        try write(bytes, to: file)
        if syncing { try syncFile(file) }
    }

    /// Reads a whole file; `nil` when it is longer than `limit`.
    func readFile(
        _ path: BytePath, in folder: Descriptor, limit: Int
    ) throws(FileError) -> [UInt8]? {
        let file = try openFile(path, in: folder)
        defer { close(file) }
        let bytes = try read(file, at: 0, count: limit + 1)
        return bytes.count > limit ? nil : bytes
    }

    /// All names in a folder that needs no bound: one of ours.
    func names(in folder: Descriptor) throws(FileError) -> [(name: BytePath, kind: FileKind)] {
        let listing = try openFolder("", in: folder)
        defer { close(listing) }
        var names: [(name: BytePath, kind: FileKind)] = []
        while try readEntries(
            of: listing,
            { name, kind in
                var bytes: [UInt8] = []
                bytes.reserveCapacity(name.count)
                for index in name.indices { bytes.append(name[index]) }
                names.append((BytePath(bytes), kind))
            })
        {}
        return names
    }

    /// What a name stands for; `nil` when there is nothing.
    func statusIfPresent(
        _ path: BytePath, in folder: Descriptor
    ) throws(FileError) -> FileStatus? {
        do { return try status(path, in: folder) } catch let error where error.isMissing {
            return nil
        }
    }
}
