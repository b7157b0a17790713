// SPDX-License-Identifier: Apache-2.0

import Glibc
internal import ThresherPlugin

/// How likely each block of a page is main content: text density, link density, place, names.
///
/// Each cue gives or takes points; the sum goes through the logistic function, so that a score is
/// the share of such blocks that are content. The points were weighed by regression on 1,500
/// labelled pages and rounded to a tenth; no word of any language is among the cues. Sources of the
/// cues: C. Kohlschütter et al., "Boilerplate detection using shallow text features", 2010; the
/// readability family (densest container).
struct ContentRule {
    private let map: PageMap
    private let facts: PageFacts
    private let pagePoints: Double
    private let densestRange: Range<Int>
    private let densestShare: Double
    private let totalWords: Double

    private init(_ map: PageMap) {
        self.map = map
        facts = PageFacts(map)
        let total = Double(map.words.last ?? 0)
        totalWords = max(total, 1)
        densestRange = map.range(of: facts.densest)
        densestShare = Double(map.words(in: densestRange)) / totalWords
        // Long pages, and pages of many blocks, hold more that is not content.
        var points = 1.1 - 0.5 * facts.proseShare - 0.25 * log(1 + total)
        points -= 0.18 * log(1 + Double(map.segmentation.count))
        points += 1.3 * map.linkDensity(in: map.range(of: 0)) + 0.8 * densestShare
        pagePoints = points
    }

    /// The scores of all blocks, 0…1, hidden ones judged like the others.
    static func scores(_ map: PageMap) -> [Double] {
        let rule = ContentRule(map)
        return map.segmentation.segments.indices.map { index in
            let points =
                rule.pagePoints + rule.text(index) + rule.zones(index) + rule.containers(index)
                + rule.place(index) + rule.page(index)
            return 1 / (1 + exp(-points))
        }
    }

    /// What the block itself is like.
    private func text(_ index: Int) -> Double {
        let segment = map.segmentation.segments[index]
        let bytes = map.segmentation.bytes
        let scalars = Double(max(segment.scalars, 1))
        let linkDensity = Double(segment.linked) / scalars
        var points = 0.0
        if segment.words >= 8 { points += 0.2 }
        if linkDensity >= 0.2 { points -= 0.4 }
        if linkDensity >= 0.5 { points -= 0.5 }
        switch segment.kind {
        case .caption: points -= 2.6
        case .listItem: points += 0.6
        // Rows stand in tables, which get more than this below.
        case .tableRow: points -= 1.9
        default: break
        }
        if segment.words >= 8, endsSentence(segment) { points += 0.4 }
        var digits = 0
        var hasCopyright = false
        for place in segment.text {
            if ASCII.isDigit(bytes[place]) { digits += 1 }
            if bytes[place] == 0xA9, bytes[max(place - 1, 0)] == 0xC2 { hasCopyright = true }
        }
        points -= 1.1 * Double(digits) / scalars
        if hasCopyright { points -= 4.5 }
        if facts.copies[index] >= 2 { points -= 0.6 }
        if facts.copies[index] >= 3 { points -= 0.4 }
        return points
    }

    private func endsSentence(_ segment: Segment) -> Bool {
        switch map.segmentation.bytes[segment.text.upperBound - 1] {
        // 0x82 ends the ideographic full stop, U+3002.
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x82: true
        default: false
        }
    }

    /// What elements it stands in and what they are called.
    private func zones(_ index: Int) -> Double {
        let container = map.segmentation.segments[index].container
        let zones = map.elements[container].zones
        var points = 0.0
        for (zone, value) in Self.zonePoints where zones.contains(zone) { points += value }
        // The head of an article holds its title and standfirst.
        if zones.contains(.header), !zones.isDisjoint(with: [.main, .article]) { points += 1.7 }
        let near = map.namesNear(container)
        let far = map.elements[container].around.subtracting(near)
        for (cue, value) in Self.nearPoints where near.contains(cue) { points += value }
        for (cue, value) in Self.farPoints where far.contains(cue) { points += value }
        return points
    }

    private static let zonePoints: [(Zones, Double)] = [
        (.navigation, -1.3), (.header, -1.5), (.footer, -3.2), (.aside, -1.9), (.article, 0.5),
        (.form, -1.1), (.button, -0.9), (.dialog, -1.9), (.table, 1.2),
    ]
    private static let nearPoints: [(NameCues, Double)] = [
        (.navigation, -0.7), (.footer, -1.1), (.comment, -2.4), (.promotion, -1.1),
        (.form, -0.8), (.content, 0.4), (.overlay, -2.1),
    ]
    private static let farPoints: [(NameCues, Double)] = [
        (.footer, -0.8), (.consent, -3.3), (.overlay, -0.7),
    ]

    /// What it stands beside, level by level outwards.
    private func containers(_ index: Int) -> Double {
        let container = map.segmentation.segments[index].container
        var points = 0.0
        let own = map.elements[container]
        if own.twins >= 2 {
            points += 0.5 - 0.5 * Double(own.twinLinked) / Double(max(own.twinScalars, 1))
            points += 1.2 * Double(own.twinWords) / totalWords
        }
        if own.twins >= 4 { points += 0.5 }
        let first = Level(map, map.elements[container].wider)
        points += 0.325 * log(1 + first.mean) - 0.18 * log(1 + first.words)
        let second = Level(map, map.elements[first.node].wider)
        points += 0.12 * log(1 + second.words) - 0.8 * second.proseShare
        if second.twins >= 2 { points += 0.6 - 0.1 * log(1 + second.twinMean) }
        let third = Level(map, map.elements[second.node].wider)
        points += 0.175 * log(1 + third.mean) - 0.18 * log(1 + third.words)
        points += 0.6 * third.words / totalWords + 1.6 * third.proseShare
        if third.twins >= 2 { points += 1.6 - 0.35 * log(1 + third.twinMean) }
        // All blocks of the same build, wherever they stand: a list of teasers, a thread's posts.
        let path = facts.paths[own.path] ?? PageFacts.PathSum()
        points += 0.8 * Double(path.words) / totalWords
        points += 0.5 * Double(path.linked) / Double(max(path.scalars, 1))
        return points
    }

    /// Sums over an element around a block.
    private struct Level {
        let node: Int
        let words: Double
        /// Words a block.
        let mean: Double
        /// The share of blocks that are prose.
        let proseShare: Double
        let twins: Int
        let twinMean: Double

        init(_ map: PageMap, _ node: Int) {
            self.node = node
            let range = map.range(of: node)
            let blocks = Double(max(range.count, 1))
            words = Double(map.words(in: range))
            mean = words / blocks
            proseShare = Double(map.prose(in: range)) / blocks
            twins = map.elements[node].twins
            twinMean = Double(map.elements[node].twinWords) / Double(max(twins, 1))
        }
    }

    /// Where on the page it stands.
    private func place(_ index: Int) -> Double {
        let count = map.segmentation.count
        var points = 0.0
        if Double(index) >= 0.1 * Double(count) { points += 0.6 }
        points -= 0.8 * Double(map.words[index]) / totalWords
        if let heading = facts.topHeading {
            if index < heading { points -= 1.6 }
            if index > heading { points += 0.2 }
        }
        if steps(from: facts.densest, to: index, most: 5) >= 5 { points -= 0.3 }
        let steps = steps(from: facts.half, to: index, most: 3)
        if steps == 2 { points += 0.5 }
        if index >= map.range(of: facts.half).upperBound { points -= 1.0 }
        if map.range(of: facts.most).contains(index) { points += 0.5 }
        let beside = max(0, index - 1)..<min(count, index + 2)
        points -= 0.3 * Double(map.prose(in: beside)) / Double(beside.count)
        let around = max(0, index - 3)..<min(count, index + 4)
        points -= 0.5 * map.linkDensity(in: around)
        if index + 1 < count, map.segmentation.segments[index + 1].words >= 12 { points += 0.3 }
        return points
    }

    /// How far up from an element one has to go to have the block in the same container.
    private func steps(from node: Int, to index: Int, most: Int) -> Int {
        var up = node
        var steps = 0
        while up != 0, steps < most, !map.range(of: up).contains(index) {
            up = map.elements[up].parent
            steps += 1
        }
        return steps
    }

    /// What kind of page it stands on: in the midst of prose, lists are mostly links to elsewhere.
    private func page(_ index: Int) -> Double {
        let segment = map.segmentation.segments[index]
        var points = 0.0
        if segment.kind == .listItem { points -= 1.4 * facts.proseShare }
        if map.elements[segment.container].twins >= 4 { points -= 0.5 * facts.proseShare }
        if !densestRange.contains(index) {
            points += 0.8 * facts.proseShare - 2.4 * densestShare
        }
        return points
    }
}
