// SPDX-License-Identifier: Apache-2.0

/// How many workers there are and what they may use.
package struct WorkerOptions: Sendable {
    /// How many run at the same time; one more while one is replaced or an entry runs alone.
    package var workers = 1
    /// The executable, by default the daemon's own, even after its file was replaced.
    package var executable = "/proc/self/exe"
    /// What it is started with, the name first.
    package var arguments = ["thresher", "worker"]
    /// The whole environment, before what every worker gets.
    package var environment: [String: String] = [:]
    /// How many entries a worker holds: the one that runs and those that wait in its socket, so
    /// that it never idles.
    package var queueDepth = 4
    /// How long one document may take.
    ///
    /// Time in which it waits for a processor or for the daemon does not count. The clock is read
    /// ten times a second, so less than a fifth of a second makes no sense.
    package var documentDeadline = Duration.seconds(30)
    /// How long a worker may take to start.
    package var startDeadline = Duration.seconds(30)
    /// The most memory of its own that a worker may have, in bytes; 0 for no limit.
    package var memoryLimit = 1 << 30
    /// A worker is replaced after about as many entries.
    package var entriesPerWorker = 20_000
    /// A worker that keeps more than this between entries is replaced, in bytes.
    package var restingMemory = 384 << 20
    /// The largest result of one document on the wire, in bytes.
    package var resultLimit = 64 << 20

    package init() {}

    /// The environment as the system takes it.
    ///
    /// The runtime's own crash reports are off: they start a process, which a locked-in worker
    /// cannot, and would take seconds. One arena is enough for one thread.
    var environmentList: [String] {
        var all = environment
        all["SWIFT_BACKTRACE"] = "enable=no"
        all["MALLOC_ARENA_MAX"] = "1"
        return all.map { "\($0.key)=\($0.value)" }.sorted()
    }
}
