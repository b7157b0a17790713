// SPDX-License-Identifier: Apache-2.0

/// The first bytes of a state log.
///
/// On disk, little-endian: `THRSTATE`, the version of the layout and of the records (32 bit each),
/// the seed (64 bit), CRC32C of everything before it.
struct StateHeader: Equatable {
    /// The version of the records.
    var recordVersion: Int
    /// The secret number that the records were made with.
    var seed: UInt64

    static let size = 28
    static let layoutVersion = 2
    private static let head: [UInt8] = Array("THRSTATE".utf8)

    /// What the first bytes of a log turned out to be.
    enum Reading: Equatable {
        case whole(StateHeader)
        /// Whole, as far as can be told, but of another layout.
        case otherLayout(Int, recordVersion: Int)
        /// Too short or not as it was written.
        case cut
    }

    var bytes: [UInt8] {
        var bytes = StateHeader.head
        StateFrame.append(UInt64(StateHeader.layoutVersion), 4, to: &bytes)
        StateFrame.append(UInt64(recordVersion), 4, to: &bytes)
        StateFrame.append(seed, 8, to: &bytes)
        StateFrame.append(UInt64(CRC32C.of(bytes)), 4, to: &bytes)
        return bytes
    }

    /// Reads what ``bytes`` wrote.
    static func read(_ bytes: [UInt8]) -> Reading {
        guard bytes.count >= size, bytes.starts(with: head) else { return .cut }
        let layout = Int(StateFrame.number(bytes, 8, 4))
        let version = Int(StateFrame.number(bytes, 12, 4))
        guard
            StateFrame.number(bytes, size - 4, 4) == UInt64(CRC32C.of(bytes[..<(size - 4)]))
        else { return .cut }
        guard layout == layoutVersion else { return .otherLayout(layout, recordVersion: version) }
        return .whole(
            StateHeader(recordVersion: version, seed: StateFrame.number(bytes, 16, 8)))
    }
}
