// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// The records of one decider state, in the order of their commits: `state/<name>/log`.
///
/// Used by one thread. The file starts with a ``StateHeader``; frames follow (``StateFrame``). A
/// bundle is added once, whatever is redone.
final class StateLog {
    let name: String
    let recordVersion: Int
    let fileSystem: any FileSystem
    private let file: Descriptor
    private let path: BytePath
    private let events: EventHandler
    private var size: Int
    /// The secret number that its records were made with.
    private(set) var seed: UInt64 = 0
    /// The number of the last bundle in it.
    private(set) var lastBundle: Int
    /// The number of the next record.
    private(set) var nextRecord = 0
    /// What the decider sees of it.
    let storage: StateStorage
    /// From where on the decider wants its records.
    private(set) var resumption = RecordPlace.start
    /// Where the frames start that may be taken back: a failed sync leaves them in doubt.
    private var marks: [Mark] = []

    private struct Mark {
        var bundle: Int
        var offset: Int
        var record: Int
    }

    /// Opens a log, or makes it.
    ///
    /// - Parameters:
    ///   - name: The state's name.
    ///   - recordVersion: The version of the records that will be read and written.
    ///   - state: The state folder.
    ///   - redone: Bundles whose frames at the end are removed, because they are written again.
    ///   - attach: Told of the storage; says from where on records must be read.
    ///   - fileSystem: Where it is.
    ///   - random: 64 random bits a call; asked for the seed of a new log.
    ///   - events: Told of repairs.
    /// - Throws: ``SpoolError/Code/format`` when another version wrote it.
    init(
        name: String, recordVersion: Int, state: Descriptor, redone: Set<Int>,
        attach: (any DeciderStorage) -> RecordPlace = { _ in .start },
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
        do {
            storage = try StateStorage(
                name: name, state: state, end: try fileSystem.status(of: file).size,
                fileSystem: fileSystem, events: events)
        } catch {
            fileSystem.close(file)
            throw SpoolError("cannot open the state '\(name)'", error)
        }
        do throws(SpoolError) {
            if let header = try readHeader() {
                seed = header.seed
                resumption = attach(storage)
                try repair(from: resumption, redone: redone)
            } else {
                seed = random()
                try create(in: [folder, state])
                storage.extend(to: size)
                resumption = attach(storage)
            }
            storage.extend(to: size)
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
            // More is written when the header is durable, so a crash leaves nothing behind it but
            // the zeros that some file systems put where nothing has arrived.
            let count = try length()
            let next = try reading { (walker) throws(FileError) in
                try walker.nextFrame(after: -1, of: count)
            }
            let rest = try read(at: StateHeader.size, count: 1 << 16)
            guard next == nil, rest.allSatisfy({ $0 == 0 }), storage.fileNames.isEmpty else {
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

    private func repair(from place: RecordPlace, redone: Set<Int>) throws(SpoolError) {
        // Only the last frames can be among those that are written again.
        var frames: [(bundle: Int, offset: Int, first: Int)] = []
        lastBundle = place.bundle
        nextRecord = place.number
        var before = lastBundle
        let count = try length()
        let end = try walk(from: place) { frame, range in
            if frames.count > redone.count { before = max(before, frames.removeFirst().bundle) }
            frames.append((frame.bundle, range.lowerBound, frame.first))
            nextRecord = frame.first + frame.records.count
        } damaged: { offset, count in
            events(
                SpoolEvent.fileDamaged(
                    file: path, reason: "\(count) bytes at \(offset) are skipped"))
        }
        var offset = end
        while let last = frames.last, redone.contains(last.bundle) {
            offset = last.offset
            nextRecord = last.first
            frames.removeLast()
        }
        if offset < count { try cut(to: offset, of: count) }
        size = offset
        lastBundle = frames.reduce(before) { max($0, $1.bundle) }
    }

    private func walk(
        from place: RecordPlace, _ body: (StateFrame, Range<Int>) -> Void,
        damaged: (Int, Int) -> Void
    ) throws(SpoolError) -> Int {
        let start = max(place.offset, StateHeader.size)
        let part = start..<max(try length(), start)
        return try reading { (walker) throws(FileError) in
            try walker.walk(
                part,
                {
                    body($0, $1)
                    return true
                }, damaged: damaged)
        }
    }

    private func reading<Result>(
        _ body: (inout StateWalker) throws(FileError) -> Result
    ) throws(SpoolError) -> Result {
        var walker = StateWalker(file, fileSystem)
        do { return try body(&walker) } catch {
            throw SpoolError("cannot read the state '\(name)'", error)
        }
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

    /// Hands out all records from a place on with their numbers, oldest first.
    func restore(
        from place: RecordPlace = .start, _ body: ([UInt8], Int) -> Void
    ) throws(SpoolError) {
        _ = try walk(from: place) { frame, _ in
            for (index, record) in frame.records.enumerated() { body(record, frame.first + index) }
        } damaged: { _, _ in
            // Reported when the log was opened.
        }
    }

    /// Hands out all whole frames, oldest first.
    func forEachFrame(_ body: (StateFrame) throws -> Void) throws {
        var walker = StateWalker(file, fileSystem)
        var failure: (any Error)?
        _ = try walker.walk(StateHeader.size..<max(size, StateHeader.size)) { frame, _ in
            do { try body(frame) } catch { failure = error }
            return failure == nil
        }
        if let failure { throw failure }
    }

    /// Adds a bundle's records, unless they are there.
    func add(_ records: [[UInt8]], bundle: Int) throws(SpoolError) {
        guard bundle > lastBundle else { return }
        let mark = Mark(bundle: lastBundle, offset: size, record: nextRecord)
        try append(StateFrame(bundle: bundle, first: nextRecord, records: records).bytes)
        marks = marks.suffix(1) + [mark]
        lastBundle = bundle
        nextRecord += records.count
        storage.extend(to: size)
    }

    /// Adds records that no bundle brought, and makes them durable.
    func addByHand(_ records: [[UInt8]]) throws(SpoolError) {
        let start = size
        try append(StateFrame(bundle: 0, first: nextRecord, records: records).bytes)
        do { try fileSystem.syncFile(file) } catch {
            try cut(to: start, of: start)
            throw SpoolError("cannot write the state '\(name)'", error)
        }
        nextRecord += records.count
        storage.extend(to: size)
    }

    /// Takes back the frame of a bundle that is the last, so that it is written again.
    func takeBack(_ bundle: Int) throws(SpoolError) {
        guard lastBundle == bundle, let mark = marks.popLast() else { return }
        storage.extend(to: mark.offset)
        do { try fileSystem.truncate(file, to: mark.offset) } catch {
            throw SpoolError(
                .undecided, "cannot take back a write to the state '\(name)'", cause: error)
        }
        size = mark.offset
        lastBundle = mark.bundle
        nextRecord = mark.record
    }
}
