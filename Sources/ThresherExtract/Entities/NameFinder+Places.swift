// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Names of the gazetteer: whether a place is meant, and which of those that are called so.
extension NameFinder {
    /// Whether a name of the gazetteer at a token is meant as a place.
    func isPlace(_ index: Int, _ match: (place: Gazetteer.Place, length: Int)) -> Bool {
        if match.place.isCountry || match.length > 1 { return true }
        if words.has(index, .not_name) || words.has(index, .month) || words.has(index, .weekday) {
            return false
        }
        if words[index].scalarEnd - words[index].scalarStart < 4 { return false }
        if isSentenceStart(index), words.has(index, .function) || words.has(index, .title) {
            return false
        }
        // `in Reading`, `from Nice`: rare names need a word that places follow.
        let isBefore = words.has(index - 1, .preposition)
        // `das Essen`, `Mitte Mai`
        if hasNounCase, !match.place.isCapital {
            return isBefore && match.place.population >= 100 && !words.has(index, .since)
        }
        if match.place.isCapital || match.place.population >= 500 { return true }
        if isCommon(index) { return false }
        return isBefore
            || Marks.isComma(words.mark(index + 1))
                && Gazetteer.shared.match(words, index + 2) != nil
    }

    /// Whether the words behind a place belong to a longer name: `Syria Relief Fund`, `Paris Hilton`.
    func isPartOfName(_ start: Int, _ end: Int) -> Bool {
        let run = runEnd(start)
        guard run > end else { return false }
        if words.length(end, .title) > 0 { return false }
        for position in end..<run
        where words.has(position, .organisation) || words.has(position, .company) {
            return true
        }
        if isFirstName(start, end, run) { return true }
        return !hasNounCase && !Gazetteer.shared.isCountry(words, start)
    }

    /// Whether a place's name is that of a person with a family name behind it: `Chad Smith`.
    private func isFirstName(_ start: Int, _ end: Int, _ run: Int) -> Bool {
        guard words.has(start, .first_name), end == start + 1, run <= end + 3,
            let family = words.at(end), !family.isUpper, !isCommon(end),
            words.length(end, .known) == 0, words.length(end, .say) == 0,
            Gazetteer.shared.match(words, end) == nil
        else { return false }
        return family.cues.isDisjoint(
            with: CueSet([.not_name, .place_word, .month, .weekday, .function, .casualty]))
    }

    /// The place that a region or country behind a comma makes of one, there or earlier in the text:
    /// `Paris, Texas`, `Hyderabad, Pakistan`.
    mutating func located(_ place: Gazetteer.Place, _ range: Range<Int>) -> Gazetteer.Place {
        let key = words[range.lowerBound].hash
        guard !place.isCountry, !place.isRegion else { return place }
        guard Marks.isComma(words.mark(range.upperBound)),
            words.at(range.upperBound + 1)?.sentence == words[range.lowerBound].sentence,
            let inner = Gazetteer.shared.place(
                words, range, inside: range.upperBound + 1, instead: place)
        else { return towns[key].flatMap { $0.name == place.name ? $0 : nil } ?? place }
        towns[key] = inner
        return inner
    }

    mutating func addPlace(_ found: Range<Int>, _ place: Gazetteer.Place) {
        // `the U.S.`
        let end = found.upperBound
        let isDotted =
            words.mark(end) == 0x2E && words.mark(end - 2) == 0x2E && found.count > 2
            && words[end - 1].scalarEnd - words[end - 1].scalarStart == 1
        let range = found.lowerBound..<(isDotted ? end + 1 : end)
        add(range, range.lowerBound, .place, words.text(range))
        mentions[mentions.count - 1].place = place
    }
}
