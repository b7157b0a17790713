// SPDX-License-Identifier: Apache-2.0

/// A text under construction that holds white space back until it knows what follows.
struct CleanedText {
    /// What white space means.
    let shape: TextCleaner.Shape
    /// The longest run of line feeds.
    let maxLineFeeds: Int

    /// As long as the source: no step makes text longer.
    private var bytes: [UInt8]
    private var count = 0
    private var spaces = 0
    private var tabs = 0
    private var lineFeeds = 0

    /// Creates an empty text.
    ///
    /// - Parameters:
    ///   - shape: What white space means.
    ///   - maxLineFeeds: The longest run of line feeds.
    ///   - capacity: The number of bytes that are going to be read.
    init(shape: TextCleaner.Shape, maxLineFeeds: Int, capacity: Int) {
        self.shape = shape
        self.maxLineFeeds = maxLineFeeds
        bytes = [UInt8](repeating: 0, count: capacity)
    }

    /// Appends characters of other text that are no white space.
    mutating func append(_ source: borrowing Span<UInt8>, _ range: Range<Int>) {
        if spaces | tabs | lineFeeds != 0 { flush() }
        for index in range {
            bytes[count] = source[index]
            count += 1
        }
    }

    /// Appends a character whose UTF-8 is no longer than that of the one it stands for.
    mutating func append(_ value: UInt32) {
        if spaces | tabs | lineFeeds != 0 { flush() }
        guard let scalar = Unicode.Scalar(value) else { return }
        for byte in String(Character(scalar)).utf8 { put(byte) }
    }

    /// Appends a space.
    mutating func space() {
        if shape == .code {
            flushLines()
            put(0x20)
        } else {
            spaces += 1
        }
    }

    /// Appends a tab.
    mutating func tab() {
        switch shape {
        case .row: tabs += 1
        case .code:
            flushLines()
            put(0x09)
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
        var start = 0
        if shape == .code {
            while count > 0, Self.isSpace(bytes[count - 1]) { count -= 1 }
            var index = 0
            while index < count, Self.isSpace(bytes[index]) {
                if bytes[index] == 0x0A { start = index + 1 }
                index += 1
            }
        }
        return String(decoding: bytes[start..<max(start, count)], as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A
    }

    private mutating func put(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    private mutating func flush() {
        if shape == .code {
            flushLines()
        } else if tabs > 0 {
            // A tab at the start stands after an empty cell.
            for _ in 0..<tabs { put(0x09) }
        } else if count > 0 {
            if lineFeeds == 0 { put(0x20) }
            for _ in 0..<min(lineFeeds, maxLineFeeds) { put(0x0A) }
        }
        spaces = 0
        tabs = 0
        lineFeeds = 0
    }

    private mutating func flushLines() {
        for _ in 0..<min(lineFeeds, maxLineFeeds) { put(0x0A) }
        lineFeeds = 0
    }
}
