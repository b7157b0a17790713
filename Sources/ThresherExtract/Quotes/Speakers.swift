// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Finds who says something: the words beside a reporting verb, and the name that they stand for.
struct Speakers {
    let words: Words
    let list: EntityList
    /// Which tokens are inside of quotation marks.
    let isQuoted: [Bool]
    let genders: Genders
    /// All mentions, also those of names that are no entities.
    let people: [NameMention]
    /// The names of entities and other names.
    private let names: [String]
    /// The person whom the text names most often, outside of marks.
    let mainPerson: Int?
    /// For each name whether more than its shape tells that it is a person's: a title, a first name, a
    /// verb of speech, or the last name alone.
    let isProven: [Bool]
    /// For each token the index of the first mention at or after it.
    let mentionFrom: [Int]

    init(_ words: Words, _ list: EntityList, _ pairs: [QuoteMarks.Pair]) {
        self.words = words
        self.list = list
        var quoted = Array(repeating: false, count: words.count)
        for pair in pairs {
            for index in pair.open..<min(pair.close + 1, words.count) { quoted[index] = true }
            for inserted in Insertions.find(in: pair, words) {
                for index in inserted { quoted[index] = false }
            }
        }
        isQuoted = quoted
        let all = (list.mentions + list.candidates).sorted {
            $0.range.lowerBound < $1.range.lowerBound
        }
        people = all
        var names = list.entities.map(\.name)
        for candidate in list.candidates {
            while names.count <= candidate.entity { names.append("") }
            if candidate.name.utf8.count > names[candidate.entity].utf8.count {
                names[candidate.entity] = candidate.name
            }
        }
        self.names = names
        var from = Array(repeating: 0, count: words.count + 1)
        var mention = all.count
        for index in stride(from: words.count, through: 0, by: -1) {
            while mention > 0, all[mention - 1].range.lowerBound >= index { mention -= 1 }
            from[index] = mention
        }
        mentionFrom = from
        var counts = Array(repeating: 0, count: names.count)
        var proven = Array(repeating: false, count: names.count)
        for mention in all where mention.kind == .person && mention.entity < names.count {
            if !quoted[mention.range.lowerBound] { counts[mention.entity] += 1 }
            if !mention.isWeak
                || mention.range.count == 1 && !words.has(mention.outer - 1, .article)
                || words.has(mention.range.lowerBound, .first_name)
            {
                proven[mention.entity] = true
            }
        }
        isProven = proven
        mainPerson = counts.max().flatMap { $0 > 2 ? counts.firstIndex(of: $0) : nil }
        genders = Genders(words, all, names.count, quoted)
    }

    /// The mentions that begin in a range.
    func mentions(in range: Range<Int>) -> ArraySlice<NameMention> {
        let first = mentionFrom[max(0, min(range.lowerBound, words.count))]
        let last = mentionFrom[max(0, min(range.upperBound, words.count))]
        return people[min(first, last)..<last]
    }

    /// The name of an entity, or of a candidate.
    func name(of entity: Int) -> String { entity < names.count ? names[entity] : "" }

    /// Whether a mention can be whom a sentence is about: of names that nothing else speaks for only
    /// those that begin it.
    func isTopic(_ mention: NameMention) -> Bool {
        guard mention.entity >= list.entities.count else { return true }
        if isShouted(mention) { return false }
        let start = mention.range.lowerBound
        if words.lexicon.hasNounCase { return Marks.isComma(words.mark(mention.range.upperBound)) }
        return start == 0 || words[start - 1].sentence != words[start].sentence
            || words[start - 1].cues.has(.conjunction)
            || Marks.isComma(words.mark(mention.range.upperBound))
            || Marks.isComma(words.mark(start - 1))
                && (words.mark(mention.range.upperBound) == 0x28 || mention.range.count > 1)
    }

    /// Whether a name of several words is all in upper case, as headings are.
    func isShouted(_ mention: NameMention) -> Bool {
        mention.range.count > 1
            && mention.range.allSatisfy { words[$0].kind != .word || words[$0].isUpper }
    }

    // MARK: Cues

    /// The number of tokens of a reporting verb at a position, 0 for none.
    func verb(_ index: Int) -> Int {
        let length = words.length(index, .say)
        guard length > 0 else { return 0 }
        if words.has(index - 1, .article), !words.lexicon.hasVerbFirst, !isRelativeVerb(index) {
            return 0
        }
        // `dejaron la cuenta en`, `dan cuenta de`
        if words.value(index, .say) == "noun",
            words.has(index - 1, .article) || words.has(index + 1, .preposition)
        {
            return 0
        }
        // `l'accusé`: a role that is also a participle.
        if words.length(index, .title) > 0,
            Marks.isApostrophe(words.mark(index - 1)) || words.has(index - 1, .article)
        {
            return 0
        }
        // `a répondu par écrit`, `veio uma nota`
        if words.lexicon.hasVerbFirst, length == 1,
            words.has(index - 1, .preposition) && !words.has(index - 1, .article)
                && words.lexicon.hasCase && !words.lexicon.hasNounCase
                && !words.lexicon.hasNoArticle && !isParticiple(index)
                || words.value(index - 1, .article) == "a"
        {
            return 0
        }
        if length == 1, words.has(index - 1, .passive), !words.lexicon.hasNounCase { return 0 }
        // `du véhicule signalé`: a participle behind its noun.
        if length == 1, isPastParticiple(index), let before = words.at(index - 1),
            before.kind == .word, before.sentence == words[index].sentence, !before.isCapital,
            !before.cues.has(.function), !before.cues.has(.pronoun), !before.cues.has(.conjunction),
            !words.text((index - 1)..<index).hasSuffix("ment")
        {
            return 0
        }
        // `il procuratore aggiunto`: a participle that belongs to the post.
        if length == 1, words.lexicon.hasVerbFirst, words.lexicon.hasCase,
            !words.lexicon.hasNounCase, isPost(index - 1), words.has(index - 2, .article),
            words.text(index..<(index + 1)).hasSuffix("to")
        {
            return 0
        }
        if words[index].isCapital, words.lexicon.hasCase, index > 0,
            words[index].sentence == words[index - 1].sentence,
            words[index - 1].kind == .word
        {
            return 0
        }
        return length
    }

    /// Whether an English verb has `that` for its subject: `a plan that calls for`.
    private func isRelativeVerb(_ index: Int) -> Bool {
        let text = words.text(index..<(index + 1))
        return words.value(index - 1, .conjunction) == "that"
            && (text.hasSuffix("s") || text.hasSuffix("ed"))
    }

    /// Whether a word is a French participle: `signalé`, `évoquées`.
    private func isPastParticiple(_ index: Int) -> Bool {
        guard words.lexicon.hasVerbFirst, !words.lexicon.hasNounCase, words.lexicon.hasCase else {
            return false
        }
        let text = words.text(index..<(index + 1))
        return ["é", "ée", "és", "ées"].contains { text.hasSuffix($0) }
    }

    /// The number of tokens of a word for whose words they are, `according to`, 0 for none.
    ///
    /// Short ones are also prepositions and adverbs (`per`, `so`, `pour`): then a name must follow.
    func according(_ index: Int) -> Int {
        let length = words.length(index, .according)
        guard length == 1, words[index].scalarEnd - words[index].scalarStart <= 4 else {
            return length
        }
        if words.has(index, .preposition), !words[index].isCapital { return 0 }
        // `so die Kämmerin`, `so das Gericht`
        if words.lexicon.hasNounCase, !words.has(index, .preposition),
            words.has(index + 1, .article),
            words.at(index + 2)?.isCapital == true, words.at(index + 2)?.kind == .word
        {
            return 1
        }
        // `Para la experta`, `Pour le maire`
        if words.lexicon.hasVerbFirst, words.lexicon.hasCase, words.sentenceStart(index) == index,
            words.has(index + 1, .article), isPost(index + 2)
        {
            return 1
        }
        guard let next = mentions(in: (index + 1)..<(index + 6)).first,
            next.kind != .place, words[next.range.lowerBound].sentence == words[index].sentence
        else { return 0 }
        let between = (index + 1)..<max(next.outer, index + 1)
        return between.allSatisfy {
            Marks.isApostrophe(words.mark($0)) && words.isJoined($0)
                || words[$0].kind == .word
                    && (words.has($0, .article) || isPost($0) || words[$0].isCapital
                        || words[$0].cues.isEmpty && words.has($0 - 1, .article))
        } ? 1 : 0
    }

    /// Whether a noun phrase cannot go on over a token.
    func isStop(_ index: Int) -> Bool {
        guard let token = words.at(index) else { return true }
        guard token.kind == .mark else { return isQuoted[index] }
        switch token.mark {
        case 0x2E:
            return
                !(index > 0
                && (words.has(index - 1, .abbreviation)
                    || words[index - 1].scalarEnd - words[index - 1].scalarStart == 1))
        case 0x3A, 0x3B, 0x21, 0x3F, 0x28, 0x29, 0x61F, 0x61B, 0x5B, 0x5D: return true
        case 0x22, 0x201C, 0x201D, 0x201E, 0xAB, 0xBB: return true
        default: return Marks.isDash(token.mark) && token.isSpaced
        }
    }

    /// Whether a word is a verb or another word that no noun phrase has.
    func isVerbLike(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word else { return false }
        return verb(index) > 0
            || !words.lexicon.hasCase && isImperfect(index)
            || (token.cues.has(.function) && !token.cues.has(.pronoun) && !token.cues.has(.article)
                && !token.cues.has(.particle))
    }

    /// Whether an Arabic word has the form of a verb in the imperfect, `يرفض`, and is no name.
    func isImperfect(_ index: Int) -> Bool {
        let token = words[index]
        let letters = token.scalarEnd - token.scalarStart
        return (letters > 3 || letters == 3 && token.cues.isEmpty) && !token.cues.has(.first_name)
            && words.length(index, .title) == 0 && words.length(index, .known) == 0
            && words.bytes[Int(token.start)] == 0xD9 && words.bytes[Int(token.start) + 1] == 0x8A
    }

    /// Whether an Arabic word begins with `and` and no article: `وعيناها`.
    func isJoinedByAnd(_ index: Int) -> Bool {
        let token = words[index]
        guard !words.lexicon.hasCase, token.kind == .word, token.scalarEnd - token.scalarStart > 3,
            !token.cues.has(.first_name)
        else { return false }
        let bytes = words.bytes[Int(token.start)..<Int(token.end)]
        return bytes.starts(with: [0xD9, 0x88])
            && !bytes.starts(with: [0xD9, 0x88, 0xD8, 0xA7, 0xD9, 0x84])
    }

    func isAdverb(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word, !token.isCapital,
            token.end - token.start > 4
        else {
            return false
        }
        return words.bytes[Int(token.end) - 2] == UInt8(ascii: "l")
            && words.bytes[Int(token.end) - 1] == UInt8(ascii: "y")
            && words.lexicon.hasAdverbsLy
    }

    func isInsideMention(_ index: Int) -> Bool {
        guard let mention = mentions(in: max(0, index - 8)..<(index + 1)).last else { return false }
        return mention.range.contains(index)
    }

    /// Whether a name stands in the genitive of English: `Ann Lee's`.
    func isPossessive(_ mention: NameMention) -> Bool {
        let end = mention.range.upperBound
        return Marks.isApostrophe(words.mark(end))
            && words.at(end + 1).map { !$0.isSpaced && $0.kind == .word } == true
    }

    /// Whether a person is named in a range.
    func hasPerson(_ range: Range<Int>) -> Bool {
        mentions(in: range).contains { $0.kind == .person && !isPossessive($0) }
    }

    /// Whether a phrase names a post, a kin or a person.
    func isRole(_ range: Range<Int>) -> Bool {
        if hasPerson(range) { return true }
        for index in range {
            if index > range.lowerBound + 1, words.has(index, .preposition) { return false }
            if isPost(index) { return true }
        }
        return false
    }

    /// Whether a word says what somebody is.
    func isPost(_ index: Int) -> Bool {
        words.length(index, .title) > 0 || words.has(index, .kin)
    }

    /// Whether words can be somebody: a name, a pronoun, a role, or a noun with its article.
    func isNominal(_ range: Range<Int>) -> Bool {
        if !mentions(in: range).isEmpty { return true }
        for index in range {
            let token = words[index]
            guard token.kind == .word else { continue }
            if token.cues.has(.pronoun) || words.length(index, .title) > 0
                || token.cues.has(.organisation) || token.cues.has(.kin)
            {
                return true
            }
            if token.cues.has(.article), range.count > 1 { return true }
            if token.isCapital, words.lexicon.hasCase { return true }
        }
        let first = words[range.lowerBound]
        return (words.lexicon.hasNoArticle || words.lexicon.hasAdverbsLy) && first.kind == .word
            && !first.cues.has(.function) && !first.cues.has(.preposition)
            && !first.cues.has(.conjunction)
    }
}
