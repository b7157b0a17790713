// SPDX-License-Identifier: Apache-2.0

/// Bytes that are looked at together.
enum ByteStride {
    static let count = 32

    /// Whether nothing is found in the stride of text from `start` on; `false` near the end, where
    /// no byte stands behind the stride.
    ///
    /// `mask` gets each byte and the one behind it, and gives 0 where it finds nothing. It must not
    /// branch, so that the compiler takes many bytes at once.
    @inline(__always)
    static func isFree(
        _ text: Span<UInt8>, from start: Int, of mask: (_ byte: UInt8, _ next: UInt8) -> UInt8
    ) -> Bool {
        guard text.count - start > count else { return false }
        var found: UInt8 = 0
        for index in start..<start + count {
            // Within the text by the guard above, the byte behind the stride too.
            found |= unsafe mask(text[unchecked: index], text[unchecked: index + 1])
        }
        return found == 0
    }
}
