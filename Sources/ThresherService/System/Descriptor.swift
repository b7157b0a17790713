// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A failed system call.
package struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The error number.
    package let code: Int32

    /// Takes an error number.
    package init(_ code: Int32) { self.code = code }

    static var last: SystemError { SystemError(errno) }

    package var description: String {
        // `strerror` is safe to read at once: glibc returns text of the calling thread.
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}

extension SystemError {
    /// Whether a write may go on later: a full pipe, or a full queue at the other end.
    var isFullPipe: Bool { code == EAGAIN || code == ENOBUFS }

    /// Whether nobody will ever read again.
    var isClosedPipe: Bool { code == EPIPE || code == EBADF || code == EIO }

    /// Whether the other end of a socket may come back.
    var isPassing: Bool { isFullPipe || code == ECONNREFUSED || code == ENOENT }
}

/// What tells one file from another, and its length.
package struct FileIdentity: Equatable, Sendable {
    package var device: UInt64
    package var inode: UInt64
    package var size: Int

    fileprivate init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
    }

    /// The file that a path leads to; `nil` when there is none.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Whether both are the same file, whatever its length.
    func isSameFile(as other: FileIdentity) -> Bool {
        device == other.device && inode == other.inode
    }
}

/// An open file.
package final class Descriptor: Sendable {
    private let number: Int32
    private let closes: Bool

    private init(_ number: Int32, closes: Bool) {
        self.number = number
        self.closes = closes
    }

    deinit { if closes { close(number) } }

    /// The standard streams, which stay open.
    package static let standardInput = Descriptor(0, closes: false)
    package static let standardOutput = Descriptor(1, closes: false)
    package static let standardError = Descriptor(2, closes: false)

    /// Takes over a descriptor and closes it at the end.
    package static func owning(_ number: Int32) -> Descriptor { Descriptor(number, closes: true) }

    /// Opens a file for appending, and makes it with mode 0640 when there is none.
    static func appending(to path: String) throws(SystemError) -> Descriptor {
        let number = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o640)
        guard number >= 0 else { throw .last }
        return Descriptor(number, closes: true)
    }

    /// Opens a file for reading.
    package static func reading(_ path: String) throws(SystemError) -> Descriptor {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard number >= 0 else { throw .last }
        return Descriptor(number, closes: true)
    }

    /// What file this is; `nil` when it is closed.
    package var identity: FileIdentity? {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { return nil }
        return FileIdentity(status)
    }

    /// Whether a person looks at it.
    package var isTerminal: Bool { isatty(number) == 1 }

    /// Waits until a write of 4,096 bytes would not block.
    func waitForRoom(milliseconds: Int32) {
        var request = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&request, 1, milliseconds)
    }

    /// Writes some of the bytes and says how many.
    package func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
        while true {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(number, $0.baseAddress, $0.count)
            }
            if count >= 0 { return count }
            guard errno == EINTR else { throw .last }
        }
    }

    /// Reads at most `limit` bytes on from where the last read ended; nothing at the end.
    package func read(limit: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            repeat {
                let result = unsafe Glibc.read(number, buffer.baseAddress, limit)
                count = max(0, result)
                failure = result < 0 ? .last : nil
            } while failure?.code == EINTR
        }
        if let failure { throw failure }
        return bytes
    }

    /// Reads at most `limit` bytes at a place, whatever was read before.
    func read(limit: Int, at offset: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            repeat {
                let result = unsafe pread(number, buffer.baseAddress, limit, off_t(offset))
                count = max(0, result)
                failure = result < 0 ? .last : nil
            } while failure?.code == EINTR
        }
        if let failure { throw failure }
        return bytes
    }
}
