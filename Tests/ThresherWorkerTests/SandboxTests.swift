// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherWorker

extension WorkerProcessTests {
    struct SandboxTests {
        @Test func `says at its start what it locked itself in with`() throws {
            let harness = try PoolHarness { $0.memoryLimit = 100 << 20 }
            try harness.serve { harness.pool.readyWorkers == 2 }
            guard case .started(_, let facts, true) = harness.events.first else {
                Issue.record("the first event is \(harness.events)")
                return
            }
            #expect(facts.hasNoNewPrivileges)
            #expect(facts.memoryLimit == 100 << 20)
            #expect(facts.fields.map(\.key).starts(with: ["landlock", "seccomp", "no_new_privs"]))
            // What is missing on this kernel is said, never silently left out.
            #expect(facts.landlock > 0 || facts.missing.contains { $0.hasPrefix("landlock") })
            #expect(
                facts.filtersSystemCalls
                    || facts.missing.contains { $0.hasPrefix("system call filter") })
        }

        @Test func `can reach no file, network, program or process`() throws {
            let harness = try PoolHarness()
            let token = try harness.add("probe")
            try harness.finish()
            guard case .started(_, let facts, _) = harness.events.first else { return }
            let lines = Set(
                try #require(harness.text(token)).split(separator: "\n").map(String.init))
            if facts.landlock > 0 || facts.filtersSystemCalls {
                for what in ["read /etc/passwd", "read folder", "create", "unlink", "exec"] {
                    #expect(lines.contains("\(what) refused"))
                }
            }
            if facts.filtersSystemCalls {
                for what in ["unix socket", "inet socket", "fork", "signal parent"] {
                    #expect(lines.contains("\(what) refused"))
                }
            }
            #expect(lines.contains("thread done"))
            #expect(lines.contains("core 0"))
            // 5 is the entry.
            #expect(lines.contains("descriptors 0,1,2,3,4,5"))
        }
    }
}
