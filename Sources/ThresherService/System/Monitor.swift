// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A value behind a lock, with threads that wait for it to change.
///
/// `Mutex` of the standard library has no condition to wait on; this is the POSIX pair of both.
/// Waits are measured on the monotonic clock.
@safe final class Monitor<Value>: @unchecked Sendable {
    // The POSIX objects must not move in memory, so they live behind pointers.
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var value: Value

    init(_ value: Value) {
        self.value = value
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe changed = .allocate(capacity: 1)
        unsafe changed.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(changed, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(lock)
        unsafe changed.deallocate()
        unsafe lock.deallocate()
    }

    /// Reads or changes the value alone.
    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return body(&value)
    }

    /// Changes the value alone and wakes every thread that waits.
    func change<Result>(_ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer {
            unsafe pthread_cond_broadcast(changed)
            unsafe pthread_mutex_unlock(lock)
        }
        return body(&value)
    }

    /// Waits until `body` has an answer.
    ///
    /// - Parameters:
    ///   - timeout: How long to wait; `nil` for as long as it takes.
    ///   - body: Asked at once and after each change, alone with the value.
    /// - Returns: The answer, or `nil` when the time was up.
    func wait<Result>(timeout: Duration?, for body: (inout Value) -> Result?) -> Result? {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        var deadline = timespec()
        if let timeout {
            unsafe clock_gettime(CLOCK_MONOTONIC, &deadline)
            let (seconds, attoseconds) = timeout.components
            deadline.tv_sec += Int(seconds)
            deadline.tv_nsec += Int(attoseconds / 1_000_000_000)
            if deadline.tv_nsec >= 1_000_000_000 {
                deadline.tv_sec += 1
                deadline.tv_nsec -= 1_000_000_000
            }
        }
        while true {
            if let answer = body(&value) { return answer }
            if timeout == nil {
                unsafe pthread_cond_wait(changed, lock)
            } else if unsafe pthread_cond_timedwait(changed, lock, &deadline) == ETIMEDOUT {
                return body(&value)
            }
        }
    }
}

/// Starts a thread that takes no signals and is never joined.
///
/// Signals are left to the threads that wait for them; SIGPIPE on this thread becomes `EPIPE`.
///
/// - Parameter body: What it does.
/// - Returns: Whether the system could start it.
func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Start {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    // A new thread inherits the mask, so there is no moment in which it takes a signal.
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    // The thread owns the reference that it is handed and releases it when it has read it.
    let argument = unsafe Unmanaged.passRetained(Start(body))
    let failure = unsafe pthread_create(
        &thread, nil,
        { pointer in
            guard let pointer = unsafe pointer else { return nil }
            let start = unsafe Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
            start.body()
            return nil
        }, argument.toOpaque())
    guard failure == 0 else {
        unsafe argument.release()
        return false
    }
    pthread_detach(thread)
    return true
}
