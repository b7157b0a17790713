// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherWorker

extension WorkerProcessTests {
    struct StreamTests {
        @Test func `streams an entry of ten thousand documents in order`() throws {
            let harness = try PoolHarness()
            let token = try harness.add("many 10000")
            try harness.finish()
            guard case .finished(_, let documents) = harness.ends[token] else {
                Issue.record("no end")
                return
            }
            #expect(documents == 10_000)
            #expect(harness.documents[token]?.map(\.record) == (0..<10_000).map { $0 })
        }

        @Test func `leaves a worker waiting when the owner has no room`() throws {
            let harness = try PoolHarness { $0.workers = 1 }
            harness.pool.room = 100
            let token = try harness.add("many 10000")
            try harness.serve { harness.pool.room == 0 }
            // The worker runs into its full socket; then the loop has no reason to turn.
            var isQuiet = false
            for _ in 0..<200 where !isQuiet {
                harness.serveOnce()
                var request = pollfd(fd: harness.pool.descriptor, events: Int16(POLLIN), revents: 0)
                isQuiet = unsafe poll(&request, 1, 50) == 0
            }
            #expect(isQuiet)
            #expect(harness.documents[token]?.count == 100)
            harness.pool.room = 900
            try harness.serve { harness.pool.room == 0 }
            #expect(harness.documents[token]?.count == 1_000)
            harness.pool.room = .max
            try harness.finish()
            #expect(harness.documents[token]?.count == 10_000)
        }

        @Test func `does not count the wait for the owner as the document's time`() throws {
            let harness = try PoolHarness {
                $0.workers = 1
                $0.documentDeadline = .milliseconds(300)
            }
            harness.pool.room = 1
            let token = try harness.add("many 10000")
            try harness.serve { harness.pool.room == 0 }
            let patience = MonotonicClock.now() + 1_200_000_000
            try harness.serve { MonotonicClock.now() > patience }
            #expect(harness.ends[token] == nil)
            harness.pool.room = .max
            try harness.finish()
            #expect(harness.isFinished(token))
        }

        @Test func `reports what came before a death even when there was no room at the time`()
            throws
        {
            let harness = try PoolHarness { $0.workers = 1 }
            harness.pool.room = 10
            let token = try harness.add("many 100 trap 60")
            try harness.serve { harness.pool.room == 0 }
            for _ in 0..<50 { harness.serveOnce() }
            #expect(harness.ends[token] == nil)
            harness.pool.room = .max
            try harness.finish()
            #expect(harness.documents[token]?.count == 60)
            #expect(try #require(harness.death(token)).documents == 60)
        }

        @Test func `takes a result of thirty megabytes`() throws {
            let harness = try PoolHarness()
            let token = try harness.add("big 30")
            try harness.finish()
            #expect(harness.documents[token]?.first?.renderings.first?.body.count == 30 << 20)
        }

        @Test func `fails a document whose result is over the limit`() throws {
            let harness = try PoolHarness { $0.resultLimit = 1 << 20 }
            let token = try harness.add("big 3")
            try harness.finish()
            #expect(harness.isFinished(token))
            guard case .failed(let reason, false) = harness.documents[token]?.first?.end else {
                Issue.record("it has not failed")
                return
            }
            #expect(reason.code == "result_too_large")
        }

        @Test(arguments: ["garbage", "flood", "close"])
        func `kills a worker that breaks the rules and goes on`(behaviour: String) throws {
            let harness = try PoolHarness { $0.workers = 1 }
            let token = try harness.add(behaviour)
            try harness.finish()
            #expect(try #require(harness.death(token)).cause.code == "worker_fault")
            let next = try harness.add("hello")
            try harness.finish()
            #expect(harness.text(next) == "hello")
        }

        @Test func `reads an entry that is shorter than it was`() throws {
            let harness = try PoolHarness()
            let token = try harness.add("hello", byteCount: 1_000)
            try harness.finish()
            #expect(harness.text(token) == "hello")
        }

        @Test func `has nothing behind the end of an entry that became shorter`() throws {
            let file = unsafe try #require(tmpfile())
            defer { unsafe fclose(file) }
            let number = unsafe fileno(file)
            _ = unsafe write(number, "hello", 5)
            let content = DescriptorContent(descriptor: number, name: "a", byteCount: 10)
            #expect(try content.read(at: 0, count: 10) == Array("hello".utf8))
            #expect(try content.read(at: 1, count: 3) == Array("ell".utf8))
            #expect(try content.read(at: 5, count: 5).isEmpty)
        }

        @Test func `tells how fast entries of five kilobytes are handed over`() throws {
            let harness = try PoolHarness()
            try harness.serve { harness.pool.readyWorkers == 2 }
            let page = String(repeating: "0123456789", count: 512)
            let before = processorTime()
            let start = ContinuousClock.now
            for _ in 0..<10 {
                for _ in 0..<200 { try harness.add(page) }
                try harness.finish()
            }
            let wall = ContinuousClock.now - start
            let own = processorTime() - before
            #expect(harness.documents.count == 2_000)
            print("2000 entries: \(wall / 2_000) wall, \(own / 2_000) of this process's CPU each")
        }

        private func processorTime() -> Duration {
            var time = timespec()
            unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
    }
}
