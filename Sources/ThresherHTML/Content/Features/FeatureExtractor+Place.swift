// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

extension FeatureExtractor {
    /// The heading of the first level that is most like the page's title.
    var topHeading: Int? {
        var best: Int?
        for row in 0..<matrix.rows where map.elements[map.containers[row]].tag == .heading1 {
            if best.map({ titleCoverage[row] > titleCoverage[$0] }) ?? true { best = row }
        }
        return best
    }

    /// Where each block stands.
    mutating func fillPlace() {
        // Stands for "there is none" in distances.
        let none = -9999
        let rows = matrix.rows
        let offset = FeatureLayout.place
        let sums = map.sums
        let segments = segments
        let (scalars, plain) = (sums.scalars(0, rows), sums.plain(0, rows))
        let top = topHeading
        let match = (0..<rows).max { titleCoverage[$0] < titleCoverage[$1] } ?? 0
        let hasMatch = titleCoverage[match] > 0.3
        let firstMatch = hasMatch ? titleCoverage.firstIndex(of: titleCoverage[match]) ?? 0 : 0
        let headings = HeadingDistances(isHeading)
        let prose = HeadingDistances(segments.map { $0.words >= BlockSums.proseWords })
        for row in 0..<rows {
            @inline(__always)
            func set(_ feature: PlaceFeature, _ value: @autoclosure () -> Double) {
                matrix.set(feature, at: offset, row: row, value())
            }
            @inline(__always)
            func set(_ feature: PlaceFeature, _ value: @autoclosure () -> Int) {
                matrix.set(feature, at: offset, row: row, value())
            }
            let element = map.elements[map.containers[row]]
            let parent = map.elements[element.parent]
            set(.index, row)
            set(.fromEnd, rows - 1 - row)
            set(.share, ratio(row, rows))
            set(.shareOfText, ratio(sums.scalars(0, row), scalars))
            set(.shareOfPlainText, sums.plain(0, row) / max(plain, 1))
            set(.depth, element.depth)
            set(.blocksAfterTitle, top.map { row - $0 } ?? none)
            set(.wordsAfterTitle, top.map { sums.signedWords($0, row) } ?? none)
            set(.blocksAfterTitleMatch, hasMatch ? row - firstMatch : none)
            let heading = headings.last[row]
            set(.headingLevel, heading.map { max(segments[$0].level, 1) } ?? 0)
            set(.blocksAfterHeading, heading.map { row - $0 } ?? 999)
            set(.wordsAfterHeading, heading.map { sums.words($0, row) } ?? -1)
            set(.blocksToHeading, headings.next[row].map { $0 - row } ?? 999)
            set(.plainWordsNext10, sums.plain(min(row + 1, rows), min(row + 11, rows)))
            set(.plainWordsNext30, sums.plain(min(row + 1, rows), min(row + 31, rows)))
            set(.plainWordsLast10, sums.plain(max(row - 10, 0), row))
            set(.plainWordsLast30, sums.plain(max(row - 30, 0), row))
            set(.proseBefore, sums.prose(0, row))
            set(.proseAfter, sums.prose(row + 1, rows))
            set(.blocksAfterProse, prose.last[row].map { row - $0 } ?? 999)
            set(.blocksToProse, prose.next[row].map { $0 - row } ?? 999)
            set(
                .wordsAfterProse, prose.last[row].map { sums.words($0 + 1, max(row, $0 + 1)) } ?? -1
            )
            set(.wordsToProse, prose.next[row].map { sums.words(row + 1, max($0, row + 1)) } ?? -1)
            set(.parentTag, parent.tag.rawValue)
            set(.grandparentTag, map.elements[parent.parent].tag.rawValue)
        }
    }
}

/// For each block the nearest marked block at or before it, and the nearest one after it.
private struct HeadingDistances {
    var last: [Int?]
    var next: [Int?]

    init(_ isMarked: [Bool]) {
        last = Array(repeating: nil, count: isMarked.count)
        next = last
        var seen: Int?
        for row in isMarked.indices {
            if isMarked[row] { seen = row }
            last[row] = seen
        }
        seen = nil
        for row in isMarked.indices.reversed() {
            next[row] = seen
            if isMarked[row] { seen = row }
        }
    }
}
