// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine

struct DurationTests {
    @Test(
        arguments: [
            (.zero, 0), (.nanoseconds(1), 1), (.milliseconds(1_500), 1_500_000_000),
            (.seconds(-1), 0), (.nanoseconds(-1), 0), (.seconds(1 << 40), .max / 2),
            (.seconds(Int64.max), .max / 2),
        ] as [(Duration, UInt64)])
    func `a duration is so many nanoseconds and never too many`(
        duration: Duration, expected: UInt64
    ) {
        #expect(duration.nanoseconds == expected)
        #expect(!duration.nanoseconds.addingReportingOverflow(1 << 62).overflow)
    }
}
