// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Those named before whom a noun with an article points back to: `the ministry`, `the spokesman`.
extension Speakers {
    /// Whom a noun with an article points back to: `the ministry`, `the spokesman`.
    func antecedent(_ range: Range<Int>) -> Int? {
        guard
            words.has(range.lowerBound, .article) || !words.lexicon.hasCase
                || words.lexicon.hasNoArticle
        else { return nil }
        let heads = range.filter {
            words[$0].kind == .word && !words.has($0, .article) && !words.has($0, .preposition)
        }
        guard let head = heads.last, heads.count <= 3, !isIndefinite(range.lowerBound) else {
            return nil
        }
        let role = heads.first { words.length($0, .title) > 0 } ?? head
        // `the company`: the one named last.
        let isFirm = heads.count == 1 && words.value(head, .organisation) == "firm"
        var index = mentionFrom[range.lowerBound] - 1
        var steps = 0
        while index >= 0, steps < 200 {
            let mention = people[index]
            index -= 1
            steps += 1
            if isFirm, isCompany(mention) { return mention.entity }
            if mention.kind == .organisation {
                let own = mention.range.map { words[$0].hash }
                if heads.allSatisfy({ own.contains(words[$0].hash) }) { return mention.entity }
            } else if mention.kind == .person, isCalled(mention, role) {
                return mention.entity
            }
        }
        return nil
    }

    /// Whether a mention is a firm's.
    private func isCompany(_ mention: NameMention) -> Bool {
        mention.kind == .organisation && !isQuoted[mention.range.lowerBound]
            && mention.range.contains {
                words.length($0, .company) > 0 || words.value($0, .organisation) == "firm"
            }
    }

    /// Whether a German word ends with another: `Verkehrslandesrätin`, `Landesrätin`.
    private func isCompound(_ index: Int, _ role: Int) -> Bool {
        guard words.lexicon.hasNounCase, let long = words.at(index), long.kind == .word else {
            return false
        }
        let short = words[role]
        let length = short.end - short.start - 1
        guard length > 4, long.end - long.start > length + 3 else { return false }
        return words.bytes[Int(long.end - length)..<Int(long.end)]
            .elementsEqual(words.bytes[Int(short.start + 1)..<Int(short.end)])
    }

    /// Whether a role stands beside a name: before it, or in an apposition on either side.
    private func isCalled(_ mention: NameMention, _ role: Int) -> Bool {
        func isSame(_ index: Int) -> Bool {
            words[index].hash == words[role].hash || isCompound(index, role)
                || isCompound(role, index)
                || !words.lexicon.hasNounCase && words[index].entry >= 0
                    && words[index].entry == words[role].entry
                    && words.has(role, .title)
        }
        let sentence = words[mention.range.lowerBound].sentence
        if (mention.outer..<mention.range.lowerBound).contains(where: isSame) { return true }
        let end = mention.range.upperBound
        if Marks.isComma(words.mark(end)),
            (end + 1..<min(end + 9, words.count)).contains(where: {
                isSame($0) && words[$0].sentence == sentence
            })
        {
            return true
        }
        // `the mayor of Kelmar, Jo Ray`, `the striking nurse Jo Ray`
        let before = mention.outer - 1
        let reach = Marks.isComma(words.mark(before)) ? 8 : 2
        return (max(0, before - reach)...max(0, before)).contains {
            isSame($0) && words[$0].sentence == sentence
        }
    }
}
