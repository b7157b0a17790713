// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The files of a ledger: `<last bundle before it, 12 digits>-<day>.jsonl`, oldest first by name.
enum LedgerFiles {
    static func name(bundle: Int, day: String) -> BytePath {
        let digits = String(bundle)
        return BytePath(
            String(repeating: "0", count: max(0, 12 - digits.count)) + digits + "-\(day).jsonl")
    }

    /// The day in a file's name.
    static func day(of name: BytePath) -> String {
        String(decoding: name.bytes.dropFirst(13).prefix(10), as: UTF8.self)
    }

    /// The names in a ledger folder, oldest first.
    static func list(
        in folder: Descriptor, fileSystem: any FileSystem
    ) throws(FileError) -> [BytePath] {
        try fileSystem.names(in: folder).map(\.name).filter { name in
            name.bytes.count == 12 + 1 + 10 + 6 && name.bytes.suffix(6).elementsEqual(".jsonl".utf8)
        }.sorted()
    }

    /// The last whole and true seal of a file, and where its line ends.
    ///
    /// - Parameters:
    ///   - file: The open file.
    ///   - limit: Only what ends here or before is looked at.
    ///   - name: The file's name, for messages.
    ///   - fileSystem: Where it is.
    /// - Returns: `nil` when not even the first line is whole.
    /// - Throws: ``SpoolError/Code/format`` when another version wrote the file.
    static func lastSeal(
        of file: Descriptor, below limit: Int, name: BytePath, fileSystem: any FileSystem
    ) throws(SpoolError) -> (seal: LedgerSeal, end: Int)? {
        var reach = 262_144
        while true {
            let start = max(0, limit - reach)
            let bytes: [UInt8]
            do {
                bytes = try fileSystem.read(file, at: start, count: limit - start)
            } catch {
                throw SpoolError("cannot read the ledger", error)
            }
            if start == 0 { try checkHeader(bytes, name: name) }
            let marks = seals(in: bytes, isWhole: start == 0)
            for index in marks.indices.reversed() {
                let mark = marks[index]
                if mark.isHeader { return (mark.seal, start + mark.end) }
                guard index > 0 else { break }
                let lines = bytes[marks[index - 1].end..<mark.start]
                if LedgerSeal.chain(previous: mark.seal.previous, lines: lines) == mark.seal.chain {
                    return (mark.seal, start + mark.end)
                }
            }
            if start == 0 { return nil }
            reach *= 4
        }
    }

    private struct Mark {
        var seal: LedgerSeal
        var start: Int
        var end: Int
        var isHeader: Bool
    }

    private static func seals(in bytes: [UInt8], isWhole: Bool) -> [Mark] {
        var marks: [Mark] = []
        var start = 0
        while let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            // A window may begin in the middle of a line, which then is none.
            let line = bytes[start..<feed]
            if start > 0 || isWhole, let seal = LedgerSeal(line: line) {
                let isHeader = line.starts(with: LedgerSeal.headerStart)
                if !isHeader || (start == 0 && isWhole) {
                    marks.append(Mark(seal: seal, start: start, end: feed + 1, isHeader: isHeader))
                }
            }
            start = feed + 1
        }
        return marks
    }

    private static func checkHeader(_ bytes: [UInt8], name: BytePath) throws(SpoolError) {
        guard let feed = bytes.firstIndex(of: UInt8(ascii: "\n")),
            let value = try? JSONValue(parsing: Array(bytes[..<feed])),
            let format = value["format"]?.string
        else { return }
        guard format == LedgerSeal.format else {
            throw SpoolError(
                .format,
                "the ledger file '\(name.display)' says '\(format)', this version of thresher "
                    + "reads '\(LedgerSeal.format)'; move the folder 'ledger' away to start a new one"
            )
        }
    }
}
