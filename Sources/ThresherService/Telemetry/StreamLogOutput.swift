// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Lines on a stream that may be a terminal, a pipe or a file.
final class StreamLogOutput: LogOutput {
    /// How records become lines.
    enum Form: Sendable {
        case json
        case readable(ReadableLog)
    }

    /// What a pipe takes in one piece, and as much as `poll` promises room for.
    private static let pieceSize = 4_096

    private let descriptor: Descriptor
    private let form: Mutex<Form>
    private let isDead = Mutex(false)

    init(_ descriptor: Descriptor, form: Form) {
        self.descriptor = descriptor
        self.form = Mutex(form)
    }

    func write(_ records: [LogRecord]) -> [LogEvent] {
        var piece: [UInt8] = []
        for record in records {
            let line = form.withLock { $0.line(for: record) }
            // Whole lines in a piece, so that lines of several writers of a pipe do not mix.
            if piece.count + line.count > Self.pieceSize, !piece.isEmpty {
                put(piece)
                piece.removeAll(keepingCapacity: true)
            }
            piece += line
        }
        put(piece)
        return []
    }

    /// Waits as long as the reader wants; only this output's thread does.
    private func put(_ bytes: [UInt8]) {
        guard !isDead.withLock({ $0 }) else { return }
        var rest = bytes[...]
        while !rest.isEmpty {
            do throws(SystemError) {
                descriptor.waitForRoom(milliseconds: 1_000)
                rest = rest.dropFirst(try descriptor.write(rest.prefix(Self.pieceSize)))
            } catch {
                // A full pipe that does not block is waited for; a closed one stays closed.
                guard error.isFullPipe else { return isDead.withLock { $0 = error.isClosedPipe } }
            }
        }
    }
}

extension StreamLogOutput.Form {
    fileprivate mutating func line(for record: LogRecord) -> [UInt8] {
        switch self {
        case .json: return record.json
        case .readable(var log):
            let line = log.line(for: record)
            self = .readable(log)
            return Array(line.utf8)
        }
    }
}
