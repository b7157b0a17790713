// SPDX-License-Identifier: Apache-2.0

extension BytePath {
    /// The longest name that file systems take, in bytes.
    static let longestName = 255

    /// Puts a mark into the last part of the path, before the ending.
    ///
    /// - Parameter mark: At most 100 bytes.
    /// - Returns: `a~2.json` for `a.json`. What would be too long loses the end of its stem, and an
    ///   ending of more than 100 bytes its own, both between characters.
    package func marked(_ mark: String) -> BytePath {
        let last = name.bytes
        let dot = last.lastIndex(of: UInt8(ascii: ".")) ?? last.count
        let ending = Array(mark.utf8) + BytePath.cut(last[dot...], to: 100)
        let stem = BytePath.cut(last[..<dot], to: BytePath.longestName - ending.count)
        return parent.appending(BytePath(stem + ending))
    }

    /// The first bytes, at most so many and none of a character that is not whole.
    private static func cut(_ bytes: ArraySlice<UInt8>, to limit: Int) -> ArraySlice<UInt8> {
        guard bytes.count > limit else { return bytes }
        var end = bytes.startIndex + limit
        while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return bytes[..<end]
    }
}
