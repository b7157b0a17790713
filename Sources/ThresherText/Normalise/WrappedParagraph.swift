// SPDX-License-Identifier: Apache-2.0

/// A paragraph as lines, with what tells whether they were broken by a program.
struct WrappedParagraph {
    /// One line.
    struct Line {
        let text: Substring
        /// In Unicode scalars.
        let length: Int
        /// The length of the first word; 1 where words are not parted by spaces.
        let firstWord: Int
        /// Whether there is a place to break it: a space, or a script without spaces.
        let mayBreak: Bool
        /// Whether it begins as an item of a list, a quotation in a mail or a row does.
        let isItem: Bool
    }

    let lines: [Line]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Self.measure)
    }

    /// Whether a line is longer than programs wrap at.
    func hasLongLine(_ most: Int) -> Bool { lines.contains { $0.length > most && $0.mayBreak } }

    /// Whether a hyphen stands at some line's end.
    var hasHyphen: Bool { lines.dropLast().contains { $0.text.utf8.last == 0x2D } }

    /// Whether the next line's first word did not fit on this line.
    func isWrapped(after index: Int, _ width: Int) -> Bool {
        let next = lines[index + 1]
        guard next.length > 0, !next.isItem, lines[index].length > 0 else { return false }
        return lines[index].length + 1 + next.firstWord > width
    }

    /// The lines joined where they were wrapped.
    func joined(_ width: Int, words: KnownWords?, _ changes: inout TextChanges) -> String {
        var text = ""
        for (index, line) in lines.enumerated() {
            text += line.text
            guard index + 1 < lines.count else { break }
            guard isWrapped(after: index, width) else {
                text += "\n"
                continue
            }
            changes[.joinedLines] += 1
            switch Seam(line.text, lines[index + 1].text, words) {
            case .space: text += " "
            case .nothing: break
            case .hyphenOut:
                text.unicodeScalars.removeLast()
                changes[.hyphens] += 1
            }
        }
        return text
    }

    private static func measure(_ text: Substring) -> Line {
        var length = 0
        var firstWord = 0
        var mayBreak = false
        var isInFirst = true
        for scalar in text.unicodeScalars {
            length += 1
            if scalar == " " {
                mayBreak = true
                isInFirst = false
            } else if Seam.isUnspaced(scalar) {
                mayBreak = true
                if isInFirst { firstWord += 1 }
                isInFirst = false
            } else if isInFirst {
                firstWord += 1
            }
        }
        return Line(
            text: text, length: length, firstWord: firstWord, mayBreak: mayBreak,
            isItem: isItem(text))
    }

    /// Whether a line begins with a bullet, a number with a point, or the mark of a quotation.
    private static func isItem(_ text: Substring) -> Bool {
        let head = Array(text.unicodeScalars.prefix(8))
        guard let first = head.first else { return false }
        if "*•‣◦▪●–—>|+#".unicodeScalars.contains(first) { return true }
        if first == "-", head.count > 1, head[1] == " " { return true }
        guard let end = head.firstIndex(where: { !(0x30...0x39).contains($0.value) }), end > 0,
            end + 1 < head.count
        else { return false }
        return (head[end] == "." || head[end] == ")") && head[end + 1] == " "
    }
}

/// What comes between two lines that become one.
enum Seam: Equatable {
    case space, nothing, hyphenOut

    /// Words after a hyphen that stands for a part of the word before: "Nord- und Südsee".
    private static let conjunctions: Set<Substring> = [
        "und", "oder", "bis", "sowie", "bzw", "and", "or", "to", "en", "of", "och", "og", "eller",
        "et",
        "ou", "y", "o", "e", "i", "ja",
    ]

    /// - Parameters:
    ///   - line: Ends where a program broke it.
    ///   - next: The line after it.
    ///   - words: The text's own words, by which hyphens are judged; `nil` to leave them.
    init(_ line: Substring, _ next: Substring, _ words: KnownWords?) {
        let last = line.unicodeScalars.last ?? " "
        let first = next.unicodeScalars.first ?? " "
        if Self.isUnspaced(last) && Self.isUnspaced(first) {
            self = .nothing
            return
        }
        let before = line.unicodeScalars.dropLast().last ?? " "
        guard last == "-", before.properties.isAlphabetic,
            first.properties.isAlphabetic || (0x30...0x39).contains(first.value)
        else {
            self = .space
            return
        }
        let nextWord = next.prefix { $0.isLetter }
        if Self.conjunctions.contains(nextWord) {
            self = .space
            return
        }
        let lastWord = line.dropLast().reversed().prefix { $0.isLetter }.reversed()
        let isSure =
            first.properties.isLowercase
            && first.properties.canonicalCombiningClass == .notReordered
            && words?.contains(String(lastWord) + nextWord) == true
        self = isSure ? .hyphenOut : .nothing
    }

    /// Whether a character belongs to a script that puts no spaces between words.
    static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3000...0x303F, 0x3041...0x3096, 0x309D...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

/// The words that a text has, without regard to case.
struct KnownWords {
    private var words: Set<String> = []

    init(_ paragraphs: [String]) {
        for paragraph in paragraphs {
            for word in paragraph.split(whereSeparator: { !$0.isLetter }) where word.utf8.count > 3
            {
                words.insert(word.lowercased())
            }
        }
    }

    func contains(_ word: String) -> Bool { words.contains(word.lowercased()) }
}
