// SPDX-License-Identifier: Apache-2.0

/// What one bundle adds to a state log: all its records or none.
///
/// On disk, little-endian: `TSF2`, the length of what is between here and the checksum, the bundle
/// number and that of the first record (64 bit each), then each record with its length before it;
/// CRC32C of everything before it.
struct StateFrame: Equatable {
    /// 0 for what a command added.
    var bundle: Int
    /// How many records were before it in the log, those of damaged frames included.
    var first: Int
    var records: [[UInt8]]

    static let mark: [UInt8] = Array("TSF2".utf8)
    static let headSize = 4 + 4 + 8 + 8
    static let overhead = headSize + 4

    var bytes: [UInt8] {
        var bytes = StateFrame.mark
        let length = 16 + records.reduce(0) { $0 + 4 + $1.count }
        StateFrame.append(UInt64(length), 4, to: &bytes)
        StateFrame.append(UInt64(bundle), 8, to: &bytes)
        StateFrame.append(UInt64(first), 8, to: &bytes)
        for record in records {
            StateFrame.append(UInt64(record.count), 4, to: &bytes)
            bytes.append(contentsOf: record)
        }
        StateFrame.append(UInt64(CRC32C.of(bytes)), 4, to: &bytes)
        return bytes
    }

    /// Reads the frame at an offset.
    ///
    /// - Parameters:
    ///   - bytes: The log.
    ///   - offset: Where the frame starts.
    /// - Returns: The frame and where it ends; `nil` when there is no whole and true one.
    static func read(_ bytes: [UInt8], at offset: Int) -> (frame: StateFrame, end: Int)? {
        guard bytes.count - offset >= overhead,
            bytes[offset..<offset + 4].elementsEqual(mark)
        else { return nil }
        let length = Int(number(bytes, offset + 4, 4))
        let end = offset + 8 + length + 4
        guard length >= 16, end <= bytes.count,
            UInt32(truncatingIfNeeded: number(bytes, end - 4, 4))
                == CRC32C.of(bytes[offset..<end - 4])
        else { return nil }
        var frame = StateFrame(
            bundle: Int(truncatingIfNeeded: number(bytes, offset + 8, 8)),
            first: Int(truncatingIfNeeded: number(bytes, offset + 16, 8)), records: [])
        var next = offset + headSize
        while next < end - 4 {
            guard next + 4 <= end - 4 else { return nil }
            let count = Int(number(bytes, next, 4))
            guard next + 4 + count <= end - 4 else { return nil }
            frame.records.append(Array(bytes[next + 4..<next + 4 + count]))
            next += 4 + count
        }
        return (frame, end)
    }

    /// The length of the frame that an offset seems to start, the checksum included.
    static func length(_ bytes: [UInt8], at offset: Int) -> Int? {
        guard bytes.count - offset >= 8, bytes[offset..<offset + 4].elementsEqual(mark) else {
            return nil
        }
        return 8 + Int(number(bytes, offset + 4, 4)) + 4
    }

    static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for index in 0..<count {
            bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
        }
    }

    static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
        (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }
}
