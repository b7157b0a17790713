// SPDX-License-Identifier: Apache-2.0
import Synchronization
import ThresherSpool

/// A monotonic clock that a test moves.
final class TestTime: Sendable {
    private let nanoseconds = Mutex<UInt64>(1_000_000_000)

    var now: UInt64 { nanoseconds.withLock { $0 } }

    func advance(by duration: Duration) {
        let parts = duration.components
        nanoseconds.withLock {
            $0 += UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000)
        }
    }

    var clock: SpoolClock { SpoolClock(monotonic: { self.now }, wall: { 1_700_000_000_000 }) }
}
