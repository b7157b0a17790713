// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Where the blocks of a document's text are, for a sink from whose file some can be left out.
struct TextPlaces {
    let blocks: [Block]
    let optional: OptionalBlocks
    let extents: [RenderingChoices.Extent]
    private let starts: [Int]
    private let isOptional: [Bool]

    /// `nil` for a document of which nothing can be left out.
    init?(_ document: Document) {
        guard let optional = document.attachments[OptionalBlocks.self], !optional.places.isEmpty
        else { return nil }
        let blocks = document.visibleBlocks
        var extents: [RenderingChoices.Extent] = []
        var starts: [Int] = []
        var end = 0
        for (place, block) in blocks.enumerated() {
            let continues = place > 0 && block.continues(blocks[place - 1])
            if place > 0 { end += continues ? 1 : 2 }
            starts.append(end)
            let scalars = block.text.unicodeScalars.count
            extents.append(.init(scalars: scalars, continues: continues))
            end += scalars
        }
        var isOptional = [Bool](repeating: false, count: blocks.count)
        for place in optional.places where blocks.indices.contains(place) {
            isOptional[place] = true
        }
        (self.blocks, self.optional, self.extents) = (blocks, optional, extents)
        (self.starts, self.isOptional) = (starts, isOptional)
    }

    /// The block that a scalar of the text is in or before, and the scalar's place in it.
    func block(at scalar: Int) -> (block: Int, offset: Int) {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= scalar { low = middle + 1 } else { high = middle }
        }
        let block = max(0, low - 1)
        return (block, scalar - (starts.isEmpty ? 0 : starts[block]))
    }

    /// The blocks that a stretch of the text is in.
    func blocks(of span: TextSpan) -> ClosedRange<Int> {
        let first = block(at: span.start).block
        return first...max(first, block(at: max(span.start, span.end - 1)).block)
    }

    /// When what belongs to a block is there.
    func condition(_ block: Int) -> RenderingChoices.Condition {
        isOptional[block] ? .allKept(block...block) : .always
    }

    /// When what belongs to a stretch of the text is there.
    func condition(_ span: TextSpan) -> RenderingChoices.Condition {
        let blocks = blocks(of: span)
        let canBeLeftOut = blocks.contains { isOptional.indices.contains($0) && isOptional[$0] }
        return canBeLeftOut ? .allKept(blocks) : .always
    }

    /// When what belongs to several stretches is there: as long as one of them is.
    func condition(anyOf spans: [TextSpan]) -> RenderingChoices.Condition {
        let places = Set(spans.flatMap { blocks(of: $0) })
        guard places.allSatisfy({ isOptional.indices.contains($0) && isOptional[$0] }) else {
            return .always
        }
        return places.isEmpty ? .always : .anyKept(places.sorted())
    }

    /// The text as pieces: runs of list items or rows, parted by blank lines.
    func text(
        closing: [UInt8] = [], lineFeed: [UInt8] = [0x0A], _ bytes: (String) -> [UInt8]
    ) -> [RenderingChoices.Piece] {
        var pieces: [RenderingChoices.Piece] = [
            .list(opening: [], separator: lineFeed + lineFeed, closing: closing)
        ]
        for (place, block) in blocks.enumerated() {
            if !extents[place].continues {
                if place > 0 { pieces.append(.end) }
                pieces += [.item(.always), .list(opening: [], separator: lineFeed, closing: [])]
            }
            pieces += [.item(condition(place)), .bytes(bytes(block.text))]
        }
        if !blocks.isEmpty { pieces.append(.end) }
        return pieces + [.end]
    }
}
