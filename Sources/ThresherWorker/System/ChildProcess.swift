// SPDX-License-Identifier: Apache-2.0
import CThresherSystem
import Glibc

/// A child process: started, watched, killed, and reaped exactly once.
final class ChildProcess {
    let pid: pid_t
    /// Becomes readable when the process has ended; `nil` where the kernel has no such descriptors.
    let ending: Descriptor?
    /// How the process ended, once it was reaped.
    private(set) var end: End?
    /// The peak of this process, which the kernel carries over into a child's count.
    private let inheritedPeak: UInt64
    private let memoryFile: Descriptor?
    private let scheduleFile: Descriptor?

    /// How a process ended.
    struct End: Equatable {
        /// The exit code, `nil` when a signal ended it.
        var code: Int32?
        /// The signal, 0 when it exited.
        var signal: Int32
        /// The most memory it ever had resident, in bytes; 0 when that is not known.
        var peakMemory: Int
    }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: The executable.
    ///   - arguments: All, the name first.
    ///   - environment: The whole environment, `NAME=value`.
    ///   - descriptors: What becomes 0, 1 and 2, 3, and 4 in the child; it has no others.
    /// - Throws: What the system said, when the program did not start.
    init(
        path: String, arguments: [String], environment: [String],
        descriptors: (input: Int32, output: Int32, channel: Int32, page: Int32)
    ) throws(SystemError) {
        var pid: pid_t = 0
        var pidfd: Int32 = -1
        let failure = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(environment) { environment in
                unsafe thresher_spawn(
                    path, arguments, environment, descriptors.input, descriptors.output,
                    descriptors.channel, descriptors.page, &pid, &pidfd)
            }
        }
        guard failure == 0 else { throw SystemError("start \(path)", -failure) }
        self.pid = pid
        // The program runs by now, so the child has carried over no more than this.
        inheritedPeak = thresher_peak_memory()
        ending = pidfd >= 0 ? Descriptor(pidfd) : nil
        // Opened at once: a process that hides itself later can still be read.
        memoryFile = ChildProcess.open("statm", of: pid)
        scheduleFile = ChildProcess.open("schedstat", of: pid)
    }

    /// A process that nobody looks after any more ends, and leaves no zombie.
    deinit {
        guard end == nil else { return }
        send(signal: SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    private static func open(_ name: String, of pid: pid_t) -> Descriptor? {
        let number = unsafe thresher_open_process_file(pid, name)
        return number >= 0 ? Descriptor(number) : nil
    }

    /// Reaps the process when it has ended.
    ///
    /// - Returns: Whether it has ended, now or before.
    func reap() -> Bool {
        guard end == nil else { return true }
        var status: Int32 = 0
        var peak: UInt64 = 0
        let answer = unsafe thresher_reap(pid, &status, &peak)
        guard answer != 0 else { return false }
        // A negative answer means that somebody else has reaped it: nothing is known of its end.
        let code = answer > 0 ? thresher_exit_code(status) : 0
        end = End(
            code: code >= 0 ? code : nil, signal: answer > 0 ? thresher_exit_signal(status) : 0,
            peakMemory: peak > inheritedPeak ? Int(clamping: peak) : 0)
        return true
    }

    /// Sends a signal; never to a process that was reaped, whose number may be another's.
    func send(signal number: Int32) {
        guard end == nil else { return }
        _ = thresher_send_signal(pid, ending?.number ?? -1, number)
    }

    /// The memory that is its own doing, in bytes; `nil` when it cannot be read.
    ///
    /// Pages shared with a file are the executable's, up to an amount that no executable reaches;
    /// beyond it they are shared memory that the process made.
    func residentMemory() -> Int? {
        guard let numbers = numbers(of: memoryFile), numbers.count > 2 else { return nil }
        let page = UInt64(sysconf(Int32(_SC_PAGESIZE)))
        let shared = min(numbers[2], (64 << 20) / page)
        return Int(clamping: (numbers[1] - min(numbers[1], shared)) * page)
    }

    /// How long it has waited for a processor since its start, in nanoseconds; 0 when not known.
    func processorWait() -> UInt64 {
        guard let numbers = numbers(of: scheduleFile), numbers.count > 1 else { return 0 }
        return numbers[1]
    }

    private func numbers(of file: Descriptor?) -> [UInt64]? {
        guard let file else { return nil }
        var count: Int32 = 0
        let numbers = unsafe [UInt64](unsafeUninitializedCapacity: 3) { buffer, used in
            count = unsafe thresher_read_numbers(file.number, buffer.baseAddress, 3)
            used = Int(max(0, count))
        }
        return count > 0 ? numbers : nil
    }

    /// Whether `/proc` lets the process be measured.
    var isMeasurable: Bool { memoryFile != nil }
}

/// Calls with a NULL-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("never empty") }
        return unsafe body(base)
    }
}
