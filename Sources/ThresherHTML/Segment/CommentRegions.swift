// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink
internal import ThresherPlugin

/// The parts of a page in which readers comment on what stands before them.
///
/// An element is such a part when its names or types say so (class, id, `itemprop`, schema.org
/// types, the names of commenting services), text stands before it, and it holds neither the page's
/// headline nor most of its text. An element that is too large is looked into: in a long thread
/// under a short article each comment is found by itself.
struct CommentRegions {
    /// The leaf blocks in such parts: disjoint ranges in document order.
    let ranges: [Range<Int>]
    /// Whether the page calls itself a discussion, whose posts are its content.
    let isDiscussion: Bool
    /// Whether there is more text in these parts than before the first of them, as in a forum.
    let outweighText: Bool

    /// A larger share of the page's words is the page itself.
    private static let largestShare = 0.6
    /// Fewer words before it are no text to comment on.
    private static let fewestWordsBefore = 25

    init(_ tree: HTMLTree, _ segmentation: Segmentation) {
        var finder = Finder(tree, segmentation)
        finder.walk()
        ranges = finder.ranges
        isDiscussion = finder.isDiscussion || Self.isDiscussion(tree.jsonLD)
        let words = finder.words
        let inside = ranges.reduce(0) { $0 + words[$1.upperBound] - words[$1.lowerBound] }
        outweighText = inside > words[ranges.first?.lowerBound ?? 0]
    }

    /// Whether a leaf block is in one.
    func contains(_ segment: Int) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= segment { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(segment)
    }

    private static func isDiscussion(_ jsonLD: [[UInt8]]) -> Bool {
        let names: [StaticString] = ["\"DiscussionForumPosting\"", "\"QAPage\""]
        return jsonLD.contains { data in
            let bytes = data.span
            var from = 0
            while let quote = bytes.firstIndex(of: UInt8(ascii: "\""), from: from) {
                for name in names where bytes.hasPrefix(name, at: quote) { return true }
                from = quote + 1
            }
            return false
        }
    }

    private struct Finder {
        let tree: HTMLTree
        let segmentation: Segmentation
        /// Running sum of the visible words before each segment.
        private(set) var words: [Int] = [0]
        private var headline: Int?
        var ranges: [Range<Int>] = []
        var isDiscussion = false

        init(_ tree: HTMLTree, _ segmentation: Segmentation) {
            self.tree = tree
            self.segmentation = segmentation
            words.reserveCapacity(segmentation.count + 1)
            for segment in segmentation.segments {
                let isProse = !segment.isHidden && segment.linked * 2 < segment.scalars
                words.append((words.last ?? 0) + (isProse ? segment.words : 0))
            }
            headline = segmentation.segments.firstIndex {
                $0.kind == .heading && $0.level == 1 && !$0.isHidden
            }
        }

        mutating func walk() {
            var node = 1
            while node < tree.count {
                if let tag = tree.tag(of: node), holdsComments(node, tag) {
                    let first = Int(segmentation.firstSegment[node])
                    let end = min(Int(segmentation.endSegment[node]), segmentation.count)
                    ranges.append(first..<end)
                    node = max(tree.end(of: node), node + 1)
                } else {
                    node += 1
                }
            }
        }

        private mutating func holdsComments(_ node: Int, _ tag: ThresherHTMLTag) -> Bool {
            let first = Int(segmentation.firstSegment[node])
            let end = min(Int(segmentation.endSegment[node]), segmentation.count)
            guard first < end, tag != .html, tag != .body, tag != .main, isNamed(node) else {
                return false
            }
            // Inline elements share their block with what is around them.
            guard ElementRoles.isBlock(tag), ranges.last.map({ $0.upperBound <= first }) ?? true
            else { return false }
            if let headline, (first..<end).contains(headline) { return false }
            let all = words.last ?? 0
            let before = words[first] - words[ranges.last.map { min($0.upperBound, first) } ?? 0]
            let inside = words[end] - words[first]
            let isAfterText = !ranges.isEmpty || before >= CommentRegions.fewestWordsBefore
            return isAfterText && Double(inside) <= CommentRegions.largestShare * Double(all)
        }

        private mutating func isNamed(_ node: Int) -> Bool {
            let first = Int(tree.nodes[node].start)
            for index in first..<first + Int(tree.nodes[node].count) {
                let attribute = tree.attributes[index]
                let start = Int(attribute.start)
                let value = start..<start + Int(attribute.count)
                switch ThresherHTMLAttribute(rawValue: attribute.name) {
                case .class, .id, .itemprop, .dataTestid, .itemtype:
                    if attribute.name == ThresherHTMLAttribute.itemtype.rawValue,
                        tree.contains(value, "discussionforumposting")
                            || tree.contains(value, "qapage")
                    {
                        isDiscussion = true
                    }
                    if saysComment(value.prefix(512)) { return true }
                default: break
                }
            }
            return false
        }

        /// Whether a value holds the beginning of a word for comments, or a service's name.
        private func saysComment(_ value: Range<Int>) -> Bool {
            var index = value.lowerBound
            while index < value.upperBound {
                let rest = index..<value.upperBound
                switch ASCII.lower(tree.bytes[index]) {
                case UInt8(ascii: "c"):
                    // A commentary is an article.
                    if begins(rest, "comment"), !begins(rest, "commentar"),
                        !begins(rest, "commentat")
                    {
                        return true
                    }
                    if begins(rest, "comentario") || begins(rest, "commentaire") { return true }
                case UInt8(ascii: "k"):
                    if begins(rest, "komment") || begins(rest, "komentar") { return true }
                case UInt8(ascii: "d"): if begins(rest, "disqus") { return true }
                case UInt8(ascii: "r"): if begins(rest, "reacties") { return true }
                default: break
                }
                index += 1
            }
            return false
        }

        private func begins(_ range: Range<Int>, _ word: StaticString) -> Bool {
            guard range.count >= word.utf8CodeUnitCount else { return false }
            for offset in 0..<word.utf8CodeUnitCount
            where ASCII.lower(tree.bytes[range.lowerBound + offset]) != word.byte(offset) {
                return false
            }
            return true
        }
    }
}
