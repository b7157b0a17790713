// SPDX-License-Identifier: Apache-2.0
import Synchronization
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// Collects events.
final class EventLog: Sendable {
    private let events = Mutex<[String]>([])

    var handler: EventHandler {
        { event in
            let path = event.fields.first { $0.key == "path" }?.value.string ?? ""
            self.events.withLock { $0.append(event.name + (path.isEmpty ? "" : " " + path)) }
        }
    }

    var names: [String] { events.withLock { $0 } }
    func count(_ name: String) -> Int { names.count { $0 == name } }
}
