// SPDX-License-Identifier: Apache-2.0
import Glibc
import TestSupport
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherService

@Suite(.timeLimit(.minutes(1)))
struct JournalTests {
    /// Sends one event to a socket in place of the journal's, found as systemd says.
    func fields(of event: TestEvent) throws -> [(name: String, value: String)] {
        let folder = TemporaryFolder()
        let socket = try TestSocket(path: folder.file("socket"))
        let (reading, writing) = try makePipe()
        var settings = EventLog.Settings(form: .automatic)
        settings.journalSocket = folder.file("socket")
        let log = try EventLog(
            settings, stream: writing,
            environment: Environment(["JOURNAL_STREAM": try identity(of: writing)]),
            clock: TestClock().clock)
        log.handle(event)
        // Two megabytes take longer than a service would wait for on a machine that has much to do.
        #expect(log.stop(timeout: .seconds(50)))
        withExtendedLifetime(reading) {}
        return parse(try socket.receive())
    }

    @Test func `sends fields of their own`() throws {
        let fields = try fields(
            of: TestEvent(
                name: "document.failed", level: .warning,
                fields: [.init("entry", "01JE8"), .init("size_bytes", 7)], message: "set aside"))
        #expect(
            fields.map { "\($0.name)=\($0.value)" } == [
                "MESSAGE=document.failed entry=01JE8 size_bytes=7  (set aside)", "PRIORITY=4",
                "SYSLOG_IDENTIFIER=thresher", "THRESHER_EVENT=document.failed",
                "THRESHER_MESSAGE=set aside", "THRESHER_ENTRY=01JE8", "THRESHER_SIZE_BYTES=7",
            ])
    }

    @Test func `repeats the field of a list`() throws {
        let fields = try fields(of: TestEvent(fields: [.init("outputs", ["a,b", "c"])]))
        #expect(fields.suffix(2).map(\.name) == ["THRESHER_OUTPUTS", "THRESHER_OUTPUTS"])
        #expect(fields.suffix(2).map(\.value) == ["a,b", "c"])
    }

    @Test func `lets no value add a field`() throws {
        let fields = try fields(
            of: TestEvent(fields: [.init("path", "a\nPRIORITY=0\nMESSAGE=root was here")]))
        #expect(fields.filter { $0.name == "PRIORITY" }.map(\.value) == ["6"])
        #expect(fields.last?.name == "THRESHER_PATH")
        #expect(fields.last?.value == "a\nPRIORITY=0\nMESSAGE=root was here")
        #expect(fields.first?.value.contains("\n") == false)
    }

    @Test func `stays below what a datagram holds`() throws {
        let many = (0..<100).map {
            JSONValue.Member("key_\($0)", .string(String(repeating: "x", count: 20_000)))
        }
        let fields = try fields(of: TestEvent(fields: many))
        #expect(fields.count == 105)
    }

    @Test(arguments: ["/dev/null/socket", "/nowhere/socket"])
    func `falls back to lines when the journal cannot be reached, and waits for it once`(
        path: String
    ) throws {
        let (reading, writing) = try makePipe()
        var settings = EventLog.Settings(form: .journal)
        settings.journalSocket = path
        let log = try EventLog(
            settings, stream: writing, environment: Environment([:]), clock: TestClock().clock)
        for _ in 0..<20 { log.handle(TestEvent()) }
        #expect(log.stop())
        let lines = String(decoding: try reading.read(limit: 99_999), as: UTF8.self)
            .split(separator: "\n")
        #expect(lines.count == 20 && lines.allSatisfy { $0.hasPrefix("{\"ts\"") })
    }
}

/// Takes the journal's framing apart: `NAME=value` lines, or a name, a length and so many bytes.
private func parse(_ message: [UInt8]) -> [(name: String, value: String)] {
    var fields: [(String, String)] = []
    var rest = message[...]
    while let end = rest.firstIndex(of: 0x0A) {
        let line = rest[rest.startIndex..<end]
        if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
            fields.append(
                (
                    String(decoding: line[..<equals], as: UTF8.self),
                    String(decoding: line[(equals + 1)...], as: UTF8.self)
                ))
            rest = rest[(end + 1)...]
        } else {
            let count = rest[(end + 1)...].prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            let value = rest[(end + 9)...].prefix(count)
            fields.append(
                (String(decoding: line, as: UTF8.self), String(decoding: value, as: UTF8.self)))
            rest = rest[(end + 10 + count)...]
        }
    }
    return fields
}

private func identity(of descriptor: Descriptor) throws -> String {
    let identity = try #require(descriptor.identity)
    return "\(identity.device):\(identity.inode)"
}
