// SPDX-License-Identifier: Apache-2.0

extension FeatureExtractor {
    /// The blocks beside each block, and the means over those around it.
    mutating func fillNeighbours() {
        let rows = matrix.rows
        for (number, step) in FeatureLayout.neighbourSteps.enumerated() {
            let offset = FeatureLayout.neighbours[number]
            guard wants(NeighbourFeature.self, at: offset) else { continue }
            for row in 0..<rows { fillNeighbour(row + step, offset, row) }
        }
        for (number, reach) in FeatureLayout.windowReach.enumerated() {
            let offset = FeatureLayout.windows[number]
            guard wants(WindowFeature.self, at: offset) else { continue }
            for row in 0..<rows {
                let first = max(row - reach, 0)
                let end = min(row + reach + 1, rows)
                matrix.set(
                    WindowFeature.meanWords, at: offset, row: row,
                    ratio(map.sums.words(first, end), end - first))
                matrix.set(
                    WindowFeature.linkDensity, at: offset, row: row, map.linkDensity(first, end))
                matrix.set(
                    WindowFeature.proseShare, at: offset, row: row,
                    ratio(map.sums.prose(first, end), end - first))
            }
        }
    }

    private mutating func fillNeighbour(_ other: Int, _ offset: Int, _ row: Int) {
        guard other >= 0, other < matrix.rows else {
            for feature in NeighbourFeature.allCases {
                matrix.set(feature, at: offset, row: row, -1)
            }
            return
        }
        let segment = segments[other]
        let element = map.elements[map.containers[other]]
        let isBeside = element.wider == map.elements[map.containers[row]].wider
        matrix.set(NeighbourFeature.words, at: offset, row: row, segment.words)
        matrix.set(
            NeighbourFeature.linkDensity, at: offset, row: row,
            ratio(segment.linked, segment.scalars))
        matrix.set(NeighbourFeature.tag, at: offset, row: row, element.tag.rawValue)
        matrix.set(
            NeighbourFeature.endsSentence, at: offset, row: row,
            map.text.blocks[other].endsSentence ? 1 : 0)
        matrix.set(NeighbourFeature.isHeading, at: offset, row: row, isHeading[other] ? 1 : 0)
        matrix.set(NeighbourFeature.isBeside, at: offset, row: row, isBeside ? 1 : 0)
    }
}
