// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherEngine
import ThresherPlugin
import ThresherWorker

// A real worker process whose entries say what shall happen to it. The tests start it as the
// daemon starts `thresher worker`.

switch CommandLine.arguments.dropFirst().first {
case "fail": exit(3)
case "hang": try SmallDaemon.hang()
case "leaks":
    try SmallDaemon.countLeaks()
    exit(0)
case "measure":
    try SmallDaemon.measure()
    exit(0)
default: break
}

exit(
    WorkerMain.run { configuration in
        if let refusal = configuration["refuse"]?.string { throw Refusal(message: refusal) }
        return BehaviourExecutor(ownContent: configuration["prefix"]?.string ?? "")
    })

struct Refusal: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
}
