// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherWorker

extension WorkerProcessTests {
    /// How workers start, are replaced, and end.
    struct LifeTests {
        @Test func `replaces a worker after so many entries and loses none`() throws {
            let harness = try PoolHarness {
                $0.workers = 1
                $0.entriesPerWorker = 20
            }
            for round in 1...3 {
                let tokens = try (0..<20).map { try harness.add("entry \($0)") }
                try harness.finish()
                for token in tokens { #expect(harness.isFinished(token)) }
                try harness.serve { recycled(harness).count == round }
            }
            #expect(recycled(harness).allSatisfy { $0 >= 17 })
            #expect(harness.pool.readyWorkers == 1)
            #expect(!harness.events.contains { $0.name == "worker.died" })
        }

        /// How many entries each worker had had that was replaced for that.
        private func recycled(_ harness: PoolHarness) -> [Int] {
            harness.events.compactMap { event in
                if case .recycled(_, "entries", let entries) = event { entries } else { nil }
            }
        }

        @Test func `replaces a worker that keeps too much memory`() throws {
            let harness = try PoolHarness {
                $0.workers = 1
                $0.restingMemory = 64 << 20
            }
            let first = try harness.add("keep 100")
            try harness.finish()
            try harness.serve { harness.events.contains { $0.name == "worker.recycled" } }
            let second = try harness.add("slow 2")
            try harness.finish()
            #expect(harness.isFinished(first) && harness.isFinished(second))
            let reasons = harness.events.compactMap { event in
                if case .recycled(_, let reason, _) = event { reason } else { nil }
            }
            #expect(reasons == ["memory"])
            #expect(!harness.events.contains { $0.name == "worker.died" })
        }

        @Test func `waits longer and longer when the executable does not start`() throws {
            let harness = try PoolHarness { $0.executable = "/nowhere/thresher" }
            try harness.serve { harness.pool.failedStarts >= 3 }
            let pauses = harness.events.compactMap { event -> Duration? in
                if case .startFailed(let reason, _, let pause) = event {
                    reason.contains("No such file") ? pause : nil
                } else {
                    nil
                }
            }
            #expect(
                pauses.prefix(3) == [.milliseconds(100), .milliseconds(200), .milliseconds(400)])
            #expect(harness.pool.startFailure?.contains("No such file") == true)
            #expect(harness.pool.capacity == 0)
        }

        @Test func `says why a worker ended before it was ready`() throws {
            let harness = try PoolHarness { $0.arguments = ["worker-fixture", "fail"] }
            try harness.serve { harness.pool.failedStarts >= 1 }
            #expect(harness.pool.startFailure?.contains("exit code 3") == true)
        }

        @Test func `says why a worker refused the configuration`() throws {
            let harness = try PoolHarness(["refuse": "unknown stage 'shout'"])
            try harness.serve { harness.pool.failedStarts >= 1 }
            #expect(harness.pool.startFailure == "unknown stage 'shout'")
            let refusals = harness.events.filter { $0.name == "worker.refused" }
            #expect(!refusals.isEmpty)
        }

        @Test func `finishes what runs when it is stopped, and hands back the rest`() throws {
            let harness = try PoolHarness {
                $0.workers = 1
                $0.queueDepth = 3
            }
            let running = try harness.add("dawdle 3 100")
            let waiting = [try harness.add("one"), try harness.add("two")]
            try harness.serve {
                harness.documents[running] != nil && harness.pool.jobsUnderWay == 3
            }
            harness.pool.stop(grace: .seconds(20))
            try harness.serve { harness.pool.isStopped }
            #expect(harness.isFinished(running))
            for token in waiting { #expect(harness.isReturned(token)) }
            #expect(harness.pool.processes.isEmpty)
        }

        @Test func `kills what does not end in time, without blame`() throws {
            let harness = try PoolHarness { $0.workers = 1 }
            let token = try harness.add("dawdle 1000 20")
            try harness.serve { harness.documents[token] != nil }
            harness.pool.stop(grace: .milliseconds(200))
            try harness.serve { harness.pool.isStopped }
            #expect(harness.isReturned(token))
        }

        @Test func `leaves no child and no descriptor behind`() throws {
            let process = try FixtureProcess("leaks")
            defer { process.end() }
            let counts = process.numbers()
            try #require(counts.count == 3)
            #expect(counts[0] == counts[1])
            #expect(counts[2] == 0)
        }

        @Test func `a worker ends at once when the daemon is killed`() throws {
            let daemon = try FixtureProcess("hang")
            let worker = pid_t(daemon.numbers().first ?? 0)
            let isWorking = worker > 0 && FixtureProcess.isAlive(worker)
            daemon.end()
            try #require(isWorking)
            let patience = MonotonicClock.now() + 10_000_000_000
            while FixtureProcess.isAlive(worker), MonotonicClock.now() < patience { usleep(1_000) }
            #expect(!FixtureProcess.isAlive(worker))
        }
    }
}
