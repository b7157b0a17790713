// SPDX-License-Identifier: Apache-2.0

/// Records with their fields in the journal, and as lines on the stream when it cannot be reached.
final class JournalLogOutput: LogOutput {
    private let socket: DatagramSocket
    private let fallback: StreamLogOutput

    /// Creates an output; `nil` when no socket can be made.
    init?(path: String, fallback: StreamLogOutput) {
        guard let socket = DatagramSocket(path: path) else { return nil }
        self.socket = socket
        self.fallback = fallback
    }

    func write(_ records: [LogRecord]) -> [LogEvent] {
        for record in records where !send(JournalMessage.bytes(of: record)) {
            _ = fallback.write([record])
        }
        return []
    }

    /// Tries for about a second: the journal's queue may be full, or it is being started anew.
    private func send(_ message: [UInt8]) -> Bool {
        for _ in 0..<50 {
            do throws(SystemError) {
                try socket.send(message)
                return true
            } catch {
                guard error.isPassing else { return false }
                // `poll` on the socket cannot tell: unconnected, it always counts as writable.
                pause(milliseconds: 20)
            }
        }
        return false
    }
}
