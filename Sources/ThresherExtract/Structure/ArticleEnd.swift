// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What stands below a story: notes, lists of other stories, signatures.
extension ArticleStructure {
    /// Notes begin with a cue of their own and go on to the end.
    mutating func dropNotes(from first: Int, isPlain: Bool) {
        guard isPlain, lines.count > first + 2 else { return }
        let all = lines[first...].reduce(0) { $0 + $1.wordCount }
        let lastLong = lines.indices.last {
            $0 >= first && lines[$0].isSentence && lines[$0].wordCount > 24
        }
        var before = lines[first..<first + 2].reduce(0) { $0 + $1.wordCount }
        for index in (first + 2)..<lines.count {
            let line = lines[index]
            defer { before += line.wordCount }
            guard roles[index] == .body else { continue }
            let phrase = line.words.length(0, .notes)
            let isLast = index + 4 > lines.count || index > lastLong ?? lines.count
            let isCredits = phrase == 2 && (line.wordCount <= 14 || line.creditsOthers)
            if isLast && (phrase >= 3 || isCredits || line.wordCount <= 24 && line.hasContributors)
                || index * 2 > lines.count && isOnlyStarred(index)
            {
                roles[index] = .dropped("notes")
                if line.wordCount <= 12, !line.hasContributors {
                    addAgencies(line.agencies(0..<line.words.count))
                }
                continue
            }
            let isMark = line.words.count <= 6 && line.wordCount == 0 && line.text.contains("##")
            let heads =
                line.begins(with: .notes) != nil
                && (line.wordCount <= 4 || line.words.length(0, .notes) > 0)
            let inBrackets =
                line.words.mark(0) == 0x28 && line.words.length(1, .notes) > 0
                && line.words.value(1, .notes) != "body"
            guard isMark || heads || inBrackets else { continue }
            if inBrackets, !heads {
                roles[index] = .dropped("notes")
                var start = 1 + line.words.length(1, .notes)
                if line.words.mark(start) == 0x3A { start += 1 }
                addAuthors(Line.people(line.words, start..<line.words.count))
                continue
            }
            // What goes on for longer than the story did is none of its notes.
            if isMark || all - before <= before {
                for later in index..<lines.count
                where roles[later] == .body || roles[later] == .heading {
                    roles[later] = .dropped("notes")
                }
                return
            }
            roles[index] = .dropped("notes")
        }
    }

    /// `* The show is on at seven.`: a line with a star, where no other has one.
    func isOnlyStarred(_ index: Int) -> Bool {
        func hasStar(_ line: Line) -> Bool { line.words.mark(0) == 0x2A }
        // The nearest ones first: of many with a star each finds its neighbour.
        return hasStar(lines[index]) && !lines[(index + 1)...].contains(where: hasStar)
            && !lines[..<index].reversed().contains(where: hasStar)
    }

    /// Whether a line of a few words stands right above a paragraph: the story's own heading.
    private func isHeadingAbove(_ index: Int) -> Bool {
        guard lines[index].wordCount <= 4, index + 1 < lines.count else { return false }
        let next = lines[index + 1]
        return next.isSentence && next.wordCount > 12
    }

    /// `Related stories` alone on a line, with short lines below it.
    mutating func dropRuns(from first: Int) {
        var index = first
        while index < lines.count {
            let line = lines[index]
            guard
                roles[index] == .dropped("related") || roles[index] == .heading
                    || roles[index] == .body,
                line.begins(with: .related_head).map({ $0 >= line.words.count })
                    ?? (line.wordCount <= 6 && line.words.length(0, .related_head) > 1
                        && line.words.tokens.last?.mark == Marks.colon)
            else {
                index += 1
                continue
            }
            roles[index] = .dropped("related")
            index += 1
            let start = index
            while index < lines.count, roles[index] == .body || roles[index] == .heading,
                lines[index].wordCount <= 20,
                !lines[index].isSentence || lines[index].isQuestion,
                index == start || !isHeadingAbove(index)
            {
                roles[index] = .dropped("related")
                index += 1
            }
        }
    }

    /// What writers put below a story.
    mutating func dropSignatures(from first: Int, isPlain: Bool) {
        guard let last = lines.indices.last(where: { roles[$0] == .body && !isShort(lines[$0]) })
        else { return }
        for index in max(last + 1, first + 1)..<max(last + 1, first + 1, lines.count)
        where roles[index] == .body {
            let line = lines[index]
            guard line.isSignature, !line.isResult else { continue }
            let isMarked = line.words.tokens.contains { [0x28, 0x5B, 0x2F].contains($0.mark) }
            guard isPlain || isMarked else { continue }
            roles[index] = .dropped("signature")
        }
    }

    /// Short lines below a story that come behind several lines that are none: what pages end with.
    mutating func dropPageEnd(from first: Int) {
        guard
            let last = lines.indices.last(where: {
                $0 >= first && roles[$0] == .body && lines[$0].wordCount > 20
            })
        else { return }
        var dropped = 0
        for index in (last + 1)..<max(last + 1, lines.count) {
            if case .dropped(let reason) = roles[index] {
                dropped += ["source", "tools", "tags", "notes", "contact"].contains(reason) ? 2 : 1
            } else if dropped > 2, !lines[index].isResult, !isTelling(lines[index]) {
                roles[index] = .dropped("promotion")
            }
        }
    }

    /// Whether a short line below a story tells more of it: a sentence that names somebody in two
    /// words, and speaks to nobody.
    private func isTelling(_ line: Line) -> Bool {
        guard line.isSentence, line.wordCount >= 7, line.wordCount <= 20, !line.isQuestion,
            line.begins(with: .boilerplate) == nil, line.begins(with: .label) == nil
        else { return false }
        let words = line.words
        return words.tokens.indices.dropFirst(2).contains { index in
            words[index].kind == .word && words[index].isCapital
                && words[index - 1].kind == .word && words[index - 1].isCapital
        }
    }

    /// `Jo Ray is a reporter at the Kelmar Post.`: who wrote it, below the story.
    mutating func dropBiography(from first: Int) {
        guard lines.count > first + 2 else { return }
        for index in (lines.count - 2)..<lines.count where roles[index] == .body {
            let line = lines[index]
            guard line.wordCount <= 30,
                let author = authors.first(where: { line.text.hasPrefix($0 + " ") })
            else { continue }
            let end = line.words.tokens.firstIndex { Int($0.start) > author.utf8.count - 1 } ?? 0
            guard end > 0,
                line.words.tokens[end...].prefix(8).contains(where: {
                    $0.cues.has(.title) || $0.cues.has(.organisation)
                })
            else { continue }
            roles[index] = .dropped("byline")
        }
    }
}
