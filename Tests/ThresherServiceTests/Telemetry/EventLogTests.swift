// SPDX-License-Identifier: Apache-2.0
import Glibc
import TestSupport
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherService

@Suite(.timeLimit(.minutes(1)))
struct EventLogTests {
    let folder = TemporaryFolder()
    let time = TestClock()
    var path: String { folder.file("log") }

    /// A log that writes to a file and to nobody.
    func makeLog(
        level: EventLevel = .info, _ change: (inout EventLog.Settings) -> Void = { _ in }
    ) throws -> EventLog {
        var settings = EventLog.Settings(level: level, form: .json, file: path)
        change(&settings)
        return try EventLog(
            settings, stream: nullStream(), environment: Environment([:]), clock: time.clock)
    }

    @Test func `writes an event as one line of JSON`() throws {
        let log = try makeLog()
        log.handle(
            TestEvent(
                name: "document.failed", level: .warning,
                fields: [.init("entry", "01JE8"), .init("size_bytes", 18_233)],
                message: "set aside"))
        #expect(log.stop())
        let expected =
            #"{"ts":"2026-03-02T09:14:07.201Z","level":"warning","event":"document.failed","#
            + #""entry":"01JE8","size_bytes":18233,"message":"set aside"}"# + "\n"
        #expect(try contents(of: path) == expected)
    }

    @Test func `leaves out what is below its level`() throws {
        let log = try makeLog(level: .warning)
        for level in EventLevel.allCases {
            log.handle(TestEvent(name: level.rawValue, level: level))
        }
        log.stop()
        #expect(try records(in: path).map { $0["event"]?.string } == ["warning", "error"])
    }

    @Test func `escapes what a file name does to terminals and lines`() throws {
        let name = "a\nb\u{1B}[2J\u{9B}31m\u{202E}gpj.exe\u{2028}\u{7F}é\u{E0041}"
        let log = try makeLog()
        log.handle(TestEvent(fields: [.init("path", .string(name))]))
        log.stop()
        let text = try contents(of: path)
        #expect(text.unicodeScalars.filter { $0 == "\n" }.count == 1)
        for hostile in ["\u{1B}", "\u{9B}", "\u{202E}", "\u{2028}", "\u{7F}", "\u{E0041}"] {
            #expect(!text.unicodeScalars.contains { String($0) == hostile })
        }
        #expect(text.contains("é"))
        #expect(try records(in: path).first?["path"]?.string == name)
    }

    @Test func `shortens a value that nobody could read`() throws {
        let log = try makeLog()
        log.handle(
            TestEvent(fields: [.init("detail", .string(String(repeating: "ü", count: 1 << 20)))]))
        log.stop()
        let detail = try records(in: path).first?["detail"]?.string ?? ""
        #expect(detail.hasSuffix("ü…") && detail.utf8.count <= 16_390)
    }

    @Test func `goes on in a new file when the old one was moved away`() throws {
        let log = try makeLog()
        log.handle(TestEvent(name: "one.written"))
        log.flush()
        _ = unsafe rename(path, path + ".1")
        time.move(milliseconds: 1_001)
        log.handle(TestEvent(name: "two.written"))
        log.flush()
        log.handle(TestEvent(name: "three.written"))
        log.stop()
        #expect(try records(in: path + ".1").map { $0["event"]?.string } == ["one.written"])
        let names = Set(try records(in: path).map { $0["event"]?.string })
        #expect(names == ["two.written", "three.written", "log.reopened"])
    }

    @Test func `goes on in a file that was cut short`() throws {
        let log = try makeLog()
        log.handle(TestEvent(name: "one.written"))
        log.flush()
        _ = unsafe truncate(path, 0)
        log.handle(TestEvent(name: "two.written"))
        log.stop()
        #expect(try records(in: path).map { $0["event"]?.string } == ["two.written"])
    }

    @Test func `thins lines about entries and says how many are missing`() throws {
        let log = try makeLog { $0.linesPerSecond = 200 }
        for entry in 0..<10_000 {
            log.handle(
                TestEvent(name: "entry.claimed", fields: [.init("entry", .string("E\(entry)"))]))
            log.handle(TestEvent.stored(entry))
        }
        log.stop()
        let lines = try records(in: path)
        let reports = lines.filter { $0["event"]?.string == "log.suppressed" }
        let shown = lines.filter { $0["entry"] != nil }
        #expect(shown.count <= 200)
        #expect(shown.count >= 100)
        #expect(
            Set(reports.compactMap { $0["suppressed_event"]?.string })
                == ["entry.claimed", "document.stored"])
        #expect(reports.compactMap { $0["suppressed"]?.int }.reduce(shown.count, +) == 20_000)
        #expect(reports.allSatisfy { $0["cause"]?.string == "thinned" })
        // What is shown late in the second is shown from claim to outcome.
        let claimed = Set(
            shown.filter { $0["event"]?.string == "entry.claimed" }.compactMap {
                $0["entry"]?.string
            })
        let stored = Set(
            shown.filter { $0["event"]?.string == "document.stored" }.compactMap {
                $0["entry"]?.string
            })
        #expect(claimed.symmetricDifference(stored).count <= 8)
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func `writes no more lines a second than it may`(limit: Int) throws {
        let log = try makeLog { $0.linesPerSecond = limit }
        for second in 0..<20 {
            for entry in 0..<1_000 { log.handle(TestEvent.stored(second * 1_000 + entry)) }
            time.move(milliseconds: 1_000)
        }
        log.stop()
        let shown = try records(in: path).count { $0["entry"] != nil }
        #expect(shown > 0 && shown <= 20 * limit)
    }

    @Test func `shows every line again after the load is over`() throws {
        let log = try makeLog { $0.linesPerSecond = 200 }
        for entry in 0..<10_000 { log.handle(TestEvent.stored(entry)) }
        time.move(milliseconds: 10_001)
        for entry in 20_000..<20_050 { log.handle(TestEvent.stored(entry)) }
        log.stop()
        let late = try records(in: path).compactMap { $0["entry"]?.string }.filter {
            $0.hasPrefix("E200")
        }
        #expect(late.count == 50)
    }

    @Test func `shows every line of what comes after a pause of seconds`() throws {
        let log = try makeLog { $0.linesPerSecond = 200 }
        for entry in 0..<10_000 { log.handle(TestEvent.stored(entry)) }
        for late in 0..<5 {
            time.move(milliseconds: 2_000)
            log.handle(TestEvent.stored(20_000 + late))
        }
        log.stop()
        let late = try records(in: path).count {
            $0["entry"]?.string?.hasPrefix("E2000") == true
        }
        #expect(late == 5)
    }

    @Test func `says why a document was left out as long as there is room`() throws {
        let log = try makeLog { $0.linesPerSecond = 400 }
        for entry in 0..<500 {
            log.handle(TestEvent.stored(entry))
            log.handle(
                TestEvent(
                    name: "document.rejected",
                    fields: [
                        .init("entry", .string("R\(entry)")), .init("reason", "empty_file"),
                    ]))
        }
        log.stop()
        let lines = try records(in: path)
        let shown = lines.count { $0["event"]?.string == "document.rejected" }
        #expect(shown > 200)
        let missing = lines.filter { $0["suppressed_event"]?.string == "document.rejected" }
        #expect(missing.compactMap { $0["suppressed"]?.int } == [500 - shown])
        #expect(missing.allSatisfy { $0["suppressed_reason"]?.string == "empty_file" })
    }

    @Test func `never thins failures, errors or what somebody debugs`() throws {
        let log = try makeLog()
        for entry in 0..<2_000 {
            log.handle(
                TestEvent(
                    name: "document.failed", level: .warning,
                    fields: [.init("entry", .string("E\(entry)"))]))
            log.handle(TestEvent(name: "disk.broken", level: .error))
            log.flush()
        }
        log.stop()
        #expect(try records(in: path).count == 4_000)
        let all = try makeLog(level: .debug)
        for entry in 0..<2_000 { all.handle(TestEvent.stored(entry)) }
        all.stop()
        #expect(try records(in: path).count == 6_000)
    }

    @Test func `limits warnings of one kind and counts the rest`() throws {
        let log = try makeLog()
        func warn(_ reason: String) {
            log.handle(
                TestEvent(
                    name: "entry.skipped", level: .warning,
                    fields: [.init("reason", .string(reason))]))
        }
        for _ in 0..<1_000 { warn("not_a_file") }
        warn("no_access")
        log.stop()
        let lines = try records(in: path)
        let reasons = lines.compactMap { $0["reason"]?.string }
        #expect(reasons.filter { $0 == "not_a_file" }.count == 20)
        #expect(reasons.filter { $0 == "no_access" }.count == 1)
        let report = try #require(lines.last)
        #expect(report["suppressed_reason"]?.string == "not_a_file")
        #expect(report["suppressed"]?.int == 980)
        #expect(report["level"]?.string == "warning")
        #expect(report["cause"]?.string == "repeated")
    }

    @Test func `does not wait for a reader that does not read`() throws {
        let (reading, writing) = try makePipe()
        var settings = EventLog.Settings(level: .debug, form: .json, file: path)
        settings.queueCapacity = 100
        let log = try EventLog(
            settings, stream: writing, environment: Environment([:]), clock: time.clock)
        let padding = String(repeating: "x", count: 1_000)
        for entry in 0..<1_000 {
            log.handle(
                TestEvent(
                    name: "step.done", level: .debug,
                    fields: [
                        .init("entry", .string("E\(entry)")), .init("detail", .string(padding)),
                    ]))
            if entry % 50 == 0 { log.handle(TestEvent(name: "disk.broken", level: .error)) }
        }
        // The pipe is stuck, the file is not.
        #expect(!log.flush(timeout: .milliseconds(100)))
        #expect(!log.stop(timeout: .milliseconds(100)))
        let written = try records(in: path)
        #expect(written.filter { $0["event"]?.string == "disk.broken" }.count == 20)
        #expect(written.contains { $0["event"]?.string == "step.done" })

        // Whoever reads after all finds every error, and the number of what is missing.
        var bytes: [UInt8] = []
        var errors = 0
        var steps = 0
        var lost = 0
        while errors < 20 || steps + lost < 1_000 {
            bytes += try reading.read(limit: 65_536)
            while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                let line = try JSONValue(parsing: Array(bytes[..<end]))
                bytes.removeFirst(end + 1)
                errors += line["event"]?.string == "disk.broken" ? 1 : 0
                steps += line["event"]?.string == "step.done" ? 1 : 0
                lost += line["cause"]?.string == "overflow" ? line["suppressed"]?.int ?? 0 : 0
            }
        }
        #expect(errors == 20)
        #expect(steps + lost == 1_000)
        #expect(lost > 0)
    }

    @Test func `survives a reader that went away`() throws {
        var ends = try makePipe() as (reading: Descriptor?, writing: Descriptor)
        let log = try EventLog(
            EventLog.Settings(form: .json, file: path), stream: ends.writing,
            environment: Environment([:]), clock: time.clock)
        ends.reading = nil
        log.handle(TestEvent(name: "one.written"))
        #expect(log.stop())
        #expect(try records(in: path).count == 1)
    }

    @Test func `shows readable lines with fields in order`() throws {
        let (reading, writing) = try makePipe()
        let log = try EventLog(
            EventLog.Settings(form: .readable), stream: writing, environment: Environment([:]),
            clock: time.clock)
        log.handle(
            TestEvent(
                name: "document.rejected",
                fields: [
                    .init("entry", "01JE8"), .init("path", "news/a b\n.html"),
                    .init("reason", "empty_file"), .init("elapsed_ms", 3),
                ], message: "left out"))
        log.stop()
        let text = String(decoding: try reading.read(limit: 65_536), as: UTF8.self)
        #expect(
            text == """
                -- 2026-03-02 --
                09:14:07.201Z  info   document.rejected    entry=01JE8 path="news/a b\\n.html" \
                reason=empty_file elapsed_ms=3  (left out)

                """)
    }

    @Test func `refuses a log file that cannot be opened`() {
        #expect(throws: SystemError(ENOENT)) {
            try EventLog(EventLog.Settings(file: folder.path + "/none/log"))
        }
    }
}
