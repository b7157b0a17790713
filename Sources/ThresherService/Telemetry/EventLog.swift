// SPDX-License-Identifier: Apache-2.0
import Synchronization
package import ThresherEngine

/// The log: takes events from every thread and writes them, in the form that suits the reader.
///
/// On a terminal they are readable lines, under the journal they keep their fields, everywhere else
/// they are JSON lines; a file takes JSON lines beside that. Whoever reports an event never waits:
/// each output has a bounded queue and a thread of its own.
package final class EventLog: Sendable {
    /// What is written, and where.
    package struct Settings: Sendable {
        /// Events below this level are left out.
        package var level: EventLevel
        /// Lines on standard error.
        package var form: Form
        /// A file for JSON lines beside standard error.
        package var file: String?
        /// How many records may wait for each output.
        package var queueCapacity = 8_192
        /// The most lines a second about entries that went well; 0: no limit.
        package var linesPerSecond = 400
        /// Where the journal takes messages with fields.
        package var journalSocket = "/run/systemd/journal/socket"

        /// Creates settings.
        package init(level: EventLevel = .info, form: Form = .automatic, file: String? = nil) {
            self.level = level
            self.form = form
            self.file = file
        }
    }

    /// How lines look on standard error.
    package enum Form: String, Sendable, CaseIterable {
        /// By who reads: the journal, a person, or a program.
        case automatic = "auto"
        case json
        case readable = "text"
        case journal
    }

    private struct State {
        var thinning: LogThinning
        var reported: UInt64 = 0
        var isStopped = false
    }

    private let level: EventLevel
    private let channels: [LogChannel]
    private let clock: LogClock
    private let state: Mutex<State>
    /// Whether somebody should report what was left out, though no new line comes.
    private let reporting = Monitor(Reporting())

    private struct Reporting {
        var isWanted = false
        var isStopped = false
    }

    /// Creates a log and opens its file.
    ///
    /// - Parameters:
    ///   - settings: What is written, and where.
    ///   - stream: Standard error.
    ///   - environment: Where `JOURNAL_STREAM`, `NO_COLOR` and `TERM` are.
    ///   - clock: Time stamps and rates.
    /// - Throws: When the file cannot be opened.
    package convenience init(
        _ settings: Settings, stream: Descriptor = .standardError,
        environment: Environment = .process, clock: LogClock = .system
    ) throws(SystemError) {
        var outputs: [any LogOutput] = [settings.output(on: stream, environment: environment)]
        if let path = settings.file {
            outputs.append(try FileLogOutput(path: path, clock: clock))
        }
        self.init(settings, outputs: outputs, clock: clock)
    }

    private init(_ settings: Settings, outputs: [any LogOutput], clock: LogClock) {
        level = settings.level
        self.clock = clock
        var limits = LogThinning.Limits()
        limits.linesPerSecond = settings.linesPerSecond
        state = Mutex(State(thinning: LogThinning(limits: limits)))
        channels = outputs.map {
            LogChannel(output: $0, capacity: settings.queueCapacity, clock: clock)
        }
        for (index, channel) in channels.enumerated() {
            channel.start { [weak self] event in self?.report(event, except: index) }
        }
        // Without this thread a report waits for the next line.
        _ = startThread { [weak self, reporting] in
            while reporting.wait(timeout: nil, for: { $0.isStopped || $0.isWanted ? true : nil })
                == true
            {
                // Half a report's pace, or the stop.
                let isStopped = reporting.wait(timeout: .seconds(1)) { $0.isStopped ? true : nil }
                guard isStopped != true, let self else { return }
                reportSuppressed(isLast: false)
            }
        }
    }

    /// Takes events, from any thread.
    package var handler: EventHandler { { [self] event in handle(event) } }

    /// Takes one event.
    package func handle(_ event: any Event) {
        guard event.level >= level else { return }
        let hasCounted = state.withLock { state in
            guard !state.isStopped else { return false }
            let record = LogRecord(event, milliseconds: clock.wall())
            // A log that shows the steps inside of documents shows all of them.
            if level > .debug, !state.thinning.admits(record, now: clock.monotonic()) {
                return true
            }
            for channel in channels { channel.submit(record) }
            return false
        }
        if hasCounted { wantReport() }
    }

    private func wantReport() {
        if reporting.withLock({ !$0.isWanted }) { reporting.change { $0.isWanted = true } }
    }

    private func report(_ event: LogEvent, except index: Int) {
        guard event.level >= level else { return }
        let record = LogRecord(event, milliseconds: clock.wall())
        // What an output says about its own trouble is of use in the other ones.
        let others = channels.indices.filter { $0 != index || event.level < .error }
        for other in others { channels[other].submit(record) }
    }

    /// Writes what was left out, every five seconds at most.
    private func reportSuppressed(isLast: Bool) {
        state.withLock { state in
            let now = clock.monotonic()
            guard state.thinning.hasCounts, isLast || now &- state.reported >= 5_000_000_000 else {
                return
            }
            state.reported = now
            for event in state.thinning.report() where event.level >= level {
                let record = LogRecord(event, milliseconds: clock.wall())
                for channel in channels { channel.submit(record) }
            }
            if !isLast { reporting.change { $0.isWanted = false } }
        }
    }

    /// Waits until everything so far is written.
    ///
    /// - Parameter timeout: The most it may take for each output.
    /// - Returns: Whether everything was written.
    @discardableResult
    package func flush(timeout: Duration = .seconds(2)) -> Bool {
        channels.map { $0.flush(timeout: timeout) }.allSatisfy { $0 }
    }

    /// Writes what is left, and takes no events any more.
    ///
    /// - Parameter timeout: The most it may take for each output: a reader that does not read
    ///   cannot keep the daemon from stopping.
    /// - Returns: Whether everything was written.
    @discardableResult
    package func stop(timeout: Duration = .seconds(2)) -> Bool {
        reportSuppressed(isLast: true)
        state.withLock { $0.isStopped = true }
        reporting.change { $0.isStopped = true }
        return channels.map { $0.close(timeout: timeout) }.allSatisfy { $0 }
    }
}

extension EventLog.Settings {
    /// The output that suits whoever reads a stream.
    fileprivate func output(on stream: Descriptor, environment: Environment) -> any LogOutput {
        func lines(_ form: StreamLogOutput.Form) -> StreamLogOutput {
            StreamLogOutput(stream, form: form)
        }
        func readable() -> any LogOutput {
            let isColoured = stream.isTerminal && ReadableLog.allowsColour(environment)
            return lines(.readable(ReadableLog(isColoured: isColoured)))
        }
        func journal() -> any LogOutput {
            JournalLogOutput(path: journalSocket, fallback: lines(.json)) ?? lines(.json)
        }
        switch form {
        case .json: return lines(.json)
        case .readable: return readable()
        case .journal: return journal()
        case .automatic:
            if stream.isJournal(environment) { return journal() }
            return stream.isTerminal ? readable() : lines(.json)
        }
    }
}

extension ReadableLog {
    /// Whether a person wants colours.
    ///
    /// Source: no-color.org.
    package static func allowsColour(_ environment: Environment) -> Bool {
        (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
}

extension Descriptor {
    /// Whether this stream ends in the journal: the variable says it by the stream's device and
    /// inode numbers, because it outlives a redirection.
    fileprivate func isJournal(_ environment: Environment) -> Bool {
        guard let identity else { return false }
        return environment["JOURNAL_STREAM"] == "\(identity.device):\(identity.inode)"
    }
}
