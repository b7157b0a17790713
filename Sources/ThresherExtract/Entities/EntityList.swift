// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The entities that mentions stand for: surface forms of one joined.
struct EntityList {
    private(set) var mentions: [NameMention]
    private(set) var entities: [Entity] = []
    /// Names of people for whom nothing but their shape speaks.
    ///
    /// They are no entities, but speakers may be called so; their numbers go on behind those of the
    /// entities.
    private(set) var candidates: [NameMention] = []
    private let words: Words
    /// Entities whose name is known to be in the nominative.
    private var nominative: Set<Int> = []
    private var byName: [String: Int] = [:]
    private var byLast: [UInt64: Int] = [:]
    private var byFirst: [UInt64: Int] = [:]
    /// `Etchegoyen` of `Ramiro Etchegoyen Paillán`.
    private var byMiddle: [UInt64: Int] = [:]

    /// Joins mentions: the same name, the last name of somebody, an acronym in brackets.
    init(_ found: [NameMention], _ words: Words) {
        mentions = found
        self.words = words
        callPeople()
        var seen: [String: Int] = [:]
        for mention in found where mention.isWeak && mention.range.count > 1 {
            seen[mention.name, default: 0] += 1
        }
        // Strong names first, so that weak mentions before them are joined too.
        for pass in 0..<2 {
            for index in mentions.indices where mentions[index].entity < 0 {
                let mention = mentions[index]
                if pass == 0, mention.isWeak { continue }
                if let known = known(mention) {
                    mentions[index].entity = known
                    keepNominative(known, mention)
                    continue
                }
                if mention.isWeak {
                    // An acronym stands for a name that it follows in brackets.
                    if let owner = acronymOwner(index) {
                        mentions[index].entity = owner
                        byName[key(mention)] = owner
                        continue
                    }
                    let isRepeated = (seen[mention.name] ?? 0) > 1 && !words.lexicon.hasNounCase
                    guard isRepeated else { continue }
                }
                mentions[index].entity = add(mention)
            }
        }
        let rest = mentions.filter { $0.entity < 0 && $0.kind == .person }
        mentions.removeAll { $0.entity < 0 }
        fill()
        collect(rest)
    }

    /// Makes people of lone names that are places elsewhere: `Jordan Peterson ... Jordan said no`.
    ///
    /// Not where the text also speaks of the place: `in Jordan`.
    private mutating func callPeople() {
        var names: Set<UInt64> = []
        for mention in mentions
        where mention.kind == .person && !mention.isWeak && mention.range.count > 1 {
            names.insert(words[mention.range.lowerBound].hash)
            names.insert(words[mention.range.upperBound - 1].hash)
        }
        let lone = mentions.indices.filter {
            mentions[$0].place != nil && mentions[$0].range.count == 1
                && names.contains(words[mentions[$0].range.lowerBound].hash)
        }
        var places: Set<UInt64> = []
        for index in lone where words.has(mentions[index].range.lowerBound - 1, .preposition) {
            places.insert(words[mentions[index].range.lowerBound].hash)
        }
        for index in lone where !places.contains(words[mentions[index].range.lowerBound].hash) {
            mentions[index].kind = .person
            mentions[index].place = nil
            mentions[index].isWeak = true
        }
    }

    /// The entity that a name stands for: one of the same name, or a person by a part of it.
    private func known(_ mention: NameMention) -> Int? {
        if let known = byName[key(mention)] { return known }
        guard mention.kind == .person else { return nil }
        let first = words[mention.range.lowerBound].hash
        switch wordCount(mention.range) {
        case 1:
            let known = mention.range.count <= 3 ? byLast[last(mention.range)] : nil
            return known ?? byFirst[first] ?? byMiddle[first]
        case 2:
            // `M. Le Bihannic`: a last name of two words.
            if let known = byLast[last(mention.range)],
                entities[known].name.hasSuffix(" " + mention.name)
            {
                return known
            }
            return isPatronymic(mention.range) ? byFirst[first] : nil
        default: return nil
        }
    }

    /// Adds an entity of a name that stands for none yet, and returns it.
    private mutating func add(_ mention: NameMention) -> Int {
        let entity = entities.count
        entities.append(Entity(kind: mention.kind, name: mention.name))
        if let place = mention.place {
            entities[entity].country = place.country
            // The gazetteer puts a country where its capital is.
            if !place.isCountry {
                entities[entity].latitude = place.latitude
                entities[entity].longitude = place.longitude
            }
        }
        byName[key(mention)] = entity
        keepNominative(entity, mention)
        let count = wordCount(mention.range)
        guard mention.kind == .person, count > 1 else { return entity }
        let (first, last) = (words[mention.range.lowerBound].hash, last(mention.range))
        if byLast[last] == nil { byLast[last] = entity }
        if byFirst[first] == nil { byFirst[first] = entity }
        guard count > 2 else { return entity }
        for middle in mention.range.dropFirst().dropLast()
        where words[middle].isCapital && byMiddle[words[middle].hash] == nil {
            byMiddle[words[middle].hash] = entity
        }
        return entity
    }

    private func key(_ mention: NameMention) -> String {
        if let place = mention.place { return "\(place.name) \(place.country)" }
        guard inflects, mention.kind == .person else { return mention.name }
        return mention.range.map { String(stem($0)) }.joined(separator: " ")
    }

    /// Whether names change by case and text shows it: Russian.
    private var inflects: Bool { words.lexicon.hasNoArticle && words.lexicon.hasCase }

    /// The hash of a name's word without the ending of its case: `Зайцева`, `Зайцеву`, `Зайцев`.
    private func stem(_ index: Int) -> UInt64 {
        guard inflects, words[index].kind == .word else { return words[index].hash }
        var letters = Array(words.text(index..<(index + 1)).unicodeScalars)
        let endings = [
            "ого", "ому", "ой", "ым", "ом", "ем", "ём", "ей", "а", "я", "у", "ю", "ы", "и", "е",
            "й", "ь",
        ]
        for ending in endings {
            let tail = Array(ending.unicodeScalars)
            guard letters.count >= tail.count + 3, letters.suffix(tail.count).elementsEqual(tail)
            else { continue }
            letters.removeLast(tail.count)
            break
        }
        var hash = WordHash()
        for letter in letters { hash.add(Folding.lower(letter.value)) }
        return hash.value
    }

    /// A form whose first name is in the nominative is the one to show.
    private mutating func keepNominative(_ entity: Int, _ mention: NameMention) {
        guard inflects, mention.kind == .person, words.has(mention.range.lowerBound, .first_name),
            mention.range.count > 1, entities[entity].kind == .person, !nominative.contains(entity),
            byName[key(mention)] == entity
        else { return }
        nominative.insert(entity)
        entities[entity].name = mention.name
    }

    private func wordCount(_ range: Range<Int>) -> Int { range.count { words[$0].kind == .word } }

    /// The hash of the last word of a name.
    private func last(_ range: Range<Int>) -> UInt64 {
        range.last { words[$0].kind == .word }.map(stem) ?? 0
    }

    /// Whether a Russian name is a first name and the father's: `Нина Кузьминична`.
    private func isPatronymic(_ range: Range<Int>) -> Bool {
        guard inflects, range.count == 2 else { return false }
        let last = words.text((range.upperBound - 1)..<range.upperBound)
        return ["вич", "вичу", "вича", "вичем", "вна", "вны", "вне", "вной", "чна", "чны", "чной"]
            .contains { last.hasSuffix($0) }
    }

    /// Whether a German run of upper case is no name: a compound, `Hafen-Betreiber`, or an amount.
    private func isNoun(_ range: Range<Int>) -> Bool {
        guard words.lexicon.hasNounCase, !words.has(range.lowerBound, .first_name) else {
            return false
        }
        return range.dropFirst().allSatisfy { !words[$0].isSpaced }
            || range.contains { words.has($0, .multiplier) || words.has($0, .vague) }
    }

    private func acronymOwner(_ index: Int) -> Int? {
        let mention = mentions[index]
        guard index > 0, words.mark(mention.range.lowerBound - 1) == 0x28 else { return nil }
        let before = mentions[index - 1]
        guard before.entity >= 0, before.range.upperBound == mention.range.lowerBound - 1,
            before.kind == .organisation
        else { return nil }
        return before.entity
    }

    /// Groups names that are no entities: whole ones, last names of theirs, and lone ones that speak.
    private mutating func collect(_ rest: [NameMention]) {
        var ids: [String: Int] = [:]
        var byLast: [UInt64: Int] = [:]
        for mention in rest where wordCount(mention.range) > 1 && !isNoun(mention.range) {
            let id = ids[key(mention)] ?? entities.count + ids.count
            ids[key(mention)] = id
            if byLast[last(mention.range)] == nil { byLast[last(mention.range)] = id }
        }
        for mention in rest
        where byLast[last(mention.range)] == nil && ids[key(mention)] == nil && speaks(mention) {
            ids[key(mention)] = entities.count + ids.count
        }
        for var mention in rest {
            guard let id = ids[key(mention)] ?? byLast[last(mention.range)] else { continue }
            mention.entity = id
            candidates.append(mention)
        }
    }

    /// Whether a lone name inside of a sentence has a verb of speech beside it: `"...," Tolvik says`.
    private func speaks(_ mention: NameMention) -> Bool {
        let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
        guard mention.range.count == 1, words.lexicon.hasCase, !words.lexicon.hasNounCase,
            start > 0, words[start - 1].sentence == words[start].sentence,
            !words.has(start - 1, .article), !words.has(start - 1, .preposition)
        else { return false }
        return words.has(end, .say) || words.has(start - 1, .say)
    }

    /// Puts the mentions into the entities, in the order of the text, and the entities in that of
    /// their first mention.
    private mutating func fill() {
        for mention in mentions {
            entities[mention.entity].mentions.append(words.span(mention.range))
            if mention.kind == .person, entities[mention.entity].kind == .person,
                mention.name.utf8.count > entities[mention.entity].name.utf8.count,
                mention.name.hasSuffix(entities[mention.entity].name)
            {
                entities[mention.entity].name = mention.name
            }
        }
        let order = entities.indices.sorted {
            (entities[$0].mentions.first?.start ?? 0) < (entities[$1].mentions.first?.start ?? 0)
        }
        var place = Array(repeating: 0, count: entities.count)
        for (new, old) in order.enumerated() { place[old] = new }
        entities = order.map { entities[$0] }
        for index in mentions.indices { mentions[index].entity = place[mentions[index].entity] }
    }
}
