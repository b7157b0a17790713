// SPDX-License-Identifier: Apache-2.0
import Glibc
import TestSupport
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherWorker

extension WorkerProcessTests {
    /// Real workers that die in real ways.
    struct DeathTests {
        /// Runs one entry in a pool of one worker and returns its death.
        private func death(
            of text: String, alone: Bool = false, _ adjust: (inout WorkerOptions) -> Void = { _ in }
        ) throws -> Death {
            let harness = try PoolHarness {
                $0.workers = 1
                adjust(&$0)
            }
            let token = try harness.add(text, alone: alone)
            try harness.finish()
            return try #require(harness.death(token))
        }

        @Test(arguments: [
            ("trap", [SIGILL, SIGTRAP]), ("abort", [SIGABRT]), ("segfault", [SIGSEGV]),
        ])
        func `names the signal and the stage`(behaviour: String, signals: [Int32]) throws {
            let death = try death(of: behaviour)
            guard case .signal(let number, let detail) = death.cause else {
                Issue.record("\(death.cause)")
                return
            }
            #expect(signals.contains(number))
            #expect(detail == "")
            #expect(death.stage == "work")
            #expect(death.record == 0)
            #expect(death.reason.code == "signal")
            #expect(death.reason.stage == "work")
        }

        @Test func `tells an exhausted stack from another bad access`() throws {
            let death = try death(of: "recurse 1")
            #expect(death.cause == .signal(SIGSEGV, detail: "the stack is exhausted"))
        }

        @Test func `names the code of a worker that ends itself`() throws {
            #expect(try death(of: "exit 7").cause == .exit(7))
            #expect(try death(of: "exit 0").cause == .exit(0))
        }

        @Test func `keeps the last words, bounded and printable`() throws {
            let said = try death(of: "say good bye")
            #expect(said.lastWords.contains("good bye\\x1b[31m\\x00\n"))
            let chatter = try death(of: "chatter 40")
            #expect(chatter.lastWords.utf8.count <= 4_096)
            #expect(chatter.lastWords.contains("aaaa"))
        }

        // MARK: Deadline

        @Test(arguments: ["loop", "hang"])
        func `kills a document that takes too long`(behaviour: String) throws {
            let limit = Duration.milliseconds(300)
            let start = ContinuousClock.now
            let death = try death(of: behaviour) { $0.documentDeadline = limit }
            #expect(death.cause == .deadline(limit))
            #expect(death.stage == "work")
            #expect(ContinuousClock.now - start < .seconds(10))
        }

        @Test func `gives every document of a container its own time`() throws {
            let harness = try PoolHarness {
                $0.workers = 1
                $0.documentDeadline = .milliseconds(600)
            }
            let token = try harness.add("dawdle 8 150")
            try harness.finish()
            #expect(harness.isFinished(token))
            #expect(harness.documents[token]?.count == 8)
        }

        // MARK: Memory

        @Test(arguments: ["allocate", "reserve 4000", "shared 600"])
        func `names memory as the cause, however it was taken`(behaviour: String) throws {
            let death = try death(of: behaviour)
            #expect(death.cause.code == "memory", "\(death.cause) \(death.lastWords)")
            #expect(death.stage == "work")
            #expect(death.peakMemory < 1 << 30)
        }

        @Test func `refuses memory without a death to code that can go on without`() throws {
            let harness = try PoolHarness()
            let token = try harness.add("malloc 4000")
            try harness.finish()
            #expect(harness.text(token) == "refused")
        }

        @Test func `does not take a trap for a lack of memory`() throws {
            #expect(try death(of: "trap").cause.code == "signal")
        }

        // MARK: From outside

        @Test func `tells a kill from outside from an own death`() throws {
            let harness = try PoolHarness { $0.workers = 1 }
            let token = try harness.add("dawdle 1000 20")
            try harness.serve { harness.documents[token] != nil }
            for pid in harness.pool.processes { kill(pid, SIGKILL) }
            try harness.finish()
            let death = try #require(harness.death(token))
            #expect(death.cause == .killed(SIGKILL))
            #expect(death.stage == "work")
            // The note may be one record behind what was sent.
            #expect([death.documents - 1, death.documents].contains(death.record))
        }

        @Test func `takes a crash signal that another process sent for a kill from outside`() throws
        {
            let harness = try PoolHarness { $0.workers = 1 }
            let token = try harness.add("dawdle 1000 20")
            try harness.serve { harness.documents[token] != nil }
            for pid in harness.pool.processes { kill(pid, SIGSEGV) }
            try harness.finish()
            #expect(try #require(harness.death(token)).cause == .killed(SIGSEGV))
        }

        @Test func `ignores the signals of terminal and service manager`() throws {
            let harness = try PoolHarness { $0.workers = 1 }
            let token = try harness.add("slow 200")
            try harness.serve { harness.pool.jobsUnderWay == 1 }
            for pid in harness.pool.processes {
                for signal in [SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGQUIT] { kill(pid, signal) }
            }
            try harness.finish()
            #expect(harness.isFinished(token))
        }

        @Test func `hands back what waited behind the entry that died`() throws {
            let harness = try PoolHarness {
                $0.workers = 1
                $0.queueDepth = 4
            }
            let first = try harness.add("slow 100")
            let poison = try harness.add("trap")
            let behind = [try harness.add("one"), try harness.add("two")]
            try harness.finish()
            #expect(harness.isFinished(first))
            #expect(harness.death(poison)?.wasAlone == false)
            for token in behind { #expect(harness.isReturned(token)) }
        }

        @Test func `runs a suspect as a fresh worker's only work`() throws {
            let harness = try PoolHarness { $0.workers = 2 }
            try harness.serve { harness.pool.readyWorkers == 2 }
            for _ in 0..<8 { try harness.add("slow 10") }
            try harness.finish()
            let before = harness.pool.processes
            let suspect = try harness.add("trap", alone: true)
            let others = try (0..<50).map { try harness.add("entry \($0)") }
            try harness.finish()
            let death = try #require(harness.death(suspect))
            #expect(death.wasAlone)
            for token in others { #expect(harness.isFinished(token)) }
            try harness.serve { harness.pool.readyWorkers == 2 }
            #expect(Set(harness.pool.processes) == Set(before), "the others were left alone")
        }

        @Test func `reports the documents before the death, and on which record it came`() throws {
            let harness = try PoolHarness()
            let token = try harness.add("many 100 trap 60")
            try harness.finish()
            let death = try #require(harness.death(token))
            #expect(death.record == 60)
            #expect(death.documents == 60)
            #expect(harness.documents[token]?.compactMap(\.record) == Array(0..<60))
            let second = try harness.add("many 100 trap 60", alone: true, skipping: [0..<61])
            try harness.finish()
            #expect(harness.isFinished(second))
            #expect(harness.documents[second]?.compactMap(\.record) == Array(61..<100))
        }

        /// What a daemon does with the reports, while somebody kills its workers all the time.
        @Test func `loses and quarantines nothing while workers are killed at random`() throws {
            let harness = try PoolHarness { $0.workers = 2 }
            let policy = BlamePolicy()
            var random = SeededRandom(seed: 11)
            var open = Set(try (0..<120).map { _ in try harness.add("slow 2") })
            var records: [UInt64: BlamePolicy.Record] = [:]
            var kills = 0
            while !open.isEmpty {
                let before = harness.ends.count
                try harness.serve { harness.ends.count > before }
                if kills < 60, let victim = harness.pool.processes.randomElement(using: &random) {
                    kill(victim, SIGKILL)
                    kills += 1
                }
                for token in open {
                    guard let end = harness.ends[token] else { continue }
                    open.remove(token)
                    switch end {
                    case .finished: break
                    case .returned: open.insert(try harness.add("slow 2"))
                    case .died(_, let death):
                        let record = records[token] ?? .init()
                        guard
                            case .retry(let next, _) = policy.judge(
                                death, record)
                        else {
                            Issue.record("quarantined after \(record): \(death.cause)")
                            return
                        }
                        let again = try harness.add("slow 2", alone: true)
                        records[again] = next
                        open.insert(again)
                    case .document: break
                    }
                }
            }
            #expect(kills > 40)
            let finished = harness.ends.keys.count { harness.isFinished($0) }
            #expect(finished == 120)
        }
    }
}
