// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// The records of one decider state, in the order of their commits: `state/<name>/log`.
///
/// Used by one thread. The file starts with a ``StateHeader``; frames follow (``StateFrame``). A
/// bundle is added once, whatever is redone.
final class StateLog {
    let name: String
    let recordVersion: Int
    private let fileSystem: any FileSystem
    private let file: Descriptor
    private let path: BytePath
    private let events: EventHandler
    private var size: Int
    /// The secret number that its records were made with.
    private(set) var seed: UInt64 = 0
    /// The number of the last bundle in it.
    private(set) var lastBundle: Int
    /// Where the frames start that may be taken back: a failed sync leaves them in doubt.
    private var marks: [(bundle: Int, offset: Int)] = []

    /// Opens a log, or makes it.
    ///
    /// - Parameters:
    ///   - name: The state's name.
    ///   - recordVersion: The version of the records that will be read and written.
    ///   - state: The state folder.
    ///   - redone: Bundles whose frames at the end are removed, because they are written again.
    ///   - fileSystem: Where it is.
    ///   - random: 64 random bits a call; asked for the seed of a new log.
    ///   - events: Told of repairs.
    /// - Throws: ``SpoolError/Code/format`` when another version wrote it.
    init(
        name: String, recordVersion: Int, state: Descriptor, redone: Set<Int>,
        fileSystem: any FileSystem, random: () -> UInt64, events: @escaping EventHandler
    ) throws(SpoolError) {
        self.name = name
        self.recordVersion = recordVersion
        self.fileSystem = fileSystem
        self.events = events
        path = BytePath(name).appending("log")
        size = 0
        lastBundle = 0
        let folder: Descriptor
        do {
            folder = try RootFolder.child(
                BytePath(name), of: state, isPrivate: true, fileSystem: fileSystem)
        } catch {
            throw SpoolError("cannot open the state '\(name)'", error)
        }
        defer { fileSystem.close(folder) }
        do { file = try fileSystem.openForAppending("log", in: folder) } catch {
            throw SpoolError("cannot open the state '\(name)'", error)
        }
        do throws(SpoolError) {
            if let header = try readHeader() {
                seed = header.seed
                try repair(redone: redone)
            } else {
                seed = random()
                try create(in: [folder, state])
            }
        } catch {
            fileSystem.close(file)
            throw error
        }
    }

    deinit { fileSystem.close(file) }

    /// The header of a log that has one; `nil` when a crash cut its writing short.
    private func readHeader() throws(SpoolError) -> StateHeader? {
        let bytes = try read(at: 0, count: StateHeader.size)
        let file = path.display
        switch StateHeader.read(bytes) {
        case .whole(let header) where header.recordVersion == recordVersion: return header
        case .whole(let header):
            throw otherVersion(StateHeader.layoutVersion, header.recordVersion)
        case .otherLayout(let layout, let version): throw otherVersion(layout, version)
        case .cut:
            // Frames are written when the header is durable, so a crash leaves none behind it.
            var window = StateWindow()
            guard try nextFrame(after: -1, of: try length(), &window) == nil else {
                throw SpoolError(
                    .damaged,
                    "the head of '\(file)' in the state folder is damaged, and without it nothing in"
                        + " the log can be compared; \(remedy)")
            }
            return nil
        }
    }

    private func otherVersion(_ layout: Int, _ records: Int) -> SpoolError {
        SpoolError(
            .format,
            "'\(path.display)' in the state folder has version \(layout).\(records), this version"
                + " of thresher reads \(StateHeader.layoutVersion).\(recordVersion); run the version"
                + " that wrote it, or \(remedy)")
    }

    private var remedy: String {
        "start with an empty memory: in the state folder, mv \(name) \(name).old"
    }

    /// Writes the header, and makes it and the names that lead to it durable: the seed must be
    /// the same for all records, and the first ones may be in a commit before they are here.
    private func create(in folders: [Descriptor]) throws(SpoolError) {
        try cut(to: 0, of: try length())
        try append(StateHeader(recordVersion: recordVersion, seed: seed).bytes)
        do {
            try fileSystem.syncFile(file)
            for folder in folders { try fileSystem.syncFolder(folder) }
        } catch {
            throw SpoolError("cannot open the state '\(name)'", error)
        }
    }

    private func repair(redone: Set<Int>) throws(SpoolError) {
        // Only the last frames can be among those that are written again.
        var frames: [(bundle: Int, offset: Int)] = []
        let end = try walk { frame, offset in
            if frames.count > redone.count { frames.removeFirst() }
            frames.append((frame.bundle, offset))
        } damaged: { offset, count in
            events(
                SpoolEvent.fileDamaged(
                    file: path, reason: "\(count) bytes at \(offset) are skipped"))
        }
        var offset = end
        while let last = frames.last, redone.contains(last.bundle) {
            offset = last.offset
            frames.removeLast()
        }
        let count = try length()
        if offset < count { try cut(to: offset, of: count) }
        size = offset
        lastBundle = frames.last?.bundle ?? 0
    }

    /// Goes through all frames, a piece of the file at a time.
    ///
    /// - Parameters:
    ///   - body: Takes a frame and where it starts.
    ///   - damaged: Told where bytes before a later frame are no frame, and how many.
    /// - Returns: Where the last frame ends.
    /// - Throws: When the file cannot be read.
    private func walk(
        _ body: (StateFrame, Int) -> Void, damaged: (Int, Int) -> Void
    ) throws(SpoolError) -> Int {
        let count = try length()
        var window = StateWindow()
        var offset = StateHeader.size
        while offset < count {
            if let (frame, end) = try frame(at: offset, of: count, &window) {
                body(frame, offset)
                offset = end
            } else if let next = try nextFrame(after: offset, of: count, &window) {
                damaged(offset, next - offset)
                offset = next
            } else {
                break
            }
        }
        return offset
    }

    private func frame(
        at offset: Int, of count: Int, _ window: inout StateWindow
    ) throws(SpoolError) -> (frame: StateFrame, end: Int)? {
        try fill(&window, at: offset, count: 8)
        let local = offset - window.start
        guard let length = StateFrame.length(window.bytes, at: local), length <= count - offset
        else { return nil }
        try fill(&window, at: offset, count: length)
        guard let (frame, end) = StateFrame.read(window.bytes, at: offset - window.start) else {
            return nil
        }
        return (frame, end + window.start)
    }

    private func nextFrame(
        after damage: Int, of count: Int, _ window: inout StateWindow
    ) throws(SpoolError) -> Int? {
        var offset = damage + 1
        while offset + StateFrame.overhead <= count {
            try fill(&window, at: offset, count: StateFrame.mark.count)
            let local = offset - window.start
            guard let hit = window.bytes[local...].firstIndex(of: StateFrame.mark[0]) else {
                offset = window.start + window.bytes.count
                continue
            }
            offset = window.start + hit
            if try frame(at: offset, of: count, &window) != nil { return offset }
            offset += 1
        }
        return nil
    }

    private func fill(
        _ window: inout StateWindow, at offset: Int, count: Int
    ) throws(SpoolError) {
        if offset >= window.start, offset + count <= window.start + window.bytes.count { return }
        window.bytes = try read(at: offset, count: max(count, StateWindow.size))
        window.start = offset
    }

    private func length() throws(SpoolError) -> Int {
        do { return try fileSystem.status(of: file).size } catch {
            throw SpoolError("cannot read the state '\(name)'", error)
        }
    }

    private func read(at offset: Int, count: Int) throws(SpoolError) -> [UInt8] {
        do { return try fileSystem.read(file, at: offset, count: count) } catch {
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
    func restore(_ body: ([UInt8]) -> Void) throws(SpoolError) {
        _ = try walk { frame, _ in
            for record in frame.records { body(record) }
        } damaged: { _, _ in
            // Reported when the log was opened.
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

/// A piece of a log in memory.
private struct StateWindow {
    var start = 0
    var bytes: [UInt8] = []
    static let size = 1 << 20
}
