// SPDX-License-Identifier: Apache-2.0

/// Collects a block's text with white space as a browser shows it.
struct SegmentWriter {
    /// How text counts.
    struct Style {
        var isLinked = false
        var isBold = false
        var isCode = false
        var keepsSpace = false
    }

    /// The text of all blocks so far, a line feed after each.
    private(set) var bytes: [UInt8] = []
    /// Where the open block begins.
    private var start = 0
    private var hasPendingSpace = false
    private var pendingBreaks = 0
    private var pendingTabs = 0
    /// Scalars of the open block that are linked, bold, code.
    private(set) var linked = 0
    private(set) var bold = 0
    private(set) var code = 0
    /// Links of the open block.
    var anchors = 0

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    var hasText: Bool { bytes.count > start }

    mutating func append(_ source: [UInt8], _ range: Range<Int>, _ style: Style) {
        let before = bytes.count
        if style.keepsSpace {
            flushPending()
            bytes.append(contentsOf: source[range])
        } else {
            appendCollapsed(source, range)
        }
        guard style.isLinked || style.isBold || style.isCode else { return }
        var count = 0
        for index in before..<bytes.count where bytes[index] & 0xC0 != 0x80 { count += 1 }
        if style.isLinked { linked += count }
        if style.isBold { bold += count }
        if style.isCode { code += count }
    }

    private mutating func appendCollapsed(_ source: [UInt8], _ range: Range<Int>) {
        let text = source.span.extracting(range)
        var index = 0
        while index < text.count {
            if ASCII.isSpace(text[index]) {
                hasPendingSpace = true
                index += 1
                continue
            }
            if hasPendingSpace || pendingBreaks > 0 || pendingTabs > 0 { flushPending() }
            let end = Self.endOfWords(text, from: index)
            bytes.append(contentsOf: source[range.lowerBound + index..<range.lowerBound + end])
            index = end
        }
    }

    /// The end of the words, with one space between each two, that begin at `start`.
    private static func endOfWords(_ text: Span<UInt8>, from start: Int) -> Int {
        var end = start + 1
        while end < text.count {
            if isOneSpaceAtMost(text, from: end) {
                end += ByteStride.count
                continue
            }
            let limit = min(end + ByteStride.count, text.count)
            while end < limit {
                if !ASCII.isSpace(text[end]) {
                    end += 1
                } else if text[end] == 0x20, end + 1 < text.count, !ASCII.isSpace(text[end + 1]) {
                    end += 2
                } else {
                    return end
                }
            }
        }
        return end
    }

    /// Whether a stride of text has white space only as single spaces; `false` near the end.
    private static func isOneSpaceAtMost(_ text: Span<UInt8>, from start: Int) -> Bool {
        ByteStride.isFree(text, from: start) { byte, next in
            let isOther: UInt8 = byte &- 0x09 < 5 && byte != 0x0B ? 1 : 0
            let isSpace: UInt8 = byte == 0x20 ? 1 : 0
            let isFollowed: UInt8 = next == 0x20 || (next &- 0x09 < 5 && next != 0x0B) ? 1 : 0
            return isOther | (isSpace & isFollowed)
        }
    }

    private mutating func flushPending() {
        if pendingTabs > 0 {
            for _ in 0..<pendingTabs { bytes.append(0x09) }
        } else if hasText {
            if pendingBreaks > 0 {
                bytes.append(0x0A)
            } else if hasPendingSpace, let last = bytes.last, last != 0x0A, last != 0x09 {
                bytes.append(0x20)
            }
        }
        hasPendingSpace = false
        pendingBreaks = 0
        pendingTabs = 0
    }

    /// White space without text.
    mutating func space() { hasPendingSpace = true }

    /// A line break; returns whether it is the second in a row, which ends a paragraph.
    mutating func lineBreak() -> Bool {
        guard hasText else { return false }
        pendingBreaks += 1
        return pendingBreaks > 1
    }

    /// Ends the line of preformatted text, unless it is empty.
    mutating func endLine() {
        if hasText, bytes.last != 0x0A { bytes.append(0x0A) }
    }

    /// The beginning of a further cell of a row.
    mutating func tab() {
        pendingTabs += 1
        hasPendingSpace = false
    }

    /// Ends the block; returns where its text is, `nil` when there is none to see.
    mutating func finish() -> Range<Int>? {
        var end = bytes.count
        while end > start, let cut = Self.blankBefore(bytes, end, start) { end = cut }
        var first = start
        while first < end, let next = Self.blankAfter(bytes, first, end) { first = next }
        let isEmpty = first >= end
        bytes.removeLast(bytes.count - (isEmpty ? start : end))
        if !isEmpty { bytes.append(0x0A) }
        start = bytes.count
        hasPendingSpace = false
        pendingBreaks = 0
        pendingTabs = 0
        (linked, bold, code, anchors) = (0, 0, 0, 0)
        return isEmpty ? nil : first..<end
    }

    /// Adds text as a block of its own; no block may be open.
    mutating func appendWhole(_ text: String) -> Range<Int>? {
        let utf8 = Array(text.utf8)
        append(utf8, 0..<utf8.count, Style())
        return finish()
    }

    /// The start of the blank character that ends at `end`: white space, U+00A0, U+200B to U+200D,
    /// U+FEFF.
    private static func blankBefore(_ bytes: [UInt8], _ end: Int, _ start: Int) -> Int? {
        if ASCII.isSpace(bytes[end - 1]) { return end - 1 }
        if end - 2 >= start, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 { return end - 2 }
        return end - 3 >= start && isBlank(bytes, end - 3) ? end - 3 : nil
    }

    /// The end of the blank character that begins at `index`.
    ///
    /// Spaces and the tabs of empty cells stay: a block begins with none but those that mean
    /// something.
    private static func blankAfter(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int? {
        if bytes[index] == 0x0A { return index + 1 }
        if index + 2 <= end, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 { return index + 2 }
        return index + 3 <= end && isBlank(bytes, index) ? index + 3 : nil
    }

    private static func isBlank(_ bytes: [UInt8], _ index: Int) -> Bool {
        switch bytes[index] {
        case 0xE2: bytes[index + 1] == 0x80 && (0x8B...0x8D).contains(bytes[index + 2])
        case 0xEF: bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF
        default: false
        }
    }
}
