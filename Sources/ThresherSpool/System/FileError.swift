// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A file system call that failed.
package struct FileError: Error, Sendable, Hashable {
    /// What was tried, such as `rename`.
    package let operation: StaticOperation
    /// The path it was tried on, when it had one.
    package let path: BytePath?
    /// The kernel's error number.
    package let number: Int32

    package init(_ operation: StaticOperation, _ path: BytePath? = nil, _ number: Int32) {
        self.operation = operation
        self.path = path
        self.number = number
    }

    /// The calls of ``FileSystem`` by name.
    package enum StaticOperation: String, Sendable, Hashable, CaseIterable {
        case open, create, close, write, read, truncate, sync, status, space, rename, remove
        case makeFolder = "make_folder"
        case list, lock, watch
    }

    /// The error's symbol, such as `ENOENT`.
    package var symbol: String { FileError.symbols[number] ?? "E\(number)" }

    /// One line for a person.
    package var explanation: String {
        let what = operation.rawValue + (path.map { " '\($0.display)'" } ?? "")
        return "\(what): \(FileError.texts[number] ?? "error \(number)") (\(symbol))"
    }

    package var isWouldBlock: Bool { number == EWOULDBLOCK }
    package var isMissing: Bool { number == ENOENT }
    /// The target's name is in use.
    package var isTaken: Bool { number == EEXIST || number == EISDIR || number == ENOTEMPTY }
    /// A part of the path is no folder, or a symbolic link.
    package var isBlocked: Bool { number == ENOTDIR || number == ELOOP }
    package var isStale: Bool { number == ESTALE }
    package var isOtherDevice: Bool { number == EXDEV }
    /// Nothing that can be opened as what was asked for.
    package var isUnknownKind: Bool { number == ENOTDIR || number == ENXIO }
    package var isTooLong: Bool { number == ENAMETOOLONG }
    /// The target's place or name cannot be had there, whatever is tried.
    package var isUnfit: Bool {
        number == EXDEV || number == ENAMETOOLONG || number == EINVAL || number == EILSEQ
    }
    package var isNoSpace: Bool { number == ENOSPC || number == EDQUOT }
    /// The daemon's user lacks the right; what else is denied (EROFS, EPERM) may pass.
    package var isForbidden: Bool { number == EACCES }
    package var isDenied: Bool { number == EACCES || number == EPERM || number == EROFS }
    /// The process or the machine has too many open files.
    package var isExhausted: Bool { number == EMFILE || number == ENFILE || number == ENOMEM }

    private static let symbols: [Int32: String] = [
        ENOENT: "ENOENT", EEXIST: "EEXIST", EISDIR: "EISDIR", ENOTEMPTY: "ENOTEMPTY",
        ENOTDIR: "ENOTDIR", ELOOP: "ELOOP", ENOSPC: "ENOSPC", EDQUOT: "EDQUOT",
        EACCES: "EACCES", EPERM: "EPERM", EROFS: "EROFS", EMFILE: "EMFILE", ENFILE: "ENFILE",
        ENOMEM: "ENOMEM", EIO: "EIO", EXDEV: "EXDEV", EINVAL: "EINVAL", EBUSY: "EBUSY",
        ENAMETOOLONG: "ENAMETOOLONG", EWOULDBLOCK: "EWOULDBLOCK", ESTALE: "ESTALE",
        ENXIO: "ENXIO", EFBIG: "EFBIG", EBADF: "EBADF",
    ]

    private static let texts: [Int32: String] = [
        ENOENT: "no such file or folder", EEXIST: "the name is taken", EISDIR: "is a folder",
        ENOTEMPTY: "the folder is not empty", ENOTDIR: "a part of the path is no folder",
        ELOOP: "a part of the path is a symbolic link", ENOSPC: "no space left",
        EDQUOT: "the quota is used up", EACCES: "permission denied",
        EPERM: "operation not permitted", EROFS: "the file system is read-only",
        EMFILE: "too many open files in this process", ENFILE: "too many open files",
        ENOMEM: "out of memory", EIO: "input/output error", EXDEV: "on another file system",
        EINVAL: "not supported there", EBUSY: "in use", ENAMETOOLONG: "the name is too long",
        EWOULDBLOCK: "in use by another process", ESTALE: "the file handle is stale",
        ENXIO: "no such device", EFBIG: "too large", EBADF: "not open",
    ]
}

/// `ENOENT`, for callers without the C library.
let missingNumber = ENOENT
