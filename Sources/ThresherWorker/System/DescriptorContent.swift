// SPDX-License-Identifier: Apache-2.0
import Glibc
package import ThresherPlugin

/// An entry's bytes behind a descriptor that was passed from another process.
///
/// It reads at explicit offsets: a passed descriptor shares its position with its sender.
package final class DescriptorContent: EntryContent {
    package let name: String
    package let byteCount: Int
    private let descriptor: Int32
    /// All bytes of a small entry, which is sniffed and then read: once from the disk.
    private var whole: [UInt8]?
    private static let smallBytes = 64 << 10

    /// Takes a descriptor without owning it.
    ///
    /// - Parameters:
    ///   - descriptor: Open for reading, on a plain file.
    ///   - name: The base name.
    ///   - byteCount: The size when the entry was claimed; bytes beyond it do not exist.
    package init(descriptor: Int32, name: String, byteCount: Int) {
        self.descriptor = descriptor
        self.name = name
        self.byteCount = max(0, byteCount)
    }

    package func read(at offset: Int, count: Int) throws(StageError) -> [UInt8] {
        guard offset >= 0, offset < byteCount, count > 0 else { return [] }
        let wanted = min(count, byteCount - offset)
        guard byteCount <= Self.smallBytes else { return try load(offset, wanted) }
        if whole == nil { whole = try load(0, byteCount) }
        let bytes = whole ?? []
        if offset == 0, wanted >= bytes.count { return bytes }
        return Array(bytes.dropFirst(offset).prefix(wanted))
    }

    private func load(_ offset: Int, _ wanted: Int) throws(StageError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let part = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let got = unsafe pread(
                    descriptor, part.baseAddress, wanted - filled, off_t(offset + filled))
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else {
            throw StageError(
                .unavailable, "the entry cannot be read: \(SystemError.text(failure))")
        }
        return bytes
    }
}
