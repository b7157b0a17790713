// SPDX-License-Identifier: Apache-2.0

/// Joins the lines of plain text that some program broke at a fixed width.
///
/// The evidence is that of a program that puts as many words on a line as fit: no line is longer than
/// the width, and the first word of each line would not have fitted on the line before. When nine
/// breaks in ten are such, and three at least, those are joined; the others stay, as the ends of
/// verses and addresses do. Width: the longest line of a paragraph that has more than one.
struct WrappedLines {
    /// Widths that programs wrap at, in Unicode scalars; a longer line was not wrapped.
    private static let widths = 40...120

    /// Whether a hyphen at a line's end is looked into.
    let undoesHyphens: Bool

    /// The paragraphs with their lines joined; `nil` when nothing shows that lines were wrapped.
    ///
    /// - Parameters:
    ///   - paragraphs: Cleaned text.
    ///   - changes: Gets the joined lines and the hyphens that were taken out.
    /// - Returns: As many paragraphs. Joining them again joins nothing: one of them is longer than
    ///   any width.
    func join(_ paragraphs: [String], _ changes: inout TextChanges) -> [String]? {
        let parts = paragraphs.map(WrappedParagraph.init)
        guard let width = Self.width(of: parts) else { return nil }
        var words: KnownWords?
        var counted = changes
        var isLong = false
        var joined: [String] = []
        joined.reserveCapacity(paragraphs.count)
        for (paragraph, part) in zip(paragraphs, parts) {
            guard part.lines.count > 1 else {
                joined.append(paragraph)
                continue
            }
            if undoesHyphens, words == nil, part.hasHyphen { words = KnownWords(paragraphs) }
            let text = part.joined(width, words: words, &counted)
            isLong = isLong || WrappedParagraph(text).hasLongLine(Self.widths.upperBound)
            joined.append(text)
        }
        guard isLong else { return nil }
        changes = counted
        return joined
    }

    /// The width that all lines share; `nil` when they share none.
    private static func width(of parts: [WrappedParagraph]) -> Int? {
        var width = 0
        for part in parts {
            if part.hasLongLine(widths.upperBound) { return nil }
            for line in part.lines.dropLast() where line.mayBreak {
                width = max(width, line.length)
            }
        }
        guard widths.contains(width) else { return nil }
        var breaks = 0
        var wrapped = 0
        for part in parts {
            for index in part.lines.indices.dropLast() where !part.lines[index + 1].isItem {
                breaks += 1
                if part.isWrapped(after: index, width) { wrapped += 1 }
            }
        }
        return wrapped >= 3 && wrapped * 10 >= breaks * 9 ? width : nil
    }
}
