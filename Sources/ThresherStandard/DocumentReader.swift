// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Opens an entry as the one document that it is.
struct DocumentReader: Reader {
    static let spec = ReaderSpec("document", summary: "The whole file is one document.")

    init() {}

    func open(_ entry: any EntryContent) throws(StageError) -> any RecordIterator {
        OneRecord(entry: entry)
    }

    private struct OneRecord: RecordIterator {
        var entry: (any EntryContent)?

        mutating func next() throws(StageError) -> Record? {
            guard let entry else { return nil }
            self.entry = nil
            return Record(number: nil, bytes: try entry.read(at: 0, count: entry.byteCount))
        }
    }
}
