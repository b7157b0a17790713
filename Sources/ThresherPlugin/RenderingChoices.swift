// SPDX-License-Identifier: Apache-2.0

/// Blocks of a document that a decider may leave out when it is committed.
///
/// A decided stage attaches it to a document whose `text` is that of its `blocks`. A sink that does
/// not ask for it writes all of them.
public struct OptionalBlocks: Sendable, Equatable {
    /// Their places among the blocks that the text stands for, ascending.
    public var places: [Int]
    /// Why they would be left out, one word of the trade.
    public var reason: String

    /// Creates a list.
    public init(places: [Int], reason: String) {
        self.places = places
        self.reason = reason
    }
}

/// The body of a file from which blocks can be left out after it was rendered.
///
/// The pieces are lists of items within one another. An item of which nothing is written does not
/// count, and a list without items is nothing at all, so neither separators nor brackets are left of
/// what is left out.
public struct RenderingChoices: Sendable, Equatable {
    /// More pieces than this do not travel; whoever has more renders without a choice.
    public static let mostPieces = 1 << 18

    /// One block of the text.
    public struct Extent: Sendable, Equatable {
        /// Its length in Unicode scalars.
        public var scalars: Int
        /// Whether it follows the one before in the same list or table, after a line feed.
        public var continues: Bool

        /// Creates an extent.
        public init(scalars: Int, continues: Bool) {
            self.scalars = scalars
            self.continues = continues
        }
    }

    /// When an item is there.
    public enum Condition: Sendable, Equatable {
        /// Always.
        case always
        /// When none of these blocks is left out.
        case allKept(ClosedRange<Int>)
        /// When one of these blocks at least is not left out.
        case anyKept([Int])
        /// When the block is left out.
        case leftOut(Int)
    }

    /// A part of the file.
    public enum Piece: Sendable, Equatable {
        /// Bytes as they are.
        case bytes([UInt8])
        /// Begins a list, in an item or outside of all lists.
        case list(opening: [UInt8], separator: [UInt8], closing: [UInt8])
        /// Begins an item of the innermost list, and ends the one before.
        case item(Condition)
        /// Ends the innermost list.
        case end
        /// Where in the text that is left a scalar of a block stands, in decimal digits.
        case place(block: Int, offset: Int)
    }

    /// The blocks of the text, in order.
    public var extents: [Extent]
    /// The parts of the body, in order.
    public var pieces: [Piece]

    /// Creates a body.
    public init(extents: [Extent], pieces: [Piece]) {
        self.extents = extents
        self.pieces = pieces
    }

    /// The body without some blocks.
    ///
    /// - Parameter leftOut: Places of blocks.
    /// - Returns: Its bytes.
    /// - Complexity: O(*n*) in the number of bytes and pieces.
    public func bytes(leavingOut leftOut: Set<Int> = []) -> [UInt8] {
        var writer = ChoiceWriter(leftOut, starts(leavingOut: leftOut))
        for piece in pieces { writer.add(piece) }
        return writer.bytes
    }

    /// Where each block begins in what is left of the text.
    private func starts(leavingOut leftOut: Set<Int>) -> [Int] {
        var starts: [Int] = []
        starts.reserveCapacity(extents.count)
        var end = 0
        var isEmpty = true
        var hasListBegun = false
        for (place, extent) in extents.enumerated() {
            if !extent.continues { hasListBegun = false }
            guard !leftOut.contains(place) else {
                starts.append(end)
                continue
            }
            if !isEmpty { end += hasListBegun ? 1 : 2 }
            starts.append(end)
            end += extent.scalars
            isEmpty = false
            hasListBegun = true
        }
        return starts
    }
}

/// Puts pieces together.
private struct ChoiceWriter {
    private struct List {
        var opening: [UInt8]
        var separator: [UInt8]
        var closing: [UInt8]
        /// Whether an item was written.
        var hasItems = false
        /// Whether nothing was written of the item that has begun.
        var isPending = false
        /// Whether the item that has begun is not there.
        var isSkipped = false
    }

    private let leftOut: Set<Int>
    private let starts: [Int]
    private(set) var bytes: [UInt8] = []
    private var lists: [List] = []
    /// How many lists are open within an item that is not there.
    private var skippedLists = 0

    init(_ leftOut: Set<Int>, _ starts: [Int]) {
        self.leftOut = leftOut
        self.starts = starts
    }

    private var isSkipping: Bool { lists.last?.isSkipped ?? false }

    mutating func add(_ piece: RenderingChoices.Piece) {
        switch piece {
        case .bytes(let part):
            if !isSkipping, !part.isEmpty { write(part) }
        case .place(let block, let offset):
            if !isSkipping, starts.indices.contains(block) {
                write(Array(String(starts[block] + offset).utf8))
            }
        case .list(let opening, let separator, let closing):
            if isSkipping {
                skippedLists += 1
            } else {
                lists.append(List(opening: opening, separator: separator, closing: closing))
            }
        case .item(let condition):
            guard skippedLists == 0, !lists.isEmpty else { return }
            lists[lists.count - 1].isPending = true
            lists[lists.count - 1].isSkipped = !holds(condition)
        case .end:
            if skippedLists > 0 {
                skippedLists -= 1
            } else if let list = lists.popLast(), list.hasItems {
                bytes += list.closing
            }
        }
    }

    private mutating func write(_ part: [UInt8]) {
        for index in lists.indices where lists[index].isPending {
            bytes += lists[index].hasItems ? lists[index].separator : lists[index].opening
            lists[index].hasItems = true
            lists[index].isPending = false
        }
        bytes += part
    }

    private func holds(_ condition: RenderingChoices.Condition) -> Bool {
        switch condition {
        case .always: true
        case .allKept(let blocks): !leftOut.contains { blocks.contains($0) }
        case .anyKept(let blocks): blocks.isEmpty || !blocks.allSatisfy(leftOut.contains)
        case .leftOut(let block): leftOut.contains(block)
        }
    }
}

extension Document {
    /// The blocks that the text stands for.
    public var visibleBlocks: [Block] { blocks.filter { !$0.text.isEmpty && !$0.isHidden } }
}
