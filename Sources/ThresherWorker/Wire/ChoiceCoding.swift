// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// How a body from which blocks can be left out travels.
enum ChoiceCoding {
    /// More blocks than a text has on any page.
    private static let mostBlocks = 1 << 20
    private static let mostScalars = 1 << 40

    static func write(_ choices: RenderingChoices, to writer: inout ByteWriter) throws(WireError) {
        guard choices.pieces.count <= RenderingChoices.mostPieces,
            choices.extents.count <= mostBlocks
        else { throw WireError("\(choices.pieces.count) pieces of a body") }
        writer.count(choices.extents.count)
        for extent in choices.extents {
            writer.count(extent.scalars << 1 | (extent.continues ? 1 : 0))
        }
        writer.count(choices.pieces.count)
        for piece in choices.pieces { try write(piece, to: &writer) }
    }

    static func read(_ reader: inout ByteReader) throws(WireError) -> RenderingChoices {
        var choices = RenderingChoices(extents: [], pieces: [])
        for _ in 0..<(try reader.count(atMost: mostBlocks)) {
            let extent = try reader.count(atMost: mostScalars)
            choices.extents.append(.init(scalars: extent >> 1, continues: extent & 1 == 1))
        }
        for _ in 0..<(try reader.count(atMost: RenderingChoices.mostPieces)) {
            choices.pieces.append(try piece(&reader))
        }
        return choices
    }

    private static func write(
        _ piece: RenderingChoices.Piece, to writer: inout ByteWriter
    ) throws(WireError) {
        switch piece {
        case .bytes(let bytes):
            writer.byte(0)
            writer.blob(bytes)
        case .list(let opening, let separator, let closing):
            writer.byte(1)
            for part in [opening, separator, closing] { writer.blob(part) }
        case .item(.always): writer.byte(2)
        case .item(.allKept(let blocks)):
            writer.byte(3)
            writer.count(blocks.lowerBound)
            writer.count(blocks.upperBound)
        case .item(.anyKept(let blocks)):
            guard blocks.count <= mostBlocks else { throw WireError("\(blocks.count) blocks") }
            writer.byte(4)
            writer.count(blocks.count)
            for block in blocks { writer.count(block) }
        case .item(.leftOut(let block)):
            writer.byte(5)
            writer.count(block)
        case .end: writer.byte(6)
        case .place(let block, let offset):
            writer.byte(7)
            writer.count(block)
            writer.count(offset)
        }
    }

    private static func piece(
        _ reader: inout ByteReader
    ) throws(WireError) -> RenderingChoices.Piece {
        switch try reader.byte() {
        case 0: return .bytes(try reader.blob())
        case 1:
            let opening = try reader.blob()
            let separator = try reader.blob()
            return .list(opening: opening, separator: separator, closing: try reader.blob())
        case 2: return .item(.always)
        case 3:
            let first = try reader.count(atMost: mostBlocks)
            let last = try reader.count(atMost: mostBlocks)
            guard first <= last else { throw WireError("a range that ends before it begins") }
            return .item(.allKept(first...last))
        case 4:
            var blocks: [Int] = []
            for _ in 0..<(try reader.count(atMost: mostBlocks)) {
                blocks.append(try reader.count(atMost: mostBlocks))
            }
            return .item(.anyKept(blocks))
        case 5: return .item(.leftOut(try reader.count(atMost: mostBlocks)))
        case 6: return .end
        case 7:
            let block = try reader.count(atMost: mostBlocks)
            return .place(block: block, offset: try reader.count(atMost: mostScalars))
        case let kind: throw WireError("a piece of the unknown kind \(kind)")
        }
    }
}
