// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What the ending or beginning of a word between a verb and its subject tells.
extension Speakers {
    /// Whether an Arabic word tells how something is said: `قال مبتسما`.
    func isManner(_ index: Int) -> Bool {
        let token = words[index]
        guard token.kind == .word, token.scalarEnd - token.scalarStart > 3, !isInsideMention(index),
            words.length(index, .title) == 0, !token.cues.has(.first_name)
        else { return false }
        let bytes = words.bytes[Int(token.start)..<Int(token.end)]
        // `م...ا`: a participle in the accusative.
        return bytes.starts(with: [0xD9, 0x85]) && bytes.suffix(2).elementsEqual([0xD8, 0xA7])
    }

    /// Whether a Russian noun stands in the dative of the plural: `рассказал журналистам`.
    func isDativePlural(_ index: Int) -> Bool {
        let token = words[index]
        guard words.lexicon.hasNoArticle, words.lexicon.hasCase, !token.isCapital,
            token.kind == .word, token.scalarEnd - token.scalarStart > 4
        else { return false }
        let ending = words.bytes[Int(token.end) - 4..<Int(token.end)]
        return ending.elementsEqual("ам".utf8) || ending.elementsEqual("ям".utf8)
    }

    /// Whether an Arabic word that no list has ends as verbs of a woman do: `جارة طلبت`.
    func isPerfect(_ index: Int) -> Bool {
        let token = words[index]
        guard token.kind == .word, token.cues.isEmpty, token.scalarEnd - token.scalarStart > 3
        else {
            return false
        }
        let word = words.bytes[Int(token.start)..<Int(token.end)]
        return word.suffix(2).elementsEqual("ت".utf8) && !word.suffix(4).elementsEqual("ات".utf8)
    }

    /// Whether an Arabic noun with its article stands behind `to`: `للصحفيين`.
    func isArabicDative(_ index: Int) -> Bool {
        let token = words[index]
        guard !words.lexicon.hasCase, token.kind == .word, token.end - token.start > 6 else {
            return false
        }
        let bytes = words.bytes[Int(token.start)..<Int(token.end)]
        if bytes.starts(with: "لل".utf8) { return true }
        // `لرويترز`
        guard bytes.starts(with: "ل".utf8), token.cues.isEmpty else { return false }
        var hash = WordHash()
        var position = Int(token.start) + 2
        while position < Int(token.end) {
            let (scalar, length) = Tokenizer.scalar(words.bytes, position)
            if !Folding.isIgnored(scalar) { hash.add(Folding.lower(scalar)) }
            position += length
        }
        return words.lexicon.known(hash.value)?.cues.has(.agency) ?? false
    }

    /// Whether a Russian word is a participle that tells how something is said: `не задумываясь`.
    func isAdverbialParticiple(_ index: Int) -> Bool {
        let token = words[index]
        guard words.lexicon.hasNoArticle, words.lexicon.hasCase, token.kind == .word,
            !token.isCapital, token.scalarEnd - token.scalarStart > 5
        else { return false }
        let word = words.bytes[Int(token.start)..<Int(token.end)]
        return ["ясь", "ась", "вшись"].contains {
            word.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    /// Whether the last word before a colon only belongs to the noun before it: `في اتصال هاتفي:`.
    func isLastAdjective(_ index: Int, _ ceiling: Int) -> Bool {
        guard index < ceiling, words[index].kind == .word, words.mark(index + 1) == 0x3A else {
            return false
        }
        return words[index].cues.rawValue == 0 && !isInsideMention(index)
    }
}
