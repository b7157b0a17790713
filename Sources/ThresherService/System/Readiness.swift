// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Waits for descriptors.
enum Readiness {
    /// Waits until one of the descriptors is readable, a signal comes, or the time is up.
    ///
    /// - Parameters:
    ///   - descriptors: Negative ones are ignored.
    ///   - nanoseconds: The longest wait; rounded up to milliseconds.
    static func wait(for descriptors: [Int32], atMost nanoseconds: UInt64) {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = min((nanoseconds + 999_999) / 1_000_000, 60_000)
        _ = unsafe entries.withUnsafeMutableBufferPointer {
            unsafe poll($0.baseAddress, nfds_t($0.count), Int32(milliseconds))
        }
    }
}
