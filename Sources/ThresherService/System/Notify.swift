// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Speaks to the service manager that started this process: one datagram a message, no library.
///
/// Without a service manager every call does nothing. Source: the protocol of `sd_notify(3)`.
package struct ServiceManager: Sendable {
    private let socket: DatagramSocket?
    /// The longest silence that the manager accepts between two ``Message/alive``, when it watches.
    ///
    /// A good sender speaks twice as often.
    package let watchdog: Duration?

    /// Finds the manager.
    ///
    /// - Parameters:
    ///   - environment: Where `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` are.
    ///   - process: The own process number; a watchdog meant for another one is none.
    package init(environment: Environment = .process, process: Int32 = getpid()) {
        socket = environment["NOTIFY_SOCKET"].flatMap { DatagramSocket(path: $0) }
        let isMeant = environment["WATCHDOG_PID"].map { $0 == String(process) } ?? true
        watchdog =
            isMeant && socket != nil
            ? environment["WATCHDOG_USEC"].flatMap(Int64.init).flatMap {
                $0 > 0 ? .microseconds($0) : nil
            } : nil
    }

    /// What can be said.
    package enum Message: Sendable, Equatable {
        /// Recovery is done and intake runs.
        case ready
        /// A clean stop has begun.
        case stopping
        /// The scheduler advances.
        case alive
        /// One line that `systemctl status` shows.
        case status(String)
        /// Start or stop needs this much longer, from now.
        case extendTimeout(Duration)

        var line: String {
            switch self {
            case .ready: "READY=1"
            case .stopping: "STOPPING=1"
            case .alive: "WATCHDOG=1"
            case .status(let text): "STATUS=" + LogText.escaped(text)
            case .extendTimeout(let time):
                "EXTEND_TIMEOUT_USEC=\(time.components.seconds * 1_000_000)"
            }
        }
    }

    /// Says some of it in one message.
    ///
    /// - Returns: Whether it was handed over; `false` as well when nobody listens.
    @discardableResult
    package func send(_ messages: Message...) -> Bool {
        guard let socket, !messages.isEmpty else { return false }
        do throws(SystemError) {
            try socket.send(Array(messages.map(\.line).joined(separator: "\n").utf8))
            return true
        } catch {
            return false
        }
    }
}
