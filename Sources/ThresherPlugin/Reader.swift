// SPDX-License-Identifier: Apache-2.0

/// Opens an entry as documents: a page is one, a container many.
public protocol Reader: Sendable {
    /// What the reader is called and what it opens.
    static var spec: ReaderSpec { get }

    /// Creates the reader.
    init()

    /// Starts to read an entry. Records come one at a time, so an entry of any size fits in memory.
    func open(_ entry: any EntryContent) throws(StageError) -> any RecordIterator
}

/// An entry's bytes, without a way to anything else.
public protocol EntryContent: AnyObject {
    /// The entry's base name.
    var name: String { get }
    /// The number of bytes.
    var byteCount: Int { get }
    /// Reads up to `count` bytes at `offset`; fewer only at the end.
    func read(at offset: Int, count: Int) throws(StageError) -> [UInt8]
}

/// Hands out an entry's records in order.
public protocol RecordIterator {
    /// The next record, `nil` after the last.
    mutating func next() throws(StageError) -> Record?
}

/// One record of an entry.
public struct Record: Sendable {
    /// Its number in the container, from 0; `nil` when the entry is the document, and no other
    /// record is asked for.
    public var number: Int?
    /// Its bytes.
    public var bytes: [UInt8]
    /// Its media type when it differs from the entry's, which the first bytes and the name tell.
    public var mediaType: String?
    /// The character set that a transport declared.
    public var charset: String?
    /// The address it was fetched from.
    public var url: String?

    /// Creates a record.
    public init(number: Int?, bytes: [UInt8]) {
        self.number = number
        self.bytes = bytes
    }
}

/// What a reader is called and what it opens.
public struct ReaderSpec: Sendable {
    /// The name in a pipeline's `reader:` key.
    public let name: String
    /// One sentence.
    public let summary: String

    /// Creates a spec.
    public init(_ name: String, summary: String) {
        self.name = name
        self.summary = summary
    }
}
