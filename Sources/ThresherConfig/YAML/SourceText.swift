// SPDX-License-Identifier: Apache-2.0

/// A configuration file's text and the way from offsets to places.
struct SourceText: Sendable {
    /// The largest file that is read.
    static let maxBytes = 1 << 20

    /// The file's name as it was given.
    let name: String
    /// The scalars, without a byte order mark.
    let scalars: [Unicode.Scalar]
    /// The offset of each line's first scalar.
    private let lineStarts: [Int]

    init(name: String, text: String) {
        self.name = name
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        self.scalars = scalars
        var starts = [0]
        for (index, scalar) in scalars.enumerated() {
            let isReturn =
                scalar == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n")
            if scalar == "\n" || isReturn { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    /// The UTF-8 of the text.
    var utf8: [UInt8] {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return Array(String(view).utf8)
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

    /// The text of a line without its end.
    func lineText(_ number: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: line(number).scalars)
        return String(view)
    }
}
