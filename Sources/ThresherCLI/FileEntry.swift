// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherPlugin
import ThresherSpool

/// A file, or standard input, that is worked on in this process.
final class FileEntry: EntryContent {
    let name: String
    let byteCount: Int
    private let descriptor: Int32
    /// What standard input had, since it cannot be read twice.
    private let buffered: [UInt8]?

    /// Opens a file; `-` is standard input, which is read to its end at once.
    ///
    /// - Parameters:
    ///   - path: Any path, or `-`.
    ///   - limit: How many bytes of standard input to hold at most; one more is read, so that the
    ///     pipeline sees that it was too much.
    /// - Throws: What the system said.
    init(_ path: PathArgument, limit: Int) throws(FileError) {
        if path.isStandardInput {
            let bytes = try FileEntry.readAll(STDIN_FILENO, limit: limit + 1)
            name = "-"
            byteCount = bytes.count
            descriptor = -1
            buffered = bytes
            return
        }
        let opened = path.open(O_NONBLOCK)
        guard opened >= 0 else { throw FileError(path: path.text) }
        var status = stat()
        guard unsafe fstat(opened, &status) == 0 else {
            let error = FileError(path: path.text)
            close(opened)
            throw error
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw FileError(path: path.text, message: "is not a plain file")
        }
        name = path.name.printable
        byteCount = Int(status.st_size)
        descriptor = opened
        buffered = nil
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func read(at offset: Int, count: Int) throws(StageError) -> [UInt8] {
        if let buffered { return Array(buffered.dropFirst(offset).prefix(count)) }
        let wanted = max(0, min(count, byteCount - offset))
        var problem: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let got = unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), wanted - filled,
                    off_t(offset + filled))
                if got < 0 && errno == EINTR { continue }
                if got < 0 { problem = errno }
                if got <= 0 { return }
                filled += got
            }
        }
        guard problem == 0 else {
            throw StageError(.unavailable, "cannot read: \(FileError.describe(problem))")
        }
        return bytes
    }

    private static func readAll(_ descriptor: Int32, limit: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            let got = unsafe piece.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, min($0.count, limit - bytes.count))
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw FileError(path: "standard input") }
            if got == 0 { break }
            bytes += piece[..<got]
        }
        return bytes
    }
}

/// Why a file could not be opened or read.
struct FileError: Error, CustomStringConvertible {
    let description: String

    /// Says what the last system call said about a file.
    init(path: String) { self.init(path: path, message: FileError.describe(errno)) }

    init(path: String, message: String) { description = "\(path): \(message)" }

    static func describe(_ number: Int32) -> String {
        unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    }
}
