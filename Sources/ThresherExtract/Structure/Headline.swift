// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Which of the lines above a story is its headline.
extension ArticleStructure {
    /// So many lines may stand above a story's first paragraph.
    private static let mostAbove = 40
    /// Words that a paragraph has at least.
    static let fewestOfParagraph = 12

    /// What a line above a story is by its shape alone.
    enum HeadShape {
        /// Words that may be the headline, the standfirst, a label.
        case text
        case writer, time, picture, tool, source, promotion
        /// A section's or a site's name, or where in a site the page stands.
        case label
        /// What may be somebody's name.
        case name
    }

    func headShape(_ index: Int) -> HeadShape {
        let line = lines[index]
        if line.byline != nil || line.isBareByline { return .writer }
        if let found = stamps(index) { return found.authors.isEmpty ? .time : .writer }
        if line.isTool { return .tool }
        if line.credit(isCaption: false) != nil { return .picture }
        if isDate(line) || line.isTime || line.isUpdate || line.isAgo { return .time }
        if line.sources != nil { return .source }
        if line.namesBesideAgencies != nil || line.nameBesideRole != nil { return .writer }
        if line.placeAndAgencies != nil { return .source }
        if line.isHandle { return .promotion }
        if line.isBreadcrumb { return .label }
        if line.begins(with: .boilerplate) != nil || line.begins(with: .label) != nil {
            return .promotion
        }
        if line.isLabel { return .label }
        return line.isName ? .name : .text
    }

    /// The lines above a story with their shapes; empty when it begins at once.
    ///
    /// They end at the first paragraph that neither a byline nor a date stands closely below.
    func linesAbove() -> [HeadShape] {
        var shapes: [HeadShape] = []
        var told = 0
        func shape(_ index: Int) -> HeadShape {
            while shapes.count <= index { shapes.append(headShape(shapes.count)) }
            return shapes[index]
        }
        for index in 0..<min(lines.count, Self.mostAbove) {
            guard isParagraph(index), shape(index) == .text else { continue }
            let below = (index + 1)..<min(index + 4, lines.count)
            let isParted = below.prefix { !isParagraph($0) }.contains {
                shape($0) == .writer || shape($0) == .time && !lines[$0].isTime
            }
            guard told < 2, isParted, !hasDateline(lines[index]) else {
                return Array(shapes.prefix(index))
            }
            told += 1
        }
        let first = lines.indices.prefix(Self.mostAbove).dropFirst().first {
            lines[$0].isSentence && lines[$0].wordCount >= 4 && shape($0) == .text
        }
        guard let first else { return [] }
        _ = shape(first)
        return Array(shapes.prefix(first))
    }

    /// Whether a line is a paragraph of running text.
    private func isParagraph(_ index: Int) -> Bool {
        let line = lines[index]
        guard line.isSentence, line.wordCount >= Self.fewestOfParagraph else {
            return line.wordCount >= 4 && hasDateline(line)
        }
        return line.wordCount > 22 || !endsAsHeadlines(line)
            || (line.words.tokens.last?.sentence ?? 0) > 0
    }

    /// Whether it begins a story with its dateline; headlines have dashes and colons, too.
    func hasDateline(_ line: Line) -> Bool {
        (line.isSentence || line.wordCount > 20) && DatelineRule.find(in: line.words) != nil
    }

    /// Whether it is no sentence, or one that asks, calls or quotes.
    func endsAsHeadlines(_ line: Line) -> Bool {
        guard line.isSentence else { return !line.text.hasSuffix(",") && !line.text.hasSuffix(";") }
        let last = line.words.tokens.last { $0.kind == .mark }?.mark
        return line.isQuestion || last == 0x21 || Marks.isClosing(last ?? 0)
    }

    /// The line above a story that is most likely its headline, if one is likely at all.
    ///
    /// - Parameter shapes: Those of ``linesAbove()``.
    /// - Returns: Its index, `nil` when none is likely.
    func headline(_ shapes: [HeadShape]) -> Int? {
        var reader = HeadlineReader(self, shapes)
        let scores = shapes.indices.compactMap { index in
            reader.score(index).map { (index: index, score: $0) }
        }
        let best = scores.reduce(HeadlineReader.least) { max($0, $1.score) }
        // Of nearly equal ones the first: a standfirst repeats what its headline says.
        guard best > HeadlineReader.least,
            let found = scores.first(where: { $0.score >= best - HeadlineReader.margin })?.index
        else { return nil }
        // A sentence is one only when something parts it from the story.
        let isParted = shapes[found...].contains { $0 == .writer || $0 == .time }
        return endsAsHeadlines(lines[found]) || isParted ? found : nil
    }
}

/// How much tells for a line above a story being its headline.
///
/// The weights are those of a conditional logit over the lines of a head, rounded: fitted to the
/// beginnings of 1,006 pages of news, blogs and companies, as text, and of the annotated articles
/// that may be learned from. Of pages left out of the fit (five folds) 187 of 195 of news, 531 of
/// 584 others and 187 of 218 mostly German ones had their headline found; by the first line that
/// could be one it was 115, 326 and 118.
struct HeadlineReader {
    /// A line that scores no more is no headline.
    static let least = -3.0
    /// Scores that are no further apart are taken for equal.
    static let margin = 0.4

    private let structure: ArticleStructure
    private let shapes: [ArticleStructure.HeadShape]
    /// What the paragraphs below are about.
    private let body: Set<UInt64>
    /// Each line's text in lower case.
    private let texts: [String]
    /// The last line before that has five words or more, and how much of it the body says.
    private var long: (index: Int, share: Double)?
    private var isFirst = true

    init(_ structure: ArticleStructure, _ shapes: [ArticleStructure.HeadShape]) {
        self.structure = structure
        self.shapes = shapes
        body = structure.lines[shapes.count...].prefix(16).filter { $0.wordCount >= 8 }.prefix(12)
            .reduce(into: []) { $0.formUnion($1.topics) }
        texts = shapes.indices.map {
            let text = structure.lines[$0].text
            return text.utf8.count <= 260 ? ArticleStructure.oneLine(text).lowercased() : ""
        }
    }

    /// The score of a line, `nil` for one that cannot be a headline; lines are asked in their order.
    mutating func score(_ index: Int) -> Double? {
        let line = structure.lines[index]
        guard ![.tool, .picture, .source, .promotion].contains(shapes[index]),
            (1...30).contains(line.wordCount), !texts[index].isEmpty, line.byline == nil,
            !structure.hasDateline(line)
        else { return nil }
        let topics = line.topics
        let shared = topics.intersection(body).count
        let share = Double(shared) / Double(max(topics.count, 2))
        var score = 2.2 * share + 2.3 * Double(min(shared, 6)) / 6
        score += shape(index) + words(line) + place(index) + repeats(index)
        if let long {
            score -= long.share >= 0.5 ? 2.5 : 1.6
        }
        // Longer than the line right above it.
        let above = long.flatMap {
            $0.index == index - 1 ? structure.lines[$0.index].wordCount : nil
        }
        score += 0.6 * Double(line.wordCount) / Double(line.wordCount + (above ?? line.wordCount))
        if isFirst { score += 0.1 }
        isFirst = false
        if line.wordCount >= 5, shapes[index] != .time { long = (index, share) }
        return score
    }

    private func shape(_ index: Int) -> Double {
        switch shapes[index] {
        case .label: -1.7
        case .time: -2.7
        default: 0
        }
    }

    /// What its length, marks and cues tell.
    private func words(_ line: Line) -> Double {
        var score =
            switch line.wordCount {
            case 1: -2.7
            case 2: -2.1
            case 3: -0.8
            case 4: -0.3
            case 18...: -1.5
            default: 0.0
            }
        if !structure.endsAsHeadlines(line) { score -= 3.2 }
        if line.isQuestion { score += 0.4 }
        if line.isShouted { score -= 1 }
        if line.begins(with: .teaser) != nil || line.begins(with: .related_head) != nil {
            score -= 0.4
        }
        let tokens = line.words.tokens
        if tokens.contains(where: { [0x7C, 0x203A, 0x3E, 0xBB].contains($0.mark) }) {
            score -= 0.7
        }
        if tokens.contains(where: { $0.mark == 0x3A }) { score += 0.7 }
        if tokens.contains(where: { $0.cues.has(.tool) }) { score -= 0.8 }
        if let last = tokens.last, last.sentence > 0 { score -= 0.6 }
        if tokens[0].kind == .number, [0x2E, 0x29].contains(line.words.mark(1)) { score -= 0.2 }
        if Marks.isOpening(tokens[0].mark) { score += 0.4 }
        return score
    }

    /// What stands around it.
    private func place(_ index: Int) -> Double {
        func isStamp(_ other: Int) -> Bool {
            shapes.indices.contains(other) && (shapes[other] == .writer || shapes[other] == .time)
        }
        var score = 3.3 * Double(min(shapes.count - index, 20)) / 20
        if isStamp(index + 2) || isStamp(index + 3) { score += 0.8 }
        if index == shapes.count - 1 { score -= 1.1 }
        if isStamp(index - 1) { score += 0.6 }
        if index > 0, [.tool, .promotion].contains(shapes[index - 1]) { score += 0.7 }
        return score
    }

    /// Whether other lines say it again, alone or at the end of a path or of a site's name.
    private func repeats(_ index: Int) -> Double {
        let own = texts[index]
        var score = 0.0
        if texts.indices.contains(where: { $0 != index && texts[$0] == own }) { score += 0.9 }
        let size = own.utf8.count
        if structure.lines[index].wordCount >= 3,
            texts.contains(where: { $0.utf8.count > size && $0.hasSuffix(own) })
        {
            score += 3
        }
        if texts.contains(where: {
            (12..<max(size, 12)).contains($0.utf8.count) && own.hasSuffix($0)
        }) {
            score -= 1.5
        }
        return score
    }
}
