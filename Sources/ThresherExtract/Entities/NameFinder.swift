// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// A place in the text that names someone or something.
struct NameMention {
    /// The name's tokens, without titles.
    var range: Range<Int>
    /// The first token of what belongs to it: titles before it.
    var outer: Int
    var kind: Entity.Kind
    /// The name as it counts for the entity.
    var name: String
    /// The entity, an index into those found.
    var entity = -1
    var place: Gazetteer.Place?
    /// Whether only its place in the text speaks for it.
    var isWeak = false
}

/// Finds names by titles, cues, casing and the gazetteer, in one pass over the tokens.
struct NameFinder {
    let words: Words
    var mentions: [NameMention] = []
    /// Of scripts without case the last names that stood with a first name or title.
    var lastNames: Set<UInt64> = []
    /// Places that a region or country behind them told, by the hash of their first word.
    var towns: [UInt64: Gazetteer.Place] = [:]
    /// Of each token whether an identifier has it; empty when none has any.
    let taken: [Bool]
    /// More are not looked for.
    private static let most = 4000

    /// Words that the text also writes with lower case, by their hashes; of languages in which that
    /// tells that they are no names.
    private let common: Set<UInt64>

    /// Finds the names of a text; of each token `taken` says whether an identifier has it.
    init(_ words: Words, taken: [Bool] = []) {
        self.words = words
        self.taken = taken
        common = Self.common(words)
        var index = 0
        while index < words.count, mentions.count < Self.most {
            index = next(from: index)
        }
    }

    private static func common(_ words: Words) -> Set<UInt64> {
        guard words.lexicon.hasCase, !words.lexicon.hasNounCase else { return [] }
        var found: Set<UInt64> = []
        for token in words.tokens where token.kind == .word && !token.isCapital {
            found.insert(token.hash)
        }
        return found
    }

    /// Whether a word with upper case is also written without.
    func isCommon(_ index: Int) -> Bool { common.contains(words[index].hash) }

    private var hasCase: Bool { words.lexicon.hasCase }

    /// Whether a short name that the cue files know is so written: `Uno` in German, not `Un` in French.
    private func isWrittenSo(_ index: Int, _ name: String) -> Bool {
        let token = words[index]
        if token.scalarEnd - token.scalarStart > 3 { return true }
        return name.utf8.count > 3
            && token.cues.isDisjoint(with: CueSet([.article, .preposition, .pronoun, .not_name]))
    }

    /// Whether nouns begin with upper case, so that it says little.
    var hasNounCase: Bool { words.lexicon.hasNounCase }

    func isNameWord(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word, token.isCapital else {
            return false
        }
        return true
    }

    func isSentenceStart(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        if words[index].sentence != words[index - 1].sentence { return true }
        let mark = words.mark(index - 1)
        return mark == 0x22 || mark == 0x3A || mark == 0x2022
            || Marks.isOpening(mark) && mark != 0x28
            || Marks.isDash(mark) && words[index].isSpaced && words[index - 1].isSpaced
                && words[index - 1].isLineStart
    }

    private mutating func next(from index: Int) -> Int {
        let token = words[index]
        guard token.kind == .word else { return index + 1 }
        // Names that the cue files know.
        let known = words.length(index, .known)
        if known > 0, token.isCapital || !hasCase, let name = words.value(index, .known),
            !name.isEmpty,
            known > 1 || !hasCase || (token.isUpper ? isWhole(index) : isWrittenSo(index, name))
        {
            let rest = runEnd(index)
            let continues = rest > index + known && hasCase && !hasNounCase
            if !continues {
                add(index..<(index + known), index, .organisation, name)
                return index + known
            }
        }
        if !hasCase { return caseless(index) }
        let title = words.length(index, .title)
        if title > 0 {
            let after = titled(index, title)
            if after > index { return after }
        }
        guard isNameWord(index) else { return index + 1 }
        if let place = Gazetteer.shared.match(words, index), isPlace(index, place) {
            let end = index + place.length
            if !isNameWord(end) || !isPartOfName(index, end) {
                addPlace(index..<end, located(place.place, index..<end))
                return end
            }
        }
        if words.has(index, .not_name) && !isOffice(index)
            || (token.cues.has(.article) || token.cues.has(.preposition)
                || token.cues.has(.pronoun)) && !token.isUpper
        {
            return index + 1
        }
        let end = runEnd(index)
        return classify(index..<end)
    }

    /// Whether a word that is no name by itself begins a body's name: `the Police Department`.
    private func isOffice(_ index: Int) -> Bool {
        words.has(index, .organisation) && !isSentenceStart(index) && isNameWord(index + 1)
            && words.has(index + 1, .organisation)
    }

    /// Whether a table's cell or a short line ends before a token.
    private func isParted(_ index: Int) -> Bool {
        guard words[index].isSpaced, index > 0 else { return false }
        let gap = words.bytes[Int(words[index - 1].end)..<Int(words[index].start)]
        if gap.contains(0x09) { return true }
        guard words[index].isLineStart else { return false }
        let line = words.bytes[..<Int(words[index - 1].end)].suffix(40)
        return line.count < 40 || line.contains(0x0A)
    }

    /// One past the last token of a run of words that begin with upper case, particles between them.
    func runEnd(_ start: Int) -> Int {
        var end = start + 1
        while end < words.count, end - start < 12 {
            let token = words[end]
            guard token.sentence == words[start].sentence, !isParted(end) else { break }
            if token.kind == .word {
                if token.isCapital {
                    // `Cornelia Freitag`, `Theresa May`, but `Anna, Freitag`, `May 5`.
                    if words.has(end, .month) || words.has(end, .weekday) {
                        guard end == start + 1, words.has(start, .first_name),
                            words.at(end + 1)?.kind != .number
                        else { break }
                    }
                    end += 1
                    continue
                }
                // A particle counts when a name goes on behind it.
                guard token.cues.has(.particle) else { break }
                var next = end + 1
                var count = 1
                while count < 3, let more = words.at(next),
                    more.kind == .word && more.cues.has(.particle)
                        && !more.isCapital || Marks.isHyphen(more.mark) && !more.isSpaced
                {
                    next += 1
                    count += 1
                }
                guard isNameWord(next), words[next].sentence == token.sentence else { break }
                // `Henning Tauber von der Universität Lindenau`
                if words.has(next, .organisation) || words.length(next, .known) > 0,
                    !isOrganisation(start..<end)
                {
                    break
                }
                // `Durchsetzung von Meinungen`
                if hasNounCase, words.has(end, .preposition), !words.has(start, .first_name) {
                    break
                }
                // `Eva Rust von den Grünen`; but `von der Leyen`.
                if words.has(end, .preposition), hasNounCase,
                    count > 1 && words.value(next - 1, .gender) == nil || end - start > 1
                {
                    break
                }
                if token.cues.has(.conjunction), !isOrganisation(start..<end) { break }
                if token.cues.has(.preposition), !token.cues.has(.particle) { break }
                if words.has(end, .preposition) || words.has(end, .article)
                    || words.has(end, .conjunction),
                    !isOrganisation(start..<end), !isNobility(end)
                {
                    break
                }
                end = next + 1
            } else if Marks.isHyphen(token.mark), !token.isSpaced, let next = words.at(end + 1),
                next.kind == .word, !next.isSpaced,
                next.isCapital || token.mark == 0x2D && isNameWord(end + 2)
            {
                end += 2
            } else if Marks.isApostrophe(token.mark), !token.isSpaced, isNameWord(end + 1),
                !words[end + 1].isSpaced, words[end - 1].scalarEnd - words[end - 1].scalarStart <= 2
            {
                end += 2
            } else if token.mark == 0x2E, !token.isSpaced, isNameWord(end + 1),
                words[end - 1].scalarEnd - words[end - 1].scalarStart == 1
                    || words.has(end - 1, .abbreviation)
            {
                end += 1
            } else {
                break
            }
        }
        return isInitialDot(end) && end == start + 2 ? end + 1 : end
    }

    /// Whether a dot belongs to the letter that stands for a family name: `Yannick B. says`.
    private func isInitialDot(_ index: Int) -> Bool {
        guard words.mark(index) == 0x2E, !words[index].isSpaced, index > 1 else { return false }
        let letter = words[index - 1]
        return letter.isCapital && letter.scalarEnd - letter.scalarStart == 1
            && words.has(index - 2, .first_name) && words[index - 2].isCapital
    }

    /// Particles that names of people have, though they are also grammar: `de`, `von`, `al`.
    private func isNobility(_ index: Int) -> Bool {
        guard let token = words.at(index) else { return false }
        // `Nina Holt of Alder Capital` are two names.
        if words.lexicon.hasAdverbsLy, token.cues.has(.preposition),
            ["of", "for", "on"].contains(words.text(index..<(index + 1)))
        {
            return false
        }
        // `Van der Bellen`
        if token.cues.has(.particle), words.has(index - 1, .particle), words[index - 1].isCapital,
            !token.cues.has(.conjunction)
        {
            return true
        }
        return token.cues.has(.particle) && token.scalarEnd - token.scalarStart <= 3
            && !token.cues.has(.conjunction) && !token.cues.has(.article)
            && !words.has(index, .function)
            && words.lexicon.allowsParticle(token)
    }

    private func isOrganisation(_ range: Range<Int>) -> Bool {
        range.contains { words.has($0, .organisation) && words[$0].isCapital }
    }

    /// A name behind one or more titles; returns one past it, or the index itself when there is none.
    private mutating func titled(_ index: Int, _ length: Int) -> Int {
        var start = index + length
        if words.mark(start) == 0x2E, !words[start].isSpaced { start += 1 }
        var hops = 0
        while hops < 5 {
            let more = words.length(start, .title)
            guard more > 0 else { break }
            start += more
            if words.mark(start) == 0x2E { start += 1 }
            hops += 1
        }
        guard isNameWord(start), words[start].sentence == words[index].sentence,
            !words.has(start, .not_name)
                || words.has(start, .article) && words.at(start + 1)?.isCapital == true,
            words.length(start, .organisation) == 0
        else { return index }
        if let place = Gazetteer.shared.match(words, start), place.place.isCountry { return index }
        let end = min(runEnd(start), start + 7)
        if isOrganisation(start..<end) { return index }
        add(start..<end, index, .person, words.text(start..<end))
        return end
    }

    private mutating func classify(_ run: Range<Int>) -> Int {
        var start = run.lowerBound
        var end = run.upperBound
        // A title inside: `Syrian President Bashar al-Assad`, `Health Minister Ann Lee`.
        for position in run where position > start {
            let length = words.length(position, .title)
            if length > 0, position + length < end, words[position].isCapital || !hasNounCase {
                let after = titled(position, length)
                if after > position {
                    mentions[mentions.count - 1].outer = start
                    return after
                }
            }
        }
        if isSentenceStart(start), end - start > 1,
            !words.has(start, .first_name) || words.length(start, .say) == 1,
            words.has(start, .not_name) || words.has(start, .function) || words.has(start, .say)
                || words.has(start, .since) || words.has(start, .preposition)
        {
            start += 1
        }
        while end > start, words[end - 1].kind == .mark, !isInitialDot(end - 1) { end -= 1 }
        guard start < end else { return run.upperBound }
        // `Minera del Sur S.A.`: the last dot too.
        for position in start..<end where words.length(position, .company) > 1 {
            end = max(end, min(position + words.length(position, .company), words.count))
        }
        let range = start..<end
        let letters = range.filter { words[$0].kind == .word && words[$0].isCapital }
        // `D-Ohio` is a party and a state.
        let isLetter = words[start].scalarEnd - words[start].scalarStart == 1
        if isLetter, letters.count == 1 || Marks.isHyphen(words.mark(start + 1)) {
            return run.upperBound
        }
        let isBody = range.contains {
            words.has($0, .organisation) && words[$0].isCapital || words.length($0, .company) > 0
        }
        // `Минобороны Пакистана Тарик Джамал`: a body and somebody's name behind it.
        if isBody, !words.lexicon.hasAdverbsLy,
            let first = (start..<max(start, end - 1)).dropFirst().first(where: {
                words.has($0, .first_name) && words[$0 + 1].kind == .word && words[$0 + 1].isCapital
                    && !words.has($0 + 1, .organisation)
            })
        {
            add(start..<first, start, .organisation, words.text(start..<first))
            add(first..<end, start, .person, words.text(first..<end))
            return run.upperBound
        }
        if isBody {
            if letters.count > 1, !isShouted(range) {
                add(range, start, .organisation, words.text(range))
            }
            return run.upperBound
        }
        if letters.count == 1, words[start].isUpper {
            acronym(start)
            return run.upperBound
        }
        guard letters.count <= 5 else { return run.upperBound }
        if range.contains(where: { words.has($0, .place_word) && words[$0].isCapital }),
            !words.has(start, .first_name)
        {
            if letters.count > 1 { add(range, start, .place, words.text(range)) }
            return run.upperBound
        }
        // `na estação Joana Bezerra`, `на улице Анны Лавровой`
        if isNamedPlace(start) {
            add(range, start, .place, words.text(range))
            return run.upperBound
        }
        // German writes roles with upper case as well: `der Biologe Henning Tauber`; and behind a
        // preposition stands a place: `главврач больницы в Хосте Парвин Ахмадзай`.
        if hasNounCase || words.has(start - 1, .preposition), letters.count >= 3,
            !words.has(start, .first_name),
            let first = (start + 1..<end - 1).first(where: {
                words.has($0, .first_name) && words[$0].isCapital
            }), hasNounCase ? first == start + 1 : words[first + 1].isCapital
        {
            add(first..<end, start, .person, words.text(first..<end))
            return run.upperBound
        }
        if letters.count == 2, isSentenceStart(start), isAdjective(end - 1),
            !words.has(start, .first_name)
        {
            return run.upperBound
        }
        // `Heart Events`: headings write all words so.
        if !words.has(start, .first_name), letters.allSatisfy(isCommon) { return run.upperBound }
        add(range, start, .person, words.text(range))
        mentions[mentions.count - 1].isWeak = !hasEvidence(range, letters.count)
        return run.upperBound
    }

    mutating func add(
        _ range: Range<Int>, _ outer: Int, _ kind: Entity.Kind, _ name: String
    ) {
        guard !range.isEmpty else { return }
        mentions.append(
            NameMention(range: range, outer: min(outer, range.lowerBound), kind: kind, name: name))
    }
}
