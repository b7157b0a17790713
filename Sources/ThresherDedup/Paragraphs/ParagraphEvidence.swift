// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin
import ThresherText

/// What the worker's half of the paragraphs' scope tells the daemon's.
struct ParagraphEvidence: Equatable {
    /// More are not looked at.
    static let mostParagraphs = 4_096

    /// A paragraph that is long enough to count.
    struct Paragraph: Equatable {
        /// Its place among the blocks of the text.
        var place: Int
        /// The part of the key of its words and its site by which it is found.
        var tag: UInt32
    }

    /// The parts of the keys by which the page is found: of all its words, and of its address.
    var pages: [UInt32]
    /// How many blocks the text has.
    var blocks: Int
    /// Ascending by their places.
    var paragraphs: [Paragraph]

    /// Takes a document apart; `nil` when no paragraph is long enough, or when its text is not that
    /// of its blocks.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - minWords: How many words a paragraph has at least.
    ///   - seed: The state's.
    /// - Throws: When there is no memory.
    init?(_ document: Document, minWords: Int, seed: UInt64) throws(StageError) {
        let blocks = document.visibleBlocks
        guard !blocks.isEmpty, document.text == Document.text(of: blocks) else { return nil }
        let site = SiteName(document)
        let siteKey = TextKey(of: Array(site.name.utf8), seed: seed).high
        var whole = siteKey
        paragraphs = []
        for (place, block) in blocks.enumerated() {
            guard let words = FoldedWords(of: block.text) else {
                let size = block.text.utf8.count
                throw StageError(.unavailable, "no memory to fold a paragraph of \(size) bytes")
            }
            guard words.count > 0 else { continue }
            let key = Mixing.spread(TextKey(of: words.bytes, seed: seed).high ^ siteKey)
            whole = Mixing.spread(Mixing.product(whole, 0x9E37_79B9_7F4A_7C15) ^ key)
            if words.count >= minWords, ParagraphEvidence.isParagraph(block),
                paragraphs.count < ParagraphEvidence.mostParagraphs
            {
                paragraphs.append(.init(place: place, tag: PostingIndex.tag(key)))
            }
        }
        guard !paragraphs.isEmpty else { return nil }
        self.blocks = blocks.count
        pages = [PostingIndex.tag(whole)]
        if let page = site.page {
            let key = TextKey(of: Array(page.utf8), seed: seed).high
            pages.append(PostingIndex.tag(Mixing.spread(key ^ 1)))
        }
    }

    /// Rows and code are no paragraphs: their lines are the same in many documents by nature.
    private static func isParagraph(_ block: Block) -> Bool {
        block.kind != .tableRow && block.kind != .code
    }

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.byte(UInt8(ParagraphRecord.format))
        writer.variable(UInt64(blocks))
        writer.tags(pages)
        writer.variable(UInt64(paragraphs.count))
        for paragraph in paragraphs {
            writer.variable(UInt64(paragraph.place))
            writer.number(UInt64(paragraph.tag), bytes: 4)
        }
        return writer.bytes
    }

    /// Takes back what ``bytes`` wrote; `nil` for anything else.
    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard reader.byte() == UInt8(ParagraphRecord.format), let blocks = reader.variable(),
            blocks < 1 << 31, let pages = reader.tags(atMost: 2), let count = reader.variable(),
            count <= UInt64(ParagraphEvidence.mostParagraphs)
        else { return nil }
        paragraphs = []
        for _ in 0..<count {
            guard let place = reader.variable(), place < blocks, let tag = reader.number(bytes: 4)
            else { return nil }
            paragraphs.append(.init(place: Int(place), tag: UInt32(tag)))
        }
        guard reader.isAtEnd else { return nil }
        self.blocks = Int(blocks)
        self.pages = pages
    }
}

extension ByteWriter {
    /// Writes how many tags there are, and them.
    mutating func tags(_ tags: [UInt32]) {
        variable(UInt64(tags.count))
        for tag in tags { number(UInt64(tag), bytes: 4) }
    }
}

extension ByteReader {
    /// Reads what `tags` wrote.
    mutating func tags(atMost limit: Int) -> [UInt32]? {
        guard let count = variable(), count <= UInt64(limit) else { return nil }
        var tags: [UInt32] = []
        for _ in 0..<count {
            guard let tag = number(bytes: 4) else { return nil }
            tags.append(UInt32(tag))
        }
        return tags
    }
}
