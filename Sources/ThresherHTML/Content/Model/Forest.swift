// SPDX-License-Identifier: Apache-2.0

/// Gradient-boosted trees over rows of numbers, as flat arrays.
struct Forest: Sendable {
    /// A question: whether a column's value is at most the threshold.
    private struct Node {
        var threshold: Float
        /// What the leaves below give on average, for explanations.
        var mean: Float
        var column: UInt16
        /// The next node of the same tree, or below 0 the complement of a leaf's index.
        var left: Int16
        var right: Int16
    }

    private struct Tree {
        var firstNode: Int
        var firstLeaf: Int
    }

    private var trees: [Tree] = []
    private var nodes: [Node] = []
    private var leaves: [Float] = []

    /// A forest without trees, which gives 0.
    init() {}

    /// Reads a forest: the number of trees; of each its numbers of nodes and leaves (32 bits), the
    /// columns (16), thresholds and means (32), left and right children (16), leaves (32).
    ///
    /// `nil` when it is cut short, or a tree points outside itself or backwards.
    init?(reading reader: inout ModelReader, columns: Int) {
        guard let count = reader.uint32(), count < 10_000 else { return nil }
        for _ in 0..<count {
            guard let nodeCount = reader.uint32().map(Int.init), nodeCount < 1 << 15,
                let leafCount = reader.uint32().map(Int.init),
                let columnsRead = reader.uint16s(nodeCount),
                let thresholds = reader.floats(nodeCount), let means = reader.floats(nodeCount),
                let left = reader.int16s(nodeCount), let right = reader.int16s(nodeCount),
                let values = reader.floats(leafCount), leafCount > 0
            else { return nil }
            trees.append(Tree(firstNode: nodes.count, firstLeaf: leaves.count))
            for index in 0..<nodeCount {
                for child in [Int(left[index]), Int(right[index])] {
                    // Children come after their parent, so that every walk ends.
                    guard child < 0 ? ~child < leafCount : child > index && child < nodeCount else {
                        return nil
                    }
                }
                guard columnsRead[index] < columns else { return nil }
                nodes.append(
                    Node(
                        threshold: thresholds[index], mean: means[index],
                        column: columnsRead[index], left: left[index], right: right[index]))
            }
            leaves += values
            // A tree of one leaf has a node that leads to it either way.
            if nodeCount == 0 {
                nodes.append(Node(threshold: 0, mean: 0, column: 0, left: ~0, right: ~0))
            }
        }
    }

    /// The sum over the trees for each row; tree by tree, so that each stays in the cache.
    func sums(_ values: [Float], rows: Int, columns: Int) -> [Float] {
        var sums = [Float](repeating: 0, count: rows)
        let values = values.span
        let nodes = nodes.span
        for tree in trees {
            for row in 0..<rows {
                let start = row * columns
                var index = 0
                repeat {
                    let node = nodes[tree.firstNode + index]
                    let isLeft = values[start + Int(node.column)] <= node.threshold
                    index = Int(isLeft ? node.left : node.right)
                } while index >= 0
                sums[row] += leaves[tree.firstLeaf + ~index]
            }
        }
        return sums
    }

    /// How much each column moved one row's sum, along the paths through the trees.
    ///
    /// Each question is credited with the change of the mean from its node to the next. Source:
    /// A. Saabas, "Interpreting random forests", 2014.
    func contributions(_ row: ArraySlice<Float>) -> [Float] {
        var moved = [Float](repeating: 0, count: row.count)
        for tree in trees {
            var index = 0
            repeat {
                let node = nodes[tree.firstNode + index]
                let column = Int(node.column)
                let isLeft = row[row.startIndex + column] <= node.threshold
                index = Int(isLeft ? node.left : node.right)
                let next =
                    index >= 0
                    ? nodes[tree.firstNode + index].mean : leaves[tree.firstLeaf + ~index]
                moved[column] += next - node.mean
            } while index >= 0
        }
        return moved
    }
}

/// The logistic function, the same to the last bit on every machine.
enum Logistic {
    /// 1 / (1 + e^-x), by halving the range and a Taylor series; no library function is called.
    static func value(_ x: Float) -> Double {
        let power = -Double(min(max(x, -40), 40)) * 1.442695040888963407
        let whole = power.rounded(.down)
        let part = (power - whole) * 0.693147180559945309
        var series = 1.0
        for divisor in stride(from: 14.0, through: 1.0, by: -1.0) {
            series = 1 + series * part / divisor
        }
        let scale = Double(bitPattern: UInt64(Int64(1023) + Int64(whole)) << 52)
        return 1 / (1 + series * scale)
    }
}
