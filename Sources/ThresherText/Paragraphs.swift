// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// The paragraphs of plain text.
package enum Paragraphs {
    /// One block for each run of lines between blank lines; line ends within become line feeds.
    package static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var paragraph: [UInt8] = []
        func close() {
            guard !paragraph.isEmpty else { return }
            blocks.append(Block(.paragraph, text: String(decoding: paragraph, as: UTF8.self)))
            paragraph.removeAll(keepingCapacity: true)
        }
        for line in text.utf8.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd) {
            // A line feed after a carriage return ends an empty line that is none: `a\r\nb` would
            // be two paragraphs. It is told apart by what stands before it.
            if line.isEmpty, line.startIndex > text.utf8.startIndex,
                line.endIndex < text.utf8.endIndex,
                text.utf8[text.utf8.index(before: line.startIndex)] == 0x0D,
                text.utf8[line.endIndex] == 0x0A
            {
                continue
            }
            if line.allSatisfy(isBlank) {
                close()
            } else {
                if !paragraph.isEmpty { paragraph.append(0x0A) }
                paragraph += line
            }
        }
        close()
        return blocks
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0C)
    }
}
