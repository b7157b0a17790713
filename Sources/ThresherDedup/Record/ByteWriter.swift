// SPDX-License-Identifier: Apache-2.0

/// Writes numbers and runs of bits as bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingBits: UInt64 = 0

    init() { bytes.reserveCapacity(512) }

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
