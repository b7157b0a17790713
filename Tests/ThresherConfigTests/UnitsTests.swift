// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherConfig

struct UnitsTests {
    @Test(arguments: [
        ("0", 0), ("17", 17), ("64KB", 64_000), ("64KiB", 65_536), ("200MB", 200_000_000),
        ("1GiB", 1 << 30), ("1TB", 1_000_000_000_000), ("1 TiB", 1 << 40), ("5b", 5),
        ("64 kb", 64_000), ("1.5GB", 1_500_000_000), ("0.25KiB", 256),
    ])
    func `reads sizes`(text: String, bytes: Int) throws {
        #expect(try Units.bytes(text) == bytes)
    }

    @Test(arguments: [
        ("", nil), ("KB", nil), ("-1", nil), ("1.KB", nil), ("1e3", nil), ("1_000", nil),
        ("0x10", nil), ("08KB", nil), ("1.5B", nil), ("9999999TB", nil),
        ("99999999999999999999", nil), ("64K", "64KB"), ("2g", "2GB"), ("64KBps", nil),
        ("1,5GB", nil), ("٣KB", nil),
    ])
    func `refuses what is no size`(text: String, correction: String?) {
        #expect(throws: Units.Problem(correction: correction)) { try Units.bytes(text) }
    }

    @Test(arguments: [
        ("0", 0), ("0s", 0), ("250ms", 250), ("2s", 2_000), ("5m", 300_000), ("12h", 43_200_000),
        ("7d", 604_800_000), ("1h30m", 5_400_000), ("1d2h3m4s5ms", 93_784_005), ("1.5s", 1_500),
    ])
    func `reads times`(text: String, milliseconds: Int) throws {
        #expect(try Units.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        ("", nil), ("s", nil), ("5", "5s"), ("2S", nil), ("30M", nil), ("2 s", nil),
        ("30 seconds", "30s"), ("5min", "5m"), ("3days", "3d"), ("1m1h", nil), ("1s1s", nil),
        ("-2s", nil), ("1.0005s", nil), ("0.5ms", nil), ("12:30:45", nil), ("1w", nil),
        ("999999999999d", nil), ("5s3", nil), ("08s", nil), ("1h30", nil), ("ms", nil),
    ])
    func `refuses what is no time`(text: String, correction: String?) {
        #expect(throws: Units.Problem(correction: correction)) { try Units.milliseconds(text) }
    }

    @Test(arguments: [
        (0, "0B"), (1, "1B"), (999, "999B"), (1_000, "1KB"), (1_024, "1KiB"), (65_536, "64KiB"),
        (64_000_000, "64MB"), (1_500_000_000, "1500MB"), (1 << 40, "1TiB"), (1_025, "1025B"),
    ])
    func `writes sizes short and exact`(bytes: Int, text: String) throws {
        #expect(Units.text(bytes: bytes) == text)
        #expect(try Units.bytes(text) == bytes)
    }

    @Test(arguments: [
        (0, "0s"), (5, "5ms"), (1_000, "1s"), (1_500, "1500ms"), (90_000, "90s"), (120_000, "2m"),
        (86_400_000, "1d"), (90_000_000, "25h"),
    ])
    func `writes times short and exact`(milliseconds: Int, text: String) throws {
        #expect(Units.text(milliseconds: milliseconds) == text)
        #expect(try Units.milliseconds(text) == milliseconds)
    }
}
