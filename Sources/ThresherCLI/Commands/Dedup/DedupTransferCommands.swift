// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherDedup
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// The form that an index travels in: JSON lines.
private enum Transfer {
    static let format = "thresher.dedup/1"
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
                    "number": .int(number), "record": .string(Hex.text(record)),
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
        let lines = try orEnd { () throws(FileError) in
            try LineReader(file, limit: 1 << 24)
        }
        guard let head = try next(lines).flatMap({ try? JSONValue(parsing: $0) }),
            head["format"]?.string == Transfer.format,
            let seed = head["seed"]?.string.flatMap({ UInt64($0, radix: 16) })
        else { try refuse("'\(file.text)' is no export of an index") }
        guard head["record_version"]?.int == DedupDecider().recordVersion else {
            try refuse("'\(file.text)' has records of another version")
        }
        try options.use(making: seed) { index in
            guard index.state.recordCount == 0 else {
                try refuse(
                    "the index '\(options.index)' is not new: it has \(index.state.recordCount)"
                        + " records")
            }
            var count = 0
            try index.state.refill(seed: seed) { add in count = try copy(lines, to: add) }
            Console.print("imported: \(count) records")
        }
    }

    /// Adds all records, and says how many there were.
    private func copy(
        _ lines: LineReader,
        to add: (_ records: [[UInt8]], _ first: Int, _ bundle: Int) throws -> Void
    ) throws -> Int {
        var batch: [[UInt8]] = []
        var first = 0
        var count = 0
        while let line = try next(lines) {
            guard let value = try? JSONValue(parsing: line), let number = value["number"]?.int,
                let record = value["record"]?.string.flatMap(Hex.bytes),
                number >= first + batch.count, number < 1 << 31, DedupDecider.isRecord(record)
            else { try refuse("line \(count + 2) of '\(file.text)' is no record") }
            // What was damaged keeps its numbers, each of which takes some memory.
            guard number - count <= 1 << 20 + 4 * count else {
                try refuse(
                    "line \(count + 2) of '\(file.text)' has the number \(number), so most records"
                        + " are missing")
            }
            if number > first + batch.count || batch.count == 4096 {
                if !batch.isEmpty { try add(batch, first, 0) }
                batch = []
                first = number
            }
            batch.append(record)
            count += 1
        }
        if !batch.isEmpty { try add(batch, first, 0) }
        return count
    }

    private func next(_ lines: LineReader) throws -> [UInt8]? {
        try orEnd { () throws(FileError) in try lines.next() }
    }

    private func orEnd<Result>(_ body: () throws(FileError) -> Result) throws -> Result {
        do throws(FileError) { return try body() } catch {
            Console.complain("\(error)")
            throw ExitCode.inputOutput
        }
    }

    private func refuse(_ problem: String) throws -> Never {
        Console.complain(problem)
        throw ExitCode.dataError
    }
}
