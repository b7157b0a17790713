// SPDX-License-Identifier: Apache-2.0

import Glibc
internal import ThresherPlugin

/// What is true of a page as a whole and decides how its blocks are judged.
struct PageFacts {
    /// The element that holds the densest prose, by the rule of the readability family.
    var densest = 0
    /// The smallest elements that hold half and four fifths of the words that are no links.
    var half = 0
    var most = 0
    /// The segment of the first top heading, `nil` when there is none.
    var topHeading: Int?
    /// The share of words that stand in prose.
    var proseShare = 0.0
    /// For each segment how many equal ones the page has.
    var copies: [Int]
    /// For each path of names and classes: blocks, words, linked and all scalars.
    var paths: [UInt64: PathSum] = [:]

    struct PathSum {
        var blocks = 0
        var words = 0
        var linked = 0
        var scalars = 0
    }

    init(_ map: PageMap) {
        let segments = map.segmentation.segments
        copies = Array(repeating: 1, count: segments.count)
        let total = map.words.last ?? 0
        proseShare = Double(map.proseWords.last ?? 0) / Double(max(total, 1))
        topHeading = segments.firstIndex {
            $0.kind == .heading && $0.level == 1 && !$0.isHidden
                && map.elements[$0.container].zones.isDisjoint(with: [.navigation, .footer])
        }
        findCopies(map)
        sumPaths(map)
        findDensest(map)
        findSmallest(map)
    }

    private mutating func findCopies(_ map: PageMap) {
        var byHash: [UInt64: Int] = [:]
        var hashes: [UInt64] = []
        for segment in map.segmentation.segments {
            var hash = FNV.start
            for index in segment.text { FNV.add(map.segmentation.bytes[index], to: &hash) }
            hashes.append(hash)
            byHash[hash, default: 0] += 1
        }
        for (index, hash) in hashes.enumerated() { copies[index] = byHash[hash] ?? 1 }
    }

    private mutating func sumPaths(_ map: PageMap) {
        for segment in map.segmentation.segments where !segment.isHidden {
            let path = map.elements[segment.container].path
            var sum = paths[path] ?? PathSum()
            sum.blocks += 1
            sum.words += segment.words
            sum.linked += segment.linked
            sum.scalars += segment.scalars
            paths[path] = sum
        }
    }

    private mutating func findDensest(_ map: PageMap) {
        var scores = [Double](repeating: 0, count: map.elements.count)
        for segment in map.segmentation.segments where !segment.isHidden && segment.scalars >= 40 {
            let density = Double(segment.linked) / Double(segment.scalars)
            let length = min(Double(segment.scalars) / 100, 3)
            let score = (1 + Double(segment.punctuation) + length) * (1 - density)
            let container = segment.container
            let parent = map.elements[container].parent
            scores[container] += score / 4
            scores[parent] += score
            scores[map.elements[parent].parent] += score / 2
        }
        var best = 0.0
        for node in scores.indices where scores[node] > 0 {
            let score = scores[node] * (1 - map.linkDensity(in: map.range(of: node)))
            if score > best {
                best = score
                densest = node
            }
        }
    }

    private mutating func findSmallest(_ map: PageMap) {
        let all = map.range(of: 0)
        func plainWords(_ range: Range<Int>) -> Double {
            Double(map.words(in: range)) * (1 - map.linkDensity(in: range))
        }
        let total = plainWords(all)
        var (leastHalf, leastMost) = (total, total)
        for node in map.elements.indices where map.elements[node].signature != 0 {
            let words = plainWords(map.range(of: node))
            if words >= total * 0.5 && words <= leastHalf {
                leastHalf = words
                half = node
            }
            if words >= total * 0.8 && words <= leastMost {
                leastMost = words
                most = node
            }
        }
    }
}
