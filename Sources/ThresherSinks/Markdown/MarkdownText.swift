// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Appends blocks as Markdown (CommonMark, with the tables of GitHub).
struct MarkdownText {
    private(set) var bytes: [UInt8] = []
    private var previous: Block?
    /// Deeper items stand at this depth: white space before them grows with it.
    private static let deepestList = 16

    /// The nesting of the last list item, which the next can exceed by one at most.
    private var listLevel = 0

    /// Appends a document's blocks, or the paragraphs of its text when it has none.
    mutating func append(_ document: Document) {
        let visible = document.blocks.filter { !$0.isHidden && !$0.text.isEmpty }
        let blocks =
            visible.isEmpty && !document.text.isEmpty
            ? [Block(.paragraph, text: document.text)] : visible
        var index = 0
        while index < blocks.count {
            let block = blocks[index]
            separate(from: block)
            if block.kind == .tableRow {
                let end = blocks[index...].firstIndex { $0.kind != .tableRow } ?? blocks.count
                table(blocks[index..<end])
                index = end
            } else {
                append(block)
                index += 1
            }
            previous = block
        }
    }

    private mutating func separate(from block: Block) {
        guard let previous else { return }
        switch (previous.kind, block.kind) {
        case (.listItem, .listItem): break
        // Quotes that follow one another are paragraphs of one quote.
        case (.quote, .quote): write(">\n")
        default: write("\n")
        }
        if block.kind != .listItem { listLevel = 0 }
    }

    private mutating func append(_ block: Block) {
        switch block.kind {
        case .heading:
            write(String(repeating: "#", count: max(1, min(block.level ?? 1, 6))) + " ")
            // Number signs at the end would close the heading.
            write(MarkdownEscape.line(block.text.replacingLineFeeds(), escapesTrailingHashes: true))
            write("\n")
        case .listItem:
            listLevel = max(1, min(block.level ?? 1, listLevel + 1, Self.deepestList))
            let indent = String(repeating: "  ", count: listLevel - 1)
            lines(block.text, first: indent + "- ", following: indent + "  ", blank: "")
        case .quote: lines(block.text, first: "> ", following: "> ", blank: ">")
        case .code: code(block.text)
        case .caption:
            write("*" + MarkdownEscape.line(block.text.replacingLineFeeds()) + "*\n")
        case .paragraph, .comment, .tableRow:
            lines(block.text, first: "", following: "", blank: "")
        }
    }

    /// Writes lines of running text; a line end inside is a hard line break.
    private mutating func lines(_ text: String, first: String, following: String, blank: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let escaped = MarkdownEscape.line(line)
            guard !escaped.isEmpty else {
                write(blank + "\n")
                continue
            }
            write((index == 0 ? first : following) + escaped)
            let isFollowed = index + 1 < lines.count && !MarkdownEscape.isBlank(lines[index + 1])
            write(isFollowed ? "\\\n" : "\n")
        }
    }

    private mutating func code(_ text: String) {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        write(fence + "\n" + text + "\n" + fence + "\n")
    }

    /// Writes rows as a table whose first row is the head, filled up to the width of the widest;
    /// readers fill the others.
    private mutating func table(_ rows: ArraySlice<Block>) {
        let cells = rows.map {
            $0.text.split(separator: "\t", omittingEmptySubsequences: false).map {
                MarkdownEscape.cell(String($0).replacingLineFeeds())
            }
        }
        let width = cells.map(\.count).max() ?? 0
        for (index, row) in cells.enumerated() {
            let missing = index == 0 ? width - row.count : 0
            let filled = row + Array(repeating: "", count: missing)
            write("| " + filled.joined(separator: " | ") + " |\n")
            if index == 0 {
                write("|" + String(repeating: " --- |", count: width) + "\n")
            }
        }
    }

    private mutating func write(_ text: String) { bytes += text.utf8 }
}

extension String {
    /// The text with its line feeds as spaces.
    fileprivate func replacingLineFeeds() -> String {
        guard utf8.contains(0x0A) else { return self }
        return String(decoding: utf8.map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self)
    }
}
