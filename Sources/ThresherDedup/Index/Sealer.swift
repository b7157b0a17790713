// SPDX-License-Identifier: Apache-2.0
import Synchronization
import ThresherPlugin

/// How an index is cut into runs.
enum Sealing {
    /// How many documents make a run.
    static let limit = 65_536
}

/// Seals what is committed into runs, on another thread than decisions.
final class Sealer<Record: IndexedRecord>: Sendable {
    private let storage: any DeciderStorage
    private let limit: Int
    private let state = Mutex(State.idle)

    private enum State: Sendable {
        case idle, busy, failed
        case done([SealedRun])
    }

    init(_ storage: any DeciderStorage, limit: Int) {
        self.storage = storage
        self.limit = limit
    }

    /// Opens the runs there are, and seals what more the log has while that is enough for one.
    func resume() -> [SealedRun] {
        var runs = Checkpoint.open(in: storage)
        let before = runs.count
        do {
            // A record is about 300 bytes.
            while storage.byteCount - (runs.last?.layout.end.offset ?? 0) > limit * 400 {
                guard try add(to: &runs) else { break }
            }
            if runs.count != before { try Checkpoint.write(runs, to: storage) }
        } catch {
            storage.report(Checkpoint.name, error.message)
        }
        Checkpoint.removeOthers(than: runs, in: storage)
        return runs
    }

    /// Starts to seal what comes after some runs, unless that goes on already.
    func start(after runs: [SealedRun]) {
        let isIdle = state.withLock { state in
            guard case .idle = state else { return false }
            state = .busy
            return true
        }
        guard isIdle else { return }
        storage.perform { self.seal(after: runs) }
    }

    /// The runs after the last job, once; empty when it failed, `nil` when there is nothing new.
    func take() -> [SealedRun]? {
        state.withLock { state in
            switch state {
            case .idle, .busy: return nil
            case .failed:
                state = .idle
                return []
            case .done(let runs):
                state = .idle
                return runs
            }
        }
    }

    private func seal(after runs: [SealedRun]) {
        var runs = runs
        do {
            guard try add(to: &runs) else { return state.withLock { $0 = .failed } }
            try Checkpoint.write(runs, to: storage)
            Checkpoint.removeOthers(than: runs, in: storage)
            state.withLock { $0 = .done(runs) }
        } catch {
            // The log has it all: it is tried again when more has come.
            storage.report(Checkpoint.name, error.message)
            state.withLock { $0 = .failed }
        }
    }

    /// Adds one run and merges what is due.
    private func add(to runs: inout [SealedRun]) throws(StageError) -> Bool {
        let run = try RunBuilder.seal(
            Record.self, from: runs.last?.layout.end ?? .start, limit: limit, in: storage)
        guard let run else { return false }
        runs.append(run)
        while let due = RunTiers.due(runs.map(\.numbers.count), base: limit),
            let merged = try RunBuilder.merge(Array(runs[due]), in: storage)
        {
            runs.replaceSubrange(due, with: [merged])
        }
        return true
    }
}
