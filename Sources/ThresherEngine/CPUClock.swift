// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The CPU time of the calling thread.
package enum CPUClock {
    /// Nanoseconds since the thread began.
    package static func nanoseconds() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
