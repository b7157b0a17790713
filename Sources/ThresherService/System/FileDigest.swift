// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherEngine

/// The digest of an open file.
enum FileDigest {
    /// Reads a file from its start, in pieces.
    ///
    /// - Parameters:
    ///   - descriptor: Open for reading; its position is not used.
    ///   - limit: The most bytes to read.
    /// - Returns: The digest; `nil` when the file is longer or cannot be read.
    static func sha256(of descriptor: Int32, limit: Int) -> Digest? {
        var digest = RunningDigest()
        var offset = 0
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while offset <= limit {
            let count = unsafe piece.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress, $0.count, off_t(offset))
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return digest.finish() }
            digest.add(count == piece.count ? piece : Array(piece[..<count]))
            offset += count
        }
        return nil
    }
}
