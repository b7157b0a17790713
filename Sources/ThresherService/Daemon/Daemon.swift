// SPDX-License-Identifier: Apache-2.0
import CThresherSystem
import ThresherConfig
package import ThresherEngine
import ThresherPlugin
import ThresherSpool
import ThresherWorker

/// The daemon: takes files from the intake folder to committed documents, on one loop.
///
/// The loop claims, hands entries to workers, decides in claim order and fills bundles; one more
/// thread commits them. All that is known is on disk: the process may die at any instruction.
package final class Daemon {
    let setup: DaemonSetup
    let plans: PlanSet
    let board: DeciderBoard
    let events: EventHandler
    let manager: ServiceManager

    let spool: Spool
    let recovery: Spool.Recovery
    let pool: WorkerPool
    let committer: BackgroundTask<CommitJob, CommitJob.Result>
    let wake: Int32
    private let signals: Int32

    let blame: BlamePolicy
    var line = WorkLine<Flight>()
    var queues = SubmitQueues()
    var pending = PendingBundle()
    var committing: PendingBundle?
    var commitStart: UInt64 = 0
    var retryCommitAt: UInt64?
    var commitPause: UInt64 = 0
    var isUnfinished = false
    var needsFlush = false
    var postponements: [EntryID: Int] = [:]
    /// What was decided of entries whose files were still being written.
    var resettled: [EntryID: SkippedRecords] = [:]
    var commitFailures = 0
    var totals: StageTotals
    var tally = ServiceEvent.Tally()
    var stopDeadline: UInt64?
    var exitStatus: Int32?
    /// Entries that were given back to `work/` because the daemon stops.
    var abandoned = 0
    private var pulse: Pulse

    /// Opens the spool, recovers what an earlier process left, and starts nothing yet.
    ///
    /// - Parameters:
    ///   - setup: Checked configuration and pipelines.
    ///   - events: Where events go.
    ///   - manager: The service manager, if any.
    /// - Throws: Why the daemon cannot start.
    package init(
        _ setup: DaemonSetup, events: @escaping EventHandler, manager: ServiceManager
    ) throws(DaemonError) {
        let start = MonotonicClock.now()
        self.setup = setup
        blame = setup.blamePolicy
        self.events = events
        self.manager = manager
        signals = thresher_signals_open()
        wake = thresher_wake_open()
        guard signals >= 0, wake >= 0 else { throw DaemonError(status: 71, "no descriptors left") }
        do {
            plans = try PlanSet(setup.plans, registry: setup.registry)
            totals = StageTotals(plans)
            board = try DeciderBoard(plans)
        } catch {
            throw DaemonError(status: 78, error.message)
        }
        do throws(SpoolError) {
            spool = try Spool.open(
                folders: setup.folders, options: setup.spoolOptions, events: events)
            var damage: StageError?
            recovery = try spool.recover(
                states: board.states, attach: { [board] in board.attach($1, state: $0) }
            ) { [board] state, record, number in
                do throws(StageError) {
                    try board.restore(record, number: number, state: state)
                } catch {
                    damage = error
                }
            }
            if let damage { throw SpoolError(.damaged, "a decider's state: \(damage.message)") }
        } catch {
            throw DaemonError(status: error.exitCode, "\(error)")
        }
        var definition = setup.plans
        definition.seeds = recovery.seeds
        do {
            pool = try WorkerPool(
                options: setup.workerOptions, configuration: definition.json, events: events)
        } catch {
            throw DaemonError(status: 71, "cannot prepare workers: \(error)")
        }
        let spoolCommitter = spool.committer
        committer = BackgroundTask(name: "commit", wake: wake) { $0.run(spoolCommitter) }
        pulse = Pulse(start: start, watchdog: manager.watchdog)
    }

    /// With no worker after this many starts the daemon ends: a service manager tries it again.
    private static let startAttempts = 5

    /// Runs until it is asked to stop or, once, until nothing is left to do.
    ///
    /// - Returns: The process's exit status.
    package func run() -> Int32 {
        var isReady = false
        while true {
            // Before looking at what it tells of, so that nothing is missed.
            thresher_wake_drain(wake)
            let now = MonotonicClock.now()
            takeSignals(now)
            takeReports(now)
            decide(now)
            commit(now)
            if stopDeadline == nil { claim(now) }
            flushWhenIdle()
            pulse.beat(self, now)
            if !isReady, pool.failedStarts >= Daemon.startAttempts { exitStatus = exitStatus ?? 71 }
            if !isReady, pool.readyWorkers > 0 {
                isReady = true
                events(ServiceEvent.ready(milliseconds: Int((now - pulse.start) / 1_000_000)))
                manager.send(.ready, .status("taking files"))
            }
            if let status = exitStatus ?? finished(now) { return end(status) }
            Readiness.wait(
                for: [
                    signals, wake, spool.intake.descriptor?.number ?? -1, pool.descriptor,
                ],
                atMost: pause(now))
        }
    }

    private func takeSignals(_ now: UInt64) {
        while case let signal = thresher_signals_next(signals), signal != 0 {
            guard stopDeadline == nil, signal != 1 else { continue }
            let grace = UInt64(setup.config.shutdownGraceMilliseconds) * 1_000_000
            stopDeadline = now + grace
            events(
                ServiceEvent.stopping(
                    cause: signal == 2 ? "SIGINT" : "SIGTERM", inFlight: inFlight))
            manager.send(
                .stopping, .status("finishing what is in flight"),
                .extendTimeout(.nanoseconds(Int64(grace)) + .seconds(30)))
            pool.stop(grace: .nanoseconds(Int64(grace / 10 * 9)), now: now)
            // What no worker has begun stays in work/ for the next start.
            for token in queues.tokens {
                guard let flight = line.remove(token) else { continue }
                spool.intake.abandon(flight.claim)
                abandoned += 1
            }
            abandoned += queues.deferredCount
            queues = SubmitQueues()
        }
    }

    /// The exit status when there is nothing left to do.
    private func finished(_ now: UInt64) -> Int32? {
        let isIdle =
            line.count == 0 && pending.isEmpty && committing == nil && !committer.isBusy
            && !needsFlush
        if let stopDeadline {
            let isDone = pool.isStopped && pending.isEmpty && !committer.isBusy && !needsFlush
            return isDone || now >= stopDeadline ? 0 : nil
        }
        guard setup.runsOnce, isIdle, queues.isEmpty else { return nil }
        guard spool.intake.isExhausted else {
            guard !spool.intake.isScanning, let obstacle = spool.intake.obstacle else { return nil }
            events(ServiceEvent.intakeFailed(detail: obstacle))
            return 74
        }
        if spool.intake.leftInWork > 0 { return 74 }
        return tally.failed > 0 ? 1 : 0
    }

    private func end(_ status: Int32) -> Int32 {
        if stopDeadline == nil {
            pool.stop(grace: .seconds(1))
            while !pool.isStopped {
                _ = pool.service()
                Readiness.wait(for: [pool.descriptor], atMost: 10_000_000)
            }
        }
        committer.wait()
        if setup.runsOnce, stopDeadline == nil { pulse.pruneAll(self) }
        pulse.report(self)
        events(
            ServiceEvent.stopped(
                tally, left: inFlight + abandoned + spool.intake.leftInWork,
                changing: spool.intake.changing, skipped: spool.intake.skippedCount))
        return status
    }

    private func pause(_ now: UInt64) -> UInt64 {
        var next = now + 1_000_000_000
        for time in [
            spool.intake.nextDeadline, pool.nextDeadline, queues.nextDeadline, commitDeadline,
            stopDeadline, pulse.next,
        ] {
            if let time { next = min(next, time) }
        }
        return next > now ? next - now : 0
    }
}

/// Why the daemon could not start, and its exit status.
package struct DaemonError: Error, CustomStringConvertible {
    /// A status of sysexits.h.
    package let status: Int32
    package let description: String

    package init(status: Int32, _ description: String) {
        self.status = status
        self.description = description
    }
}
