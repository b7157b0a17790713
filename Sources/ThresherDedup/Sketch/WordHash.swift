// SPDX-License-Identifier: Apache-2.0

/// The hash of one word, eight bytes a step.
struct WordHash {
    private let keys: SketchKeys
    private var state: UInt64
    private var chunk: UInt64 = 0
    private var count = 0

    init(_ keys: SketchKeys) {
        self.keys = keys
        state = keys.start
    }

    var isEmpty: Bool { count == 0 }

    /// Adds a letter.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        chunk = chunk << 8 | UInt64(byte)
        count &+= 1
        if count & 7 == 0 {
            state = Mixing.product(state ^ chunk, keys.fold)
            chunk = 0
        }
    }

    /// Adds the letters and digits that a block begins with; only whole blocks may be before it.
    @inline(__always)
    mutating func append(_ block: ASCIIBlock) {
        chunk = block.folded
        count &+= block.length
        if block.length == ASCIIBlock.size {
            state = Mixing.product(state ^ chunk, keys.fold)
            chunk = 0
        }
    }

    /// Adds a letter of any script.
    @inline(__always)
    mutating func append(scalar: UInt32) {
        append(UInt8(truncatingIfNeeded: scalar))
        if scalar > 0xFF { append(UInt8(truncatingIfNeeded: scalar >> 8)) }
        if scalar > 0xFFFF { append(UInt8(truncatingIfNeeded: scalar >> 16)) }
    }

    /// The hash; the next word begins.
    @inline(__always)
    mutating func finish() -> UInt64 {
        let hash = Mixing.product(state ^ chunk, keys.fold ^ UInt64(count))
        state = keys.start
        chunk = 0
        count = 0
        return hash
    }
}
