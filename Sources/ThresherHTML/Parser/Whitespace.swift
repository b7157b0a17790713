// SPDX-License-Identifier: Apache-2.0

/// White space in short strings, such as titles and names.
enum Whitespace {
    /// The bytes as text, runs of white space (no-break spaces too) made one space, none at the
    /// ends.
    static func collapsed(_ bytes: some Collection<UInt8>) -> String {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var pending = false
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            var isSpace = ASCII.isSpace(byte)
            if byte == 0xC2, index != bytes.endIndex, bytes[index] == 0xA0 {
                isSpace = true
                index = bytes.index(after: index)
            }
            if isSpace {
                pending = !kept.isEmpty
                continue
            }
            if pending { kept.append(0x20) }
            pending = false
            kept.append(byte)
        }
        return String(decoding: kept, as: UTF8.self)
    }

    static func collapsed(_ text: String) -> String { collapsed(Array(text.utf8)) }
}
