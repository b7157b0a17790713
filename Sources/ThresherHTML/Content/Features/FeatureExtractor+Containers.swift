// SPDX-License-Identifier: Apache-2.0

extension FeatureExtractor {
    private var pageWords: Int { map.sums.words(0, matrix.rows) }

    /// What elements each block stands in, and what its container and the next wider ones hold.
    mutating func fillZonesAndContainers() {
        let pageWords = pageWords
        for row in 0..<matrix.rows {
            var index = map.containers[row]
            let zones = map.elements[index].zones.rawValue
            for bit in Zones.names.indices where zones & (1 << UInt32(bit)) != 0 {
                matrix.set(column: FeatureLayout.zones + bit, row: row, 1)
            }
            for level in 0..<FeatureLayout.levelCount {
                fillLevel(map.elements[index], FeatureLayout.levels[level], row, pageWords)
                index = map.elements[index].wider
            }
        }
    }

    private mutating func fillLevel(
        _ element: ElementMap.Element, _ offset: Int, _ row: Int, _ pageWords: Int
    ) {
        @inline(__always)
        func set(_ feature: LevelFeature, _ value: @autoclosure () -> Double) {
            matrix.set(feature, at: offset, row: row, value())
        }
        @inline(__always)
        func set(_ feature: LevelFeature, _ value: @autoclosure () -> Int) {
            matrix.set(feature, at: offset, row: row, value())
        }
        let words = map.words(in: element)
        let (first, end) = (element.first, element.end)
        set(.tag, element.tag.rawValue)
        set(.words, words)
        set(.share, ratio(words, pageWords))
        set(.linkDensity, map.linkDensity(first, end))
        set(.blocks, element.count)
        set(.meanWords, ratio(words, element.count))
        set(.twins, element.twins)
        set(.twinWords, ratio(element.twinWords, element.twins))
        set(.twinSpread, element.twinSpread)
        set(.twinLinkDensity, ratio(element.twinLinked, element.twinScalars))
        set(.proseShare, ratio(map.sums.prose(first, end), element.count))
        set(.punctuation, ratio(map.sums.punctuation(first, end), words))
        set(.paragraphs, element.paragraphs)
        set(.place, ratio(row - first, element.count))
        set(.pictures, map.pictures(in: element))
        set(.controls, map.controls(in: element))
    }

    /// The innermost and the outermost repeated element around each block.
    mutating func fillItems() {
        var inner = [Int](repeating: -1, count: map.elements.count)
        var outer = inner
        for (index, element) in map.elements.enumerated().dropFirst() {
            let isRepeated = element.twins >= 3
            inner[index] = isRepeated && element.tag.isItem ? index : inner[element.parent]
            outer[index] = outer[element.parent]
            if outer[index] < 0, isRepeated, element.tag != .paragraph, !element.tag.isHeading {
                outer[index] = index
            }
        }
        let pageWords = pageWords
        for row in 0..<matrix.rows {
            fillItem(inner[map.containers[row]], FeatureLayout.items[0], row, pageWords)
            fillItem(outer[map.containers[row]], FeatureLayout.items[1], row, pageWords)
        }
    }

    private mutating func fillItem(
        _ index: Int, _ offset: Int, _ row: Int, _ pageWords: Int
    ) {
        guard index >= 0 else {
            for feature in ItemFeature.allCases where feature != .exists {
                matrix.set(feature, at: offset, row: row, -1)
            }
            return
        }
        let element = map.elements[index]
        @inline(__always)
        func set(_ feature: ItemFeature, _ value: @autoclosure () -> Double) {
            matrix.set(feature, at: offset, row: row, value())
        }
        @inline(__always)
        func set(_ feature: ItemFeature, _ value: @autoclosure () -> Int) {
            matrix.set(feature, at: offset, row: row, value())
        }
        set(.exists, 1)
        set(.twins, element.twins)
        set(.twinIndex, element.twinIndex)
        set(.twinWords, ratio(element.twinWords, element.twins))
        set(.twinSpread, element.twinSpread)
        set(.twinLinkDensity, ratio(element.twinLinked, element.twinScalars))
        set(.words, map.words(in: element))
        set(.blocks, element.count)
        set(.pictures, map.pictures(in: element))
        set(.linkDensity, map.linkDensity(element.first, element.end))
        set(.tag, element.tag.rawValue)
        set(.depth, element.depth)
        set(.groupShare, ratio(element.twinWords, pageWords))
        set(.place, ratio(row - element.first, element.count))
    }

    /// The blocks whose containers have the same names down from the grandparent.
    mutating func fillBuilds() {
        struct Sum {
            var blocks = 0
            var words = 0
            var linked = 0
            var scalars = 0
        }
        var builds = KeyNumbers(capacity: matrix.rows)
        var sums: [Sum] = []
        let numbers = map.containers.map { builds.number(of: map.elements[$0].path) }
        for (row, segment) in segments.enumerated() {
            if numbers[row] == sums.count { sums.append(Sum()) }
            sums[numbers[row]].blocks += 1
            sums[numbers[row]].words += segment.words
            sums[numbers[row]].linked += segment.linked
            sums[numbers[row]].scalars += segment.scalars
        }
        let pageWords = pageWords
        let offset = FeatureLayout.build
        for row in 0..<matrix.rows {
            let sum = sums[numbers[row]]
            matrix.set(BuildFeature.blocks, at: offset, row: row, sum.blocks)
            matrix.set(BuildFeature.meanWords, at: offset, row: row, ratio(sum.words, sum.blocks))
            matrix.set(BuildFeature.share, at: offset, row: row, ratio(sum.words, pageWords))
            matrix.set(
                BuildFeature.linkDensity, at: offset, row: row, ratio(sum.linked, sum.scalars))
        }
    }

    /// How far each block is from the elements that the page's weight rests on.
    mutating func fillAnchors() {
        for (number, anchor) in landmarks.all.enumerated() {
            let offset = FeatureLayout.anchors[number]
            guard wants(AnchorFeature.self, at: offset) else { continue }
            let target = map.elements[anchor]
            // For each element how many levels above the anchor it meets the anchor's own line.
            var levels = [Int](repeating: 0, count: map.elements.count)
            var isOnLine = [Bool](repeating: false, count: map.elements.count)
            var index = anchor
            while true {
                isOnLine[index] = true
                levels[index] = target.depth - map.elements[index].depth
                if index == 0 { break }
                index = map.elements[index].parent
            }
            for (index, element) in map.elements.enumerated() where !isOnLine[index] {
                levels[index] = levels[element.parent]
            }
            for row in 0..<matrix.rows {
                let isInside = row >= target.first && row < target.end
                let away =
                    row < target.first
                    ? row - target.first : row >= target.end ? row - target.end + 1 : 0
                matrix.set(AnchorFeature.isInside, at: offset, row: row, isInside ? 1 : 0)
                matrix.set(
                    AnchorFeature.levelsUp, at: offset, row: row, levels[map.containers[row]])
                matrix.set(AnchorFeature.blocksAway, at: offset, row: row, away)
                matrix.set(
                    AnchorFeature.place, at: offset, row: row,
                    ratio(row - target.first, target.count))
            }
        }
    }
}

extension ElementMap.Element {
    /// The variance of the words of its group's members.
    var twinSpread: Double {
        let mean = ratio(twinWords, twins)
        return max(0, ratio(twinSquares, twins) - mean * mean)
    }
}

extension TagClass {
    var isHeading: Bool {
        switch self {
        case .heading1, .heading2, .heading3, .heading4: true
        default: false
        }
    }

    /// Whether repeated elements of this kind are items rather than parts of a text.
    var isItem: Bool {
        switch self {
        case .paragraph, .span, .link, .heading1, .heading2, .heading3, .heading4: false
        default: true
        }
    }
}
