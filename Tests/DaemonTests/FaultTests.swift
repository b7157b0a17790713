// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The short form of `Tests/Faults/kill.py`.
struct FaultTests {
    /// Why the script cannot run here; `nil` when it can.
    private static let obstacle: String? = {
        let probe = try? command(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["strace", "-f", "-b", "execve", "-o", "/dev/null", "-e", "trace=none", "true"])
        guard let probe, probe.status == 0 else { return "strace is missing or may not trace" }
        return nil
    }()

    @Test(
        .enabled(if: obstacle == nil, "needs strace with the right to trace"),
        .timeLimit(.minutes(5)))
    func `loses and doubles nothing when it is killed and when its calls fail`() throws {
        let script = Executable.checkout.appendingPathComponent("Tests/Faults/kill.py")
        let result = try command(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", script.path, "--quick", "--thresher", Executable.thresher.path])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
}
