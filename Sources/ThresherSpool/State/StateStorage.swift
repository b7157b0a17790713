// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization
import ThresherEngine
package import ThresherPlugin

/// The folder of a state, as its decider sees it: the log for reading, and files that it sealed.
package final class StateStorage: DeciderStorage, @unchecked Sendable {
    private let name: String
    private let fileSystem: any FileSystem
    private let folder: Descriptor
    private let file: Descriptor
    private let events: EventHandler
    private let queue: DispatchQueue
    /// Up to where the log has whole frames.
    private let end: Mutex<Int>

    init(
        name: String, state: Descriptor, end: Int, fileSystem: any FileSystem,
        events: @escaping EventHandler
    ) throws(FileError) {
        self.name = name
        self.fileSystem = fileSystem
        self.events = events
        self.end = Mutex(end)
        queue = DispatchQueue(label: "seal " + name, qos: .utility)
        folder = try fileSystem.openFolder(BytePath(name), in: state)
        do { file = try fileSystem.openFile("log", in: folder) } catch {
            fileSystem.close(folder)
            throw error
        }
    }

    deinit {
        fileSystem.close(file)
        fileSystem.close(folder)
    }

    /// Says how far the log is whole now.
    func extend(to end: Int) { self.end.withLock { $0 = end } }

    /// Waits for the jobs that were given so far.
    package func wait() { queue.sync {} }

    // MARK: The log

    package var byteCount: Int { end.withLock { $0 } }

    package func holds(_ place: RecordPlace) -> Bool {
        if place == .start { return true }
        let end = end.withLock { $0 }
        guard place.offset <= end, place.previous >= StateHeader.size else { return false }
        var walker = StateWalker(file, fileSystem)
        guard let (frame, next) = try? walker.frame(at: place.previous, of: end) else {
            return false
        }
        return next == place.offset && frame.first + frame.records.count == place.number
    }

    package func records(
        from place: RecordPlace, limit: Int, _ body: ([UInt8], Int, Int) -> Void
    ) throws(StageError) -> RecordPlace {
        var reached = place
        var count = 0
        let part = max(place.offset, StateHeader.size)..<end.withLock { max($0, StateHeader.size) }
        var walker = StateWalker(file, fileSystem)
        do {
            _ = try walker.walk(part) { frame, range in
                var offset = range.lowerBound + StateFrame.headSize
                for (index, record) in frame.records.enumerated() {
                    body(record, frame.first + index, offset)
                    offset += 4 + record.count
                }
                reached = RecordPlace(
                    offset: range.upperBound, previous: range.lowerBound,
                    bundle: max(reached.bundle, frame.bundle),
                    number: frame.first + frame.records.count)
                count += frame.records.count
                return count < limit
            }
        } catch {
            throw StageError(.unavailable, error.explanation)
        }
        return reached
    }

    package func record(at offset: Int) -> [UInt8]? {
        // Almost all records are shorter; one call is enough for them.
        let guess = 768
        guard let bytes = try? fileSystem.read(file, at: offset, count: guess), bytes.count >= 4
        else { return nil }
        let count = Int(StateFrame.number(bytes, 0, 4))
        if bytes.count >= 4 + count { return Array(bytes[4..<4 + count]) }
        guard count <= 1 << 20, bytes.count == guess,
            let long = try? fileSystem.read(file, at: offset + 4, count: count),
            long.count == count
        else { return nil }
        return long
    }

    // MARK: Files

    package var fileNames: [String] {
        let names = (try? fileSystem.names(in: folder)) ?? []
        return names.map { String(decoding: $0.name.bytes, as: UTF8.self) }
            .filter { $0 != "log" }.sorted()
    }

    package func open(_ name: String) -> (any SealedFile)? {
        guard let file = try? fileSystem.openFile(BytePath(name), in: folder) else { return nil }
        defer { fileSystem.close(file) }
        guard let size = try? fileSystem.status(of: file).size else { return nil }
        return try? fileSystem.map(file, byteCount: size)
    }

    package func write(
        _ name: String,
        _ body: (@escaping ([UInt64]) throws(StageError) -> Void) throws(StageError) -> Void
    ) throws(StageError) {
        let draft = BytePath(name + ".new")
        do throws(StageError) {
            let target = try orUnavailable { () throws(FileError) in
                // What a file says of records must not outlive them.
                try fileSystem.syncFile(file)
                try? fileSystem.remove(draft, in: folder)
                return try fileSystem.createFile(draft, in: folder)
            }
            defer { fileSystem.close(target) }
            try body { words throws(StageError) in
                try self.orUnavailable { () throws(FileError) in
                    try self.fileSystem.write(StateStorage.bytes(of: words), to: target)
                }
            }
            try orUnavailable { () throws(FileError) in
                try fileSystem.syncFile(target)
                try fileSystem.rename(
                    draft, in: folder, to: BytePath(name), in: folder, replacing: true)
                try fileSystem.syncFolder(folder)
            }
        } catch {
            try? fileSystem.remove(draft, in: folder)
            throw error
        }
    }

    private func orUnavailable<Value>(
        _ work: () throws(FileError) -> Value
    ) throws(StageError) -> Value {
        do { return try work() } catch { throw StageError(.unavailable, error.explanation) }
    }

    private static func bytes(of words: [UInt64]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * 8)
        for word in words {
            unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    package func remove(_ name: String) { try? fileSystem.remove(BytePath(name), in: folder) }

    package func report(_ name: String, _ problem: String) {
        events(
            SpoolEvent.sealingFailed(
                file: BytePath(self.name).appending(BytePath(name)), reason: problem))
    }

    package func perform(_ job: @escaping @Sendable () -> Void) { queue.async(execute: job) }
}
