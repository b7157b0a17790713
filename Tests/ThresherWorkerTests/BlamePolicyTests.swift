// SPDX-License-Identifier: Apache-2.0
import Glibc
import TestSupport
import Testing
import ThresherEngine
import ThresherWorker

struct BlamePolicyTests {
    private let policy = BlamePolicy()

    private func death(
        _ cause: Death.Cause, alone: Bool = true, record: Int? = 0, stage: String? = "html_strip",
        memory: Int = 0
    ) -> Death {
        var death = Death(cause: cause)
        death.wasAlone = alone
        death.record = record
        death.stage = stage
        death.peakMemory = memory
        return death
    }

    /// How many deaths alone it takes until the entry is given up.
    private func deaths(_ death: Death) -> (count: Int, pause: Duration) {
        var record = BlamePolicy.Record()
        var pause = Duration.zero
        for count in 1...100 {
            switch policy.judge(death, record) {
            case .retry(let next, let wait):
                record = next
                pause += wait
            case .giveUp, .giveUpRecord: return (count, pause)
            }
        }
        return (.max, pause)
    }

    @Test func `counts no death beside other work`() {
        let causes: [Death.Cause] = [
            .signal(SIGSEGV, detail: ""), .exit(1), .deadline(.seconds(30)), .killed(SIGKILL),
            .memory(limit: 1 << 30, detail: ""), .fault("x"),
        ]
        for cause in causes {
            let verdict = policy.judge(death(cause, alone: false), .init())
            #expect(verdict == .retry(.init(), pause: .zero))
        }
    }

    @Test func `settles poison within a few attempts and without pauses`() {
        #expect(deaths(death(.deadline(.seconds(30)))) == (1, .zero))
        #expect(deaths(death(.signal(SIGILL, detail: ""))) == (2, .zero))
        #expect(deaths(death(.memory(limit: 1 << 30, detail: ""))) == (2, .zero))
        #expect(deaths(death(.exit(1))) == (2, .zero))
        #expect(deaths(death(.fault("garbage"))) == (2, .zero))
    }

    @Test func `is patient with kills from outside, but not for ever`() {
        let small = deaths(death(.killed(SIGKILL)))
        #expect(small.count == 10)
        #expect(small.pause > .seconds(5) && small.pause < .seconds(30))
        #expect(deaths(death(.killed(SIGKILL), memory: 1 << 30)).count == 3)
    }

    @Test func `does not let kills use up the attempts`() {
        let record = BlamePolicy.Record(attempts: 0, kills: 9)
        let verdict = policy.judge(
            death(.signal(SIGSEGV, detail: "")), record)
        guard case .retry(let next, _) = verdict else {
            Issue.record("given up")
            return
        }
        #expect(next == .init(attempts: 1, kills: 9))
    }

    @Test func `gives up one record, or all when it cannot be read`() {
        let once = BlamePolicy.Record(attempts: 1)
        let poison = death(.signal(SIGSEGV, detail: ""), record: 41)
        #expect(
            policy.judge(poison, once)
                == .giveUpRecord(41, .init(code: "signal", detail: "SIGSEGV", stage: "html_strip")))
        let unreadable = death(.signal(SIGSEGV, detail: ""), record: 41, stage: "read")
        #expect(
            policy.judge(unreadable, once)
                == .giveUp(.init(code: "signal", detail: "SIGSEGV", stage: "read")))
    }

    /// Workers are killed in one of four documents, for whatever they do; no document may suffer.
    @Test func `quarantines nothing in a hail of kills`() {
        var random = SeededRandom(seed: 7)
        var kills = 0
        for _ in 0..<20_000 {
            var record = BlamePolicy.Record()
            var isAlone = false
            while random.next() % 4 == 0 {
                kills += 1
                let verdict = policy.judge(
                    death(.killed(SIGKILL), alone: isAlone), record)
                guard case .retry(let next, _) = verdict else {
                    Issue.record("quarantined after \(record)")
                    return
                }
                record = next
                isAlone = true
            }
        }
        #expect(kills > 300)
    }
}
