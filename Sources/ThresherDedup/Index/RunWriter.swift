// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Writes a sealed run, a piece at a time.
struct RunWriter {
    typealias Emit = ([UInt64]) throws(StageError) -> Void

    private(set) var layout: RunLayout
    private let emit: Emit
    private var sum = WordSum()
    private var packer: WordPacker
    private var directory: [UInt64]
    /// How many buckets have begun.
    private var begun = 0
    private var count = 0
    private static let piece = 1 << 14

    /// - Parameters:
    ///   - layout: Of what will be added, exactly.
    ///   - emit: Takes the file's words in order.
    init(_ layout: RunLayout, _ emit: @escaping Emit) {
        self.layout = layout
        self.emit = emit
        packer = WordPacker(width: layout.postingBits)
        directory = [UInt64](repeating: 0, count: layout.directorySize)
    }

    /// Adds a posting; tags ascend.
    ///
    /// - Parameters:
    ///   - tag: The key's upper 32 bits.
    ///   - document: The document's number in the run.
    ///   - isSpent: Whether the key is spent with it.
    /// - Throws: What taking the words failed with.
    mutating func add(_ tag: UInt32, _ document: Int, isSpent: Bool) throws(StageError) {
        let bucket = layout.bucket(of: tag)
        begin(through: bucket)
        let low = UInt64(tag) - layout.firstTag(of: bucket)
        packer.append(
            low | UInt64(document) << layout.tagBits
                | (isSpent ? 1 << (layout.tagBits + layout.documentBits) : 0))
        let filter = TagFilter(tag)
        directory[bucket * RunLayout.entrySize] |= filter.first
        directory[bucket * RunLayout.entrySize + 1] |= filter.second
        count += 1
        if packer.words.count >= RunWriter.piece { try put(packer.take()) }
    }

    /// Ends the run.
    ///
    /// - Parameters:
    ///   - offsets: Where each record is, from the log's first byte of the run; 0 for none.
    ///   - forgotten: The numbers of forgotten documents.
    /// - Throws: What taking the words failed with.
    mutating func finish(
        offsets: some Sequence<Int>, forgotten: [Int]
    ) throws(StageError) {
        packer.end()
        try put(packer.take())
        packer = WordPacker(width: layout.offsetBits)
        for offset in offsets {
            packer.append(UInt64(offset))
            if packer.words.count >= RunWriter.piece { try put(packer.take()) }
        }
        packer.end()
        try put(packer.take())
        try put(forgotten.map { UInt64($0) })
        begin(through: layout.buckets)
        try put(directory)
        layout.checksum = sum.value
        try emit(layout.footer)
    }

    /// Has the buckets up to one begin here, if they have not.
    private mutating func begin(through bucket: Int) {
        while begun <= bucket {
            directory[begun * RunLayout.entrySize] |= UInt64(UInt32(count))
            begun += 1
        }
    }

    private mutating func put(_ words: [UInt64]) throws(StageError) {
        for word in words { sum.add(word) }
        try emit(words)
    }
}
