// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine

/// Decides what follows when a worker died on an entry.
///
/// A first death beside other work proves little: an earlier entry may have damaged the worker. So
/// the entry is a suspect, and runs again as the only work of a fresh worker. Only deaths there
/// are held against it, and how many it takes depends on the cause:
///
/// - *deadline*: one. The document has had its whole time twice.
/// - *signal*, *exit*, *memory*, *worker_fault*: two. They come quickly, and a second one makes
///   a whim of the machine unlikely.
/// - *killed*: ten, with growing pauses. A SIGKILL that the daemon did not send is an operator,
///   a test or the kernel short of memory, and rarely the entry's doing. Three suffice when the
///   worker had taken half of its memory limit or more: then it is the one that the kernel picks.
package struct BlamePolicy: Sendable, Equatable {
    /// What is remembered of an entry between deaths.
    package struct Record: Sendable, Equatable {
        /// The attempts: deaths alone in a fresh worker that were its own doing.
        package var attempts = 0
        /// Deaths alone in a fresh worker by a signal from outside.
        package var kills = 0

        package init(attempts: Int = 0, kills: Int = 0) {
            self.attempts = attempts
            self.kills = kills
        }
    }

    /// What follows.
    package enum Verdict: Sendable, Equatable {
        /// It runs alone in a fresh worker, after a pause.
        case retry(Record, pause: Duration)
        /// One record has failed; the rest of the entry goes on without it, alone, with no blame.
        case giveUpRecord(Int, OutcomeReason)
        /// The entry has failed, with all records that have no outcome yet.
        case giveUp(OutcomeReason)
    }

    /// Own deaths alone until an entry is given up.
    package var attempts = 2
    /// Deaths alone by a signal from outside until it is given up.
    package var kills = 10
    /// The same for workers with much memory.
    package var heavyKills = 3
    /// What much memory is, in bytes.
    package var heavyMemory = 1 << 29

    package init() {}

    /// Decides about one death.
    ///
    /// - Parameters:
    ///   - death: How the worker died.
    ///   - record: What was remembered of the entry before.
    /// - Returns: What to do with the entry. One that is no container has one record, number 0.
    package func judge(_ death: Death, _ record: Record) -> Verdict {
        var record = record
        guard death.wasAlone else { return .retry(record, pause: .zero) }
        let limit: Int
        let count: Int
        switch death.cause {
        case .killed:
            record.kills += 1
            count = record.kills
            limit = death.peakMemory >= heavyMemory ? min(heavyKills, kills) : kills
        case .deadline:
            record.attempts += 1
            count = record.attempts
            limit = 1
        case .signal, .exit, .memory, .fault:
            record.attempts += 1
            count = record.attempts
            limit = attempts
        }
        guard count >= limit else {
            return .retry(record, pause: pause(after: record.kills))
        }
        // A record that died while it was read stands in the way of those behind it.
        if let number = death.record, let stage = death.stage,
            !BlamePolicy.readingStages.contains(stage)
        {
            return .giveUpRecord(number, death.reason)
        }
        return .giveUp(death.reason)
    }

    /// The stages in which the reader runs, not a document's pipeline.
    private static let readingStages: Set<String> = ["open", "read", "sniff"]

    /// Whoever kills workers may need a moment to stop; an own death needs no pause.
    private func pause(after kills: Int) -> Duration {
        kills == 0 ? .zero : .milliseconds(min(5_000, 50 << min(kills - 1, 7)))
    }
}
