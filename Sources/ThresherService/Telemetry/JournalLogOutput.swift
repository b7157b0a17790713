// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Records with their fields in the journal, and as lines on the stream when it cannot be reached.
final class JournalLogOutput: LogOutput {
    private let socket: DatagramSocket
    private let fallback: StreamLogOutput
    /// Whether the last record could not be sent: the next is not waited for.
    private let isDown = Atomic(false)

    /// Creates an output; `nil` when no socket can be made.
    init?(path: String, fallback: StreamLogOutput) {
        guard let socket = DatagramSocket(path: path) else { return nil }
        self.socket = socket
        self.fallback = fallback
    }

    func write(_ records: [LogRecord]) -> [LogEvent] {
        for record in records {
            let attempts = isDown.load(ordering: .relaxed) ? 1 : 50
            let isSent = send(JournalMessage.bytes(of: record), attempts: attempts)
            isDown.store(!isSent, ordering: .relaxed)
            if !isSent { _ = fallback.write([record]) }
        }
        return []
    }

    /// Tries for up to a second: the journal's queue may be full, or it is being started anew.
    private func send(_ message: [UInt8], attempts: Int) -> Bool {
        for attempt in 1...attempts {
            do throws(SystemError) {
                try socket.send(message)
                return true
            } catch {
                guard error.isPassing, attempt < attempts else { return false }
                // `poll` on the socket cannot tell: unconnected, it always counts as writable.
                pause(milliseconds: 20)
            }
        }
        return false
    }
}
