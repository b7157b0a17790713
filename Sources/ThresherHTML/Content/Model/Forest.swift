// SPDX-License-Identifier: Apache-2.0

internal import CContentModel

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
    /// The same trees for sums: groups of leaves in order, and what rules leaves out.
    private var groups: [thresher_leaves] = []
    private var questions: [thresher_question] = []
    private var ordered: [Float] = []
    /// One more than the last column that is asked for.
    private var width = 0
    /// The columns that are asked for.
    var columns: Set<Int> { Set(questions.map { Int($0.column) }) }

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
            guard ask(nodeCount: nodeCount) else { return nil }
        }
        width = columns
    }

    /// Asks for columns by their places in rows that hold only some of them.
    mutating func select(_ selection: FeatureSelection) {
        func place(_ column: Int) -> Int { selection.place(of: column) ?? 0 }
        for index in nodes.indices { nodes[index].column = UInt16(place(Int(nodes[index].column))) }
        for index in questions.indices {
            questions[index].column = UInt32(place(Int(questions[index].column)))
        }
        width = questions.reduce(0) { max($0, Int($1.column) + 1) }
    }

    /// The sum over the trees for each row.
    func sums(_ matrix: FeatureMatrix) -> [Float] {
        let rows = matrix.rows
        var sums = [Float](repeating: 0, count: rows)
        var bits = [UInt32](repeating: 0, count: matrix.stride)
        var found = [UInt8](repeating: 0, count: rows)
        precondition(width <= matrix.width)
        // No question is about a column beyond `width`; leaves and questions are those that `ask`
        // put there.
        unsafe groups.withUnsafeBufferPointer { groups in
            unsafe questions.withUnsafeBufferPointer { questions in
                unsafe ordered.withUnsafeBufferPointer { leaves in
                    unsafe matrix.values.withUnsafeBufferPointer { values in
                        unsafe thresher_forest_sums(
                            groups.baseAddress, groups.count, questions.baseAddress,
                            leaves.baseAddress, values.baseAddress, rows, matrix.stride,
                            &bits, &found, &sums)
                    }
                }
            }
        }
        return sums
    }

    /// Makes the questions of the last tree, its leaves in order from left to right.
    private mutating func ask(nodeCount: Int) -> Bool {
        guard let tree = trees.last else { return false }
        // Each node with the leaves before it, and once more after its left side.
        var stack = [(node: 0, first: 0, isSeen: false)]
        var asked: [(node: Int, leaves: Range<Int>)] = []
        let start = ordered.count
        while let (node, first, isSeen) = stack.popLast() {
            let leaf = ordered.count - start
            if node < 0 {
                ordered.append(leaves[tree.firstLeaf + ~node])
            } else if isSeen {
                asked.append((node, first..<leaf))
                stack.append((Int(nodes[tree.firstNode + node].right), leaf, false))
            } else {
                stack.append((node, leaf, true))
                stack.append((Int(nodes[tree.firstNode + node].left), leaf, false))
            }
            // A node that two others lead to would be asked more often than once.
            guard asked.count <= max(nodeCount, 1) else { return false }
        }
        let count = ordered.count - start
        for word in stride(from: 0, to: count, by: 32) {
            let firstQuestion = questions.count
            for (node, out) in asked {
                let out = out.clamped(to: word..<min(word + 32, count))
                guard !out.isEmpty else { continue }
                let ones = out.count == 32 ? UInt32.max : (1 << UInt32(out.count)) - 1
                let question = nodes[tree.firstNode + node]
                questions.append(
                    thresher_question(
                        threshold: question.threshold, column: UInt32(question.column),
                        kept: ~(ones << UInt32(out.lowerBound - word))))
            }
            groups.append(
                thresher_leaves(
                    first_question: UInt32(firstQuestion),
                    question_count: UInt32(questions.count - firstQuestion),
                    first_leaf: UInt32(start + word), leaf_count: UInt32(min(count - word, 32)),
                    goes_on: word > 0 ? 1 : 0))
        }
        return true
    }

    /// How much each column moved one row's sum, along the paths through the trees.
    ///
    /// Each question is credited with the change of the mean from its node to the next. Source:
    /// A. Saabas, "Interpreting random forests", 2014.
    func contributions(_ row: [Float]) -> [Float] {
        var moved = [Float](repeating: 0, count: row.count)
        for tree in trees {
            var index = 0
            repeat {
                let node = nodes[tree.firstNode + index]
                let column = Int(node.column)
                let isLeft = row[column] <= node.threshold
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
