// SPDX-License-Identifier: Apache-2.0

/// One part of a document's text.
public struct Block: Sendable, Equatable {
    /// What a block is.
    public enum Kind: String, Sendable, CaseIterable {
        case heading, paragraph, quote, code, caption, comment
        case listItem = "list_item"
        case tableRow = "table_row"
    }

    /// What it is.
    public var kind: Kind
    /// 1 to 6 for a heading; nesting from 1 for a list item, and for a paragraph, quote or code
    /// that goes on in one.
    public var level: Int?
    /// The number of an item in an ordered list; of a row in its table, from 1.
    public var number: Int?
    /// Whether all cells of a row are header cells.
    public var isHeader = false
    /// Its text, white space as a browser would show it; the cells of a row parted by tabs.
    public var text: String
    /// Whether a browser would hide it.
    public var isHidden = false

    /// Creates a block.
    public init(
        _ kind: Kind, level: Int? = nil, number: Int? = nil, isHeader: Bool = false, text: String,
        isHidden: Bool = false
    ) {
        self.kind = kind
        self.level = level
        self.number = number
        self.isHeader = isHeader
        self.text = text
        self.isHidden = isHidden
    }
}

extension Block {
    /// Whether this is a further item of the list, or row of the table, that `previous` belongs to.
    public func continues(_ previous: Block) -> Bool {
        guard kind == previous.kind else { return false }
        switch kind {
        case .listItem: return true
        // Rows are numbered anew in each table.
        case .tableRow:
            guard let number, let before = previous.number else { return true }
            return number > before
        default: return false
        }
    }
}

/// A part that a stage left out of the text.
public struct DroppedBlock: Sendable, Equatable {
    /// Its text.
    public var text: String
    /// Why, one word of the trade, such as `navigation`, `related` or `hidden`.
    public var reason: String
    /// How much the deciding stage held it for content, 0…1.
    public var score: Double?

    /// Creates a dropped block.
    public init(text: String, reason: String, score: Double? = nil) {
        self.text = text
        self.reason = reason
        self.score = score
    }
}

extension Document {
    /// The text that a list of blocks stands for: blocks parted by a blank line, list items and
    /// rows of one table that follow one another by a line feed; hidden blocks left out.
    public static func text(of blocks: [Block]) -> String {
        var text = ""
        text.reserveCapacity(blocks.indices.reduce(0) { $0 + blocks[$1].text.utf8.count + 2 })
        var previous: Int?
        // By index: a block that is copied out is kept and let go of field by field.
        for index in blocks.indices where !blocks[index].text.isEmpty && !blocks[index].isHidden {
            if let previous {
                text += blocks[index].continues(blocks[previous]) ? "\n" : "\n\n"
            }
            text += blocks[index].text
            previous = index
        }
        return text
    }
}
