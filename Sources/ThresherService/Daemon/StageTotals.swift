// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine

/// What the stages of all plans have cost and said since the start.
package struct StageTotals {
    /// One stage's sums.
    package struct Sum: Sendable, Equatable {
        package var documents = 0
        package var nanoseconds = 0
        /// Bytes of the records that it worked on.
        package var bytes = 0
        package var dropped = 0
        package var failed = 0
        package var skipped = 0
    }

    private struct Key: Hashable {
        var pipeline: String
        var step: Int
    }

    private var sums: [Key: Sum] = [:]

    package init() {}

    /// Adds what one document's stages said.
    package mutating func add(_ result: DocumentResult) {
        for count in result.stages {
            var sum = sums[Key(pipeline: result.pipeline, step: count.step)] ?? Sum()
            switch count.verdict {
            case .skipped: sum.skipped += 1
            case .forward, .drop, .fail, .passed:
                sum.documents += 1
                sum.nanoseconds += count.nanoseconds
                sum.bytes += result.byteCount
            }
            if count.verdict == .drop { sum.dropped += 1 }
            if count.verdict == .fail || count.verdict == .passed { sum.failed += 1 }
            sums[Key(pipeline: result.pipeline, step: count.step)] = sum
        }
    }

    /// The sums in the plans' order, named.
    package func lines(_ plans: PlanSet) -> [(pipeline: String, stage: String, sum: Sum)] {
        plans.plans.flatMap { plan in
            plan.steps.enumerated().compactMap { index, step in
                sums[Key(pipeline: plan.definition.name, step: index)].map {
                    (plan.definition.name, step.name, $0)
                }
            }
        }
    }
}
