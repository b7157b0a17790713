// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// The daemon's halves of all decided stages, one instance per state name.
///
/// Used by one thread at a time.
package final class DeciderBoard {
    private struct Seat {
        let decider: any Decider
        let name: String
    }

    private var deciders: [String: any Decider] = [:]
    /// The number of the record that each state's decider expects next.
    private var nextRecords: [String: Int] = [:]
    private var seats: [String: [Int: (seat: Seat, config: StageConfig)]] = [:]

    /// A record to make durable, and the state that it belongs to.
    package struct StateRecord: Sendable, Equatable {
        package var state: String
        package var bytes: [UInt8]

        package init(state: String, bytes: [UInt8]) {
            self.state = state
            self.bytes = bytes
        }
    }

    /// What all deciders of a plan said about a document.
    package struct Answer: Sendable {
        package var action: Decision.Action = .annotate
        package var duplicate: Duplicate?
        package var records: [StateRecord] = []
        /// The places of the blocks to leave out.
        package var leftOut: Set<Int> = []

        package init() {}
    }

    /// Makes the deciders that a plan set needs, with empty memories.
    package init(_ plans: PlanSet) throws(StageError) {
        for plan in plans.plans {
            let context = StageContext(pipeline: plan.definition.name)
            for (index, step) in plan.steps.enumerated() {
                guard let type = step.type as? any DecidedStage.Type else { continue }
                let name = type.stateName(step.config)
                let decider: any Decider
                if let known = deciders[name] {
                    decider = known
                } else {
                    decider = try type.makeDecider(step.config, context)
                    deciders[name] = decider
                }
                seats[plan.definition.name, default: [:]][index] = (
                    Seat(decider: decider, name: name), step.config
                )
            }
        }
    }

    /// The states that must be restored before the first decision, with their record versions.
    package var states: [(name: String, recordVersion: Int)] {
        deciders.map { ($0.key, $0.value.recordVersion) }.sorted { $0.name < $1.name }
    }

    /// Gives a state's decider its storage.
    ///
    /// - Returns: From where on its records must be restored.
    package func attach(_ storage: any DeciderStorage, state: String) -> RecordPlace {
        guard let decider = deciders[state] as? any SealingDecider else { return .start }
        let place = decider.attach(storage)
        nextRecords[state] = place.number
        return place
    }

    /// Takes back a record of an earlier commit.
    package func restore(_ record: [UInt8], number: Int, state: String) throws(StageError) {
        guard let decider = deciders[state] else { return }
        if number > nextRecords[state, default: 0] {
            (decider as? any SealingDecider)?.skip(to: number)
        }
        nextRecords[state] = number + 1
        try decider.restore(record)
    }

    /// Asks the deciders of a document's plan, in order, until one leaves it out.
    package func decide(
        _ result: DocumentResult, entry: String
    ) throws(StageError) -> Answer {
        var answer = Answer()
        let owner = DocumentOwner(
            entry: entry, record: result.record ?? 0, document: result.document)
        for evidence in result.evidence {
            guard let (seat, config) = seats[result.pipeline]?[evidence.step] else { continue }
            let decision: Decision
            do {
                decision = try seat.decider.decide(evidence.bytes, owner: owner, config: config)
            } catch {
                retract(answer.records)
                throw error
            }
            if let duplicate = decision.duplicate { answer.duplicate = duplicate }
            answer.leftOut.formUnion(decision.leftOut)
            if let record = decision.record {
                answer.records.append(StateRecord(state: seat.name, bytes: record))
            }
            if decision.action != .annotate { answer.action = decision.action }
            if decision.action == .drop { break }
        }
        return answer
    }

    /// Forgets what decisions remembered whose commit did not come about; the latest first.
    package func retract(_ records: [StateRecord]) {
        for record in records.reversed() { deciders[record.state]?.retract(record.bytes) }
    }
}
