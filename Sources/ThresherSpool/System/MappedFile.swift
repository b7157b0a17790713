// SPDX-License-Identifier: Apache-2.0
private import CThresherSystem
import Glibc
import ThresherPlugin

/// A file's 64-bit words, mapped into memory for reading as long as this lives.
///
/// Nobody may cut the file meanwhile; its name may be removed. Who looks at what was cut off is ended by
/// SIGBUS, after a line on standard error that says what to do.
@safe package final class MappedFile: SealedFile, @unchecked Sendable {
    package let wordCount: Int
    // Aligned for words, `wordCount` of them, given back by this object's end alone.
    private let base: UnsafePointer<UInt64>?
    private let isMapped: Bool

    /// Maps an open file.
    ///
    /// - Parameters:
    ///   - file: A descriptor, which may be closed afterwards.
    ///   - byteCount: The file's size; what is beyond whole words is left out.
    /// - Throws: What the call failed with.
    init(_ file: Descriptor, byteCount: Int) throws(FileError) {
        wordCount = byteCount / 8
        isMapped = true
        guard wordCount > 0 else {
            unsafe base = nil
            return
        }
        let mapped = unsafe mmap(nil, wordCount * 8, PROT_READ, MAP_SHARED, file.number, 0)
        guard unsafe mapped != MAP_FAILED, let mapped = unsafe mapped else {
            throw FileError(.open, "", errno)
        }
        thresher_bus_error_announce()
        // Look-ups are scattered: what is around a page is of no use.
        unsafe madvise(mapped, wordCount * 8, MADV_RANDOM)
        unsafe base = UnsafePointer(mapped.assumingMemoryBound(to: UInt64.self))
    }

    /// Holds words that were read.
    init(words: [UInt64]) {
        wordCount = words.count
        isMapped = false
        let copy = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: words.count)
        _ = unsafe copy.initialize(from: words)
        unsafe base = UnsafePointer(copy.baseAddress)
    }

    deinit {
        guard let base = unsafe base else { return }
        if isMapped {
            unsafe munmap(UnsafeMutableRawPointer(mutating: base), wordCount * 8)
        } else {
            unsafe base.deallocate()
        }
    }

    package func withWords<Result>(_ body: (Span<UInt64>) -> Result) -> Result {
        let words = unsafe UnsafeBufferPointer(start: base, count: wordCount)
        return body(unsafe words.span)
    }
}
