// SPDX-License-Identifier: Apache-2.0

/// The 64-bit keys that an index finds documents by.
enum IndexKey {
    /// The key of a shingle's hash.
    static func shingle(_ hash: UInt64) -> UInt64 { Mixing.spread(hash << 2) }
    /// The key of a whole text.
    static func text(_ key: TextKey) -> UInt64 { Mixing.spread(key.high << 2 | 1) }
    /// The key of the mark that a document came back whole.
    static func whole(_ document: Int) -> UInt64 { Mixing.spread(UInt64(document) << 2 | 2) }
}
