// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherDedup
import ThresherPlugin
import ThresherSpool

/// The form that an index travels in: JSON lines.
private enum Transfer {
    static let format = "thresher.dedup/1"

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    static func bytes(_ hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}

/// Writes an index to standard output.
struct DedupExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write an index to standard output.",
        discussion: """
            JSON lines: first the format with the index's secret seed, then each record. Keep it as \
            you keep the state folder.
            """)

    @OptionGroup var options: DedupOptions

    func run() throws {
        try options.use { index in
            let head: JSONValue = [
                "format": .string(Transfer.format),
                "record_version": .int(index.decider.recordVersion),
                "seed": .string(String(index.state.seed, radix: 16)),
            ]
            Console.print(String(decoding: head.utf8, as: UTF8.self))
            _ = try index.state.storage.records(from: .start, limit: .max) { record, number, _ in
                let line: JSONValue = [
                    "number": .int(number), "record": .string(Transfer.hex(record)),
                ]
                Console.print(String(decoding: line.utf8, as: UTF8.self))
            }
        }
    }
}

/// Makes an index of what another wrote.
struct DedupImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make an index of what 'thresher dedup export' wrote.",
        discussion: """
            The index must not have any record yet. Two indexes cannot be merged, because each has \
            a secret seed of its own.
            """)

    @OptionGroup var options: DedupOptions
    @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
    var file: PathArgument

    func run() throws {
        var lines: ArraySlice<[UInt8]> = []
        do throws(FileError) {
            let entry = try FileEntry(file, limit: 1 << 40)
            let bytes = (try? entry.read(at: 0, count: entry.byteCount)) ?? []
            lines = bytes.split(separator: 10).map { Array($0) }[...]
        } catch {
            Console.complain("\(error)")
            throw ExitCode.inputOutput
        }
        guard let head = lines.popFirst().flatMap({ try? JSONValue(parsing: $0) }),
            head["format"]?.string == Transfer.format,
            let seed = head["seed"]?.string.flatMap({ UInt64($0, radix: 16) })
        else { return try refuse("'\(file.text)' is no export of an index") }
        var records: [[UInt8]] = []
        for (place, line) in lines.enumerated() {
            guard let value = try? JSONValue(parsing: line), let number = value["number"]?.int,
                let record = value["record"]?.string.flatMap(Transfer.bytes),
                number >= records.count, number < 1 << 31
            else { return try refuse("line \(place + 2) of '\(file.text)' is no record") }
            // Missing records keep their numbers.
            while records.count < number { records.append([]) }
            records.append(record)
        }
        let found = records
        try options.use(making: seed) { index in
            guard index.decider.recordVersion == head["record_version"]?.int else {
                return try refuse("'\(file.text)' has records of another version")
            }
            guard index.state.recordCount == 0, index.state.seed == seed else {
                return try refuse("the index '\(options.index)' is not new")
            }
            for record in found where !record.isEmpty {
                guard DedupDecider.isRecord(record) else {
                    return try refuse("'\(file.text)' has a record that makes no sense")
                }
            }
            for start in stride(from: 0, to: found.count, by: 4096) {
                try index.state.add(Array(found[start..<min(start + 4096, found.count)]))
            }
            Console.print("imported: \(found.count) records")
        }
    }

    private func refuse(_ problem: String) throws {
        Console.complain(problem)
        throw ExitCode.dataError
    }
}
