// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The grammatical gender of the people whom a text names, as far as it tells.
struct Genders {
    private var sure: [String?]
    private var likely: [String?]

    /// Reads titles, articles and first names beside the mentions, and pronouns behind them; linear.
    init(_ words: Words, _ mentions: [NameMention], _ count: Int, _ isQuoted: [Bool]) {
        sure = Array(repeating: nil, count: count)
        likely = sure
        for (index, mention) in mentions.enumerated() where mention.kind == .person {
            let entity = mention.entity
            guard entity < count else { continue }
            if sure[entity] == nil { sure[entity] = Self.title(words, mention) }
            if likely[entity] == nil {
                likely[entity] = words.value(mention.range.lowerBound, .first_name).flatMap {
                    $0 == "x" ? nil : $0
                }
            }
            if likely[entity] == nil {
                let next = index + 1 < mentions.count ? mentions[index + 1] : nil
                likely[entity] = Self.pronoun(words, mention, isQuoted, next)
            }
        }
    }

    /// What the text tells of a person: by a title, else by the first name or a pronoun.
    subscript(_ entity: Int) -> String? { sure[entity] ?? likely[entity] }

    /// Whether a pronoun of a gender can stand for a person.
    func allows(_ entity: Int, _ gender: String) -> Bool {
        guard gender == "m" || gender == "f", let known = self[entity] else { return true }
        return known == gender
    }

    private static func title(_ words: Words, _ mention: NameMention) -> String? {
        let first = max(mention.outer - 3, 0)
        for index in (first..<mention.range.lowerBound).reversed() {
            guard words[index].sentence == words[mention.range.lowerBound].sentence,
                words[index].kind == .word || words.mark(index) == 0x2E
            else { return nil }
            if words.has(index, .preposition), !words.has(index, .gender) { return nil }
            if let value = words.value(index, .honorific), words.has(index, .honorific),
                value != "x"
            {
                return value
            }
            if let value = words.value(index, .gender), words.has(index, .gender) { return value }
        }
        // `Jo Ray, the chairwoman`
        guard Marks.isComma(words.mark(mention.range.upperBound)) else { return nil }
        for index in (mention.range.upperBound + 1)..<(mention.range.upperBound + 4) {
            if words.has(index, .honorific), let value = words.value(index, .honorific),
                value != "x"
            {
                return value
            }
            if words.has(index, .gender), !words.lexicon.hasNounCase {
                return words.value(index, .gender)
            }
        }
        return nil
    }

    /// The first pronoun behind a name, when nobody else is named between.
    private static func pronoun(
        _ words: Words, _ mention: NameMention, _ isQuoted: [Bool], _ next: NameMention?
    ) -> String? {
        let start = mention.range.upperBound
        var end = min(start + 24, words.count)
        if let next, next.kind == .person { end = min(end, next.range.lowerBound) }
        guard start < end else { return nil }
        for index in start..<end where !isQuoted[index] {
            guard words[index].sentence == words[mention.range.lowerBound].sentence else {
                return nil
            }
            if words.has(index, .pronoun), let value = words.value(index, .pronoun),
                value == "m" || value == "f"
            {
                return value
            }
        }
        return nil
    }
}
