// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin
import ThresherStandard
import ThresherTesting

struct StandardCatalogueTests {
    @Test(arguments: Catalogue.standard.stages.map { $0.spec.name })
    func `every stage keeps the contract`(name: String) throws {
        let stage = try #require(Catalogue.standard.stages.first { $0.spec.name == name })
        checkStage(stage)
    }

    @Test func `names are unique`() {
        let catalogue = Catalogue.standard
        #expect(Set(catalogue.stages.map { $0.spec.name }).count == catalogue.stages.count)
        #expect(Set(catalogue.readers.map { $0.spec.name }).count == catalogue.readers.count)
        #expect(Set(catalogue.sinks.map { $0.spec.name }).count == catalogue.sinks.count)
        #expect(Set(catalogue.sinks.map { $0.spec.fileExtension }).count == catalogue.sinks.count)
    }

    @Test func `has what the shipped pipelines name`() {
        let stages = Set(Catalogue.standard.stages.map { $0.spec.name })
        #expect(stages.isSuperset(of: ["decode", "html_strip", "normalize", "dedup"]))
        #expect(Catalogue.standard.readers.map { $0.spec.name } == ["document"])
        #expect(Set(Catalogue.standard.sinks.map { $0.spec.name }) == ["json", "text", "markdown"])
    }
}

struct DocumentReaderTests {
    /// An entry in memory that hands out at most a few bytes more than asked for, never fewer.
    private final class Entry: EntryContent {
        let name = "a.txt"
        let bytes: [UInt8]
        var byteCount: Int { bytes.count }
        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func read(at offset: Int, count: Int) throws(StageError) -> [UInt8] {
            if bytes == [0xFF] { throw StageError(.unavailable, "the disk is gone") }
            return Array(bytes.dropFirst(offset).prefix(count))
        }
    }

    private func reader() throws -> any Reader {
        try #require(Catalogue.standard.readers.first { $0.spec.name == "document" }).init()
    }

    @Test(arguments: [[], [1, 2, 3]] as [[UInt8]])
    func `an entry is one record`(bytes: [UInt8]) throws {
        var records = try reader().open(Entry(bytes))
        let record = try #require(try records.next())
        #expect(record.bytes == bytes)
        #expect(record.number == nil)
        #expect(try records.next() == nil)
    }

    @Test func `what cannot be read is an error, once`() throws {
        var records = try reader().open(Entry([0xFF]))
        #expect(throws: StageError.self) { try records.next() }
        #expect(try records.next() == nil)
    }
}
