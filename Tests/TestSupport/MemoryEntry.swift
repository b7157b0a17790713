// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
package import ThresherPlugin

/// An entry whose bytes are in memory.
package final class MemoryEntry: EntryContent {
    package let name: String
    private let bytes: [UInt8]

    package init(_ text: String, name: String = "page.txt") {
        self.name = name
        bytes = Array(text.utf8)
    }

    package var byteCount: Int { bytes.count }

    package func read(at offset: Int, count: Int) throws(StageError) -> [UInt8] {
        Array(bytes.dropFirst(offset).prefix(count))
    }
}

/// Remembers what it was told, in order.
package final class StageRecorder: StageObserver {
    package private(set) var entered: [String] = []
    package private(set) var isIdle = true

    package init() {}

    package func enter(record: Int, stage: String) {
        entered.append("\(record):\(stage)")
        isIdle = false
    }

    package func leave() { isIdle = true }
}
