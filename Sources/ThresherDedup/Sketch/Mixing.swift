// SPDX-License-Identifier: Apache-2.0

/// Keyed hashing by 128-bit products, after the idea of wyhash (Wang Yi, 2019).
enum Mixing {
    /// Both halves of the product of two words, folded into one.
    @inline(__always)
    static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (high, low) = left.multipliedFullWidth(by: right)
        return high ^ low
    }

    /// Spreads the bits of a number over all of it; a bijection (SplitMix64's last step).
    @inline(__always)
    static func spread(_ value: UInt64) -> UInt64 {
        var mixed = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// What an index mixes into its hashes, so that nobody can write a text that aims at it.
struct SketchKeys: Sendable {
    let start: UInt64
    let fold: UInt64
    let first: UInt64
    let second: UInt64
    let fact: UInt64

    /// Derives the keys from an index's seed.
    init(seed: UInt64) {
        func key(_ number: UInt64) -> UInt64 {
            Mixing.spread(seed &+ number &* 0x9E37_79B9_7F4A_7C15) | 1
        }
        start = key(1)
        fold = key(2)
        first = key(3)
        second = key(4)
        fact = key(5)
    }
}
