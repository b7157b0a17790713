// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Short lines that no cue marks.
extension ArticleStructure {
    /// Short lines between paragraphs: headings of the story, or other stories' headlines.
    mutating func judgeShortLines(from first: Int) {
        // The next paragraph after each line, found once from the end.
        var following = Array(repeating: lines.count, count: lines.count + 1)
        for index in lines.indices.reversed() {
            let isParagraph = roles[index] == .body && !isShort(lines[index])
            following[index] = isParagraph ? index : following[index + 1]
        }
        let isInterview = isInterview(from: first, following)
        var story: (next: Int, topics: Set<UInt64>)?
        // The line before the next, while it belongs to a list that a paragraph announces.
        var listed = -1
        for index in first..<max(first, lines.count) where roles[index] == .body {
            let line = lines[index]
            guard line.wordCount <= 18, line.text.utf8.count <= 160, isShort(line) else { continue }
            let next = following[index + 1]
            guard next < lines.count else {
                // Nothing of the story follows.
                if line.isResult { continue }
                if index > first + 1, line.wordCount >= 3 { roles[index] = .dropped("related") }
                continue
            }
            if story?.next != next {
                let topics = lines[next...].prefix(3).reduce(into: Set<UInt64>()) {
                    $0.formUnion($1.topics)
                }
                story = (next, topics)
            }
            if isInterview && line.isQuestion || line.hasScore && isDashed(line) || line.isTable {
                continue
            }
            if index > first, listed == index - 1 || announces(index - 1) {
                listed = index
                continue
            }
            let isTeaser =
                isTeaser(line, before: story?.topics ?? [])
                && !(next == index + 1 && isPlainHeading(line, above: lines[next]))
            roles[index] = isTeaser ? .dropped("related") : .heading
        }
        // A heading with no paragraph of its own before the next heading stays: parts have titles.
    }

    /// Whether a paragraph ends with the colon of a list.
    private func announces(_ index: Int) -> Bool {
        roles[index] == .body && lines[index].wordCount > 5
            && lines[index].words.tokens.last?.mark == Marks.colon
    }

    /// Whether a dash parts it: `Tolvik – Kelmar 2:1`.
    private func isDashed(_ line: Line) -> Bool {
        line.words.tokens.contains { Marks.isDash($0.mark) && $0.isSpaced }
    }

    /// Whether questions stand before paragraphs again and again.
    private func isInterview(from first: Int, _ following: [Int]) -> Bool {
        (first..<max(first, lines.count)).count {
            roles[$0] == .body && lines[$0].isQuestion && lines[$0].wordCount <= 40
                && following[$0 + 1] == $0 + 1
        } >= 3
    }

    /// Whether a line of a few words that names nobody stands as the paragraph below it does; other
    /// stories' headlines mostly name somebody.
    private func isPlainHeading(_ line: Line, above paragraph: Line) -> Bool {
        line.isShouted && line.wordCount <= 10 && line.indent == paragraph.indent
            || line.wordCount <= 7 && names(line) <= 1 && line.indent == paragraph.indent
                && !line.words.tokens.contains { $0.mark == 0x3A || $0.kind == .number }
    }

    func isShort(_ line: Line) -> Bool {
        guard !line.isSentence || line.isQuestion, line.wordCount <= 18 else { return false }
        // `The core is 214 metres long. How long did it take?`
        if let last = line.words.tokens.last, last.sentence > 0, line.isQuestion { return false }
        // A list's items and a dialogue's lines are text.
        guard let mark = line.words.tokens.first else { return false }
        if mark.kind == .mark, Marks.isDash(mark.mark) || mark.mark == 0x2022 || mark.mark == 0x2A {
            return false
        }
        if mark.kind == .number, [0x2E, 0x29].contains(line.words.mark(1)) {
            return line.wordCount > 1 ? false : true
        }
        return true
    }

    /// Whether a short line has little to do with what the story goes on with.
    private func isTeaser(_ line: Line, before following: Set<UInt64>) -> Bool {
        if line.isQuestion, line.wordCount <= 8 { return false }
        if line.wordCount <= 4 { return false }
        let topics = line.topics
        let shared = Double(topics.intersection(following).count) / Double(max(topics.count, 1))
        // `Syria's civil war: Ceasefire strained by fresh fighting`
        let colon = line.words.tokens.firstIndex { $0.mark == 0x3A }
        let hasTopic = colon.map { $0 > 0 && $0 < line.words.count - 2 } ?? false
        if hasTopic { return shared < 0.75 }
        if line.wordCount == 5 { return shared < 0.25 && names(line) >= 2 }
        return shared < 0.5
    }

    private func names(_ line: Line) -> Int {
        line.words.tokens.count { $0.kind == .word && $0.isCapital }
    }
}
