// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The lines of an article's blocks.
enum Lines {
    /// So many lines are no article.
    private static let most = 20_000
    /// So many breaks are none either, in whatever paragraphs they may stand.
    private static let mostBreaks = 160_000

    /// One for each block; of plain text one for each line, unless the lines of a block are one
    /// paragraph that was broken to a width.
    ///
    /// None at all when they are too many for an article.
    static func of(_ blocks: [Block], isPlain: Bool) -> [Line] {
        guard blocks.count < most, !isPlain || breaks(blocks) < mostBreaks else { return [] }
        let parts = blocks.map { isPlain && $0.kind == .paragraph ? split($0.text) : [] }
        let paragraphs = parts.map(byIndent)
        let (width, isSoft) = width(paragraphs.flatMap { $0 })
        var lines: [Line] = []
        for (index, block) in blocks.enumerated() {
            guard isPlain, block.kind == .paragraph else {
                lines.append(
                    Line(trimmed(block.text[...]), block: index, indent: 0, kind: block.kind))
                continue
            }
            for group in paragraphs[index].flatMap({ groups($0, width, isSoft) }) {
                guard lines.count < most else { return [] }
                guard let first = group.first else { continue }
                let indent = first.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
                lines.append(
                    Line(
                        trimmed(group.joined(separator: "\n")[...]), block: index, indent: indent,
                        kind: block.kind))
            }
        }
        return lines.filter { !$0.text.isEmpty }
    }

    /// The paragraphs of lines whose first ones are indented, as wires write them: in one block, two
    /// lines or more with white space before them among others without.
    private static func byIndent(_ lines: [Substring]) -> [[Substring]] {
        // Bytes: a letter with a million marks on it is one character.
        func isIndented(_ line: Substring) -> Bool {
            line.utf8.first == 0x20 || line.utf8.first == 0x09
        }
        let count = lines.count(where: isIndented)
        guard count > 1, count * 2 < lines.count, let first = lines.first, !isIndented(first) else {
            return [lines]
        }
        var paragraphs: [[Substring]] = [[]]
        for line in lines {
            if isIndented(line) { paragraphs.append([]) }
            paragraphs[paragraphs.count - 1].append(line)
        }
        return paragraphs
    }

    private static func breaks(_ blocks: [Block]) -> Int {
        blocks.reduce(0) { count, block in
            block.text.utf8.reduce(count) { $0 + ($1 == 0x0A || $1 == 0x0D ? 1 : 0) }
        }
    }

    private static func split(_ text: String) -> [Substring] {
        text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).compactMap { Substring($0) }
    }

    // MARK: Broken lines

    /// Widths that texts are broken to, in characters.
    private static let widths = 40...110

    /// The width that the text is broken to, if it is, and whether not all lines are as full as they
    /// could be: that of the blocks that show it by
    /// themselves, or of all when no line is wider and hardly a line that another follows had room
    /// for that one's first word.
    private static func width(_ blocks: [[Substring]]) -> (Int?, isSoft: Bool) {
        let many = blocks.filter { $0.count > 1 }
        guard many.count > 1 else { return (nil, false) }
        let wrapped = many.filter(isWrapped)
        let long = wrapped.filter { $0.count > 2 }
        if wrapped.count > 1 {
            let width = (long.count > 1 ? long : wrapped).joined().reduce(0) { max($0, length($1)) }
            let full = many.count { length($0[0]) * 10 >= width * 7 }
            return (width, wrapped.count * 3 >= full * 2)
        }
        let width = many.joined().reduce(0) { max($0, length($1)) }
        guard widths.contains(width) else { return (nil, false) }
        var full = 0
        var all = 0
        for lines in many {
            for (line, next) in zip(lines, lines.dropFirst()) {
                all += 1
                if isFull(line, next, width) { full += 1 }
            }
        }
        return (full * 5 >= all * 4 && full > 1 ? width : nil, false)
    }

    private static func length(_ line: Substring) -> Int { line.unicodeScalars.count }

    /// Whether the next line's first word had no room behind a line.
    private static func isFull(_ line: Substring, _ next: Substring, _ width: Int) -> Bool {
        let word = next.unicodeScalars.drop { $0 == " " }.prefix { $0 != " " }.count
        return length(line) + 1 + word > width && length(line) <= width
    }

    /// The lines that belong together: those that were broken to a width, up to a line that a credit
    /// in brackets ends; otherwise each alone.
    private static func groups(_ lines: [Substring], _ width: Int?, _ isSoft: Bool)
        -> [[Substring]]
    {
        guard lines.count > 1 else { return [lines] }
        let isWrapped = isWrapped(lines)
        guard isWrapped || width != nil else { return lines.map { [$0] } }
        var groups: [[Substring]] = [[]]
        for (index, line) in lines.enumerated() {
            groups[groups.count - 1].append(line)
            let isEnd =
                line.last { $0 != " " } == "]"
                || !isWrapped && index + 1 < lines.count
                    && width.map {
                        !isFull(line, lines[index + 1], $0)
                            && !(isSoft && length(line) * 10 >= $0 * 7 && !endsLine(line))
                    } ?? true
            if isEnd { groups.append([]) }
        }
        return groups.filter { !$0.isEmpty }
    }

    /// Whether a block by itself shows that it was broken.
    private static func isWrapped(_ lines: [Substring]) -> Bool {
        guard lines.count > 1, lines.allSatisfy({ $0.utf8.count < 500 }) else { return false }
        let lengths = lines.dropLast().map(length)
        let longest = lengths.max() ?? 0
        return widths.contains(longest)
            && lengths.allSatisfy { $0 * 100 >= longest * 55 }
            && zip(lines, lines.dropFirst()).contains { line, next in
                !endsLine(line) && goesOn(next, lines.count)
            }
    }

    /// Whether a line begins in lower case; where there is no case, only among several lines.
    private static func goesOn(_ line: Substring, _ count: Int) -> Bool {
        guard let first = line.first(where: { $0 != " " }), first.isLetter else { return false }
        return first.isLowercase || !first.isUppercase && count > 2
    }

    private static func endsLine(_ line: Substring) -> Bool {
        guard let last = line.last(where: { $0 != " " }) else { return true }
        return ".!?:\"”»“]".contains(last)
    }

    static func trimmed(_ text: Substring) -> String {
        let bytes = text.utf8
        if let first = bytes.first, let last = bytes.last, 0x21..<0x7F ~= first, 0x21..<0x7F ~= last
        {
            return String(text)
        }
        let scalars = text.unicodeScalars
        let start = scalars.firstIndex { !Folding.isSpace($0.value) } ?? scalars.endIndex
        guard let last = scalars.lastIndex(where: { !Folding.isSpace($0.value) }), start <= last
        else { return "" }
        return String(text[start..<scalars.index(after: last)])
    }
}
