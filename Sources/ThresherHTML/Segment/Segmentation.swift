// SPDX-License-Identifier: Apache-2.0

package import ThresherPlugin

/// One leaf block of a page: text that no block boundary cuts.
struct Segment: Sendable {
    /// The innermost block-level element around it.
    var container: Int
    var kind: Block.Kind
    /// 1 to 6 for a heading, nesting from 1 for a list item and what goes on in one, 0 otherwise.
    var level: Int
    /// The number of an item in an ordered list; of a row in its table, from 1.
    var number: Int?
    /// Whether all cells of a row are header cells.
    var isHeader = false
    /// Where its text is in ``Segmentation/bytes``.
    var text: Range<Int>
    /// Whether a browser would hide it.
    var isHidden: Bool
    /// Whether it is hidden only until a reader unfolds it: in a closed tab or accordion.
    var isFolded = false
    /// Unicode scalars of the text, and of those the linked, bold and code ones.
    var scalars = 0
    var linked = 0
    var bold = 0
    var code = 0
    /// Words; two ideographs count as one.
    var words = 0
    /// Marks that end or part a sentence.
    var punctuation = 0
    /// Links that begin in it.
    var anchors = 0
}

/// A link of the page.
struct Anchor: Sendable {
    var node: Int
    /// Where its words are in ``Segmentation/bytes``, block boundaries between them included.
    var text: Range<Int>
    /// The segments that its text is part of.
    var segments: Range<Int>
}

/// A page cut into leaf blocks, hidden ones included.
///
/// Attached to the document by the stage that cut it, so that `content` sees what the text leaves
/// out: the document's own blocks are the visible ones only.
package struct Segmentation: Sendable {
    var bytes: [UInt8] = []
    var segments: [Segment] = []
    var anchors: [Anchor] = []
    /// For each node the index of the first segment inside of it, and one past the last.
    var firstSegment: [Int32]
    var endSegment: [Int32]

    /// The number of leaf blocks.
    package var count: Int { segments.count }

    /// The text of a segment.
    func text(of segment: Segment) -> String {
        String(decoding: bytes[segment.text], as: UTF8.self)
    }

    /// A segment as a block of the document.
    package func block(_ index: Int) -> Block {
        let segment = segments[index]
        return Block(
            segment.kind, level: segment.level > 0 ? segment.level : nil, number: segment.number,
            isHeader: segment.isHeader, text: text(of: segment), isHidden: segment.isHidden)
    }

    /// All blocks in document order, the hidden ones flagged.
    package var blocks: [Block] { segments.indices.map(block) }
}
