// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherService

struct LogTailTests {
    static let stored =
        #"{"ts":"2026-03-02T09:14:07.201Z","level":"info","event":"document.stored","#
        + #""outcome":"stored","entry":"01JE8A","document":"K7Q2M","elapsed_ms":12,"message":"stored"}"#
    static let failed =
        #"{"ts":"2026-03-03T00:00:00.000Z","level":"warning","event":"document.failed","#
        + #""outcome":"failed","entry":"01JE8B","path":"a b.html","message":"set aside"}"#
    static let crash = "Fatal error: \u{1B}[31mIndex out of range"
    static let log = [stored, crash, failed].joined(separator: "\n") + "\n"

    func shown(_ text: String, _ filter: LogFilter = LogFilter(), colour: Bool = false) -> String {
        var tail = LogTail(filter: filter, isColoured: colour)
        let lines = tail.lines(in: Array(text.utf8)) + tail.flush()
        return lines.map { tail.text(of: $0) }.joined()
    }

    @Test func `shows records, dates and foreign lines`() {
        #expect(
            shown(Self.log) == """
                -- 2026-03-02 --
                09:14:07.201Z  info   document.stored      outcome=stored entry=01JE8A \
                document=K7Q2M elapsed_ms=12  (stored)
                Fatal error: \\u001b[31mIndex out of range
                -- 2026-03-03 --
                00:00:00.000Z  warn   document.failed      outcome=failed entry=01JE8B \
                path="a b.html"  (set aside)

                """)
    }

    @Test(arguments: [
        (LogFilter(entries: ["01je8a"]), ["document.stored"]),
        (LogFilter(entries: ["K7Q"]), ["document.stored"]),
        (LogFilter(entries: ["01JE8"]), ["document.stored", "document.failed"]),
        (LogFilter(entries: ["X"]), []),
        (LogFilter(outcomes: [.failed]), ["document.failed"]),
        (LogFilter(outcomes: [.failed, .stored]), ["document.stored", "document.failed"]),
        (LogFilter(level: .warning), ["Fatal", "document.failed"]),
        (LogFilter(level: .error), ["Fatal"]),
        (LogFilter(events: ["document.*"]), ["document.stored", "document.failed"]),
        (LogFilter(events: ["document.failed", "entry.claimed"]), ["document.failed"]),
        (LogFilter(level: .warning, entries: ["01JE8A"]), []),
    ])
    func `filters`(filter: LogFilter, expected: [String]) {
        let text = shown(Self.log, filter)
        let all = ["document.stored", "Fatal", "document.failed"]
        #expect(all.filter { text.contains($0) } == expected)
    }

    @Test func `reads bytes in any pieces`() {
        var tail = LogTail(filter: LogFilter(), isColoured: false)
        var text = ""
        for byte in Self.log.utf8 {
            for line in tail.lines(in: [byte]) { text += tail.text(of: line) }
        }
        #expect(text == shown(Self.log))
    }

    @Test func `reads what the journal tells`() {
        let journal = """
            {"__REALTIME_TIMESTAMP":"1772442847201999","PRIORITY":"4","_PID":"7",\
            "THRESHER_PATH":"news/a.html","THRESHER_ENTRY":"01JE8A","THRESHER_OUTCOME":"failed",\
            "THRESHER_REASON":[98,97,100,27],"THRESHER_MESSAGE":"set aside",\
            "THRESHER_OUTPUTS":["a.json","a.md"],\
            "THRESHER_EVENT":"document.failed","MESSAGE":"…"}
            {"__REALTIME_TIMESTAMP":"1772442847202000","PRIORITY":"6",\
            "SYSLOG_IDENTIFIER":"systemd","MESSAGE":"Started thresher.service"}
            """
        #expect(
            shown(journal) == """
                -- 2026-03-02 --
                09:14:07.201Z  warn   document.failed      outcome=failed entry=01JE8A \
                path=news/a.html reason="bad\\u001b" outputs=a.json,a.md  (set aside)
                09:14:07.202Z  info   systemd: Started thresher.service

                """)
        #expect(shown(journal, LogFilter(outcomes: [.failed])).contains("document.failed"))
    }

    @Test(arguments: [
        "{}", "{\"ts\":1}", "[1,2]", "{\"ts\":\"now\",\"level\":\"info\",\"event\":\"a.b\"}",
        "{\"ts\":\"2026-03-02T09:14:07.201Z\",\"level\":\"loud\",\"event\":\"a.b\"}",
        "{\"ts\":\"2026-03-02T09:14:07.201Z\"", "null", "", " ",
    ])
    func `shows other JSON as it is`(line: String) {
        #expect(shown(line + "\n") == line + "\n")
    }

    @Test func `colours for a terminal only what it wrote itself`() {
        let text = shown(Self.log, colour: true)
        #expect(text.contains("\u{1B}[32mstored\u{1B}[0m"))
        #expect(text.contains("\u{1B}[31mfailed\u{1B}[0m"))
        #expect(text.contains("Fatal error: \\u001b[31mIndex"))
    }

    @Test func `does not collect a line without end`() {
        var tail = LogTail(filter: LogFilter(), isColoured: false)
        var count = 0
        for _ in 0..<64 { count += tail.lines(in: Array(repeating: 0x78, count: 65_536)).count }
        #expect(count == 3)
    }
}
