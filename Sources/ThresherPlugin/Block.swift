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
    /// 1 to 6 for a heading; nesting from 1 for a list item.
    public var level: Int?
    /// Its text, white space as a browser would show it; the cells of a row parted by tabs.
    public var text: String
    /// Whether a browser would hide it.
    public var isHidden = false

    /// Creates a block.
    public init(_ kind: Kind, level: Int? = nil, text: String, isHidden: Bool = false) {
        self.kind = kind
        self.level = level
        self.text = text
        self.isHidden = isHidden
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
    /// rows that follow one another by a line feed; hidden blocks left out.
    public static func text(of blocks: [Block]) -> String {
        var text = ""
        var previous: Block.Kind?
        for block in blocks where !block.text.isEmpty && !block.isHidden {
            if let previous {
                let isRun =
                    previous == block.kind && (block.kind == .listItem || block.kind == .tableRow)
                text += isRun ? "\n" : "\n\n"
            }
            text += block.text
            previous = block.kind
        }
        return text
    }
}
