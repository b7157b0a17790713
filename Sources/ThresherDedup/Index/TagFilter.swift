// SPDX-License-Identifier: Apache-2.0

/// Tells which tags are not in a bucket of a run, from the directory's entry.
///
/// A Bloom filter (B. Bloom, 1970) whose four bits for a tag are beside what is read next, as in
/// F. Putze, P. Sanders and J. Singler, "Cache-, hash- and space-efficient Bloom filters", 2007. With
/// 8 bits a tag about one absent tag in 30 passes.
struct TagFilter {
    /// Bits of the upper half of an entry's first word, and of its second.
    let first: UInt64
    let second: UInt64

    @inline(__always)
    init(_ tag: UInt32) {
        let hash = Mixing.spread(UInt64(tag) | 1 << 32)
        let one: UInt64 = 1
        first = one &<< (32 | hash & 31)
        second = one &<< (hash >> 6 & 63) | one &<< (hash >> 12 & 63) | one &<< (hash >> 18 & 63)
    }

    /// Whether an entry has all bits.
    @inline(__always)
    func passes(_ first: UInt64, _ second: UInt64) -> Bool {
        (~first & self.first) | (~second & self.second) == 0
    }
}
