// SPDX-License-Identifier: Apache-2.0

/// Names that were reported as not takable, so that each is reported once and left alone until it
/// changes.
///
/// Remembered as hashes, 16 bytes each, up to a limit.
struct SkippedFiles {
    private var seen: [UInt64: UInt64] = [:]
    private let limit: Int
    /// Whether a name could not be remembered.
    private(set) var isFull = false

    init(limit: Int = 65_536) { self.limit = limit }

    var isEmpty: Bool { seen.isEmpty }

    /// Whether a name is among them, as it is or as it was.
    func contains(_ path: BytePath) -> Bool { seen[SkippedFiles.hash(path)] != nil }

    /// Whether it is still what was skipped.
    func isUnchanged(_ path: BytePath, _ status: FileStatus) -> Bool {
        seen[SkippedFiles.hash(path)] == SkippedFiles.hash(status)
    }

    /// Remembers a name.
    ///
    /// - Parameters:
    ///   - path: The name.
    ///   - status: What it stands for; `nil` when even that cannot be found out.
    /// - Returns: Whether it is to be reported: it is new and there was room.
    mutating func insert(_ path: BytePath, _ status: FileStatus?) -> Bool {
        let key = SkippedFiles.hash(path)
        let value = status.map(SkippedFiles.hash) ?? 0
        if let known = seen[key] {
            seen[key] = value
            return known != value
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
