// SPDX-License-Identifier: Apache-2.0

/// A text under construction that holds white space back until it knows what follows.
struct CleanedText {
    /// What white space means.
    let shape: TextCleaner.Shape
    /// The longest run of line feeds.
    let maxLineFeeds: Int

    private var bytes: [UInt8] = []
    private var spaces = 0
    private var tabs = 0
    private var lineFeeds = 0

    /// Creates an empty text.
    init(shape: TextCleaner.Shape, maxLineFeeds: Int) {
        self.shape = shape
        self.maxLineFeeds = maxLineFeeds
    }

    /// Appends the character at a place of other text.
    mutating func append(_ source: borrowing Span<UInt8>, _ start: Int, _ length: Int) {
        flush()
        for offset in 0..<length { bytes.append(source[start + offset]) }
    }

    /// Appends a space.
    mutating func space() {
        if shape == .code { flushLines() }
        spaces += 1
        if shape == .code { flushSpaces() }
    }

    /// Appends a tab.
    mutating func tab() {
        switch shape {
        case .row: tabs += 1
        case .code:
            flushLines()
            bytes.append(0x09)
        case .flow, .line: spaces += 1
        }
    }

    /// Appends a line feed.
    mutating func lineFeed() {
        switch shape {
        case .flow, .code: lineFeeds += 1
        case .line, .row: spaces += 1
        }
    }

    /// The text, without white space at its ends; code keeps the indentation of its first line.
    mutating func finish() -> String {
        if shape == .code {
            while let last = bytes.last, Self.isSpace(last) { bytes.removeLast() }
            var start = 0
            for (index, byte) in bytes.enumerated() {
                guard Self.isSpace(byte) else { break }
                if byte == 0x0A { start = index + 1 }
            }
            return String(decoding: bytes[start...], as: UTF8.self)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A
    }

    private mutating func flush() {
        switch shape {
        case .code: flushLines()
        case .row where tabs > 0:
            // A tab at the start stands after an empty cell.
            for _ in 0..<tabs { bytes.append(0x09) }
        case .flow where lineFeeds > 0 && !bytes.isEmpty:
            for _ in 0..<min(lineFeeds, maxLineFeeds) { bytes.append(0x0A) }
        case .flow where lineFeeds > 0: break
        default: if spaces > 0 && !bytes.isEmpty { bytes.append(0x20) }
        }
        spaces = 0
        tabs = 0
        lineFeeds = 0
    }

    private mutating func flushLines() {
        for _ in 0..<min(lineFeeds, maxLineFeeds) { bytes.append(0x0A) }
        lineFeeds = 0
    }

    private mutating func flushSpaces() {
        for _ in 0..<spaces { bytes.append(0x20) }
        spaces = 0
    }
}
