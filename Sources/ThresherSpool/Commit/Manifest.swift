// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Everything that a committed bundle does, so that it can be done again after any crash.
struct Manifest: Equatable {
    var bundle: Int
    /// The SHA-256 of the manifest before.
    var previous: String
    /// ISO 8601.
    var committed: String
    var documents: [Document]
    var releases: [Release]
    var states: [State]

    /// One document's end.
    struct Document: Equatable {
        var line: LedgerLine
        var outputs: [Output]
    }

    /// One output file.
    struct Output: Equatable {
        /// The name in the staging folder.
        var staged: BytePath
        /// The path below the output folder.
        var name: BytePath
    }

    /// What becomes of an input.
    struct Release: Equatable {
        var name: WorkName
        var action: Action

        /// Where it goes.
        enum Action: Equatable {
            case keep
            case delete
            /// To quarantine, with the text of its `reason.json`.
            case quarantine(JSONValue)
        }
    }

    /// What a decider must remember.
    struct State: Equatable {
        var name: String
        var recordVersion: Int
        var records: [[UInt8]]
    }
}

extension Manifest {
    static let format = "thresher.manifest/1"

    /// The manifest as JSON lines; the last says the SHA-256 of those before.
    ///
    /// - Parameter spool: The spool's id.
    /// - Returns: The bytes, their SHA-256 as in the last line, and the documents' ledger lines,
    ///   which are made on the way.
    func encoded(spool: String) -> (bytes: [UInt8], sha256: String, lines: [UInt8]) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("format", Manifest.format)
        writer.member("spool", spool)
        writer.member("bundle", bundle)
        writer.member("previous", previous)
        writer.member("committed_at", committed)
        writer.endObject()
        writer.newLine()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512 + documents.count * 1280)
        bytes.append(contentsOf: writer.bytes)
        var lines: [UInt8] = []
        lines.reserveCapacity(documents.count * 768)
        for document in documents {
            writer.removeAll()
            document.line.write(to: &writer)
            bytes.append(contentsOf: "{\"document\":".utf8)
            bytes.append(contentsOf: writer.bytes)
            lines.append(contentsOf: writer.bytes)
            lines.append(UInt8(ascii: "\n"))
            writer.removeAll()
            writer.beginArray()
            for output in document.outputs {
                writer.beginObject()
                writer.member("staged", output.staged.display)
                writer.endObject()
            }
            writer.endArray()
            bytes.append(contentsOf: ",\"files\":".utf8)
            bytes.append(contentsOf: writer.bytes)
            bytes.append(contentsOf: "}\n".utf8)
        }
        writer.removeAll()
        for release in releases {
            writer.beginObject()
            writer.member("release", release.name.entry.text)
            writer.member("attempt", release.name.attempt)
            writer.member("path", release.name.path.display)
            switch release.action {
            case .keep: writer.member("to", "done")
            case .delete: writer.member("to", "delete")
            case .quarantine(let reason):
                writer.member("to", "failed")
                writer.member("reason", reason)
            }
            writer.endObject()
            writer.newLine()
        }
        for state in states {
            writer.beginObject()
            writer.member("state", state.name)
            writer.member("version", state.recordVersion)
            writer.key("records")
            writer.beginArray()
            for record in state.records { writer.value(Hex.text(record)) }
            writer.endArray()
            writer.endObject()
            writer.newLine()
        }
        bytes.append(contentsOf: writer.bytes)
        let sha256 = Digest(of: bytes).hex
        bytes.append(contentsOf: "{\"sha256\":\"\(sha256)\"}\n".utf8)
        return (bytes, sha256, lines)
    }

    /// The documents' ledger lines.
    var lines: [UInt8] {
        var writer = JSONWriter()
        for document in documents {
            document.line.write(to: &writer)
            writer.newLine()
        }
        return writer.bytes
    }

    /// Reads what ``encoded(spool:)`` wrote.
    ///
    /// - Parameters:
    ///   - bytes: A commit file.
    ///   - sha256: Receives the SHA-256 that it says.
    /// - Throws: Why it cannot be true, or ``SpoolError/Code/format`` when another version wrote it.
    init(decoding bytes: [UInt8], sha256: inout String) throws(SpoolError) {
        func damaged(_ what: String) -> SpoolError { SpoolError(.damaged, what) }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
        guard bytes.last == UInt8(ascii: "\n"), let head = lines.first, let tail = lines.last,
            lines.count >= 2
        else { throw damaged("is cut") }
        guard let first = try? JSONValue(parsing: Array(head)),
            let format = first["format"]?.string
        else { throw damaged("has no readable first line") }
        guard format == Manifest.format else {
            throw SpoolError(
                .format,
                "a commit file says '\(format)', this version of thresher reads "
                    + "'\(Manifest.format)'; run the version that wrote it once")
        }
        guard let end = try? JSONValue(parsing: Array(tail)), let stated = end["sha256"]?.string,
            Digest(of: Array(bytes[..<tail.startIndex])).hex == stated
        else { throw damaged("has another checksum than it says") }
        guard let bundle = first["bundle"]?.int, let previous = first["previous"]?.string,
            let committed = first["committed_at"]?.string
        else { throw damaged("has no number") }
        self.init(
            bundle: bundle, previous: previous, committed: committed, documents: [], releases: [],
            states: [])
        for line in lines.dropFirst().dropLast() {
            guard let value = try? JSONValue(parsing: Array(line)) else {
                throw damaged("has a line that is no JSON")
            }
            if let document = Document(value) {
                documents.append(document)
            } else if let release = Release(value) {
                releases.append(release)
            } else if let state = State(value) {
                states.append(state)
            } else {
                throw damaged("has a line of an unknown kind")
            }
        }
        sha256 = stated
    }
}

extension Manifest.Document {
    fileprivate init?(_ value: JSONValue) {
        guard let line = value["document"].flatMap({ LedgerLine($0) }),
            let files = value["files"]?.array, files.count == line.outputs.count
        else { return nil }
        self.line = line
        outputs = []
        for (file, name) in zip(files, line.outputs) {
            guard let staged = file["staged"]?.string else { return nil }
            outputs.append(.init(staged: BytePath(display: staged), name: name))
        }
    }
}

extension Manifest.Release {
    fileprivate init?(_ value: JSONValue) {
        guard let entry = value["release"]?.string.flatMap({ EntryID($0) }),
            let attempt = value["attempt"]?.int, let path = value["path"]?.string
        else { return nil }
        name = WorkName(entry: entry, attempt: attempt, path: BytePath(display: path))
        switch value["to"]?.string {
        case "done": action = .keep
        case "delete": action = .delete
        case "failed": action = .quarantine(value["reason"] ?? .object([]))
        default: return nil
        }
    }
}

extension Manifest.State {
    fileprivate init?(_ value: JSONValue) {
        guard let name = value["state"]?.string, let version = value["version"]?.int,
            let texts = value["records"]?.array
        else { return nil }
        self.name = name
        recordVersion = version
        records = []
        for text in texts {
            guard let bytes = text.string.flatMap(Hex.bytes) else { return nil }
            records.append(bytes)
        }
    }
}
