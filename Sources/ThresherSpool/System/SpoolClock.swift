// SPDX-License-Identifier: Apache-2.0
private import CThresherSystem

/// What time it is: one clock that only runs forward, and one that people read.
package struct SpoolClock: Sendable {
    /// Nanoseconds since an arbitrary start, never set back.
    package var monotonic: @Sendable () -> UInt64
    /// Milliseconds since 1970.
    package var wall: @Sendable () -> UInt64

    package init(
        monotonic: @escaping @Sendable () -> UInt64, wall: @escaping @Sendable () -> UInt64
    ) {
        self.monotonic = monotonic
        self.wall = wall
    }

    /// The machine's clocks.
    package static let system = SpoolClock(
        monotonic: { thresher_monotonic_ns() }, wall: { thresher_wall_ms() })
}

/// The id of this process.
func processID() -> Int { Int(thresher_process_id()) }
