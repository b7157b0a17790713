// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The two clocks that logs need, so that tests can move them.
package struct LogClock: Sendable {
    /// Milliseconds since 1970, for the lines' time.
    package var wall: @Sendable () -> UInt64
    /// Nanoseconds of a clock that never steps, for rates.
    package var monotonic: @Sendable () -> UInt64

    /// Creates a pair of clocks.
    package init(
        wall: @escaping @Sendable () -> UInt64, monotonic: @escaping @Sendable () -> UInt64
    ) {
        self.wall = wall
        self.monotonic = monotonic
    }

    /// The machine's.
    package static let system = LogClock(
        wall: { nanoseconds(CLOCK_REALTIME) / 1_000_000 },
        monotonic: { nanoseconds(CLOCK_MONOTONIC) })
}

private func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return UInt64(max(0, time.tv_sec)) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Lets this thread sleep.
package func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }
