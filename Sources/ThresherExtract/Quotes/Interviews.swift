// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Tells interviews whose answers stand between marks and whose questions stand without.
///
/// `How many did you get?` and in the next paragraph `"Four hundred and eleven."`: no verb tells who
/// speaks, because everybody knows.
struct Interviews {
    private let words: Words
    private let speakers: Speakers

    init(_ words: Words, _ speakers: Speakers) {
        self.words = words
        self.speakers = speakers
    }

    /// Whether a quote begins a paragraph behind one that asks and is no speech itself.
    func isAnswer(_ range: Range<Int>) -> Bool {
        let open = range.lowerBound - 1
        guard open > 0, beginsParagraph(range) else { return false }
        let mark = words.mark(open - 1)
        return (mark == 0x3F || mark == 0x61F) && !speakers.isQuoted[open - 1]
    }

    /// Whether a quote is the first of its paragraph's words.
    func beginsParagraph(_ range: Range<Int>) -> Bool {
        let open = range.lowerBound - 1
        return open <= 0 || words[open - 1].paragraph != words[open].paragraph
    }

    /// Who answers: the one whom the text names first, a person outside of all marks.
    ///
    /// - Parameter first: The first token of the first answer.
    /// - Returns: The name and its entity.
    func interviewee(before first: Int) -> Speakers.Named? {
        let person = speakers.mentions(in: 0..<first).first {
            $0.kind == .person && !speakers.isQuoted[$0.range.lowerBound]
                && !speakers.isPossessive($0) && !words.has($0.outer - 1, .preposition)
        }
        return person.map { (speakers.name(of: $0.entity), $0.entity) }
    }

    /// The first person by first and last name in the headline or the summary.
    func interviewee(in heads: [String]) -> Speakers.Named? {
        for head in heads {
            let words = Words(head, words.lexicon)
            for mention in NameFinder(words).mentions
            where mention.kind == .person && mention.range.count > 1
                && words.has(mention.range.lowerBound, .first_name)
            {
                return (mention.name, nil)
            }
        }
        return nil
    }
}
