// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// A number of worker processes that run entries, one at a time each.
///
/// It has no thread of its own. Its owner waits until ``descriptor`` is readable or
/// ``nextDeadline`` has come, and then calls ``service(now:)``; always on one thread, the one that
/// made the pool, because workers die with the thread that started them.
package final class WorkerPool {
    let options: WorkerOptions
    let events: EventHandler
    let environment: [String]
    let greeting: [UInt8]
    let poller: Poller
    var workers: [WorkerHandle] = []
    /// Suspects that wait for a fresh worker.
    var suspects: [(job: WorkerJob, descriptor: Descriptor)] = []
    var reports: [WorkerReport] = []
    private var writer = ByteWriter()
    var serial: UInt64 = 0
    /// How many starts have failed since the last that did not.
    package internal(set) var failedStarts = 0
    /// Why the last start failed; `nil` once one has not.
    package internal(set) var startFailure: String?
    var nextStart: UInt64 = 0
    var hasStarted = false
    var stopAt: UInt64?

    /// How many documents the owner takes.
    ///
    /// It counts down with each that is reported. At 0, workers are left waiting with their
    /// results, in bounded memory; set it anew when there is room.
    package var room = Int.max
    /// The tokens of entries whose documents are taken even without room, because they wait for no
    /// others and others may wait for them.
    package var favoured: Set<UInt64> = []

    /// Makes a pool; workers are started by the first ``service(now:)``.
    ///
    /// - Parameters:
    ///   - options: How many workers, and what they may use.
    ///   - configuration: What the workers make their executors from.
    ///   - events: Told what happens, on the owner's thread.
    /// - Throws: When the system has no descriptors left.
    package init(
        options: WorkerOptions, configuration: JSONValue, events: @escaping EventHandler
    ) throws {
        self.options = options
        self.events = events
        environment = options.environmentList
        var writer = ByteWriter()
        let start = writer.beginFrame(Frame.Kind.hello.rawValue)
        Greeting(
            configuration: configuration, memoryLimit: options.memoryLimit,
            descriptors: 32 + options.queueDepth, resultLimit: options.resultLimit
        ).write(to: &writer)
        writer.endFrame(start)
        greeting = writer.bytes
        guard greeting.count <= Frame.greetingLimit else {
            throw WireError("a configuration of \(greeting.count) bytes")
        }
        poller = try Poller()
    }

    // MARK: For the owner's poll loop

    /// Readable when there is something to do.
    package var descriptor: Int32 { poller.number }

    /// When ``service(now:)`` must be called at the latest, on ``MonotonicClock``; `nil`: no need.
    package var nextDeadline: UInt64? {
        if workers.contains(where: { $0.isPaused && (room > 0 || isFavoured($0)) }) { return 0 }
        var next = stopAt
        func consider(_ time: UInt64) { next = min(next ?? time, time) }
        for worker in workers {
            if let due = worker.watch.due { consider(due) }
            if worker.phase == .starting {
                consider(worker.startedAt + options.startDeadline.nanoseconds)
            }
            if worker.isHungUp, worker.child.end == nil {
                consider((worker.hungUpAt ?? 0) + (worker.child.ending == nil ? 0 : 1_100_000_000))
            }
        }
        if wanted > staff { consider(nextStart) }
        return next
    }

    /// How many jobs can be submitted now that need not run alone.
    package var capacity: Int {
        workers.reduce(0) { isEligible($1) ? $0 + options.queueDepth - $1.flights.count : $0 }
    }

    /// Whether a job that runs alone can be submitted now.
    package var takesSuspect: Bool { stopAt == nil && suspects.count < max(1, options.workers) }

    /// How many jobs have been submitted and have not ended.
    package var jobsUnderWay: Int {
        workers.reduce(suspects.count) { $0 + $1.flights.count }
    }

    /// How many workers take jobs.
    package var readyWorkers: Int { workers.count { $0.phase == .ready } }

    /// The process ids of all workers.
    package var processes: [Int32] { workers.map(\.child.pid) }

    /// Gives a job to a worker.
    ///
    /// - Returns: `false`, and nothing has happened, when there is no ``capacity`` for it.
    package func submit(_ job: WorkerJob, now: UInt64 = MonotonicClock.now()) -> Bool {
        if job.runsAlone {
            guard takesSuspect, let copy = try? Descriptor.duplicate(job.descriptor) else {
                return false
            }
            suspects.append((job, copy))
            assignSuspects(now)
            return true
        }
        var best: WorkerHandle?
        for worker in workers where isEligible(worker) {
            if worker.flights.count < best?.flights.count ?? options.queueDepth { best = worker }
        }
        guard let best else { return false }
        hand(job, descriptor: job.descriptor, to: best, now)
        return true
    }

    /// Does what is to be done, without waiting.
    ///
    /// - Returns: What became of jobs, documents of one job in order.
    package func service(now: UInt64 = MonotonicClock.now()) -> [WorkerReport] {
        collect(now)
        look(now)
        for worker in workers {
            if worker.isPaused || (worker.child.end != nil && !worker.isDrained) { pump(worker) }
        }
        bury(now)
        keepStaff(now)
        defer { reports.removeAll(keepingCapacity: true) }
        return reports
    }

    // MARK: Stopping

    /// Lets every worker finish the entry that it runs, and kills those that take too long.
    ///
    /// What has not been started is returned. Go on calling ``service(now:)`` until
    /// ``isStopped``.
    package func stop(grace: Duration, now: UInt64 = MonotonicClock.now()) {
        guard stopAt == nil else { return }
        stopAt = now + grace.nanoseconds
        for suspect in suspects { reports.append(.returned(token: suspect.job.token)) }
        suspects.removeAll()
        for worker in workers {
            worker.page.requestStop()
            worker.phase = .leaving
            worker.endSending()
        }
    }

    /// Whether no worker is left.
    package var isStopped: Bool { stopAt != nil && workers.isEmpty && reports.isEmpty }

    // MARK: Handing over

    func isEligible(_ worker: WorkerHandle) -> Bool {
        worker.phase == .ready && !worker.isReserved && worker.verdict == nil
            && worker.flights.count < options.queueDepth && !(worker.isFresh && !suspects.isEmpty)
    }

    func hand(_ job: WorkerJob, descriptor: Int32, to worker: WorkerHandle, _ now: UInt64) {
        if worker.flights.isEmpty { worker.forgetWords() }
        writer.reset()
        let start = writer.beginFrame(Frame.Kind.job.rawValue)
        job.header.write(to: &writer)
        writer.endFrame(start)
        worker.send(writer.bytes, descriptor: descriptor)
        worker.flights.append(
            .init(token: job.token, entry: job.entry, path: job.path, isAlone: job.runsAlone))
        worker.given += 1
        worker.watch.start(now)
    }

    // MARK: Receiving

    /// Takes what has come.
    ///
    /// One round: what is left is reported at the next call, so that no flood owns the loop.
    private func collect(_ now: UInt64) {
        for tag in poller.ready() {
            guard let worker = workers.first(where: { $0.serial == tag >> 2 }),
                let source = WorkerHandle.Source(rawValue: tag & 3)
            else { continue }
            switch source {
            case .channel:
                worker.flush()
                pump(worker)
            case .output: worker.listen()
            case .ending: _ = worker.reap()
            }
        }
    }

    /// Receives and takes frames as long as there are some and the owner has room.
    private func pump(_ worker: WorkerHandle) {
        do {
            var isOpen = try takeFrames(of: worker)
            // Bounded, so that one worker does not keep the others waiting.
            for _ in 0..<32 where isOpen {
                let mayHaveMore = worker.receive()
                isOpen = try takeFrames(of: worker) && mayHaveMore
            }
        } catch {
            worker.kill(.fault(error.message))
            worker.discardInput()
        }
    }

    /// Whether a favoured entry runs there, or waits behind one that does.
    private func isFavoured(_ worker: WorkerHandle) -> Bool {
        worker.flights.contains { favoured.contains($0.token) }
    }

    /// Takes the frames that have come whole.
    ///
    /// - Returns: `false` when the owner has no room for the next one.
    private func takeFrames(of worker: WorkerHandle) throws(WireError) -> Bool {
        while let next = try worker.incoming.peek() {
            guard room > 0 || next.kind != .document || isFavoured(worker) else {
                worker.isPaused = true
                worker.setWatched(false)
                return false
            }
            if let frame = try worker.incoming.next() { try take(frame, from: worker) }
        }
        worker.incoming.trim()
        worker.isPaused = false
        worker.setWatched(true)
        return true
    }

    private func take(_ frame: FrameBuffer.View, from worker: WorkerHandle) throws(WireError) {
        var reader = ByteReader(worker.incoming.storage, in: frame.payload)
        switch (frame.kind, worker.phase) {
        case (.ready, .starting):
            let facts = try SandboxFacts.read(&reader)
            welcome(worker, facts)
        case (.refused, .starting):
            worker.refusal = LastWords.escaped(Array(try reader.string(atMost: 2_048).utf8))
        case (.ready, .leaving), (.refused, .leaving):
            break
        case (.document, .ready), (.document, .leaving):
            try takeDocument(&reader, from: worker)
        case (.finished, .ready), (.finished, .leaving):
            try takeEnd(&reader, from: worker)
        default:
            throw WireError("a frame of the kind \(frame.kind) out of turn")
        }
    }

    private func takeDocument(
        _ reader: inout ByteReader, from worker: WorkerHandle
    ) throws(WireError) {
        guard var flight = worker.flights.first, try reader.number() == flight.token else {
            throw WireError("a document of an entry that it does not run")
        }
        let result = try ResultCoding.read(&reader)
        guard !flight.isComplete, result.record ?? 0 > flight.lastRecord else {
            throw WireError("a document out of order")
        }
        flight.lastRecord = result.record ?? 0
        flight.isComplete = result.record == nil
        flight.documents += 1
        worker.flights[0] = flight
        room -= 1
        reports.append(.document(token: flight.token, result))
    }

    private func takeEnd(_ reader: inout ByteReader, from worker: WorkerHandle) throws(WireError) {
        guard let flight = worker.flights.first, try reader.number() == flight.token else {
            throw WireError("the end of an entry that it does not run")
        }
        guard try reader.count(atMost: .max) == flight.documents, reader.isAtEnd else {
            throw WireError("a wrong number of documents")
        }
        worker.flights.removeFirst()
        worker.finished += 1
        reports.append(.finished(token: flight.token, documents: flight.documents))
        retireIfWorn(worker)
    }
}

extension WireError: CustomStringConvertible {
    package var description: String { message }
}
