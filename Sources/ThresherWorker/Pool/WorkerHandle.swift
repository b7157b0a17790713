// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherEngine

/// The daemon's end of one worker.
final class WorkerHandle {
    /// Where a worker is in its life.
    enum Phase {
        /// Has not answered the greeting.
        case starting
        /// Takes jobs.
        case ready
        /// Gets no more jobs, and ends after those it has.
        case leaving
    }

    /// A job that the worker has and has not finished.
    struct Flight {
        let token: UInt64
        let entry: String
        let path: String
        let isAlone: Bool
        var documents = 0
        var lastRecord = -1
        /// The entry's one document has been reported: nothing can go wrong any more.
        var isComplete = false
    }

    /// A frame that the socket has not taken whole.
    private struct Parcel {
        var bytes: [UInt8]
        var sent = 0
        var descriptor: Descriptor?
    }

    let serial: UInt64
    let child: ChildProcess
    let channel: Descriptor
    let page: StatusPage
    let startedAt: UInt64
    /// After this many entries it is worn.
    let wearLimit: Int
    private let output: Descriptor

    var phase = Phase.starting
    /// The first one runs, the others wait in the socket.
    var flights: [Flight] = []
    /// How many jobs it has been given.
    var given = 0
    /// How many of them it has finished.
    var finished = 0
    /// Runs a suspect; nothing else is given to it meanwhile.
    var isReserved = false
    /// Why it is to be replaced.
    var wear: String?
    /// Why the daemon killed it.
    var verdict: Death.Cause?
    /// The daemon killed it because it stops itself.
    var isStopped = false
    /// Why it did not want to work.
    var refusal: String?
    var watch = Watch()
    var incoming: FrameBuffer
    /// Nothing more can come from the channel.
    private(set) var isHungUp = false
    /// When the pool first saw that.
    var hungUpAt: UInt64?
    /// Frames wait, because the daemon does not take documents now.
    var isPaused = false
    /// The channel was found empty after the process had ended.
    private(set) var isDrained = false
    private(set) var lastWords = LastWords()
    private var parcels: [Parcel] = []
    private var isEndingSending = false
    private var isWatchedForWriting = false
    private var isWatched = true
    private let poller: Poller

    /// Which of a worker's descriptors a tag means.
    enum Source: UInt64 {
        case channel = 0
        case output = 1
        case ending = 2
    }

    /// Starts a worker and greets it.
    init(
        serial: UInt64, options: WorkerOptions, environment: [String], greeting: [UInt8],
        wearLimit: Int, poller: Poller, now: UInt64
    ) throws(SystemError) {
        self.serial = serial
        self.poller = poller
        self.wearLimit = wearLimit
        startedAt = now
        let null = try Descriptor.null()
        let (near, far) = try Descriptor.channel()
        let (reading, writing) = try Descriptor.pipe()
        let (page, file) = try StatusPage.create()
        child = try ChildProcess(
            path: options.executable, arguments: options.arguments, environment: environment,
            descriptors: (null.number, writing.number, far.number, file.number))
        channel = near
        output = reading
        self.page = page
        incoming = FrameBuffer(limit: Frame.greetingLimit)
        try poller.add(channel, tag: tag(.channel))
        try poller.add(output, tag: tag(.output))
        if let ending = child.ending { try poller.add(ending, tag: tag(.ending)) }
        send(greeting, descriptor: nil)
    }

    private func tag(_ source: Source) -> UInt64 { serial << 2 | source.rawValue }

    /// Whether it has been given nothing yet.
    var isFresh: Bool { given == 0 && phase != .leaving }

    // MARK: Sending

    /// Sends a frame now as far as the socket takes it, the rest later.
    func send(_ bytes: [UInt8], descriptor: Int32?) {
        var sent = 0
        if parcels.isEmpty {
            let answer = channel.send(bytes, from: 0, passing: descriptor ?? -1)
            if answer == bytes.count { return }
            sent = max(0, answer)
            // A broken channel shows as the worker's death.
            guard answer >= 0 || answer == -Int(EAGAIN) else { return }
        }
        // The caller's descriptor may be closed by then.
        let copy = sent == 0 ? descriptor.flatMap { try? Descriptor.duplicate($0) } : nil
        parcels.append(Parcel(bytes: bytes, sent: sent, descriptor: copy))
        watchWriting()
    }

    /// Goes on sending.
    func flush() {
        while var parcel = parcels.first {
            let passing = parcel.sent == 0 ? parcel.descriptor?.number ?? -1 : -1
            let answer = channel.send(parcel.bytes, from: parcel.sent, passing: passing)
            guard answer > 0 else {
                if answer != -Int(EAGAIN) { parcels.removeAll() }
                break
            }
            parcel.sent += answer
            if parcel.sent == parcel.bytes.count {
                parcels.removeFirst()
            } else {
                parcels[0] = parcel
            }
        }
        if isEndingSending, parcels.isEmpty { channel.endSending() }
        watchWriting()
    }

    private func watchWriting() {
        let isWanted = !parcels.isEmpty
        guard isWanted != isWatchedForWriting, isWatched else { return }
        isWatchedForWriting = isWanted
        poller.change(channel, tag: tag(.channel), writing: isWanted)
    }

    /// Takes back what has not been sent and lets the worker end.
    func endSending() {
        parcels.removeAll()
        endSendingWhenSent()
    }

    /// Lets the worker end by itself after the jobs it has.
    func endSendingWhenSent() {
        isEndingSending = true
        flush()
    }

    // MARK: Receiving

    /// Receives what is there, once.
    ///
    /// - Returns: Whether there may be more.
    func receive() -> Bool {
        guard !isHungUp else {
            isDrained = isDrained || child.end != nil
            return false
        }
        let hasEnded = child.end != nil
        var room = 0
        let got = incoming.fill { bytes, start in
            room = bytes.count - start
            return channel.receive(into: &bytes, from: start)
        }
        // Less than asked for was all there was; what comes later is told anew.
        if got > 0 { return got == room || hasEnded }
        if got != -Int(EAGAIN) { hangUp() }
        isDrained = hasEnded
        return false
    }

    /// Takes nothing more from the channel.
    func hangUp() {
        isHungUp = true
        setWatched(false)
    }

    /// Throws away what has come and may come.
    func discardInput() {
        incoming.clear()
        isPaused = false
        hangUp()
        isDrained = child.end != nil
    }

    /// Stops or resumes to be told of what comes.
    func setWatched(_ isWanted: Bool) {
        guard isWanted != isWatched, !(isWanted && isHungUp) else { return }
        isWatched = isWanted
        if isWanted {
            try? poller.add(channel, tag: tag(.channel))
            isWatchedForWriting = false
            watchWriting()
        } else {
            poller.remove(channel)
        }
    }

    /// Takes what the worker wrote to its standard error.
    func listen() {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        // Bounded, or a worker that writes without end would keep the daemon here.
        for _ in 0..<64 {
            let count = output.receive(into: &bytes, from: 0)
            if count > 0 { lastWords.append(bytes[..<count]) }
            if count == 0 { poller.remove(output) }
            guard count == bytes.count else { return }
        }
    }

    /// Forgets the words of jobs that are over.
    func forgetWords() { lastWords.clear() }

    // MARK: The end

    /// Kills the worker; the first reason stands.
    func kill(_ cause: Death.Cause?) {
        if verdict == nil { verdict = cause }
        child.send(signal: Signal.kill)
    }

    /// Reaps the worker when it has ended.
    func reap() -> Bool {
        guard child.reap() else { return false }
        if let ending = child.ending { poller.remove(ending) }
        return true
    }

    /// Lets go of everything that is watched.
    func unwatch() {
        setWatched(false)
        poller.remove(output)
    }
}
