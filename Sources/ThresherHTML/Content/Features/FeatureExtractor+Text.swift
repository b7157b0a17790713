// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

extension FeatureExtractor {
    /// What each block looks like, and what its words are to the page's.
    mutating func fillText() {
        let words = WordStatistics(map, head)
        titleShare = words.titleShare
        titleCoverage = words.titleCoverage
        let offset = FeatureLayout.text
        for (row, segment) in segments.enumerated() {
            let text = map.text.blocks[row]
            @inline(__always)
            func set(_ feature: TextFeature, _ value: @autoclosure () -> Double) {
                matrix.set(feature, at: offset, row: row, value())
            }
            @inline(__always)
            func set(_ feature: TextFeature, _ value: @autoclosure () -> Int) {
                matrix.set(feature, at: offset, row: row, value())
            }
            @inline(__always)
            func set(_ feature: TextFeature, _ value: @autoclosure () -> Bool) {
                matrix.set(feature, at: offset, row: row, value() ? 1 : 0)
            }
            set(.words, segment.words)
            set(.scalars, segment.scalars)
            set(.wordLength, ratio(segment.scalars, segment.words))
            set(.linkDensity, ratio(segment.linked, segment.scalars))
            set(.boldShare, ratio(segment.bold, segment.scalars))
            set(.codeShare, ratio(segment.code, segment.scalars))
            set(.links, segment.anchors)
            set(.punctuationShare, ratio(segment.punctuation, segment.words))
            set(.punctuation, segment.punctuation)
            set(.digitShare, ratio(text.digits, segment.scalars))
            set(.capitalShare, ratio(text.capitals, segment.scalars))
            set(.endsSentence, text.endsSentence)
            set(.endsWithColon, text.endsWithColon)
            set(.endsWithQuestion, text.endsWithQuestion)
            set(.startsWithCapital, text.startsWithCapital)
            set(.startsWithSymbol, text.startsWithSymbol)
            set(.hasCopyright, text.hasCopyright)
            set(.prices, text.prices)
            set(.dates, text.dates)
            set(.hasAt, text.hasAt)
            set(.separators, text.separators)
            set(.longestWord, text.longestWord)
            set(.differentWords, words.differentShare[row])
            set(.copies, words.copies[row])
            set(.earlierCopies, words.earlierCopies[row])
            set(.titleShare, words.titleShare[row])
            set(.titleCoverage, words.titleCoverage[row])
            set(.descriptionShare, words.descriptionShare[row])
            set(.commonness, words.commonness[row])
            set(.isHidden, segment.isHidden)
            set(.kind, segment.kind.order)
            set(.level, segment.level)
        }
    }
}

extension Block.Kind {
    /// A number for each kind, likes beside likes.
    fileprivate var order: Int {
        switch self {
        case .paragraph: 0
        case .quote: 1
        case .code: 2
        case .tableRow: 3
        case .listItem: 4
        case .heading: 5
        case .caption: 6
        case .comment: 7
        }
    }
}

/// What the words of each block are to the rest of the page.
private struct WordStatistics {
    var differentShare: [Double] = []
    var titleShare: [Double] = []
    var titleCoverage: [Double] = []
    var descriptionShare: [Double] = []
    /// The mean over the words of in how many other blocks they are, in doublings.
    var commonness: [Double] = []
    /// Blocks of the same words: all, those before.
    var copies: [Int] = []
    var earlierCopies: [Int] = []

    init(_ map: ElementMap, _ head: PageHead) {
        let words = map.text.words
        var numbers = KeyNumbers(capacity: words.count / 2)
        let ids = words.map { numbers.number(of: $0) }
        var blocksWith = [Int](repeating: 0, count: numbers.count)
        var lastBlock = [Int](repeating: -1, count: numbers.count)
        var different = [Int](repeating: 0, count: map.text.blocks.count)
        for (row, block) in map.text.blocks.enumerated() {
            for id in ids[block.words] where lastBlock[id] != row {
                lastBlock[id] = row
                blocksWith[id] += 1
                different[row] += 1
            }
        }
        let title = Self.marks(head.title, numbers)
        let description = Self.marks(head.description, numbers)
        let titleCount = Set(head.title).count
        lastBlock = Array(repeating: -1, count: numbers.count)
        for (row, block) in map.text.blocks.enumerated() {
            var (inTitle, ofTitle, inDescription, doublings) = (0, 0, 0, 0)
            for id in ids[block.words] {
                if title[id] {
                    inTitle += 1
                    if lastBlock[id] != row { ofTitle += 1 }
                    lastBlock[id] = row
                }
                if description[id] { inDescription += 1 }
                doublings += Int.bitWidth - blocksWith[id].leadingZeroBitCount - 1
            }
            let count = block.words.count
            differentShare.append(ratio(different[row], count))
            titleShare.append(ratio(inTitle, count))
            titleCoverage.append(ratio(ofTitle, titleCount))
            descriptionShare.append(ratio(inDescription, count))
            commonness.append(ratio(doublings, count))
        }
        countCopies(map)
    }

    private static func marks(_ words: [UInt64], _ numbers: KeyNumbers) -> [Bool] {
        var marks = [Bool](repeating: false, count: numbers.count)
        for word in words {
            if let id = numbers.known(word) { marks[id] = true }
        }
        return marks
    }

    private mutating func countCopies(_ map: ElementMap) {
        var texts = KeyNumbers(capacity: map.text.blocks.count)
        var counts: [Int] = []
        var ids: [Int] = []
        for block in map.text.blocks {
            var hash = FNV.start
            for word in map.text.words[block.words] { FNV.add(word, to: &hash) }
            let id = texts.number(of: hash)
            if id == counts.count { counts.append(0) }
            earlierCopies.append(counts[id])
            counts[id] += 1
            ids.append(id)
        }
        copies = ids.map { counts[$0] }
    }
}
