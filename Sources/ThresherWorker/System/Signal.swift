// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Signals by name.
enum Signal {
    static let kill = SIGKILL
    /// The errno value of a refused allocation.
    static let outOfMemory = ENOMEM

    private static let names: [Int32: String] = [
        SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL",
        SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE",
        SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1", SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2",
        SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU",
        SIGXFSZ: "SIGXFSZ", SIGSYS: "SIGSYS",
    ]

    static func name(_ number: Int32) -> String { names[number] ?? "signal \(number)" }

    /// Whether code raises the signal by what it does, as a trap or a bad access.
    static func isOwnDoing(_ number: Int32) -> Bool {
        [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGXCPU, SIGXFSZ]
            .contains(number)
    }
}
