// SPDX-License-Identifier: Apache-2.0
import CThresherDigest

/// 128 bits that stand for a text's words: two texts share them only when they are the same.
package struct TextKey: Sendable, Hashable {
    /// The first half.
    let high: UInt64
    /// The second half.
    let low: UInt64

    /// The key of no text.
    static let none = TextKey(high: 0, low: 0)

    private init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    /// The key of folded words: the first half of their SHA-256, mixed with the index's seed.
    init(of words: [UInt8], seed: UInt64) {
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe words.withUnsafeBytes { input in
            unsafe digest.withUnsafeMutableBufferPointer {
                unsafe thresher_sha256(input.baseAddress, input.count, $0.baseAddress)
            }
        }
        // Bijections: mixing makes no two keys equal.
        let first = digest[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        high = Mixing.spread(first ^ Mixing.spread(seed))
        low = digest[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Takes a key from its 16 bytes; `nil` for any other number.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 16 bytes, most significant first.
    var bytes: [UInt8] {
        [high, low].flatMap { half in
            (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * $0)) }
        }
    }
}
