// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

extension NameFinder {
    /// Arabic and other scripts without case: titles and the gazetteer.
    mutating func caseless(_ index: Int) -> Int {
        if let place = Gazetteer.shared.match(words, index),
            place.place.isCountry || place.place.isCapital
                || place.place.population >= 300,
            words[index].scalarEnd - words[index].scalarStart >= 3
        {
            addPlace(index..<(index + place.length), place.place)
            return index + place.length
        }
        let organisation = words.length(index, .organisation)
        if organisation > 0, let next = words.at(index + organisation), next.kind == .word,
            next.sentence == words[index].sentence, !next.cues.has(.function),
            !next.cues.has(.preposition),
            !next.cues.has(.say)
        {
            var end = index + organisation + 1
            if let more = words.at(end), more.kind == .word, isDefinite(end), !more.cues.has(.say) {
                end += 1
            }
            add(index..<end, index, .organisation, words.text(index..<end))
            return end
        }
        if words.has(index, .first_name), let end = caselessName(index) {
            add(index..<end, index, .person, words.text(index..<end))
            lastNames.insert(words[end - 1].hash)
            return end
        }
        if lastNames.contains(words[index].hash), !words.has(index - 1, .title) {
            add(index..<(index + 1), index, .person, words.text(index..<(index + 1)))
            return index + 1
        }
        let title = words.length(index, .title)
        guard title > 0 else { return index + 1 }
        var start = index + title
        // A rank or post nearer to the name: `المتحدث باسم خفر السواحل العقيد فهد المنصوري`.
        var rank = start
        while rank - start < 6, let token = words.at(rank), token.kind == .word,
            token.sentence == words[index].sentence, !token.cues.has(.say)
        {
            let length = words.length(rank, .title)
            if length > 0 {
                start = rank + length
                rank = start
            } else {
                rank += 1
            }
        }
        while let token = words.at(start), token.kind == .word,
            token.cues.has(.title) || words.length(start, .title) > 0
                || token.cues.has(.organisation) || isDefinite(start) || isOfThe(start),
            start - index < 6
        { start += max(words.length(start, .title), 1) }
        // `النائبة عن المعارضة زهرة الكتبي`
        if words.has(start, .preposition), isDefinite(start + 1), words.has(start + 2, .first_name)
        {
            start += 2
        }
        guard start < words.count, words[start].sentence == words[index].sentence,
            let end = caselessName(start)
                // `الحاج عثمان`
                ?? (words.has(start, .first_name) && !words.has(start, .preposition)
                    ? start + 1 : nil)
        else { return index + 1 }
        add(start..<end, index, .person, words.text(start..<end))
        lastNames.insert(words[end - 1].hash)
        return end
    }

    /// One past a name of two words or three: up to a word with the article, which is a last name.
    private func caselessName(_ start: Int) -> Int? {
        var end = start
        var count = 0
        var isCompound = false
        while let token = words.at(end), token.kind == .word, count < 3,
            token.sentence == words[start].sentence,
            !token.cues.has(.say), !token.cues.has(.preposition), !token.cues.has(.conjunction),
            !token.cues.has(.function), !token.cues.has(.day_word), !token.cues.has(.weekday),
            words.length(end, .title) == 0
        {
            if token.cues.has(.particle), end > start || words.at(end + 1)?.kind == .word {
                // `عبد الله`, `نور الدين`: the second part counts, and another name may follow.
                isCompound = isDefinite(end)
                if isCompound { count += 1 }
                end += 1
                continue
            }
            if count == 2, !isCompound { break }
            // `نعيمة وعيناها`: a word behind `and` that is no known name.
            if !token.cues.has(.first_name), token.scalarEnd - token.scalarStart > 3,
                words.bytes[Int(token.start)] == 0xD9, words.bytes[Int(token.start) + 1] == 0x8A
            {
                break
            }
            if count > 0, token.end - token.start > 6, !token.cues.has(.first_name),
                words.bytes[Int(token.start)] == 0xD9, words.bytes[Int(token.start) + 1] == 0x88
            {
                break
            }
            isCompound = false
            end += 1
            count += 1
            if count > 1, isDefinite(end - 1) { break }
        }
        return count >= 2 ? end : nil
    }

    /// Whether an Arabic word begins with `of the`: `المدير التنفيذي للمحلية حسن العوض`.
    private func isOfThe(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word, token.end - token.start > 8,
            !token.cues.has(.first_name)
        else { return false }
        let start = Int(token.start)
        return words.bytes[start..<(start + 4)].elementsEqual([0xD9, 0x84, 0xD9, 0x84])
    }

    /// Whether an Arabic word begins with the article.
    private func isDefinite(_ index: Int) -> Bool {
        guard let token = words.at(index), token.kind == .word, token.end - token.start > 4 else {
            return false
        }
        let start = Int(token.start)
        return words.bytes[start..<(start + 4)].elementsEqual([0xD8, 0xA7, 0xD9, 0x84])
    }
}
