// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// The records of one decider state, in the order of their commits: `state/<name>/log`.
///
/// Used by one thread. The file starts with `THRSTATE`, the version of this layout and the version
/// of the records; frames follow (``StateFrame``). A bundle is added once, whatever is redone.
final class StateLog {
    let name: String
    let recordVersion: Int
    private let fileSystem: any FileSystem
    private let file: Descriptor
    private let path: BytePath
    private let events: EventHandler
    private var size: Int
    /// The number of the last bundle in it.
    private(set) var lastBundle: Int
    /// Where the frames start that may be taken back: a failed sync leaves them in doubt.
    private var marks: [(bundle: Int, offset: Int)] = []

    private static let head: [UInt8] = Array("THRSTATE".utf8)
    private static let headerSize = 16
    private static let layoutVersion: UInt64 = 1

    /// Opens a log, or makes it.
    ///
    /// - Parameters:
    ///   - name: The state's name.
    ///   - recordVersion: The version of the records that will be read and written.
    ///   - state: The state folder.
    ///   - redone: Bundles whose frames at the end are removed, because they are written again.
    ///   - fileSystem: Where it is.
    ///   - events: Told of repairs.
    /// - Throws: ``SpoolError/Code/format`` when another version wrote it.
    init(
        name: String, recordVersion: Int, state: Descriptor, redone: Set<Int>,
        fileSystem: any FileSystem, events: @escaping EventHandler
    ) throws(SpoolError) {
        self.name = name
        self.recordVersion = recordVersion
        self.fileSystem = fileSystem
        self.events = events
        path = BytePath(name).appending("log")
        size = 0
        lastBundle = 0
        do {
            let folder = try RootFolder.child(BytePath(name), of: state, fileSystem: fileSystem)
            defer { fileSystem.close(folder) }
            file = try fileSystem.openForAppending("log", in: folder)
        } catch {
            throw SpoolError("cannot open the state '\(name)'", error)
        }
        do {
            try repair(redone: redone)
        } catch {
            fileSystem.close(file)
            throw error
        }
    }

    deinit { fileSystem.close(file) }

    private func repair(redone: Set<Int>) throws(SpoolError) {
        let bytes = try readAll()
        guard bytes.count >= StateLog.headerSize else {
            // A crash while the header was written; no frame can be behind it.
            try cut(to: 0, of: bytes.count)
            var header = StateLog.head
            StateFrame.append(StateLog.layoutVersion, 4, to: &header)
            StateFrame.append(UInt64(recordVersion), 4, to: &header)
            try append(header)
            // Frames that a failed sync leaves in doubt can be written again; this is not.
            do { try fileSystem.syncFile(file) } catch {
                throw SpoolError("cannot open the state '\(name)'", error)
            }
            return
        }
        if bytes.allSatisfy({ $0 == 0 }) {
            try cut(to: 0, of: bytes.count)
            return try repair(redone: redone)
        }
        try checkHeader(bytes)
        var offset = StateLog.headerSize
        var frames: [(bundle: Int, offset: Int)] = []
        while offset < bytes.count {
            if let (frame, end) = StateFrame.read(bytes, at: offset) {
                frames.append((frame.bundle, offset))
                offset = end
            } else if let next = StateFrame.isAnywhere(in: bytes, from: offset + 1) {
                events(
                    SpoolEvent.fileDamaged(
                        file: path, reason: "\(next - offset) bytes at \(offset) are skipped"))
                offset = next
            } else {
                break
            }
        }
        while let last = frames.last, redone.contains(last.bundle) {
            offset = last.offset
            frames.removeLast()
        }
        if offset < bytes.count { try cut(to: offset, of: bytes.count) }
        size = offset
        lastBundle = frames.last?.bundle ?? 0
    }

    private func checkHeader(_ bytes: [UInt8]) throws(SpoolError) {
        let file = path.display
        guard bytes.starts(with: StateLog.head) else {
            throw SpoolError(.damaged, "'\(file)' in the state folder is no state log")
        }
        let layout = StateFrame.number(bytes, 8, 4)
        let version = StateFrame.number(bytes, 12, 4)
        guard layout == StateLog.layoutVersion, version == UInt64(recordVersion) else {
            throw SpoolError(
                .format,
                "'\(file)' in the state folder has version \(layout).\(version), this version of "
                    + "thresher reads \(StateLog.layoutVersion).\(recordVersion); run the version "
                    + "that wrote it, or move the folder '\(name)' away to start with an empty memory"
            )
        }
    }

    private func readAll() throws(SpoolError) -> [UInt8] {
        do {
            let size = try fileSystem.status(of: file).size
            return try fileSystem.read(file, at: 0, count: size)
        } catch {
            throw SpoolError("cannot read the state '\(name)'", error)
        }
    }

    private func cut(to offset: Int, of count: Int) throws(SpoolError) {
        do { try fileSystem.truncate(file, to: offset) } catch {
            throw SpoolError("cannot repair the state '\(name)'", error)
        }
        if count > offset { events(SpoolEvent.tailCut(file: path, bytes: count - offset)) }
        size = offset
    }

    private func append(_ bytes: [UInt8]) throws(SpoolError) {
        do {
            try fileSystem.write(bytes, to: file)
        } catch {
            // What was written of it must not stay in front of what comes next.
            do { try fileSystem.truncate(file, to: size) } catch {
                throw SpoolError(
                    .undecided, "cannot take back a cut write to the state '\(name)'", cause: error)
            }
            throw SpoolError("cannot write the state '\(name)'", error)
        }
        size += bytes.count
    }

    /// Hands out all records, oldest first.
    func restore(_ body: (Int, [UInt8]) -> Void) throws(SpoolError) {
        let bytes = try readAll()
        var offset = StateLog.headerSize
        while offset < bytes.count {
            if let (frame, end) = StateFrame.read(bytes, at: offset) {
                for record in frame.records { body(frame.bundle, record) }
                offset = end
            } else if let next = StateFrame.isAnywhere(in: bytes, from: offset + 1) {
                offset = next
            } else {
                return
            }
        }
    }

    /// Adds a bundle's records, unless they are there.
    func add(_ frame: StateFrame) throws(SpoolError) {
        guard frame.bundle > lastBundle else { return }
        let start = size
        let before = lastBundle
        try append(frame.bytes)
        marks = marks.suffix(1) + [(before, start)]
        lastBundle = frame.bundle
    }

    /// Takes back the frame of a bundle that is the last, so that it is written again.
    func takeBack(_ bundle: Int) throws(SpoolError) {
        guard lastBundle == bundle, let mark = marks.popLast() else { return }
        do { try fileSystem.truncate(file, to: mark.offset) } catch {
            throw SpoolError(
                .undecided, "cannot take back a write to the state '\(name)'", cause: error)
        }
        size = mark.offset
        lastBundle = mark.bundle
    }
}
