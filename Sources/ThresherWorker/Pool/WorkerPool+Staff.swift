// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Starting, watching, replacing and burying workers.
extension WorkerPool {
    /// How many workers there are that take jobs or will.
    var staff: Int { workers.count { $0.phase != .leaving } }

    /// How many there should be: one more while one is to be replaced, so that its successor is
    /// there before it goes, and one for each suspect without a fresh worker.
    var wanted: Int {
        guard stopAt == nil else { return 0 }
        var isWorn = false
        var fresh = 0
        for worker in workers where worker.phase != .leaving {
            if worker.wear != nil { isWorn = true }
            if worker.isFresh { fresh += 1 }
        }
        let regular = options.workers + (isWorn ? 1 : 0)
        guard suspects.count > fresh else { return regular }
        return max(regular, min(staff + suspects.count - fresh, 2 * options.workers + 1))
    }

    // MARK: Starting

    func keepStaff(_ now: UInt64) {
        if let stopAt {
            guard now >= stopAt else { return }
            for worker in workers where worker.child.end == nil {
                worker.isStopped = true
                worker.kill(nil)
                worker.discardInput()
            }
            return
        }
        assignSuspects(now)
        dismissSurplus()
        while staff < wanted, now >= nextStart {
            serial += 1
            do throws(SystemError) {
                // Up to an eighth earlier, or all would be replaced at the same time.
                let early = options.entriesPerWorker / 8 * Int(serial % 8) / 8
                workers.append(
                    try WorkerHandle(
                        serial: serial, options: options, environment: environment,
                        greeting: greeting, wearLimit: max(1, options.entriesPerWorker - early),
                        poller: poller, now: now))
            } catch {
                startFailed(error.message, isRefusal: false, now)
            }
        }
    }

    func welcome(_ worker: WorkerHandle, _ facts: SandboxFacts) {
        worker.phase = .ready
        worker.incoming.limit = options.resultLimit + 4_096
        failedStarts = 0
        startFailure = nil
        nextStart = 0
        events(WorkerEvent.started(pid: worker.child.pid, facts, isFirst: !hasStarted))
        if !hasStarted, !worker.child.isMeasurable {
            events(WorkerEvent.measureFailed(pid: worker.child.pid))
        }
        hasStarted = true
    }

    private func startFailed(_ reason: String, isRefusal: Bool, _ now: UInt64) {
        failedStarts += 1
        startFailure = reason
        let pause = Duration.milliseconds(min(30_000, 100 << min(failedStarts - 1, 9)))
        nextStart = now + pause.nanoseconds
        events(
            isRefusal
                ? WorkerEvent.refused(reason: reason, attempt: failedStarts, retryAfter: pause)
                : WorkerEvent.startFailed(
                    reason: reason, attempt: failedStarts, retryAfter: pause))
    }

    // MARK: Suspects

    /// Gives suspects to fresh workers.
    func assignSuspects(_ now: UInt64) {
        while let suspect = suspects.first {
            guard let worker = workers.first(where: { $0.isFresh && $0.phase == .ready }) else {
                return
            }
            suspects.removeFirst()
            worker.isReserved = true
            hand(suspect.job, descriptor: suspect.descriptor.number, to: worker, now)
        }
    }

    // MARK: Replacing

    /// Sees after a job whether the worker has had enough.
    func retireIfWorn(_ worker: WorkerHandle) {
        worker.isReserved = false
        if worker.flights.isEmpty { worker.watch.stop() }
        guard worker.wear == nil else { return }
        if worker.finished >= worker.wearLimit {
            worker.wear = "entries"
        } else if worker.finished % 64 == 1, let memory = worker.child.residentMemory(),
            memory > options.restingMemory
        {
            worker.wear = "memory"
        }
    }

    /// Lets workers go when there are enough others.
    private func dismissSurplus() {
        while suspects.isEmpty {
            let regular = workers.filter { $0.phase == .ready && !$0.isReserved }
            guard regular.count > options.workers,
                let worker = regular.first(where: { $0.wear != nil })
                    ?? regular.first(where: { $0.flights.isEmpty && !$0.isFresh }) ?? regular.last
            else { return }
            worker.phase = .leaving
            worker.endSendingWhenSent()
            events(
                WorkerEvent.recycled(
                    pid: worker.child.pid, reason: worker.wear ?? "surplus",
                    entries: worker.finished))
        }
    }

    // MARK: Watching

    /// Looks after workers whose time has come.
    func look(_ now: UInt64) {
        for worker in workers where worker.child.end == nil {
            if worker.phase == .starting, worker.verdict == nil,
                now - min(now, worker.startedAt) > options.startDeadline.nanoseconds
            {
                worker.kill(.deadline(options.startDeadline))
            }
            if let since = worker.hungUpAt {
                // The end of the channel comes a moment before the end of the process.
                if worker.child.ending == nil { _ = worker.reap() }
                if now - min(now, since) > 1_000_000_000 {
                    worker.kill(.fault("the end of its channel"))
                }
            } else if worker.isHungUp {
                worker.hungUpAt = now
            }
            guard let due = worker.watch.due, now >= due, worker.verdict == nil else { continue }
            let note = worker.page.read()
            let counted = worker.watch.look(
                now,
                .init(
                    progress: note.progress, isSending: note.state == .sending,
                    processorWait: worker.child.processorWait()))
            if counted >= options.documentDeadline.nanoseconds {
                worker.kill(.deadline(options.documentDeadline))
            } else if options.memoryLimit > 0, let memory = worker.child.residentMemory(),
                memory > options.memoryLimit
            {
                worker.kill(
                    .memory(limit: options.memoryLimit, detail: "\(memory / 1_000_000) MB resident")
                )
            }
        }
    }

    // MARK: Burying

    /// Takes leave of workers that have ended and whose last results have been taken.
    func bury(_ now: UInt64) {
        guard workers.contains(where: { $0.child.end != nil && $0.isDrained && !$0.isPaused })
        else { return }
        for worker in workers where worker.child.end != nil && worker.isDrained && !worker.isPaused
        {
            worker.listen()
            worker.unwatch()
            settle(worker, now)
        }
        workers.removeAll { $0.child.end != nil && $0.isDrained && !$0.isPaused }
    }

    private func settle(_ worker: WorkerHandle, _ now: UInt64) {
        guard let end = worker.child.end else { return }
        var flights = worker.flights
        worker.flights.removeAll()
        defer { for flight in flights { reports.append(.returned(token: flight.token)) } }
        if let flight = flights.first, flight.isComplete {
            flights.removeFirst()
            reports.append(.finished(token: flight.token, documents: flight.documents))
        }
        let isOrderly = end.code == 0 && worker.verdict == nil && worker.phase == .leaving
        if worker.isStopped || isOrderly { return }

        let words = worker.lastWords.text
        let crash = worker.page.crash()
        var death = Death(
            cause: Death.Cause(
                .init(
                    verdict: worker.verdict, end: end, crash: crash, lastWords: words,
                    memoryLimit: options.memoryLimit)))
        death.lastWords = words
        death.peakMemory = end.peakMemory
        if worker.phase == .starting {
            let detail = words.isEmpty ? death.cause.text : "\(death.cause.text): \(words)"
            startFailed(worker.refusal ?? detail, isRefusal: worker.refusal != nil, now)
            return
        }
        let note = worker.page.read()
        guard let flight = flights.first,
            worker.verdict != nil || (note.token == flight.token && note.state != .idle)
                || (worker.finished == 0 && worker.given > 0)
        else {
            events(WorkerEvent.died(pid: worker.child.pid, entry: nil, path: nil, death))
            return
        }
        flights.removeFirst()
        if note.token == flight.token {
            death.stage = note.stage
            death.record = note.record
        }
        death.documents = flight.documents
        death.wasAlone = flight.isAlone
        events(
            WorkerEvent.died(
                pid: worker.child.pid, entry: flight.entry, path: flight.path, death))
        reports.append(.died(token: flight.token, death))
    }
}
