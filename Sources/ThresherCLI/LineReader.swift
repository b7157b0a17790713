// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Reads a file, or standard input, line by line.
final class LineReader {
    private let path: PathArgument
    private let descriptor: Int32
    private let limit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// Opens a file; `-` is standard input.
    ///
    /// - Parameters:
    ///   - path: Any path, or `-`.
    ///   - limit: How many bytes a line may have.
    /// - Throws: What the system said.
    init(_ path: PathArgument, limit: Int) throws(FileError) {
        self.path = path
        self.limit = limit
        descriptor = path.isStandardInput ? STDIN_FILENO : path.open()
        guard descriptor >= 0 else { throw FileError(path: path.text) }
    }

    deinit { if !path.isStandardInput { close(descriptor) } }

    /// The next line without its line feed; `nil` at the end.
    ///
    /// - Throws: What the system said, or that a line is too long.
    func next() throws(FileError) -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return Array(buffer[start..<end])
            }
            searched = buffer.count
            guard buffer.count - start <= limit else {
                throw FileError(path: path.text, message: "has a line of more than \(limit) bytes")
            }
            if isAtEnd {
                defer { start = buffer.count }
                return start < buffer.count ? Array(buffer[start...]) : nil
            }
            searched -= start
            try fill()
        }
    }

    private func fill() throws(FileError) {
        buffer.removeFirst(start)
        start = 0
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        var got = -1
        repeat {
            got = unsafe piece.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
        } while got < 0 && errno == EINTR
        guard got >= 0 else { throw FileError(path: path.text) }
        isAtEnd = got == 0
        buffer.append(contentsOf: piece[..<got])
    }
}
