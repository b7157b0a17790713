// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// The time in an entry's id.
enum EntryTime {
    /// When the entry was claimed, milliseconds since 1970.
    static func milliseconds(of entry: EntryID) -> UInt64 {
        entry.text.utf8.prefix(10).reduce(0) { value, digit in
            value << 5 | UInt64(Base32.value(of: digit) ?? 0)
        }
    }
}
