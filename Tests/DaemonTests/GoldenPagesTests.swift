// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// The pages of `Tests/Corpora/extraction` through the default pipeline.
struct GoldenPagesTests {
    @Test(.timeLimit(.minutes(2)))
    func `the golden pages reach the floors of text and facts`() throws {
        let script = Executable.checkout.appendingPathComponent("Tests/Corpora/golden.py")
        let result = try command(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", script.path, "--thresher", Executable.thresher.path])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
}
