// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

extension StateLog {
    private static let draft: BytePath = "log.new"

    /// Writes a log with other bytes for its records, which takes this one's name when it is whole.
    ///
    /// Records that are missing are asked for as empty ones, so that none is missing afterwards.
    func rewrite(
        in state: Descriptor, _ change: ([UInt8], Int) -> [UInt8]
    ) throws(SpoolError) {
        do {
            try replace(in: state, seed: seed) { write in
                var next = 0
                try forEachFrame { frame in
                    while next < frame.first {
                        let count = min(frame.first - next, 4096)
                        try write((0..<count).map { change([], next + $0) }, next, 0)
                        next += count
                    }
                    let records = frame.records.enumerated().map {
                        change($0.element, frame.first + $0.offset)
                    }
                    try write(records, frame.first, frame.bundle)
                    next = frame.first + records.count
                }
            }
        } catch let error as SpoolError {
            throw error
        } catch {
            throw SpoolError(.io, "cannot write the state '\(name)' anew: \(error)")
        }
    }

    /// Writes a log anew, which takes this one's name when it is whole; nothing may be asked of this
    /// one afterwards.
    ///
    /// - Parameters:
    ///   - state: The state folder.
    ///   - seed: The secret number that the records were made with.
    ///   - body: Given what writes records: some that follow on each other, the first one's number
    ///     and their bundle. What it throws leaves this log as it was.
    /// - Throws: What a call failed with, and what the body throws.
    func replace(
        in state: Descriptor, seed: UInt64,
        _ body: ((_ records: [[UInt8]], _ first: Int, _ bundle: Int) throws -> Void) throws -> Void
    ) throws {
        var length = StateHeader.size
        do {
            let folder = try fileSystem.openFolder(BytePath(name), in: state)
            defer { fileSystem.close(folder) }
            try? fileSystem.remove(StateLog.draft, in: folder)
            do {
                let target = try fileSystem.createFile(StateLog.draft, in: folder)
                defer { fileSystem.close(target) }
                try fileSystem.write(
                    StateHeader(recordVersion: recordVersion, seed: seed).bytes, to: target)
                try body { records, first, bundle in
                    let frame = StateFrame(bundle: bundle, first: first, records: records).bytes
                    try fileSystem.write(frame, to: target)
                    length += frame.count
                }
                try fileSystem.syncFile(target)
            } catch {
                try? fileSystem.remove(StateLog.draft, in: folder)
                throw error
            }
            try fileSystem.rename(
                StateLog.draft, in: folder, to: "log", in: folder, replacing: true)
            try fileSystem.syncFolder(folder)
        } catch let error as FileError {
            throw SpoolError("cannot write the state '\(name)' anew", error)
        }
        storage.extend(to: length)
    }
}
