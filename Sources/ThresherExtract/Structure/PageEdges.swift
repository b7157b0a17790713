// SPDX-License-Identifier: Apache-2.0

/// Notes, teasers and footnotes at the edges of a page's text.
///
/// A page's paragraphs are text unless a cue, their place and their shape say otherwise together.
extension ArticleStructure {
    /// The number of lines at the end of a page among which notes are looked for.
    private static let foot = 4

    /// Takes notes, teasers with their cue, footnotes and what a body says of itself out of a page.
    mutating func dropPageEdges() {
        guard lines.count > 2 else { return }
        for index in lines.indices where roles[index] == .body || roles[index] == .heading {
            let line = lines[index]
            let isFoot = index + Self.foot >= lines.count
            if line.wordCount <= 40, let end = line.begins(with: .related_head),
                end < line.words.count, line.words.mark(end - 1) == 0x3A
            {
                roles[index] = .dropped("related")
            } else if index < 3 || isFoot, line.isCorrection || isNote(line) {
                roles[index] = .dropped("notes")
            } else if isFoot, isContact(line) {
                roles[index] = .dropped("contact")
            } else if isFoot, isThanks(line) || isFootnote(index) {
                roles[index] = .dropped("notes")
                addAgencies(line.agencies(0..<line.words.count))
            }
        }
        dropSelfPortrait()
    }

    /// Whether it tells where the text stood before: `This article was originally published in May`.
    private func isNote(_ line: Line) -> Bool {
        line.wordCount <= 60 && line.words.length(0, .notes) >= 3
            && line.words.value(0, .notes) == "text"
    }

    /// Whether it names a helper: `Ann Lee contributed to this report`.
    private func isThanks(_ line: Line) -> Bool {
        line.wordCount <= 25
            && line.words.tokens.indices.contains {
                line.words.length($0, .notes) >= 3 && line.words.value($0, .notes) == "thanks"
            }
    }

    /// Whether it says how to reach its writer: `Contact Jo Ray at jo@example.org`, `Follow @annlee`.
    private func isContact(_ line: Line) -> Bool {
        guard line.wordCount <= 40, line.words.tokens.contains(where: { $0.mark == 0x40 }),
            let first = line.words.tokens.firstIndex(where: { $0.kind == .word }), first < 3
        else { return false }
        return line.words.has(first, .notes) || line.words.has(first, .tool)
    }

    /// Whether it begins with a star, or with a number in brackets that the text has: `(1) Author of`.
    private func isFootnote(_ index: Int) -> Bool {
        if isOnlyStarred(index) { return true }
        let words = lines[index].words
        guard let number = words.at(1), number.kind == .number,
            words.mark(0) == 0x28 && words.mark(2) == 0x29
                || words.mark(0) == 0x5B && words.mark(2) == 0x5D
        else { return false }
        let sign = words.text(0..<3)
        return lines[..<index].contains { $0.text.contains(sign) && !$0.text.hasPrefix(sign) }
    }

    /// Drops what a press release says of the body that sent it, to its end.
    ///
    /// It begins with `About Tolvik University` and goes on with `Tolvik University is ...`.
    private mutating func dropSelfPortrait() {
        guard
            let index = lines.indices.last(where: { index in
                index > 2 && index * 2 > lines.count && isSelfPortrait(index)
            })
        else { return }
        let length = lines[index...].reduce(0) { $0 + $1.wordCount }
        guard length * 3 < lines.reduce(0, { $0 + $1.wordCount }) else { return }
        for later in index..<lines.count where roles[later] == .body || roles[later] == .heading {
            roles[later] = .dropped("notes")
        }
    }

    /// Whether a line says whom the text below it is about, and that begins with the same name.
    private func isSelfPortrait(_ index: Int) -> Bool {
        let words = lines[index].words
        let cue = words.length(0, .notes)
        guard cue > 0, words.value(0, .notes) == "body", let name = words.at(cue), name.isCapital
        else { return false }
        let lineEnd =
            words.tokens.indices.first { $0 > 0 && words[$0].isLineStart } ?? words.count
        guard lineEnd - cue <= 10, lineEnd > cue,
            ![0x2E, 0x21, 0x3F].contains(words.mark(lineEnd - 1))
        else { return false }
        func begins(_ text: Words, _ start: Int) -> Bool {
            (start..<min(start + 4, text.count)).contains { text[$0].hash == name.hash }
        }
        if lineEnd < words.count { return begins(words, lineEnd) }
        return index + 1 < lines.count && begins(lines[index + 1].words, 0)
    }
}
