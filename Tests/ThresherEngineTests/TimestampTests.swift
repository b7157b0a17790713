// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine

struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (1_772_442_847_201, "2026-03-02T09:14:07.201Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func `writes and reads back`(milliseconds: UInt64, text: String) {
        #expect(Timestamp.text(milliseconds: milliseconds) == text)
        #expect(Timestamp.milliseconds(of: text) == milliseconds)
    }

    @Test func `reads back every day of four centuries`() {
        for day in 0..<146_097 {
            let milliseconds = UInt64(day) * 86_400_000 + 12_345
            let text = Timestamp.text(milliseconds: milliseconds)
            if Timestamp.milliseconds(of: text) != milliseconds { Issue.record("\(text)") }
        }
    }

    @Test(arguments: [
        ("2026-03-02T09:14:07Z", 1_772_442_847_000),
        ("2026-03-02T09:14:07.2Z", 1_772_442_847_200),
        ("2026-03-02T09:14:07.201999Z", 1_772_442_847_201),
    ])
    func `accepts other precisions`(text: String, milliseconds: UInt64) {
        #expect(Timestamp.milliseconds(of: text) == milliseconds)
    }

    @Test(arguments: [
        "", "yesterday", "2026-03-02", "2026-03-02T09:14:07", "2026-13-02T09:14:07Z",
        "2026-03-02T09:14:07.Z", "2026-03-02T09:14:07.2x1Z", "1969-12-31T23:59:59Z",
        "2026-03-02T24:14:07.201Z", "２026-03-02T09:14:07Z",
    ])
    func `refuses anything else`(text: String) {
        #expect(Timestamp.milliseconds(of: text) == nil)
    }
}
