// SPDX-License-Identifier: Apache-2.0

/// What is kept of a text to tell how much of it stands in another.
struct TextSketch: Equatable, Sendable {
    /// How many hashes are kept.
    static let size = 56
    /// Bits of a hash.
    static let hashBits: UInt64 = 36
    /// How many shingles are the head of a text, how many hashes are kept of it, and how many
    /// shingles a text needs to have one.
    static let headShingles = 96
    static let headSize = 8
    static let headedShingles = 256
    /// How many of the smallest hashes are looked up by.
    static let indexedSize = 28

    /// The number of words; an ideograph is one, as is a letter of a script without spaces.
    var words: Int
    /// The smallest distinct hashes of its shingles, ascending, at most ``size``.
    var hashes: [UInt64]
    /// The smallest hashes among the first ``headShingles`` of a long text, ascending.
    ///
    /// At most ``headSize``, none for shorter texts. What is copied alone is most often the
    /// beginning.
    var head: [UInt64]
    /// Its numbers and names.
    var facts: FactSet
    /// Some of its numbers, by where they stand.
    var numbers: PlacedNumbers

    /// The sketch of a text of which nothing is known.
    static let empty = TextSketch(
        words: 0, hashes: [], head: [], facts: FactSet(), numbers: PlacedNumbers())

    /// Whether it has every hash of the text.
    var isComplete: Bool { hashes.count < TextSketch.size }
    /// Up to where every hash of the text is among ``hashes``.
    var bound: UInt64 { isComplete ? .max : hashes.last ?? .max }
    /// Up to where every hash of the text is looked up by.
    var indexedBound: UInt64 {
        hashes.count <= TextSketch.indexedSize ? .max : hashes[TextSketch.indexedSize - 1]
    }

    /// The hashes that the text is looked up by: the smallest, then those of the head that are not
    /// among them.
    var indexed: [UInt64] {
        let smallest = hashes.prefix(TextSketch.indexedSize)
        return smallest + head.filter { !smallest.contains($0) }
    }
}
