// SPDX-License-Identifier: Apache-2.0
import ThresherConfig
import ThresherEngine
import ThresherPlugin
import ThresherSpool
import ThresherWorker

extension Daemon {
    /// The most entries in flight: enough to keep workers and committer busy, few enough that all
    /// results fit in memory.
    private var window: Int { 1_024 }
    /// The most bytes of results that wait for their turn or their commit.
    private var heldBytes: Int { 64 << 20 }

    var isCrowded: Bool { line.waitingBytes + pending.bytes > heldBytes }

    /// Claims what workers can take and hands it to them.
    func claim(_ now: UInt64) {
        queues.release(now) { spool.intake.putBack($0) }
        let isHeld = retryCommitAt != nil || isCrowded
        let room = isHeld ? 0 : min(window - line.count, pool.capacity - queues.count)
        do throws(SpoolError) {
            // Without room it looks for files all the same.
            for claim in try spool.intake.claim(upTo: max(0, room)) { enter(claim) }
        } catch {
            events(ServiceEvent.intakeFailed(detail: "\(error)"))
            exitStatus = error.exitCode
        }
        submit(now)
    }

    private func enter(_ claim: Claim) {
        let committed = recovery.entries[claim.entry] ?? []
        let skipping =
            resettled.removeValue(forKey: claim.entry)
            ?? SkippedRecords(committed.sorted().map { $0..<$0 + 1 })
        let token = line.enter(Flight(claim, skipping: skipping))
        if recovery.entries[claim.entry] != nil, claim.isAlone, claim.attempt == 1 {
            queues.careful.append(token)
        } else if claim.isAlone {
            line.ticket(of: token)?.isSuspect = true
            queues.suspects.append(token)
        } else {
            queues.waiting.append(token)
        }
    }

    private func submit(_ now: UInt64) {
        while let token = queues.careful.first, pool.jobsUnderWay == 0,
            hand(token, alone: false, now)
        {
            queues.careful.removeFirst()
        }
        // What was in flight when the last process died comes before anything new.
        while queues.careful.isEmpty, let token = queues.waiting.first,
            hand(token, alone: false, now)
        {
            queues.waiting.removeFirst()
        }
        while let token = queues.suspects.first, pool.takesSuspect, hand(token, alone: true, now) {
            queues.suspects.removeFirst()
        }
    }

    /// Whether the entry needs no further place in its queue.
    private func hand(_ token: Int, alone: Bool, _ now: UInt64) -> Bool {
        guard let flight = line.ticket(of: token) else { return true }
        guard alone || pool.capacity > 0 else { return false }
        var job = WorkerJob(
            token: UInt64(token), entry: flight.claim.entry.text,
            descriptor: flight.claim.descriptor.number,
            name: flight.claim.path.name.display, path: flight.claim.path.display,
            byteCount: flight.claim.size)
        job.skipping = flight.skipping
        job.runsAlone = alone
        return pool.submit(job, now: now)
    }

    /// Takes what workers report.
    func takeReports(_ now: UInt64) {
        // An entry that waits for a worker can only come when those that run may go on.
        pool.room = isCrowded && !queues.holdUp(line.first) ? 0 : 1_024
        pool.favoured = Set(line.unhindered.map { UInt64($0) })
        for report in pool.service(now: now) {
            switch report {
            case .document(let token, let result): take(result, of: Int(token))
            case .finished(let token, let documents): finish(Int(token), documents, now)
            case .died(let token, let death): bury(Int(token), death, now)
            case .returned(let token): takeBack(Int(token))
            }
        }
    }

    private func take(_ result: DocumentResult, of token: Int) {
        guard let flight = line.ticket(of: token) else { return }
        totals.add(result)
        guard result.record != nil else {
            flight.held = result
            return
        }
        line.add(result, to: token)
    }

    private func finish(_ token: Int, _ documents: Int, _ now: UInt64) {
        guard let flight = line.ticket(of: token) else { return }
        guard spool.intake.confirm(flight.claim) else {
            // Still being written: it settles anew in work/ and comes again as a new claim.
            if !flight.skipping.isEmpty { resettled[flight.claim.entry] = flight.skipping }
            _ = line.remove(token)
            return
        }
        if let held = flight.held {
            flight.held = nil
            guard !postpone(flight.claim, after: held, now) else {
                _ = line.remove(token)
                return
            }
            line.add(held, to: token)
        }
        for lost in flight.lost(documents: documents) { line.add(lost, to: token) }
        line.finish(token)
    }

    /// How often an entry is done again, after one, two … seconds, because something is missing.
    private static let mostPostponements = 2

    /// Whether the entry comes again later, because something that a stage needs is missing.
    private func postpone(_ claim: Claim, after result: DocumentResult, _ now: UInt64) -> Bool {
        let count = postponements.removeValue(forKey: claim.entry) ?? 0
        guard case .failed(_, isRetriable: true) = result.end,
            count < Daemon.mostPostponements, stopDeadline == nil
        else { return false }
        postponements[claim.entry] = count + 1
        queues.deferClaim(claim, until: now + 1_000_000_000 << UInt64(count))
        return true
    }

    private func takeBack(_ token: Int) {
        guard let flight = line.ticket(of: token) else { return }
        if stopDeadline != nil {
            spool.intake.abandon(flight.claim)
            abandoned += 1
            _ = line.remove(token)
        } else if flight.isSuspect {
            queues.suspects.insert(token, at: 0)
        } else {
            queues.returnToWaiting(token)
        }
    }

    /// Decides what follows the death of a worker.
    private func bury(_ token: Int, _ death: Death, _ now: UInt64) {
        guard let flight = line.ticket(of: token) else { return }
        guard stopDeadline == nil else { return takeBack(token) }
        flight.held = nil
        line.stepOut(token)
        switch blame.judge(death, flight.blame) {
        case .retry(let record, let pause):
            if record.attempts > flight.blame.attempts,
                let counted = try? spool.intake.countAttempt(flight.claim)
            {
                flight.claim = counted
            }
            flight.blame = record
            flight.isSuspect = true
            queues.pause(token, until: now + pause.nanoseconds)
            events(
                ServiceEvent.entryRetried(
                    entry: flight.claim.entry.text, path: flight.claim.path.display,
                    reason: death.cause.code, stage: death.stage, attempt: flight.claim.attempt))
        case .giveUpRecord(let record, let reason):
            // The records behind a bad one are good until they prove otherwise.
            flight.giveUp(
                record: record, reason, death, plans: plans,
                inputBytes: setup.config.limits.inputBytes)
            queues.suspects.append(token)
        case .giveUp(let reason):
            flight.giveUp(
                record: nil, reason, death, plans: plans,
                inputBytes: setup.config.limits.inputBytes)
            spool.intake.abandon(flight.claim)
            for lost in flight.lost(documents: 0) { line.add(lost, to: token) }
            line.finish(token)
        }
    }
}

/// Entries that wait to be handed to a worker.
struct SubmitQueues {
    var waiting: [Int] = []
    /// Those that must run as a fresh worker's only work.
    var suspects: [Int] = []
    /// Those that were in flight when the last process died: one at a time.
    var careful: [Int] = []
    private var paused: [(due: UInt64, token: Int)] = []
    private var deferred: [(due: UInt64, claim: Claim)] = []

    /// Entries in flight that no worker has.
    var count: Int { waiting.count + suspects.count + careful.count + paused.count }

    /// All of them, in no order.
    var tokens: [Int] { waiting + suspects + careful + paused.map(\.token) }

    /// Whether entries wait for a worker for which all others may have to wait.
    func holdUp(_ first: Int?) -> Bool {
        !careful.isEmpty || !suspects.isEmpty
            || first.map { token in waiting.contains(token) } ?? false
    }

    /// Takes back an entry that a worker has not begun, in its order.
    mutating func returnToWaiting(_ token: Int) {
        waiting.insert(token, at: waiting.firstIndex { $0 > token } ?? waiting.count)
    }

    var isEmpty: Bool {
        waiting.isEmpty && suspects.isEmpty && careful.isEmpty && paused.isEmpty
            && deferred.isEmpty
    }

    /// Entries that were put off and come again as new claims; their files are closed.
    var deferredCount: Int { deferred.count }

    var nextDeadline: UInt64? { (paused.map(\.due) + deferred.map(\.due)).min() }

    /// Lets a suspect wait.
    mutating func pause(_ token: Int, until due: UInt64) { paused.append((due, token)) }

    /// Lets an entry wait that is no longer in flight.
    mutating func deferClaim(_ claim: Claim, until due: UInt64) { deferred.append((due, claim)) }

    /// Lets go those whose time has come.
    mutating func release(_ now: UInt64, _ putBack: (Claim) -> Void) {
        guard !paused.isEmpty || !deferred.isEmpty else { return }
        suspects += paused.filter { $0.due <= now }.map(\.token)
        paused.removeAll { $0.due <= now }
        for entry in deferred where entry.due <= now { putBack(entry.claim) }
        deferred.removeAll { $0.due <= now }
    }
}
