// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherSpool

struct StateSeedTests {
    private func run(_ real: RealFolders) throws -> TestDaemon {
        let daemon = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem)
        try daemon.runUntilIdle()
        return daemon
    }

    private func seed(_ daemon: TestDaemon) throws -> UInt64 {
        try #require(daemon.recovery.seeds["memory"])
    }

    private func log(_ real: RealFolders) -> URL {
        URL(fileURLWithPath: real.root + "/state/memory/log")
    }

    @Test func `a state keeps its seed, and no two have the same`() throws {
        let real = try RealFolders()
        try real.drop("a", "1")
        let first = try seed(try run(real))
        try real.drop("b", "2")
        let daemon = try run(real)
        #expect(try seed(daemon) == first && daemon.memoryAfterwards == ["1", "2"])
        #expect(try seed(try run(try RealFolders())) != first)
        let attributes = try FileManager.default.attributesOfItem(
            atPath: real.root + "/state/memory")
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func `a head that a crash cut short is made anew`() throws {
        let real = try RealFolders()
        _ = try run(real)
        let whole = try Data(contentsOf: log(real))
        for length in 0..<whole.count {
            try whole.prefix(length).write(to: log(real))
            _ = try run(real)
            #expect(try Data(contentsOf: log(real)).count == whole.count)
            try (whole.prefix(length) + Data(count: 100)).write(to: log(real))
            _ = try run(real)
            #expect(try Data(contentsOf: log(real)).count == whole.count)
        }
        try real.drop("a", "1")
        #expect(try run(real).memoryAfterwards == ["1"])
    }

    @Test func `a damaged head before records is refused with what to run`() throws {
        let real = try RealFolders()
        try real.drop("a", "1")
        _ = try run(real)
        let whole = try Data(contentsOf: log(real))
        for place in [0, 12, 16, 23, 27] {
            var damaged = whole
            damaged[place] ^= 4
            try damaged.write(to: log(real))
            let error = #expect(throws: SpoolError.self) { try run(real) }
            #expect(error?.message.contains("mv memory memory.old") == true)
            #expect(try Data(contentsOf: log(real)) == damaged)
        }
        try whole.write(to: log(real))
        #expect(try run(real).memory == ["1"])
    }

    /// CRC-32C bit by bit, after Castagnoli (1993), as bytes in little-endian order.
    private func checksum(_ bytes: Data) -> [UInt8] {
        let sum = bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1) * 0x82F6_3B78 }
        }
        return (0..<4).map { UInt8(truncatingIfNeeded: ~sum >> (8 * $0)) }
    }

    @Test func `a log of a layout to come is refused`() throws {
        let real = try RealFolders()
        try real.drop("a", "1")
        _ = try run(real)
        let whole = try Data(contentsOf: log(real))
        var head = whole.prefix(24)
        #expect(head + checksum(head) == whole.prefix(28))
        head[8] += 1
        try (head + checksum(head) + whole.dropFirst(28)).write(to: log(real))
        let error = #expect(throws: SpoolError.self) { try run(real) }
        #expect(error?.code == .format && error?.exitCode == 78)
        #expect(error?.message.contains("mv memory memory.old") == true)
    }
}
