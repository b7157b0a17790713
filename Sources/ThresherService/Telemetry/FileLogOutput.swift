// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// JSON lines in a file that another program may move away or remove (logrotate).
final class FileLogOutput: LogOutput {
    private struct State {
        var file: Descriptor?
        var checked: UInt64 = 0
        /// Lines not written since the last report, and why.
        var lost = 0
        var error: SystemError?
        var reported: UInt64?
        /// Whether the file may end in half a line.
        var isTorn = false
    }

    private let path: String
    private let clock: LogClock
    private let state = Mutex(State())

    /// Creates an output and opens its file.
    init(path: String, clock: LogClock) throws(SystemError) {
        self.path = path
        self.clock = clock
        let file = try Descriptor.appending(to: path)
        state.withLock { $0.file = file }
    }

    func write(_ records: [LogRecord]) -> [LogEvent] {
        state.withLock { write(records, &$0) }
    }

    private func write(_ records: [LogRecord], _ state: inout State) -> [LogEvent] {
        var events: [LogEvent] = []
        let now = clock.monotonic()
        if now &- state.checked >= 1_000_000_000 {
            state.checked = now
            if reopen(&state) { events.append(.reopened(path: path)) }
        }
        var bytes: [UInt8] = state.isTorn ? [0x0A] : []
        for record in records { bytes += record.json }
        if let error = append(bytes, &state) {
            state.lost += records.count
            state.error = error
        } else if !bytes.isEmpty {
            state.isTorn = false
        }
        // At most one report in ten seconds: it is a line itself.
        if let error = state.error, now &- (state.reported ?? 0) >= 10_000_000_000 {
            events.append(.failed(path: path, error: error.description, count: state.lost))
            state.reported = now
            state.lost = 0
            state.error = nil
        }
        return events
    }

    /// Opens the file anew when the path leads elsewhere or nowhere.
    private func reopen(_ state: inout State) -> Bool {
        if let current = FileIdentity(path: path), let own = state.file?.identity,
            current.isSameFile(as: own)
        {
            return false
        }
        do throws(SystemError) {
            state.file = try .appending(to: path)
            state.isTorn = false
            return true
        } catch {
            // The old file goes on taking lines: they are not lost while it has a name elsewhere.
            state.error = error
            return false
        }
    }

    private func append(_ bytes: [UInt8], _ state: inout State) -> SystemError? {
        guard let file = state.file else { return state.error }
        var rest = bytes[...]
        while !rest.isEmpty {
            do throws(SystemError) {
                rest = rest.dropFirst(try file.write(rest))
            } catch {
                state.isTorn = state.isTorn || rest.count < bytes.count
                return error
            }
        }
        return nil
    }
}
