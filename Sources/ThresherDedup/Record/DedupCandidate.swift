// SPDX-License-Identifier: Apache-2.0

/// A document that a text is compared with, read once: the rest of its record is parsed when it is
/// asked for, which is seldom.
struct DedupCandidate {
    private let bytes: [UInt8]
    /// Its sketch but for the placed numbers.
    let sketch: TextSketch

    /// - Parameter bytes: Its record; of another kind they make `nil`.
    init?(_ bytes: [UInt8]) {
        guard let sketch = DedupRecord.briefSketch(in: bytes) else { return nil }
        (self.bytes, self.sketch) = (bytes, sketch)
    }

    /// The whole record; `nil` when it makes no sense.
    var record: DedupRecord? { DedupRecord(bytes: bytes) }
}
