// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Appends blocks as Markdown (CommonMark, with the tables of GitHub).
struct MarkdownText {
    private(set) var bytes: [UInt8] = []
    /// The same in pieces, when blocks can be left out later.
    private(set) var pieces: [RenderingChoices.Piece] = []
    private let places: TextPlaces?
    private var previous: Block?
    /// Deeper items stand at this depth: white space before them grows with it.
    private static let deepestList = 16

    /// How far the contents of the open list items are indented, outermost first.
    ///
    /// The next item can be one level deeper at most.
    private var indents: [Int] = []

    init(_ places: TextPlaces? = nil) { self.places = places }

    /// Appends a document's blocks, or the paragraphs of its text when it has none.
    mutating func append(_ document: Document) {
        let visible = document.visibleBlocks
        let blocks =
            visible.isEmpty && !document.text.isEmpty
            ? [Block(.paragraph, text: document.text)] : visible
        var index = 0
        if places != nil { pieces.append(MarkdownText.lineList) }
        while index < blocks.count {
            let block = blocks[index]
            separate(from: block, at: index)
            if block.kind == .tableRow {
                var end = index + 1
                while end < blocks.count, blocks[end].continues(blocks[end - 1]) { end += 1 }
                table(blocks[index..<end])
                index = end
            } else {
                append(block)
                index += 1
            }
            previous = blocks[index - 1]
            flush()
        }
        if places != nil { pieces += previous == nil ? [.end] : [.end, .end] }
    }

    private static let lineList = RenderingChoices.Piece.list(
        opening: [], separator: [0x0A], closing: [])

    private mutating func flush() {
        guard places != nil else { return }
        pieces.append(.bytes(bytes))
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func separate(from block: Block, at index: Int) {
        let level = block.level ?? 0
        switch block.kind {
        case .listItem: break
        // What goes on in a list item stands under its text.
        case .paragraph, .quote, .code, .comment:
            indents.removeLast(max(0, indents.count - level))
        case .heading, .caption, .tableRow: indents = []
        }
        // Quotes that follow one another are paragraphs of one quote.
        let follows =
            switch (previous?.kind, block.kind) {
            case (.listItem, .listItem): true
            case (.quote, .quote): previous?.level == block.level
            default: false
            }
        let joint = block.kind == .quote ? indent + ">\n" : ""
        guard let places else {
            if previous != nil { write(follows ? joint : "\n") }
            return
        }
        if !follows {
            if previous != nil { pieces.append(.end) }
            pieces += [
                .item(.always), .list(opening: [], separator: Array(joint.utf8), closing: []),
            ]
        }
        pieces.append(.item(places.condition(index)))
    }

    /// White space before what stands in the open list item.
    private var indent: String { String(repeating: " ", count: indents.last ?? 0) }

    private mutating func append(_ block: Block) {
        switch block.kind {
        case .heading:
            write(String(repeating: "#", count: max(1, min(block.level ?? 1, 6))) + " ")
            // Number signs at the end would close the heading.
            write(MarkdownEscape.line(block.text.replacingLineFeeds(), escapesTrailingHashes: true))
            write("\n")
        case .listItem: item(block)
        case .quote:
            lines(block.text, first: indent + "> ", following: indent + "> ", blank: indent + ">")
        case .code: code(block.text)
        case .caption:
            write("*" + MarkdownEscape.line(block.text.replacingLineFeeds()) + "*\n")
        case .paragraph, .comment, .tableRow:
            lines(block.text, first: indent, following: indent, blank: "")
        }
    }

    private mutating func item(_ block: Block) {
        let outer = max(0, min((block.level ?? 1) - 1, indents.count, Self.deepestList - 1))
        indents.removeLast(indents.count - outer)
        let number = block.number.map { max(0, min($0, 999_999_999)) }
        let marker = number.map { "\($0). " } ?? "- "
        let first = indent + marker
        indents.append(first.utf8.count)
        lines(block.text, first: first, following: indent, blank: "")
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

    /// Writes code between fences longer than any run of backticks in it.
    private mutating func code(_ text: String) {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = indent + String(repeating: "`", count: max(3, longest + 1)) + "\n"
        write(fence)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            write(line.isEmpty ? "\n" : indent + line + "\n")
        }
        write(fence)
    }

    /// Writes the rows of one table, the head filled up to the width of the widest row; readers
    /// fill the others.
    ///
    /// A table without header cells gets an empty head: Markdown has none without.
    private mutating func table(_ rows: ArraySlice<Block>) {
        let cells = rows.map {
            $0.text.split(separator: "\t", omittingEmptySubsequences: false).map {
                MarkdownEscape.cell(String($0).replacingLineFeeds())
            }
        }
        let width = cells.map(\.count).max() ?? 0
        let hasHead = rows.first?.isHeader ?? false
        let head = hasHead ? cells[0] : []
        row(head + Array(repeating: "", count: width - head.count))
        write("|" + String(repeating: " --- |", count: width) + "\n")
        for cells in hasHead ? cells.dropFirst() : cells[...] { row(cells) }
    }

    private mutating func row(_ cells: [String]) {
        write("|")
        for cell in cells { write(cell.isEmpty ? "  |" : " " + cell + " |") }
        write("\n")
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
