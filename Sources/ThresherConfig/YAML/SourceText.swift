// SPDX-License-Identifier: Apache-2.0

/// A configuration file's text and the way from offsets to places.
struct SourceText: Sendable {
    /// The largest file that is read.
    static let maxBytes = 1 << 18

    /// The file's name as it was given.
    let name: String
    /// The scalars, without a byte order mark.
    let scalars: [Unicode.Scalar]
    /// The same as UTF-8.
    let utf8: [UInt8]
    /// The offset of each line's first scalar.
    private let lineStarts: [Int]

    init(name: String, text: String) {
        self.name = name
        let hasMark = text.unicodeScalars.first == "\u{FEFF}"
        let scalars = Array(text.unicodeScalars.dropFirst(hasMark ? 1 : 0))
        self.scalars = scalars
        utf8 = Array(text.utf8.dropFirst(hasMark ? 3 : 0))
        var starts = [0]
        for (index, scalar) in scalars.enumerated() {
            let isReturn =
                scalar == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n")
            if scalar == "\n" || isReturn { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    /// The number of lines; one that is empty after the last line end counts.
    var lineCount: Int { lineStarts.count }

    /// The place of a scalar by its offset; beyond the end, that of the end.
    func place(at offset: Int) -> Place {
        let offset = min(max(offset, 0), scalars.count)
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return Place(line: low + 1, column: offset - lineStarts[low] + 1)
    }

    /// The scalars of a line without its end, and the offset of the first.
    func line(_ number: Int) -> (offset: Int, scalars: ArraySlice<Unicode.Scalar>) {
        guard number >= 1, number <= lineStarts.count else { return (scalars.count, []) }
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] : scalars.count
        while end > start, scalars[end - 1] == "\n" || scalars[end - 1] == "\r" { end -= 1 }
        return (start, scalars[start..<end])
    }

    /// A place's line, shortened when it is long.
    func excerpt(at place: Place) -> Diagnostic.Excerpt {
        let line = line(place.line).scalars
        let caret = line.startIndex + place.column - 1
        var window = line
        if line.count > 160 {
            let start = max(line.startIndex, min(caret - 60, line.endIndex - 160))
            window = line[start..<min(start + 160, line.endIndex)]
        }
        var text = String.UnicodeScalarView()
        if window.startIndex > line.startIndex { text.append("…") }
        let column = text.count + caret - window.startIndex + 1
        text.append(contentsOf: window)
        if window.endIndex < line.endIndex { text.append("…") }
        return Diagnostic.Excerpt(text: String(text), column: column)
    }
}
