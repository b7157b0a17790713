// SPDX-License-Identifier: Apache-2.0

/// Goes through the frames of a state log, a piece of the file at a time.
struct StateWalker {
    private let fileSystem: any FileSystem
    private let file: Descriptor
    private var start = 0
    private var bytes: [UInt8] = []
    private static let windowSize = 1 << 20

    init(_ file: Descriptor, _ fileSystem: any FileSystem) {
        self.file = file
        self.fileSystem = fileSystem
    }

    /// Goes through all frames of a part.
    ///
    /// - Parameters:
    ///   - part: Where it starts, and where the log ends.
    ///   - body: Takes a frame, where it starts and where it ends; `false` stops.
    ///   - damaged: Told where bytes before a later frame are no frame, and how many.
    /// - Returns: Where the last frame ends.
    /// - Throws: When the log cannot be read.
    mutating func walk(
        _ part: Range<Int>, _ body: (StateFrame, Range<Int>) -> Bool,
        damaged: (Int, Int) -> Void = { _, _ in }
    ) throws(FileError) -> Int {
        var offset = part.lowerBound
        while offset < part.upperBound {
            if let (frame, end) = try frame(at: offset, of: part.upperBound) {
                let isEnough = !body(frame, offset..<end)
                offset = end
                if isEnough { break }
            } else if let next = try nextFrame(after: offset, of: part.upperBound) {
                damaged(offset, next - offset)
                offset = next
            } else {
                break
            }
        }
        return offset
    }

    /// The frame at an offset of a log that is so long, and where it ends.
    mutating func frame(
        at offset: Int, of count: Int
    ) throws(FileError) -> (frame: StateFrame, end: Int)? {
        try fill(at: offset, count: 8)
        guard let length = StateFrame.length(bytes, at: offset - start), length <= count - offset
        else { return nil }
        try fill(at: offset, count: length)
        guard let (frame, end) = StateFrame.read(bytes, at: offset - start) else { return nil }
        return (frame, end + start)
    }

    /// Where the next whole frame starts.
    mutating func nextFrame(after damage: Int, of count: Int) throws(FileError) -> Int? {
        var offset = damage + 1
        while offset + StateFrame.overhead <= count {
            try fill(at: offset, count: StateFrame.mark.count)
            // The file is shorter than it was said to be.
            guard !bytes.isEmpty else { return nil }
            guard let hit = bytes[(offset - start)...].firstIndex(of: StateFrame.mark[0]) else {
                offset = start + bytes.count
                continue
            }
            offset = start + hit
            if try frame(at: offset, of: count) != nil { return offset }
            offset += 1
        }
        return nil
    }

    private mutating func fill(at offset: Int, count: Int) throws(FileError) {
        if offset >= start, offset + count <= start + bytes.count { return }
        bytes = try fileSystem.read(file, at: offset, count: max(count, StateWalker.windowSize))
        start = offset
    }
}
