// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin
import ThresherText

/// What two texts have in common, phrase by phrase, and what `dedup` makes of them.
package struct TextComparison {
    /// The share of each text's phrases that stand in the other.
    package let firstShare: Double
    package let secondShare: Double
    /// How many distinct phrases each has, and both.
    package let firstCount: Int
    package let secondCount: Int
    package let commonCount: Int
    /// Numbers and names that only one has, in their order.
    package let firstFacts: [String]
    package let secondFacts: [String]
    /// What `dedup` says of the second text when the first came before; `nil` for no relation.
    package let status: Duplicate.Status?
    package let similarity: Double
    private let one: PhraseList
    private let two: PhraseList
    private let common: Set<UInt64>

    /// A part of a text.
    package struct Passage: Equatable, Sendable {
        package var text: String
        package var isCommon: Bool
    }

    /// The first text in passages, with whether each stands in the second.
    package var firstPassages: [Passage] { one.passages(common) }
    /// The second text in passages, with whether each stands in the first.
    package var secondPassages: [Passage] { two.passages(common) }

    /// Compares two texts.
    package init(_ first: String, _ second: String) {
        one = PhraseList(first)
        two = PhraseList(second)
        let hashes = (one: one.hashes, two: two.hashes)
        common = hashes.one.intersection(hashes.two)
        firstCount = hashes.one.count
        secondCount = hashes.two.count
        commonCount = common.count
        firstShare = Double(commonCount) / Double(max(firstCount, 1))
        secondShare = Double(commonCount) / Double(max(secondCount, 1))
        firstFacts = one.facts(missingIn: two)
        secondFacts = two.facts(missingIn: one)
        if one.key == two.key, firstCount > 0 {
            status = .exact
            similarity = 1
        } else {
            let relation = Relation(
                TextSketcher.sketch(of: second, seed: 0), TextSketcher.sketch(of: first, seed: 0),
                spentShare: 0, thresholds: Relation.Thresholds(), isSpent: { _ in false })
            status = relation?.status
            similarity = relation?.similarity ?? 0
        }
    }
}

/// A text's words with their places, and its phrases.
private struct PhraseList {
    private struct Word {
        var range: Range<String.Index>
        /// A hash of its folded letters.
        var folded: UInt64
        var isFact: Bool
        /// How many of its kind make a phrase.
        var length: Int
    }

    private let text: String
    private var words: [Word] = []
    /// For each phrase the places of its first and last word.
    private var phrases: [(hash: UInt64, words: ClosedRange<Int>)] = []

    init(_ text: String) {
        self.text = text
        scan()
        for kind in Set(words.map(\.length)) { addPhrases(kind) }
    }

    var hashes: Set<UInt64> { Set(phrases.map(\.hash)) }
    /// All words in their order.
    var key: [UInt64] { words.map(\.folded) }

    func facts(missingIn other: PhraseList) -> [String] {
        let theirs = Set(other.words.filter(\.isFact).map(\.folded))
        var seen = theirs
        return words.filter { $0.isFact && seen.insert($0.folded).inserted }.map {
            String(text[$0.range])
        }
    }

    /// The text cut where it begins or ends to be common.
    func passages(_ common: Set<UInt64>) -> [TextComparison.Passage] {
        var isCommon = [Bool](repeating: false, count: words.count)
        for phrase in phrases where common.contains(phrase.hash) {
            for word in phrase.words { isCommon[word] = true }
        }
        var passages: [TextComparison.Passage] = []
        var start = text.startIndex
        for index in words.indices {
            let isLast = index + 1 == words.count
            guard isLast || isCommon[index + 1] != isCommon[index] else { continue }
            let end = isLast ? text.endIndex : words[index + 1].range.lowerBound
            passages.append(.init(text: String(text[start..<end]), isCommon: isCommon[index]))
            start = end
        }
        return passages
    }

    private mutating func addPhrases(_ length: Int) {
        let places = words.indices.filter { words[$0].length == length }
        guard !places.isEmpty else { return }
        let size = min(length, places.count)
        for start in 0...(places.count - size) {
            var hash: UInt64 = 0
            for place in places[start..<start + size] {
                hash = PhraseList.mixed(hash, words[place].folded)
            }
            phrases.append((hash, places[start]...places[start + size - 1]))
        }
    }

    private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        Mixing.spread(hash &* 0x9E37_79B9_7F4A_7C15 &+ value &+ 1)
    }

    private mutating func scan() {
        var folded: UInt64?
        var start = text.startIndex
        var hasLetter = false
        var hasDigit = false
        var isCapital = false
        var isFirst = true
        func flush(_ words: inout [Word], _ end: String.Index) {
            guard let hash = folded else { return }
            words.append(
                Word(
                    range: start..<end, folded: hash,
                    isFact: hasDigit ? !hasLetter : isCapital && !isFirst, length: 3))
            folded = nil
            (hasLetter, hasDigit, isCapital, isFirst) = (false, false, false, false)
        }
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            let value = scalars[index].value
            let letter = FoldedLetter(value)
            switch letter.kind {
            case .letter, .capital, .digit:
                if folded == nil {
                    start = index
                    isCapital = letter.kind == .capital
                }
                folded = PhraseList.mixed(folded ?? 0, UInt64(letter.base))
                if letter.kind == .digit { hasDigit = true } else { hasLetter = true }
            case .ignored: break
            case .gap:
                flush(&words, index)
                if TextSketcher.endsSentence(value) { isFirst = true }
            case .ideograph, .unspaced:
                flush(&words, index)
                let length =
                    letter.kind == .ideograph ? TextSketcher.ideographs : TextSketcher.unspaced
                words.append(
                    Word(
                        range: index..<next, folded: PhraseList.mixed(0, UInt64(letter.base)),
                        isFact: false, length: length))
            }
            index = next
        }
        flush(&words, text.endIndex)
    }
}
