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

    private let plans: PlanSet
    /// By pipeline, for each of its steps; `nil` for a step that has not run.
    private var sums: [String: [Sum?]]

    /// - Parameter plans: The plans whose stages are counted.
    package init(_ plans: PlanSet) {
        self.plans = plans
        sums = Dictionary(
            uniqueKeysWithValues: plans.plans.map {
                ($0.definition.name, Array(repeating: nil, count: $0.steps.count))
            })
    }

    /// Adds what one document's stages said.
    ///
    /// It is a worker that says it: stages that no plan has are left out, and sums stay at the
    /// largest number there is.
    package mutating func add(_ result: DocumentResult) {
        guard let steps = sums[result.pipeline]?.indices else { return }
        for count in result.stages where steps.contains(count.step) {
            var sum = sums[result.pipeline]?[count.step] ?? Sum()
            sum.add(count, bytes: result.byteCount)
            sums[result.pipeline]?[count.step] = sum
        }
    }

    /// The sums in the plans' order, named.
    package var lines: [(pipeline: String, stage: String, sum: Sum)] {
        plans.plans.flatMap { plan in
            let name = plan.definition.name
            return zip(plan.steps, sums[name] ?? []).compactMap { step, sum in
                sum.map { (name, step.name, $0) }
            }
        }
    }
}

extension StageTotals.Sum {
    fileprivate mutating func add(_ count: StageCount, bytes: Int) {
        switch count.verdict {
        case .skipped: skipped += 1
        case .forward, .drop, .fail, .passed:
            documents += 1
            nanoseconds.add(count.nanoseconds)
            self.bytes.add(bytes)
        }
        if count.verdict == .drop { dropped += 1 }
        if count.verdict == .fail || count.verdict == .passed { failed += 1 }
    }
}

extension Int {
    /// Adds another number, up to the largest there is.
    fileprivate mutating func add(_ other: Int) {
        let (sum, isOver) = addingReportingOverflow(other)
        self = isOver ? .max : sum
    }
}
