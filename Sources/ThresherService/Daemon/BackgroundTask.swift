// SPDX-License-Identifier: Apache-2.0
import CThresherSystem
import Dispatch
import Synchronization

/// Runs one blocking job at a time beside the caller's thread, on a queue, and makes a descriptor
/// readable when a job has ended.
package final class BackgroundTask<Input: Sendable, Output: Sendable>: Sendable {
    private enum State: Sendable {
        case idle
        case busy
        case ended(Output)
    }

    private let state = Mutex(State.idle)
    private let queue: DispatchQueue
    private let wake: Int32
    private let work: @Sendable (Input) -> Output

    /// Creates an idle task.
    ///
    /// - Parameters:
    ///   - name: The queue's name.
    ///   - wake: An event counter's descriptor; it stays the caller's.
    ///   - work: The job.
    package init(
        name: String, wake: Int32, work: @escaping @Sendable (Input) -> Output
    ) {
        queue = DispatchQueue(label: name, qos: .userInitiated)
        self.wake = wake
        self.work = work
    }

    /// Whether a job runs or its result has not been taken.
    package var isBusy: Bool {
        state.withLock {
            if case .idle = $0 { false } else { true }
        }
    }

    /// Starts a job.
    ///
    /// Only allowed when not busy.
    package func start(_ input: Input) {
        state.withLock { $0 = .busy }
        queue.async {
            let output = self.work(input)
            self.state.withLock { $0 = .ended(output) }
            thresher_wake_signal(self.wake)
        }
    }

    /// The result of a job that has ended, once.
    package func take() -> Output? {
        state.withLock {
            guard case .ended(let output) = $0 else { return nil }
            $0 = .idle
            return output
        }
    }

    /// Waits for the running job, if any.
    package func wait() {
        queue.sync {}
    }
}
