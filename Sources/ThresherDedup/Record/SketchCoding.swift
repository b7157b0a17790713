// SPDX-License-Identifier: Apache-2.0

extension TextSketch {
    /// Writes the sketch: the number of words, then hashes, head, facts and placed numbers as
    /// ascending numbers.
    func write(to writer: inout ByteWriter) {
        writer.variable(UInt64(words))
        writer.ascending(hashes)
        writer.ascending(head)
        writer.ascending(facts.places)
        writer.ascending(numbers.entries)
    }

    /// Reads what ``write(to:)`` wrote; `nil` for anything else.
    ///
    /// - Parameters:
    ///   - reader: Where it is.
    ///   - isBrief: Whether the placed numbers, which are last, are left unread.
    init?(reading reader: inout ByteReader, isBrief: Bool = false) {
        let bound = UInt64(1) << TextSketch.hashBits
        guard let words = reader.variable(), words <= 1 << 32,
            let hashes = reader.ascending(below: bound, atMost: TextSketch.size),
            let head = reader.ascending(below: bound, atMost: TextSketch.headSize),
            let places = reader.ascending(
                below: UInt64(FactSet.bits), atMost: FactSet.bits),
            let numbers = isBrief
                ? []
                : reader.ascending(
                    below: 1 << (PlacedNumbers.surroundingBits + PlacedNumbers.valueBits),
                    atMost: PlacedNumbers.size)
        else { return nil }
        self.init(
            words: Int(words), hashes: hashes, head: head, facts: FactSet(places: places),
            numbers: PlacedNumbers(entries: numbers))
    }
}

/// What the worker's half tells the daemon's: the key of the whole text and its sketch.
struct DedupEvidence: Equatable {
    var key: TextKey
    var sketch: TextSketch

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.append(key.bytes)
        sketch.write(to: &writer)
        return writer.bytes
    }

    init(key: TextKey, sketch: TextSketch) {
        self.key = key
        self.sketch = sketch
    }

    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let part = reader.take(16), let key = TextKey(bytes: part),
            let sketch = TextSketch(reading: &reader), reader.isAtEnd
        else { return nil }
        self.init(key: key, sketch: sketch)
    }
}
