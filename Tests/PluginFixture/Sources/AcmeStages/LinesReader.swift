// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Makes a document of each line of an entry, reading it piece by piece.
struct LinesReader: Reader {
    static let spec = ReaderSpec(
        "acme_lines", summary: "Makes a document of each line of an entry.")

    init() {}

    func open(_ entry: any EntryContent) -> any RecordIterator {
        LineIterator(entry: entry)
    }
}

private struct LineIterator: RecordIterator {
    let entry: any EntryContent
    var offset = 0
    var buffer: [UInt8] = []
    var number = 0

    mutating func next() throws(StageError) -> Record? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                return record(line)
            }
            let piece = try entry.read(at: offset, count: 65_536)
            offset += piece.count
            if piece.isEmpty {
                guard !buffer.isEmpty else { return nil }
                defer { buffer = [] }
                return record(buffer)
            }
            buffer += piece
        }
    }

    private mutating func record(_ line: [UInt8]) -> Record {
        defer { number += 1 }
        var record = Record(number: number, bytes: line)
        record.mediaType = "text/plain"
        return record
    }
}
