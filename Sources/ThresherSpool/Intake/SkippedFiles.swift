// SPDX-License-Identifier: Apache-2.0

/// Names that were reported as not takable, so that each is reported once and left alone until it
/// changes.
///
/// Remembered as hashes, 24 bytes each, up to a limit.
struct SkippedFiles {
    private struct Seen {
        var file: UInt64
        var folder: UInt64
    }

    private var seen: [UInt64: Seen] = [:]
    /// The most that are remembered.
    let limit: Int
    /// Whether a name could not be remembered.
    private(set) var isFull = false

    init(limit: Int = 65_536) { self.limit = limit }

    var isEmpty: Bool { seen.isEmpty }
    var count: Int { seen.count }

    /// Whether a name is among them, as it is or as it was.
    func contains(_ path: BytePath) -> Bool { seen[SkippedFiles.hash(path)] != nil }

    /// Whether it and its folder are still what they were when it was skipped: either may have
    /// been what stood in the way.
    func isUnchanged(_ path: BytePath, _ status: FileStatus, folder: FileStatus?) -> Bool {
        guard let known = seen[SkippedFiles.hash(path)] else { return false }
        return known.file == SkippedFiles.hash(status)
            && known.folder == folder.map(SkippedFiles.hash) ?? 0
    }

    /// Remembers a name.
    ///
    /// - Parameters:
    ///   - path: The name.
    ///   - status: What it stands for; `nil` when even that cannot be found out.
    ///   - folder: The folder that it is in, likewise.
    /// - Returns: Whether it is to be reported: it is new, or another, and there was room.
    mutating func insert(
        _ path: BytePath, _ status: FileStatus?, folder: FileStatus? = nil
    ) -> Bool {
        let key = SkippedFiles.hash(path)
        let value = Seen(
            file: status.map(SkippedFiles.hash) ?? 0, folder: folder.map(SkippedFiles.hash) ?? 0)
        if let known = seen[key] {
            seen[key] = value
            return known.file != value.file
        }
        guard seen.count < limit else {
            isFull = true
            return false
        }
        seen[key] = value
        return true
    }

    mutating func remove(_ path: BytePath) { seen[SkippedFiles.hash(path)] = nil }

    private static func hash(_ path: BytePath) -> UInt64 {
        UInt64(bitPattern: Int64(path.hashValue))
    }

    private static func hash(_ status: FileStatus) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(status.device)
        hasher.combine(status.inode)
        hasher.combine(status.changed)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
