// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// The short form of `Tests/Faults/kill.py`.
struct FaultTests {
    @Test(
        .enabled(if: Strace.obstacle == nil, "needs strace with the right to trace"),
        .timeLimit(.minutes(5)))
    func `loses and doubles nothing when it is killed and when its calls fail`() throws {
        let script = Executable.checkout.appendingPathComponent("Tests/Faults/kill.py")
        let result = try command(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", script.path, "--quick", "--thresher", Executable.thresher.path])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
}
