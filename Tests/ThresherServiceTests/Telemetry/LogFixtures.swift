// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherService

/// An event made up for a test.
struct TestEvent: Event {
    var name = "document.stored"
    var level = EventLevel.info
    var fields: [JSONValue.Member] = []
    var message = "written"

    static func stored(_ entry: Int) -> TestEvent {
        TestEvent(fields: [.init("entry", .string("E\(entry)")), .init("outcome", "stored")])
    }
}

/// Clocks that stand still until they are moved.
final class TestClock: Sendable {
    private let nanoseconds = Mutex<UInt64>(1_772_442_847_201_000_000)

    var clock: LogClock {
        LogClock(
            wall: { [self] in nanoseconds.withLock { $0 } / 1_000_000 },
            monotonic: { [self] in nanoseconds.withLock { $0 } })
    }

    func move(milliseconds: Int) {
        nanoseconds.withLock { $0 += UInt64(milliseconds) * 1_000_000 }
    }
}

/// What a file holds.
func contents(of path: String) throws -> String {
    let file = try Descriptor.reading(path)
    var bytes: [UInt8] = []
    while true {
        let more = try file.read(limit: 65_536)
        if more.isEmpty { return String(decoding: bytes, as: UTF8.self) }
        bytes += more
    }
}

/// A file's lines as JSON.
func records(in path: String) throws -> [JSONValue] {
    try contents(of: path).split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
}

/// Both ends of a pipe.
func makePipe() throws -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [0, 0]
    let result = unsafe ends.withUnsafeMutableBufferPointer { unsafe pipe($0.baseAddress) }
    try #require(result == 0)
    return (.owning(ends[0]), .owning(ends[1]))
}

/// A stream that nobody looks at.
func nullStream() throws -> Descriptor { try .owning(#require(openNull())) }

private func openNull() -> Int32? {
    let number = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
    return number >= 0 ? number : nil
}
