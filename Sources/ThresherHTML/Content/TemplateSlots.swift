// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// Blocks that a template wrote in the same place of each of its repeated parts: the join dates of all
/// posters, the prices of all plans.
///
/// A slot is the way from the page's root to a block, as names of elements and the first class of
/// each. What stands in one is decided with a view to the others in it.
package enum TemplateSlots {
    /// The kinds of page on which slots tell more than single blocks.
    private static let kinds: Set<String> = ["forum", "service", "listing"]
    /// How far (0…1) the scores move to the mean of their slot there.
    private static let share = 0.5

    /// The scores after the blocks of each slot have had their say.
    ///
    /// - Parameters:
    ///   - scores: Of each block how likely it is content, 0…1.
    ///   - tree: The page.
    ///   - segmentation: Its blocks.
    ///   - type: The kind of page.
    /// - Returns: Of each block its score now.
    package static func agreed(
        _ scores: [Double], _ tree: HTMLTree, _ segmentation: Segmentation, type: String?
    ) -> [Double] {
        guard let type, kinds.contains(type) else { return scores }
        let segments = segmentation.segments
        let shown = segments.indices.filter { !segments[$0].isHidden || segments[$0].isFolded }
        var ways = Ways(tree)
        var slots = KeyNumbers(capacity: shown.count)
        var sums: [(score: Double, count: Double)] = []
        let slotOf = shown.map { index in
            let slot = slots.number(of: ways.hash(of: segments[index].container))
            if slot == sums.count { sums.append((0, 0)) }
            sums[slot].score += scores[index]
            sums[slot].count += 1
            return slot
        }
        var agreed = scores
        for (index, slot) in zip(shown, slotOf) {
            let mean = sums[slot].score / sums[slot].count
            agreed[index] = (1 - share) * scores[index] + share * mean
        }
        return agreed
    }

    /// The hashes of the ways to nodes, each made once.
    private struct Ways {
        let tree: HTMLTree
        /// 0 where none was made yet.
        var hashes: [UInt64]

        init(_ tree: HTMLTree) {
            self.tree = tree
            hashes = Array(repeating: 0, count: max(tree.count, 1))
            hashes[0] = FNV.start
        }

        mutating func hash(of node: Int) -> UInt64 {
            var unknown: [Int] = []
            var known = node
            while hashes[known] == 0 {
                unknown.append(known)
                known = tree.parent(of: known)
            }
            for node in unknown.reversed() {
                var hash = hashes[tree.parent(of: node)]
                FNV.add(UInt64(tree.tag(of: node)?.rawValue ?? 0), to: &hash)
                if let names = tree.attribute(.class, of: node) {
                    for place in names {
                        if tree.bytes[place] <= 0x20 { break }
                        FNV.add(tree.bytes[place], to: &hash)
                    }
                }
                hashes[node] = max(hash, 1)
            }
            return hashes[node]
        }
    }
}
