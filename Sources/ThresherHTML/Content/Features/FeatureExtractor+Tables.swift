// SPDX-License-Identifier: Apache-2.0

extension FeatureExtractor {
    /// What the names of the elements around each block mean.
    mutating func fillNames() {
        let offset = FeatureLayout.names
        for row in 0..<matrix.rows {
            @inline(__always)
            func set(_ feature: NameFeature, _ value: @autoclosure () -> Float) {
                matrix.set(column: offset + feature.rawValue, row: row, value())
            }
            let container = map.elements[map.containers[row]]
            let parent = map.elements[container.parent]
            let grandparent = map.elements[parent.parent]
            let outer = map.elements[grandparent.parent]
            set(.mean, container.names.mean)
            set(.highest, container.names.highest)
            set(.lowest, container.names.lowest)
            set(.parentMean, parent.names.mean)
            set(.parentHighest, parent.names.highest)
            set(.parentLowest, parent.names.lowest)
            set(.grandparentMean, grandparent.names.mean)
            set(.grandparentHighest, grandparent.names.highest)
            set(.grandparentLowest, grandparent.names.lowest)
            set(.outerMean, outer.names.mean)
            set(.outerHighest, outer.names.highest)
            set(.outerLowest, outer.names.lowest)
            set(.lowestAround, container.names.lowestAround)
            set(.highestAround, container.names.highestAround)
            set(.sumAround, container.names.sumAround)
            set(.nearest, container.names.nearest)
            set(.negativeSum, container.names.negativeSum)
            set(.positiveSum, container.names.positiveSum)
            let next = map.elements[outer.parent].names.mean
            let last = map.elements[map.elements[outer.parent].parent].names.mean
            let inner = (container.names.mean, parent.names.mean, grandparent.names.mean)
            set(
                .lowestOfSix,
                min(min(inner.0, inner.1, inner.2), min(outer.names.mean, next, last)))
            set(
                .highestOfSix,
                max(max(inner.0, inner.1, inner.2), max(outer.names.mean, next, last)))
            set(.meanOfSix, (inner.0 + inner.1 + inner.2 + outer.names.mean + next + last) / 6)
            set(.meanOfOuterThree, (outer.names.mean + next + last) / 3)
        }
    }

    /// What the words of each block, of its heading and of its surroundings mean.
    mutating func fillPhrases() {
        var own: [PhraseValues] = []
        own.reserveCapacity(matrix.rows)
        for block in map.text.blocks {
            own.append(PhraseValues(map.text.words[block.words], phraseTable))
        }
        var heading = PhraseValues()
        for row in 0..<matrix.rows {
            if isHeading[row] { heading = own[row] }
            let container = map.elements[map.containers[row]]
            let outer = map.elements[container.wider]
            let wider = map.elements[outer.wider]
            fill(own[row], 0, row)
            fill(heading, 1, row)
            fill(own[container.first], 2, row)
            fill(own[outer.first], 3, row)
            fill(own[wider.first], 4, row)
            fill(row > 0 ? own[row - 1] : PhraseValues(), 5, row)
            fill(row + 1 < own.count ? own[row + 1] : PhraseValues(), 6, row)
        }
    }

    /// Sets what phrases in one of ``FeatureLayout/phrasePlaces`` mean.
    private mutating func fill(_ values: PhraseValues, _ place: Int, _ row: Int) {
        let offset = FeatureLayout.phrases[place]
        @inline(__always)
        func set(_ feature: PhraseFeature, _ value: @autoclosure () -> Float) {
            matrix.set(column: offset + feature.rawValue, row: row, value())
        }
        set(.whole, values.whole)
        set(.wordMean, values.words.mean)
        set(.wordLowest, values.words.lowest)
        set(.wordHighest, values.words.highest)
        set(.pairMean, values.pairs.mean)
        set(.pairLowest, values.pairs.lowest)
        set(.pairHighest, values.pairs.highest)
    }
}

/// The hashes under which a short block's words stand in the table of phrases.
enum Phrases {
    /// Longer blocks are judged by other things.
    static let longest = 25
    /// Texts of more words are never the same on two sites.
    static let longestWhole = 8

    static func word(_ word: UInt64) -> UInt64 { word ^ 0x5752_4400_0000_0001 }

    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var hash = first ^ 0x5041_4952_0000_0003
        FNV.add(second, to: &hash)
        return hash
    }

    static func whole(_ words: ArraySlice<UInt64>) -> UInt64 {
        var hash: UInt64 = 0x5748_4F4C_0000_0005
        for word in words { FNV.add(word, to: &hash) }
        return hash
    }

    /// All of them for one block; none for a long one.
    static func all(_ words: ArraySlice<UInt64>) -> [UInt64] {
        guard !words.isEmpty, words.count <= longest else { return [] }
        var hashes = words.map(word)
        for index in words.indices.dropLast() {
            hashes.append(pair(words[index], words[index + 1]))
        }
        if words.count <= longestWhole { hashes.append(whole(words)) }
        return hashes
    }
}

/// What the table says about one block's words; zeros where it knows none.
private struct PhraseValues {
    struct Part {
        var mean: Float = 0
        var lowest: Float = 0
        var highest: Float = 0

        init() {}

        init(_ own: NameValues.Own) {
            guard own.count > 0 else { return }
            (mean, lowest, highest) = (own.sum / Float(own.count), own.lowest, own.highest)
        }
    }

    var whole: Float = 0
    var words = Part()
    var pairs = Part()

    init() {}

    init(_ words: ArraySlice<UInt64>, _ table: ValueTable) {
        guard !words.isEmpty, words.count <= Phrases.longest else { return }
        var single = NameValues.Own()
        var double = NameValues.Own()
        for index in words.indices {
            single.add(table[Phrases.word(words[index])])
            if index + 1 < words.endIndex {
                double.add(table[Phrases.pair(words[index], words[index + 1])])
            }
        }
        self.words = Part(single)
        pairs = Part(double)
        if words.count <= Phrases.longestWhole { whole = table[Phrases.whole(words)] ?? 0 }
    }
}
