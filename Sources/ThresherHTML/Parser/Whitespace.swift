// SPDX-License-Identifier: Apache-2.0

/// White space in short strings, such as titles and names.
enum Whitespace {
    /// The bytes as text, runs of white space (no-break spaces too) made one space, none at the
    /// ends.
    static func collapsed(_ bytes: Span<UInt8>) -> String {
        guard !isCollapsed(bytes) else { return bytes.text }
        var kept = ByteBuffer(capacity: bytes.count)
        var pending = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            var isSpace = ASCII.isSpace(byte)
            if byte == 0xC2, index < bytes.count, bytes[index] == 0xA0 {
                isSpace = true
                index += 1
            }
            if isSpace {
                pending = kept.count > 0
                continue
            }
            if pending { kept.append(0x20) }
            pending = false
            kept.append(byte)
        }
        return kept.text
    }

    static func collapsed(_ bytes: [UInt8]) -> String { collapsed(bytes.span) }

    static func collapsed(_ bytes: ArraySlice<UInt8>) -> String { collapsed(bytes.span) }

    static func collapsed(_ text: String) -> String {
        isCollapsed(text.utf8Span.span) ? text : collapsed(text.utf8Span.span)
    }

    /// Whether white space stands in no other form than as single spaces inside.
    private static func isCollapsed(_ bytes: Span<UInt8>) -> Bool {
        // What comes before the first byte is as a space: none may follow it.
        var wasSpace = true
        for index in bytes.indices {
            let byte = bytes[index]
            if byte > 0x20 {
                if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return false }
                wasSpace = false
            } else if byte == 0x20, !wasSpace {
                wasSpace = true
            } else if ASCII.isSpace(byte) {
                return false
            } else {
                wasSpace = false
            }
        }
        return !wasSpace || bytes.isEmpty
    }
}
