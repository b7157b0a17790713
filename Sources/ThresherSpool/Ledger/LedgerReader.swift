// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
import ThresherPlugin

/// Reads the ledger, beside a running daemon or without one.
package final class LedgerReader {
    private let fileSystem: any FileSystem
    private let folder: Descriptor
    private let ownsFolder: Bool
    private static let chunk = 1 << 20

    /// - Parameters:
    ///   - folder: The ledger's folder.
    ///   - ownsFolder: Whether the descriptor is closed at the end.
    ///   - fileSystem: Where it is.
    init(folder: Descriptor, ownsFolder: Bool = false, fileSystem: any FileSystem) {
        self.folder = folder
        self.ownsFolder = ownsFolder
        self.fileSystem = fileSystem
    }

    deinit {
        if ownsFolder { fileSystem.close(folder) }
    }

    /// Opens the ledger in a state folder.
    ///
    /// - Parameters:
    ///   - state: The state folder.
    ///   - fileSystem: Where it is.
    /// - Throws: ``SpoolError/Code/notFound`` when there is none.
    package convenience init(
        state: BytePath, fileSystem: any FileSystem = PosixFileSystem()
    ) throws(SpoolError) {
        do {
            self.init(
                folder: try fileSystem.openRoot(state.appending("ledger")), ownsFolder: true,
                fileSystem: fileSystem)
        } catch {
            let what = error.isMissing ? "there is no ledger" : "the ledger cannot be read"
            throw SpoolError(
                error.isMissing ? .notFound : .io, "\(what) in '\(state.display)'", cause: error)
        }
    }

    /// What lines are looked for.
    package enum Query: Sendable {
        case all
        case entry(EntryID)
        /// The path below `incoming/`.
        case path(BytePath)
        case document(String)
        /// The members of a cluster of copies, by its id.
        case story(String)

        /// What the line's bytes must have somewhere; a fast check before parsing.
        fileprivate var needle: [UInt8] {
            switch self {
            case .all: []
            case .entry(let entry): Array(entry.text.utf8)
            case .path(let path): JSONValue.string(path.display).utf8
            case .document(let document): Array("\"\(document)\"".utf8)
            case .story(let story): Array("\"story\":\"\(story)\"".utf8)
            }
        }

        fileprivate func matches(_ line: LedgerLine) -> Bool {
            switch self {
            case .all: true
            case .entry(let entry): line.entry == entry
            case .path(let path): line.path == path
            case .document(let document): line.document == document
            case .story(let story): line.story == story
            }
        }
    }

    /// A place in the ledger, to read on from.
    package struct Position: Sendable, Hashable {
        var file: BytePath
        var offset: Int
    }

    /// Hands out matching lines, oldest first.
    ///
    /// - Parameters:
    ///   - query: Which lines.
    ///   - position: Where to start; `nil`: at the oldest.
    ///   - body: Takes a line; returns `false` to stop.
    /// - Returns: Where to read on.
    /// - Throws: When a file cannot be read.
    @discardableResult
    package func read(
        _ query: Query, from position: Position? = nil, _ body: (LedgerLine) -> Bool
    ) throws(SpoolError) -> Position? {
        var last = position
        let needle = query.needle
        for name in try files() where position.map({ name >= $0.file }) ?? true {
            var start = 0
            if let position, name == position.file { start = position.offset }
            var isStopped = false
            let end = try eachLine(of: name, from: start) { bytes in
                guard bytes.starts(with: LedgerLine.start), contains(needle, bytes),
                    let value = try? JSONValue(parsing: Array(bytes)),
                    let line = LedgerLine(value), query.matches(line)
                else { return true }
                isStopped = !body(line)
                return !isStopped
            }
            last = Position(file: name, offset: end)
            if isStopped { break }
        }
        return last
    }

    /// All matching lines, oldest first.
    package func lines(_ query: Query) throws(SpoolError) -> [LedgerLine] {
        var lines: [LedgerLine] = []
        try read(query) {
            lines.append($0)
            return true
        }
        return lines
    }

    /// The end of the ledger as it is now, to tail from.
    package func end() throws(SpoolError) -> Position? {
        guard let name = try files().last else { return nil }
        return Position(file: name, offset: try eachLine(of: name, from: 0) { _ in true })
    }

    /// The lines of some entries, none of which was claimed before one of them.
    func lines(of entries: Set<EntryID>, since oldest: EntryID) throws(SpoolError) -> [LedgerLine] {
        var lines: [LedgerLine] = []
        let names = try files()
        // A day's margin for a clock that was set back.
        let claimed = EntryTime.milliseconds(of: oldest)
        let day = String(
            Timestamp.text(milliseconds: max(claimed, 86_400_000) - 86_400_000).prefix(10))
        for (index, name) in names.enumerated() {
            if index + 1 < names.count, LedgerFiles.day(of: names[index + 1]) < day { continue }
            try eachLine(of: name, from: 0) { bytes in
                if let entry = LedgerReader.entry(of: bytes), entries.contains(entry),
                    let value = try? JSONValue(parsing: Array(bytes)),
                    let line = LedgerLine(value)
                {
                    lines.append(line)
                }
                return true
            }
        }
        return lines
    }

    private static func entry(of line: ArraySlice<UInt8>) -> EntryID? {
        guard line.starts(with: LedgerLine.start) else { return nil }
        let id = line.dropFirst(LedgerLine.start.count + 1).prefix(26)
        return EntryID(String(decoding: id, as: UTF8.self))
    }

    func files() throws(SpoolError) -> [BytePath] {
        do { return try LedgerFiles.list(in: folder, fileSystem: fileSystem) } catch {
            throw SpoolError("cannot read the ledger", error)
        }
    }

    private func contains(_ needle: [UInt8], _ line: ArraySlice<UInt8>) -> Bool {
        guard let first = needle.first else { return true }
        var start = line.startIndex
        while let hit = line[start...].firstIndex(of: first) {
            if line[hit...].starts(with: needle) { return true }
            start = hit + 1
        }
        return false
    }

    /// Reads whole lines.
    ///
    /// - Parameters:
    ///   - name: The file.
    ///   - offset: Where to start.
    ///   - body: Takes a line without its line feed; returns `false` to stop.
    /// - Returns: Where the last line that was taken ends.
    /// - Throws: When the file cannot be read.
    @discardableResult
    func eachLine(
        of name: BytePath, from offset: Int, _ body: (ArraySlice<UInt8>) -> Bool
    ) throws(SpoolError) -> Int {
        var end = offset
        do {
            let file = try fileSystem.openFile(name, in: folder)
            defer { fileSystem.close(file) }
            var rest: [UInt8] = []
            var next = offset
            while true {
                let read = try fileSystem.read(file, at: next, count: LedgerReader.chunk)
                if read.isEmpty { return end }
                next += read.count
                let bytes = rest + read
                var start = 0
                while let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
                    end += feed + 1 - start
                    if !body(bytes[start..<feed]) { return end }
                    start = feed + 1
                }
                rest = Array(bytes[start...])
            }
        } catch let error where error.isMissing {
            // Past its time, and removed since it was listed.
            return end
        } catch {
            throw SpoolError("cannot read the ledger", error)
        }
    }
}
