// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherEngine
import ThresherPlugin
import ThresherWorker

// A real worker process whose entries say what shall happen to it. The tests start it as the
// daemon starts `thresher worker`.

guard CommandLine.arguments.dropFirst().first != "fail" else { exit(3) }

exit(
    WorkerMain.run { configuration in
        if let refusal = configuration["refuse"]?.string { throw Refusal(message: refusal) }
        return BehaviourExecutor(ownContent: configuration["prefix"]?.string ?? "")
    })

struct Refusal: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
}
