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
        let complement = heads.filter { $0 > role }.map { words[$0].hash }
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
            } else if mention.kind == .person, isCalled(mention, role),
                complement.isEmpty || !isOfAnother(mention, role, complement)
            {
                return mention.entity
            }
        }
        return isPost(role) ? titledLater(role, from: range.upperBound) : nil
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
        let first = mention.range.lowerBound
        func isBeside(_ index: Int) -> Bool {
            isSame(index) && words[index].sentence == words[first].sentence
                && isQuoted[index] == isQuoted[first] && index != role
        }
        if isTitled(mention, isSame) { return true }
        let end = behindBrackets(mention.range.upperBound)
        if Marks.isComma(words.mark(end)), apposed(end + 1).contains(where: isBeside) {
            return true
        }
        // `the mayor of Kelmar, Jo Ray`, `the striking nurse Jo Ray`; but `a surgeon at Jo Ray House`
        let before = mention.outer - 1
        guard before >= 0 else { return false }
        let isParted = Marks.isComma(words.mark(before))
        return (max(0, before - (isParted ? 8 : 2))...before).contains { index in
            isBeside(index)
                && (isParted
                    || !(index...before).contains {
                        words.has($0, .preposition) || words.has($0, .article)
                    })
        }
    }

    /// Whether a title right before a name says that its bearer has another post than the one with a
    /// complement: of `the minister of health` not `Prime Minister Jo Ray`.
    private func isOfAnother(_ mention: NameMention, _ role: Int, _ complement: [UInt64]) -> Bool {
        let title = mention.outer..<mention.range.lowerBound
        return title.contains {
            words.length($0, .title) > 1 && words[$0].phraseEntry != words[role].phraseEntry
        } && !title.contains { complement.contains(words[$0].hash) }
    }

    /// What stands behind a name and its comma, up to a verb of speech or another clause.
    private func apposed(_ start: Int) -> Range<Int> {
        let limit = min(start + 8, words.count)
        let end = (start..<max(start, limit)).first {
            verb($0) > 0
                || words.has($0, .conjunction) && words.value($0, .conjunction) != "and"
                    && !words.has($0, .pronoun)
        }
        return start..<(end ?? max(start, limit))
    }

    /// Whether a role is a title right before a name.
    private func isTitled(_ mention: NameMention, _ isSame: (Int) -> Bool) -> Bool {
        (mention.outer..<mention.range.lowerBound).contains(where: isSame)
    }

    /// One past brackets that begin at a position, or the position itself: `Jo Ray (2), a teacher`.
    private func behindBrackets(_ start: Int) -> Int {
        guard words.mark(start) == 0x28 else { return start }
        let end = (start + 1..<min(start + 10, words.count)).first { words.mark($0) == 0x29 }
        return end.map { $0 + 1 } ?? start
    }

    /// The only person whom the text names behind a position with a role before the name: `prayed the
    /// bishop`, and later `Bishop Jo Ray`.
    private func titledLater(_ role: Int, from position: Int) -> Int? {
        var found: Int?
        for mention in mentions(in: position..<min(position + 2000, words.count)).prefix(200)
        where mention.kind == .person {
            guard isTitled(mention, { words[$0].hash == words[role].hash }) else { continue }
            if let found, found != mention.entity { return nil }
            found = mention.entity
        }
        return found
    }
}
