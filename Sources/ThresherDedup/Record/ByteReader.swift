// SPDX-License-Identifier: Apache-2.0

/// Reads what ``ByteWriter`` wrote; everything is `nil` for bytes that it did not write.
struct ByteReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func byte() -> UInt8? {
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, bytes.count - index >= count else { return nil }
        defer { index += count }
        return bytes[index..<index + count]
    }

    /// Steps over bytes; `nil` when there are fewer.
    mutating func skip(_ count: Int) -> Void? {
        guard count >= 0, bytes.count - index >= count else { return nil }
        index += count
        return ()
    }

    mutating func number(bytes count: Int) -> UInt64? {
        guard count >= 0, bytes.count - index >= count else { return nil }
        var value: UInt64 = 0
        for place in (index..<index + count).reversed() {
            value = value << 8 | UInt64(bytes[place])
        }
        index += count
        return value
    }

    mutating func variable() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let next = byte() {
            guard shift < 63 else { return nil }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    /// Ascending numbers below a bound.
    mutating func ascending(below bound: UInt64, atMost limit: Int) -> [UInt64]? {
        guard let count = variable(), count <= UInt64(limit) else { return nil }
        guard count > 0 else { return [] }
        guard let low = byte(), low <= 40 else { return nil }
        var numbers: [UInt64] = []
        numbers.reserveCapacity(Int(count))
        let bytes = bytes
        let span = bytes.span
        var bits = BitReader(from: index)
        let most = bound >> UInt64(low)
        var next: UInt64 = 0
        for _ in 0..<count {
            guard let high = bits.ones(in: span, atMost: most),
                let rest = bits.take(UInt64(low), from: span)
            else {
                return nil
            }
            let number = next + (high << UInt64(low) | rest)
            guard number < bound else { return nil }
            numbers.append(number)
            next = number + 1
        }
        index = bits.end
        return numbers
    }
}

/// Reads bits, the lowest of each byte first, up to eight bytes ahead.
private struct BitReader {
    private var index: Int
    private var pending: UInt64 = 0
    private var count: UInt64 = 0

    init(from index: Int) { self.index = index }

    /// Behind the byte of the last bit that was taken.
    var end: Int { index - Int(count >> 3) }

    /// Makes at least 56 bits pending, fewer only at the end.
    @inline(__always)
    private mutating func fill(_ bytes: Span<UInt8>) {
        if index &+ 8 <= bytes.count {
            // Any eight bytes are a number.
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: index, as: UInt64.self)
            pending |= UInt64(littleEndian: word) &<< count
            let taken = (63 &- count) >> 3
            index &+= Int(taken)
            count &+= taken << 3
            // What is beyond whole bytes is read again.
            pending &= ~(UInt64.max << count)
        } else {
            while count <= 56, index < bytes.count {
                pending |= UInt64(bytes[index]) &<< count
                index += 1
                count += 8
            }
        }
    }

    /// The next bits, at most 40.
    @inline(__always)
    mutating func take(_ wanted: UInt64, from bytes: Span<UInt8>) -> UInt64? {
        if count < wanted {
            fill(bytes)
            guard count >= wanted else { return nil }
        }
        let value = pending & (1 &<< wanted &- 1)
        pending &>>= wanted
        count &-= wanted
        return value
    }

    /// How many ones there are before the next zero, which is taken with them.
    @inline(__always)
    mutating func ones(in bytes: Span<UInt8>, atMost most: UInt64) -> UInt64? {
        var ones: UInt64 = 0
        while true {
            if count < 40 { fill(bytes) }
            guard count > 0 else { return nil }
            let run = min(UInt64(truncatingIfNeeded: (~pending).trailingZeroBitCount), count)
            ones += run
            guard ones <= most else { return nil }
            if run < count {
                pending = (pending >> run) >> 1
                count &-= run &+ 1
                return ones
            }
            pending = 0
            count = 0
        }
    }
}
