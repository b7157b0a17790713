// SPDX-License-Identifier: Apache-2.0
import ThresherConfig
import ThresherEngine
import ThresherPlugin
import ThresherSpool
import ThresherWorker

/// What the commit thread is asked to do.
enum CommitJob: Sendable {
    case commit(Bundle)
    /// Goes on with a bundle that is committed but not all done.
    case resume
    /// Makes what the last bundles did durable.
    case flush

    typealias Result = Swift.Result<[CommittedDocument], SpoolError>

    func run(_ committer: Committer) -> Result {
        do throws(SpoolError) {
            switch self {
            case .commit(let bundle): return .success(try committer.commit(bundle))
            case .resume: return .success(try committer.resume() ?? [])
            case .flush:
                try committer.flush()
                return .success([])
            }
        } catch {
            return .failure(error)
        }
    }
}

extension Daemon {
    /// Decides about results whose turn it is, as far as the bundle has room.
    func decide(_ now: UInt64) {
        let limits = setup.config.commit
        while pending.count < limits.documents, pending.bytes < limits.bytes,
            let ready = line.next()
        {
            let flight = ready.ticket
            if let result = ready.result { add(result, flight, now) }
            if ready.isLast { pending.end(flight.claim, now: now) }
        }
    }

    private func add(_ result: DocumentResult, _ flight: Flight, _ now: UInt64) {
        if let record = result.record { flight.skipping.insert(record) }
        var answer = DeciderBoard.Answer()
        if case .stored = result.end {
            do throws(StageError) {
                answer = try board.decide(result, entry: flight.claim.entry.text)
            } catch {
                events(
                    ServiceEvent.decisionFailed(
                        entry: flight.claim.entry.text, document: result.document,
                        detail: error.message))
            }
        }
        pending.add(
            result, of: flight.claim, answer: answer, sinks: plans.sinkTypes,
            lastWords: flight.lastWords[result.record ?? 0], now: now)
    }

    /// Takes a commit that has ended and starts the next when it is time.
    func commit(_ now: UInt64) {
        if let result = committer.take() { settle(result, now) }
        guard !committer.isBusy else { return }
        if let retryCommitAt {
            guard now >= retryCommitAt else { return }
            self.retryCommitAt = nil
            if let committing {
                return committer.start(isUnfinished ? .resume : .commit(committing.bundle))
            }
        }
        guard !pending.isEmpty, let due = commitDeadline, now >= due else { return }
        committing = pending
        pending = PendingBundle()
        isUnfinished = false
        commitStart = now
        committer.start(.commit(committing?.bundle ?? Bundle()))
    }

    /// Leaves nothing for the next start to redo when there is nothing to commit for a while.
    func flushWhenIdle() {
        let isIdle = line.count == 0 || (stopDeadline != nil && pool.isStopped)
        guard needsFlush, isIdle, !committer.isBusy, committing == nil, pending.isEmpty,
            retryCommitAt == nil
        else { return }
        committer.start(.flush)
    }

    /// When the next commit is to start; `nil` while there is nothing to commit or one runs.
    var commitDeadline: UInt64? {
        if let retryCommitAt { return retryCommitAt }
        guard committing == nil, !committer.isBusy, let since = pending.since else { return nil }
        let limits = setup.config.commit
        let isFull = pending.count >= limits.documents || pending.bytes >= limits.bytes
        let isAll = line.count == 0
        return isFull || isAll ? 0 : since + UInt64(limits.waitMilliseconds) * 1_000_000
    }

    private func settle(_ result: CommitJob.Result, _ now: UInt64) {
        switch result {
        case .success(let documents):
            commitPause = 0
            commitFailures = 0
            guard let done = committing else {
                needsFlush = false
                return
            }
            report(done, documents)
            events(
                ServiceEvent.bundleCommitted(
                    documents: done.count, bytes: done.bytes,
                    milliseconds: Int((now - min(now, commitStart)) / 1_000_000)))
            committing = nil
            needsFlush = true
        case .failure(let error) where error.requiresRestart:
            report(error, retryMilliseconds: 0)
            exitStatus = error.exitCode
        case .failure(let error):
            if error.code == .noSpace { spool.intake.noteNoSpace() }
            // Nothing is lost: of a bundle the inputs are in work/, the results in memory; of a
            // flush the commit files stand. The same is tried again, and nothing is claimed
            // meanwhile.
            isUnfinished = error.code == .unfinished
            commitPause = min(max(commitPause * 2, 500_000_000), 10_000_000_000)
            retryCommitAt = now + commitPause
            report(error, retryMilliseconds: Int(commitPause / 1_000_000))
            commitFailures += 1
            if setup.runsOnce, commitFailures >= 8 { exitStatus = error.exitCode }
        }
    }

    private func report(_ error: SpoolError, retryMilliseconds: Int) {
        events(
            ServiceEvent.bundleFailed(
                documents: committing?.count ?? 0, reason: error.code.name, detail: "\(error)",
                retryMilliseconds: retryMilliseconds))
    }

    private func report(_ done: PendingBundle, _ documents: [CommittedDocument]) {
        for (index, document) in documents.enumerated() where index < done.lines.count {
            var line = done.lines[index]
            let claimed = done.bundle.documents[index].claim.claimed
            line.outputs = document.outputs
            line.milliseconds =
                document.committed > claimed ? Int(document.committed - claimed) : 0
            tally.count(line.outcome)
            events(ServiceEvent.document(line))
        }
    }
}
