// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// In nanoseconds: 0 when it is negative, and half of the largest number when it is longer than
    /// three centuries, so that a time can still be added to it.
    package var nanoseconds: UInt64 {
        let parts = components
        guard parts.seconds >= 0, parts.attoseconds >= 0 else { return 0 }
        let longest = UInt64.max / 2
        guard parts.seconds < longest / 1_000_000_000 else { return longest }
        return UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000)
    }
}
