// SPDX-License-Identifier: Apache-2.0

/// What a document left in an index, as bytes of the log.
protocol IndexedRecord: SendableMetatype {
    /// The number of its format, with which each begins.
    static var format: Int { get }

    /// Takes back what was written; `nil` for anything else.
    init?(bytes: [UInt8])

    /// The bytes; `nil` when an id is longer than 255 bytes, which no id of ours is.
    var bytes: [UInt8]? { get }

    /// The record without all that tells something of the document's text.
    var emptied: Self { get }

    /// Whether it is of the document with an id, or of the entry, where it tells that.
    func belongs(to id: String) -> Bool

    /// Hands out the keys that it added to the index, and whether each became spent with that.
    func forEachPosting(_ body: (_ key: UInt64, _ isSpent: Bool) -> Void)
}
