// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The file that says what a folder holds and in which version.
enum FormatFile {
    static let name: BytePath = "format.json"
    private static let newName: BytePath = ".format.new"

    /// Reads the folder's format, or writes it into a new folder.
    ///
    /// - Parameters:
    ///   - format: The name and version that this program reads and writes.
    ///   - identifier: The id of a new folder.
    ///   - folder: The open folder.
    ///   - path: Its path, for messages.
    ///   - fileSystem: Where it is.
    /// - Returns: The folder's id.
    /// - Throws: ``SpoolError/Code/format`` when another version wrote it.
    static func check(
        _ format: String, identifier: String, in folder: Descriptor, path: BytePath,
        fileSystem: any FileSystem
    ) throws(SpoolError) -> String {
        let bytes = try SpoolError.opening(path) { () throws(FileError) in
            try read(in: folder, fileSystem: fileSystem)
        }
        if let bytes { return try identity(of: bytes, format: format, path: path) }
        let content: JSONValue = ["format": .string(format), "id": .string(identifier)]
        try SpoolError.opening(path) { () throws(FileError) in
            try? fileSystem.remove(newName, in: folder)
            try fileSystem.writeFile(
                newName, in: folder, content.utf8 + [UInt8(ascii: "\n")], syncing: true)
            try fileSystem.syncFolder(folder)
            try fileSystem.rename(newName, in: folder, to: name, in: folder, replacing: false)
            // Everything made so far: the folders above and beside.
            try fileSystem.syncFileSystem(of: folder)
        }
        return identifier
    }

    private static func read(
        in folder: Descriptor, fileSystem: any FileSystem
    ) throws(FileError) -> [UInt8]? {
        let file: Descriptor
        do {
            file = try fileSystem.openFile(name, in: folder)
        } catch let error where error.isMissing {
            return nil
        }
        defer { fileSystem.close(file) }
        return try fileSystem.read(file, at: 0, count: 4096)
    }

    private static func identity(
        of bytes: [UInt8], format: String, path: BytePath
    ) throws(SpoolError) -> String {
        let file = path.appending(name).display
        guard let value = try? JSONValue(parsing: bytes), let found = value["format"]?.string,
            let identifier = value["id"]?.string
        else {
            throw SpoolError(
                .damaged, "'\(file)' is not readable; restore it, or move the folder away")
        }
        guard found == format else {
            throw SpoolError(
                .format,
                "'\(file)' says '\(found)', this version of thresher reads '\(format)'; run the "
                    + "version that wrote it until nothing is waiting, or choose another folder")
        }
        return identifier
    }
}
