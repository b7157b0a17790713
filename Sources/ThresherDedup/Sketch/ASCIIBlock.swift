// SPDX-License-Identifier: Apache-2.0

/// Eight bytes of a text, and how many of the first are ASCII letters and digits.
///
/// All bytes are looked at in one register, a flag in the highest bit of each; L. Lamport, "Multiple byte
/// processing with full-word instructions", 1975.
struct ASCIIBlock {
    /// The bytes, the first in the lowest bits.
    private let bytes: UInt64
    /// How many letters and digits it begins with, 0…8.
    let length: Int
    /// Flags of the letters and of the digits among these.
    private let letters: UInt64
    private let digits: UInt64

    static let size = 8
    private static let flags: UInt64 = 0x8080_8080_8080_8080

    /// - Parameter bytes: The first in the lowest bits.
    @inline(__always)
    init(_ bytes: UInt64) {
        self.bytes = bytes
        let plain = bytes & ~ASCIIBlock.flags
        let lower = plain | ASCIIBlock.each(0x20)
        // What is added carries into the flag from the first of a range on, and after its last.
        let letter =
            (lower &+ ASCIIBlock.each(0x80 - 0x61)) ^ (lower &+ ASCIIBlock.each(0x80 - 0x7B))
        let digit =
            (plain &+ ASCIIBlock.each(0x80 - 0x30)) ^ (plain &+ ASCIIBlock.each(0x80 - 0x3A))
        let others = ~(letter | digit) & ASCIIBlock.flags | bytes & ASCIIBlock.flags
        length = others.trailingZeroBitCount >> 3
        let within = length == 8 ? .max : (1 as UInt64) &<< UInt64(length * 8) &- 1
        letters = letter & within & ASCIIBlock.flags
        digits = digit & within & ASCIIBlock.flags
    }

    /// Whether it begins with a capital.
    @inline(__always) var isCapital: Bool { letters & 0x80 != 0 && bytes & 0x20 == 0 }
    /// Whether there is a letter among the first ``length``.
    @inline(__always) var hasLetter: Bool { letters != 0 }
    /// Whether there is a digit among them.
    @inline(__always) var hasDigit: Bool { digits != 0 }
    /// The first ``length`` in lower case, the last of them in the lowest bits.
    @inline(__always) var folded: UInt64 {
        (bytes | letters >> 2).byteSwapped >> UInt64(64 - length * 8)
    }
    /// The byte after them; `nil` when that is in the next block.
    @inline(__always) var next: UInt8? {
        length < 8 ? UInt8(truncatingIfNeeded: bytes &>> UInt64(length * 8)) : nil
    }

    @inline(__always)
    private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
}
