// SPDX-License-Identifier: Apache-2.0

/// Measures how long a busy worker has been at one document.
///
/// It looks ten times a second at the worker's progress. The time between two looks counts up to
/// half a second, so that a daemon that was held up (or stopped, or put to sleep) does not hold
/// its own delay against a document; time spent waiting for a processor or for the daemon does not
/// count at all.
package struct Watch {
    /// How often it looks, in nanoseconds.
    package static let interval: UInt64 = 100_000_000
    private static let longest: UInt64 = 500_000_000

    /// When to look next; `nil` while the worker is idle.
    package private(set) var due: UInt64?
    private var last: UInt64 = 0
    private var lastWait: UInt64?
    private var progress: UInt64?
    /// Time counted for the document that runs, in nanoseconds.
    package private(set) var counted: UInt64 = 0

    /// What one look shows.
    package struct Look {
        package var progress: UInt64
        /// Whether the worker waits for the daemon.
        package var isSending: Bool
        /// Time waited for a processor since the process started.
        package var processorWait: UInt64

        package init(progress: UInt64, isSending: Bool = false, processorWait: UInt64 = 0) {
            self.progress = progress
            self.isSending = isSending
            self.processorWait = processorWait
        }
    }

    package init() {}

    /// The worker has got something to do.
    package mutating func start(_ now: UInt64) {
        guard due == nil else { return }
        due = now + Watch.interval
        last = now
        lastWait = nil
        progress = nil
        counted = 0
    }

    /// The worker has nothing to do.
    package mutating func stop() { due = nil }

    /// Looks.
    ///
    /// - Returns: The time counted so far for the document that runs.
    package mutating func look(_ now: UInt64, _ look: Look) -> UInt64 {
        let elapsed = min(now - min(now, last), Watch.longest)
        let waited = look.processorWait - min(look.processorWait, lastWait ?? look.processorWait)
        if look.progress != progress || look.isSending {
            counted = 0
        } else {
            counted += elapsed - min(elapsed, waited)
        }
        progress = look.progress
        last = now
        lastWait = look.processorWait
        due = now + Watch.interval
        return counted
    }
}
