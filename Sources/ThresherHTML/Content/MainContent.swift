// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// Whether blocks that a page hides can be its content.
package enum HiddenContent: String, Sendable, CaseIterable {
    /// Where a reader unfolds them (tabs, accordions); others when the scores promise much of them
    /// beside the visible ones: a page that hides its content until its scripts have run, or shows
    /// it only without scripts (`<noscript>`).
    case auto
    /// Never.
    case never
    /// Judged like visible ones.
    case always
}

/// A page's main content: which blocks, and how sure.
struct MainContent {
    /// The blocks that are content, in document order.
    private(set) var kept: [Int] = []
    /// Those that would be but for an earlier one that says the same.
    private(set) var repeated: Set<Int> = []
    /// What asks for money or an account, none of which is content.
    let paywall: Paywall
    /// Whether what the scores would keep only tells why there is nothing to read.
    private(set) var isNotice = false
    /// Of each block how likely it is content, 0…1.
    let scores: [Double]
    /// Whether each block could be content at all, given what is to be done with hidden ones.
    private(set) var isCandidate: [Bool]
    /// The kind of page.
    let pageType: PageType?
    /// The features that the scores came from.
    let matrix: FeatureMatrix
    /// The words that the scores promise, and those of all blocks that could be content.
    private(set) var promisedWords = 0.0
    private(set) var allWords = 0

    /// Below this share of the page's words, what the scores promise may be no content at all.
    static let leastShare = 0.25
    /// Hidden blocks are judged like others when they promise more than this share of what the
    /// visible ones do.
    static let hiddenShare = 0.7

    init(
        _ tree: HTMLTree, _ segmentation: Segmentation, hidden: HiddenContent,
        model: ContentModel = .shared
    ) {
        var segmentation = segmentation
        if hidden == .always {
            for index in segmentation.segments.indices {
                segmentation.segments[index].isHidden = false
            }
        }
        paywall = Paywall(tree, segmentation)
        matrix = FeatureExtractor.rows(tree, segmentation, model.tables, model.selection)
        pageType = model.pageType(matrix).map { PageType(type: $0.name, confidence: $0.confidence) }
        scores = TemplateSlots.agreed(
            model.scores(matrix), tree, segmentation, type: pageType?.type)
        let segments = segmentation.segments
        let words = segments.map(\.words)
        isCandidate = segments.map { !$0.isHidden || ($0.isFolded && hidden != .never) }
        var candidates = segments.indices.filter { isCandidate[$0] }
        if hidden == .auto {
            let unseen = segments.indices.filter { !isCandidate[$0] }
            let seenWords = ContentCut.expectedWords(scores, words: words, of: candidates)
            let unseenWords = ContentCut.expectedWords(scores, words: words, of: unseen)
            if unseenWords > Self.hiddenShare * seenWords {
                candidates = Array(segments.indices)
                isCandidate = Array(repeating: true, count: segments.count)
            }
        }
        promisedWords = ContentCut.expectedWords(scores, words: words, of: candidates)
        allWords = candidates.reduce(0) { $0 + words[$1] }
        let isEmpty =
            promisedWords < Double(model.leastWords)
            && promisedWords < Self.leastShare * Double(allWords)
        guard !isEmpty else { return }
        let likely = ContentCut.kept(scores, words: words, among: candidates)
        isNotice = Notice(tree, segmentation, likely).isOne
        guard !isNotice else { return }
        let joined = Companions.joined(
            to: likely, among: candidates, scores: scores, of: segmentation, type: pageType
        ) { [matrix] in matrix.value(column: Companions.priceColumn, row: $0) > 0 }
        kept = RepeatedText.removed(from: joined, of: segmentation)
        if kept.count < joined.count { repeated = Set(joined).subtracting(kept) }
        if !paywall.blocks.isEmpty { kept.removeAll(where: paywall.blocks.contains) }
    }
}
