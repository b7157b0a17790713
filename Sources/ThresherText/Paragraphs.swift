// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// The paragraphs of plain text.
package enum Paragraphs {
    /// More are not parted: the last block holds all that follows.
    private static let most = 250_000

    /// One block for each run of lines between blank lines; line ends within become line feeds.
    package static func blocks(of text: String) -> [Block] {
        let bytes = text.utf8Span.span
        var blocks: [Block] = []
        var paragraph: [UInt8] = []
        var isBlank = true
        var lineStart = 0
        var index = 0
        func close() {
            while paragraph.last == 0x0A { paragraph.removeLast() }
            guard !paragraph.isEmpty else { return }
            blocks.append(Block(.paragraph, text: String(decoding: paragraph, as: UTF8.self)))
            paragraph.removeAll(keepingCapacity: true)
        }
        while index <= bytes.count {
            let byte = index < bytes.count ? bytes[index] : 0x0A
            if byte != 0x0A && byte != 0x0D {
                if byte != 0x20 && (byte < 0x09 || byte > 0x0C) { isBlank = false }
                index += 1
                continue
            }
            if isBlank && blocks.count < most - 1 {
                close()
            } else {
                for position in lineStart..<index { paragraph.append(bytes[position]) }
                paragraph.append(0x0A)
            }
            index += byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
            lineStart = index
            isBlank = true
        }
        close()
        return blocks
    }
}
