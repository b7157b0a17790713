// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Where lines end up.
///
/// Used by one thread, which it may keep waiting.
protocol LogOutput: AnyObject, Sendable {
    /// Writes records, in order, and keeps nothing back.
    ///
    /// - Returns: What the log should say about its own state.
    func write(_ records: [LogRecord]) -> [LogEvent]
}

/// One output with its own queue and thread, so that a reader that stopped reading holds up nobody:
/// neither the daemon nor another output.
final class LogChannel: Sendable {
    private struct State {
        var queue: LogQueue
        var isWriting = false
        var isClosed = false
    }

    private let state: Monitor<State>
    private let output: any LogOutput
    private let clock: LogClock

    /// Creates a channel in which at most `capacity` records wait.
    init(output: any LogOutput, capacity: Int, clock: LogClock) {
        self.output = output
        self.clock = clock
        state = Monitor(State(queue: LogQueue(capacity: capacity)))
    }

    /// Starts the thread.
    ///
    /// - Parameter report: Told what the output says about itself.
    func start(report: @escaping @Sendable (LogEvent) -> Void) {
        let hasStarted = startThread { [self] in
            while let (records, losses) = next() {
                let all = records + losses.map { LogRecord($0, milliseconds: clock.wall()) }
                for event in output.write(all) { report(event) }
                state.change { $0.isWriting = false }
            }
        }
        // Without a thread lines are lost at once instead of filling the queue.
        if !hasStarted { state.change { $0.isClosed = true } }
    }

    private func next() -> (records: [LogRecord], losses: [LogEvent])? {
        state.wait(timeout: nil) { state -> ([LogRecord], [LogEvent])?? in
            if state.queue.isEmpty { return state.isClosed ? .some(nil) : nil }
            state.isWriting = true
            return (state.queue.takeFirst(256), state.queue.takeLosses())
        } ?? nil
    }

    /// Hands over a record; never waits for the output.
    func submit(_ record: LogRecord) {
        state.change { if !$0.isClosed { $0.queue.append(record) } }
    }

    /// Waits until everything handed over so far is written.
    ///
    /// - Returns: Whether it was, in time.
    @discardableResult
    func flush(timeout: Duration) -> Bool {
        state.wait(timeout: timeout) { $0.queue.isEmpty && !$0.isWriting ? true : nil } ?? false
    }

    /// Takes nothing more, and waits until everything is written.
    @discardableResult
    func close(timeout: Duration) -> Bool {
        state.change { $0.isClosed = true }
        return flush(timeout: timeout)
    }
}
