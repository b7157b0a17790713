// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherPlugin
import ThresherSpool

struct OpenStateTests {
    private func open(
        _ real: RealFolders, log: EventLog = EventLog()
    ) throws -> OpenState {
        try OpenState(
            state: real.folders.state, name: "memory", recordVersion: 1, events: log.handler)
    }

    private func all(_ state: OpenState) throws -> [String] {
        var records: [String] = []
        try state.restore {
            records.append(String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) + "\($1)")
        }
        return records
    }

    private func run(_ real: RealFolders) throws -> TestDaemon {
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem)
        try daemon.runUntilIdle()
        return daemon
    }

    @Test func `a state is refused while a daemon has it`() throws {
        let real = try RealFolders()
        let daemon = try run(real)
        let error = #expect(throws: SpoolError.self) { try open(real) }
        #expect(error?.exitCode == 75)
        #expect(daemon.committed.isEmpty)
    }

    @Test func `records added by hand stay among those of bundles, with their numbers`() throws {
        let real = try RealFolders()
        for name in ["a", "b"] {
            try real.drop(name, name)
            _ = try run(real)
            let state = try open(real)
            try state.add([Array("\(name) by hand".utf8)])
        }
        #expect(
            try all(open(real)) == ["a0", "a by hand1", "b2", "b by hand3"])
        #expect(try run(real).memory == ["a", "a by hand", "b", "b by hand"])
    }

    @Test func `storage reads committed records by place, and damage leaves numbers out`() throws {
        let real = try RealFolders()
        for name in ["a", "b", "c"] {
            try real.drop(name, "text of \(name)")
            _ = try run(real)
        }
        var places: [Int] = []
        do {
            let storage = try open(real).storage
            let first = try storage.records(from: .start, limit: 1) {
                places.append($2); _ = ($0, $1)
            }
            #expect(first.number == 1 && storage.holds(first))
            let end = try storage.records(from: first, limit: 10) {
                places.append($2); _ = ($0, $1)
            }
            #expect(end.number == 3 && storage.holds(end) && places.count == 3)
            let texts = places.map {
                storage.record(at: $0).map {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
            }
            #expect(texts == ["text of a", "text of b", "text of c"])
            var moved = end
            moved.offset += 1
            #expect(!storage.holds(moved))
            moved = end
            moved.number += 1
            #expect(!storage.holds(moved))
        }
        let path = real.root + "/state/memory/log"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let place = try #require(bytes.range(of: Data("text of b".utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let log = EventLog()
        #expect(try all(open(real, log: log)) == ["text of a0", "text of c2"])
        #expect(log.count("file.damaged") == 1)
    }

    @Test func `a sealed file is whole under its name or not there`() throws {
        let real = try RealFolders()
        _ = try run(real)
        let storage = try open(real).storage
        try storage.write("1.run") { emit throws(StageError) in
            try emit([1, 2])
            try emit([3])
        }
        #expect(storage.fileNames == ["1.run"])
        let file = try #require(storage.open("1.run"))
        #expect(file.withWords { words in words.indices.map { words[$0] } } == [1, 2, 3])
        #expect(throws: StageError.self) {
            try storage.write("2.run") { emit throws(StageError) in
                try emit([1])
                throw StageError(.unavailable, "no more")
            }
        }
        #expect(storage.fileNames == ["1.run"])
        storage.remove("1.run")
        // What is open stays readable.
        #expect(file.withWords { $0[2] } == 3)
        #expect(storage.open("1.run") == nil)
    }
}
