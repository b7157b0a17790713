// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// Running text that a page says more than once: for two widths of window, in every slide of a
/// carousel, as a quotation under the post that it is from.
package enum RepeatedText {
    /// Shorter text may well stand twice: a label, a price, a refrain.
    private static let leastWords = 8

    /// The blocks without those whose words all stand in an earlier one of them.
    ///
    /// Code, rows and items repeat themselves for a reason and stay.
    package static func removed(from kept: [Int], of segmentation: Segmentation) -> [Int] {
        var first: [UInt64: Int] = [:]
        return kept.filter { index in
            let segment = segmentation.segments[index]
            switch segment.kind {
            case .code, .tableRow, .listItem: return true
            default: break
            }
            guard segment.words >= leastWords else { return true }
            // A set of slices would hash them byte by byte with a keyed function.
            let hash = FNV.hash(segmentation.bytes.span, segment.text)
            guard let earlier = first[hash] else {
                first[hash] = index
                return true
            }
            let text = segmentation.segments[earlier].text
            return segmentation.bytes[text] != segmentation.bytes[segment.text]
        }
    }
}
