// SPDX-License-Identifier: Apache-2.0

/// What becomes of readers' comments on an article.
package enum ReaderComments: String, Sendable, CaseIterable {
    case drop, keep

    /// Fewer words make a button or a name, not a comment.
    private static let fewestWords = 4

    /// The blocks to keep, in document order: without the comments, or with all of them.
    func apply(
        to kept: [Int], _ regions: CommentRegions, of segmentation: Segmentation
    ) -> [Int] {
        guard !regions.ranges.isEmpty else { return kept }
        switch self {
        case .drop: return kept.filter { !regions.contains($0) }
        case .keep:
            let comments = regions.ranges.joined().filter { index in
                guard index < segmentation.count else { return false }
                let segment = segmentation.segments[index]
                return !segment.isHidden && segment.words >= Self.fewestWords
                    && segment.linked * 2 < segment.scalars
            }
            return Set(kept).union(comments).sorted()
        }
    }
}
