// SPDX-License-Identifier: Apache-2.0

/// Turns a log's bytes into the lines that somebody wants to see.
package struct LogTail: Sendable {
    /// The longest line that is read as one.
    static let longestLine = 1 << 20

    private let filter: LogFilter
    private var readable: ReadableLog
    private var rest: [UInt8] = []

    /// Creates a tail.
    package init(filter: LogFilter, isColoured: Bool) {
        self.filter = filter
        readable = ReadableLog(isColoured: isColoured)
    }

    /// The lines that some more bytes complete.
    package mutating func lines(in bytes: [UInt8]) -> [LogLine] {
        var lines: [LogLine] = []
        rest += bytes
        var start = 0
        while let end = rest[start...].firstIndex(of: 0x0A) {
            lines.append(LogLine(Array(rest[start..<end])))
            start = end + 1
        }
        rest.removeFirst(start)
        if rest.count > Self.longestLine { lines += flush() }
        return lines.filter(filter.admits)
    }

    /// The line that has no line feed at the end of the bytes.
    package mutating func flush() -> [LogLine] {
        defer { rest = [] }
        return rest.isEmpty ? [] : [LogLine(rest)].filter(filter.admits)
    }

    /// A line for a person, line feed included.
    package mutating func text(of line: LogLine) -> String {
        switch line {
        case .record(let record): readable.line(for: record)
        case .foreign(let text): readable.foreignLine(text)
        }
    }

    /// What to print for some news of a file.
    package mutating func lines(in news: FollowedFile.News) -> [LogLine] {
        switch news {
        case .bytes(let bytes): lines(in: bytes)
        // Half a line will never get its end.
        case .replaced, .cut: flush()
        }
    }
}
