// SPDX-License-Identifier: Apache-2.0

/// What a document left in an index, as bytes of the log.
protocol IndexedRecord: SendableMetatype {
    /// Takes back what was written; `nil` for anything else.
    init?(bytes: [UInt8])

    /// Hands out the keys that it added to the index, and whether each became spent with that.
    func forEachPosting(_ body: (_ key: UInt64, _ isSpent: Bool) -> Void)
}
