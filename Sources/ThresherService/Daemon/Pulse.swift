// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherSpool
import ThresherWorker

/// What happens by the clock: summaries, and life signs to the service manager.
struct Pulse {
    /// When the daemon started, on the monotonic clock.
    let start: UInt64
    private var summaryAt: UInt64
    private var aliveAt: UInt64?
    private let alivePeriod: UInt64
    private var lastTally = ServiceEvent.Tally()

    private var pruneAt: UInt64

    private static let summaryPeriod: UInt64 = 60_000_000_000
    private static let prunePeriod: UInt64 = 3_600_000_000_000
    /// Between two steps of one pruning: it must not hold up the loop.
    private static let pruneStep: UInt64 = 200_000_000

    init(start: UInt64, watchdog: Duration?) {
        self.start = start
        summaryAt = start + Pulse.summaryPeriod
        pruneAt = start + Pulse.pruneStep
        alivePeriod = (watchdog ?? .zero).nanoseconds / 2
        aliveAt = watchdog.map { _ in start }
    }

    /// When the next of them is due.
    var next: UInt64? { min(summaryAt, pruneAt, aliveAt ?? .max) }

    /// Does what is due.
    ///
    /// It runs on the daemon's loop, so a life sign means that the loop turns, and with it the
    /// deadlines of all workers; a worker that spins does not keep it away.
    mutating func beat(_ daemon: Daemon, _ now: UInt64) {
        if let due = aliveAt, now >= due {
            daemon.manager.send(.alive, .status(daemon.statusLine))
            aliveAt = now + alivePeriod
        }
        if now >= pruneAt { pruneAt = now + (prune(daemon) ? Pulse.pruneStep : Pulse.prunePeriod) }
        guard now >= summaryAt else { return }
        summaryAt = now + Pulse.summaryPeriod
        guard daemon.tally != lastTally || daemon.line.count > 0 else { return }
        lastTally = daemon.tally
        report(daemon)
    }

    /// Removes all files that are past their time, for a process that does not stay.
    func pruneAll(_ daemon: Daemon) {
        while prune(daemon) {}
    }

    /// Removes a few hundred files that are past their time; whether there is more to look at.
    private func prune(_ daemon: Daemon) -> Bool {
        do throws(SpoolError) { return try daemon.spool.retention.step() } catch {
            daemon.events(ServiceEvent.pruningFailed(detail: "\(error)"))
            return false
        }
    }

    /// Reports the sums since the start.
    func report(_ daemon: Daemon) {
        daemon.events(
            ServiceEvent.summary(
                daemon.tally, inFlight: daemon.inFlight,
                waiting: daemon.spool.intake.waiting))
        for (pipeline, stage, sum) in daemon.totals.lines {
            daemon.events(ServiceEvent.stageMeasured(pipeline: pipeline, stage: stage, sum))
        }
    }
}

extension Daemon {
    /// Entries that are claimed and have no outcome, or not of all of their documents.
    var inFlight: Int {
        let uncommitted = pending.bundle.ended.count + (committing?.bundle.ended.count ?? 0)
        return line.count + queues.deferredCount + uncommitted
    }

    /// One line for `systemctl status`.
    var statusLine: String {
        "\(tally.stored) stored, \(tally.duplicate) duplicates, \(tally.rejected) rejected, "
            + "\(tally.failed) failed, \(inFlight) in flight"
    }
}
