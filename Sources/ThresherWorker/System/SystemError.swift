// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A system call that failed.
struct SystemError: Error, Equatable {
    /// What was tried.
    let operation: String
    /// The errno value.
    let code: Int32

    init(_ operation: String, _ code: Int32) {
        self.operation = operation
        self.code = code
    }

    /// What was tried and how it failed, for a person.
    var message: String { "\(operation): \(SystemError.text(code))" }

    /// The system's words for an errno value.
    static func text(_ code: Int32) -> String {
        // strerror's text is constant for known values; every caller is on one thread.
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}

/// The clock that deadlines are measured by; it never steps.
package enum MonotonicClock {
    /// Nanoseconds since some moment in the past.
    package static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
