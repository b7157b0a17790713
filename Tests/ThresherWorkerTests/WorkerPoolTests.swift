// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherWorker

extension WorkerProcessTests {
    struct WorkerPoolTests {
        @Test func `runs an entry in another process and reports its document`() throws {
            let harness = try PoolHarness(["prefix": "> "])
            let token = try harness.add("hello")
            try harness.finish()
            #expect(harness.text(token) == "> hello")
            #expect(harness.isFinished(token))
        }

        @Test func `keeps two workers busy with two hundred entries`() throws {
            let harness = try PoolHarness()
            let tokens = try (0..<200).map { try harness.add("entry \($0)") }
            try harness.finish()
            for (index, token) in tokens.enumerated() {
                #expect(harness.text(token) == "entry \(index)")
            }
            try harness.serve { harness.pool.readyWorkers == 2 }
        }

        @Test func `loses none of the good entries around poison`() throws {
            let harness = try PoolHarness { $0.queueDepth = 1 }
            var good: [UInt64] = []
            var poison: [UInt64] = []
            for index in 0..<60 {
                if index % 10 == 5 {
                    poison.append(try harness.add("trap"))
                } else {
                    good.append(try harness.add("entry \(index)"))
                }
            }
            try harness.finish()
            for token in good { #expect(harness.isFinished(token)) }
            for token in poison {
                let death = try #require(harness.death(token))
                #expect(death.cause.code == "signal")
                #expect(death.stage == "work")
            }
        }
    }
}
