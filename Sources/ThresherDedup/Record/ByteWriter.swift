// SPDX-License-Identifier: Apache-2.0

/// Writes numbers and runs of bits as bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingBits: UInt64 = 0

    mutating func byte(_ value: UInt8) { bytes.append(value) }
    mutating func append(_ values: [UInt8]) { bytes.append(contentsOf: values) }

    /// The lowest bytes of a number, the least significant first.
    mutating func number(_ value: UInt64, bytes count: Int) {
        for index in 0..<count {
            bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
        }
    }

    /// A number in 7 bits a byte, the lowest first (LEB128).
    mutating func variable(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Up to 48 bits, the lowest first; ``endBits()`` must follow the last.
    mutating func bits(_ value: UInt64, _ count: UInt64) {
        pending |= value << pendingBits
        pendingBits += count
        while pendingBits >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingBits -= 8
        }
    }

    /// Fills the last byte with zeros.
    mutating func endBits() {
        if pendingBits > 0 { bytes.append(UInt8(truncatingIfNeeded: pending)) }
        pending = 0
        pendingBits = 0
    }

    /// Ascending distinct numbers as their differences in a Golomb-Rice code.
    ///
    /// Source: R. F. Rice, "Some practical universal noiseless coding techniques", 1979. About 1.6
    /// bits more than the logarithm of the mean difference for each number.
    ///
    /// - Parameter numbers: Below 2⁴⁰, at most 65,535 of them.
    mutating func ascending(_ numbers: [UInt64]) {
        variable(UInt64(numbers.count))
        guard let last = numbers.last else { return }
        let mean = last / UInt64(numbers.count)
        let low = mean < 2 ? 0 : UInt64(63 - mean.leadingZeroBitCount)
        byte(UInt8(low))
        var next: UInt64 = 0
        for number in numbers {
            let step = number - next
            var high = step >> low
            while high >= 32 {
                bits(0xFFFF_FFFF, 32)
                high -= 32
            }
            bits((1 << high) - 1, high + 1)
            bits(step & ((1 << low) - 1), low)
            next = number + 1
        }
        endBits()
    }
}

/// Reads what ``ByteWriter`` wrote; everything is `nil` for bytes that it did not write.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var index: Int
    private var pending: UInt64 = 0
    private var pendingBits: UInt64 = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index == bytes.endIndex }

    mutating func byte() -> UInt8? {
        guard index < bytes.endIndex else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, bytes.endIndex - index >= count else { return nil }
        defer { index += count }
        return bytes[index..<index + count]
    }

    mutating func number(bytes count: Int) -> UInt64? {
        guard let part = take(count) else { return nil }
        return part.reversed().reduce(0) { $0 << 8 | UInt64($1) }
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

    private mutating func bits(_ count: UInt64) -> UInt64? {
        while pendingBits < count {
            guard let next = byte() else { return nil }
            pending |= UInt64(next) << pendingBits
            pendingBits += 8
        }
        defer {
            pending >>= count
            pendingBits -= count
        }
        return pending & ((1 << count) - 1)
    }

    /// Ascending numbers below a bound.
    mutating func ascending(below bound: UInt64, atMost limit: Int) -> [UInt64]? {
        guard let count = variable(), count <= UInt64(limit) else { return nil }
        guard count > 0 else { return [] }
        guard let low = byte(), low <= 40 else { return nil }
        var numbers: [UInt64] = []
        numbers.reserveCapacity(Int(count))
        var next: UInt64 = 0
        for _ in 0..<count {
            guard let high = ones(), let rest = bits(UInt64(low)) else { return nil }
            let number = next + (high << UInt64(low) | rest)
            guard number < bound, high <= bound >> UInt64(low) else { return nil }
            numbers.append(number)
            next = number + 1
        }
        pending = 0
        pendingBits = 0
        return numbers
    }

    /// How many ones there are before the next zero.
    private mutating func ones() -> UInt64? {
        var count: UInt64 = 0
        while true {
            if pendingBits == 0 {
                guard let next = byte() else { return nil }
                pending = UInt64(next)
                pendingBits = 8
            }
            let run = min(UInt64((~pending).trailingZeroBitCount), pendingBits)
            count += run
            let used = min(run + 1, pendingBits)
            pending >>= used
            let isEnd = run < pendingBits
            pendingBits -= used
            if isEnd { return count }
            guard count <= 1 << 20 else { return nil }
        }
    }
}
