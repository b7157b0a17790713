// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Says whether there is enough space to claim more.
///
/// Spool, output and state are each looked at once a second at most. A write that failed for lack
/// of space closes the guard for a while even when the numbers look well (quotas, reserved blocks).
struct DiskGuard {
    private let fileSystem: any FileSystem
    private let folders: [(name: String, descriptor: Descriptor)]
    private let minBytes: Int
    private let minInodes: Int
    private let events: EventHandler
    private var closed: Set<String> = []
    private var nextLook: UInt64 = 0
    private var blockedUntil: UInt64 = 0
    private static let interval: UInt64 = 1_000_000_000
    private static let penalty: UInt64 = 5_000_000_000
    /// Claims that failed since the last one that did not.
    private var failures = 0
    private static let patience = 3

    init(
        folders: [(name: String, descriptor: Descriptor)], minBytes: Int, minInodes: Int,
        fileSystem: any FileSystem, events: @escaping EventHandler
    ) {
        self.folders = folders
        self.minBytes = minBytes
        self.minInodes = minInodes
        self.fileSystem = fileSystem
        self.events = events
    }

    /// Whether files may be claimed.
    mutating func isOpen(now: UInt64) -> Bool {
        if now >= nextLook {
            nextLook = now + DiskGuard.interval
            for folder in folders { look(at: folder) }
        }
        return closed.isEmpty && now >= blockedUntil
    }

    /// Where there is too little space, for a person; `nil` when there is enough everywhere.
    var shortage: String? {
        guard !closed.isEmpty else {
            return failures >= DiskGuard.patience
                ? "no file can be claimed for lack of space on the spool, or of a quota" : nil
        }
        let names = closed.sorted().joined(separator: ", ")
        return "too little free space: \(names); see disk.min_free"
    }

    /// When to ask again while it is closed.
    func nextDeadline(now: UInt64) -> UInt64? {
        if closed.isEmpty { return now >= blockedUntil ? nil : blockedUntil }
        return max(nextLook, blockedUntil)
    }

    /// Takes note of a write that failed for lack of space.
    mutating func noteFailure(now: UInt64) {
        blockedUntil = now + DiskGuard.penalty
        nextLook = 0
    }

    /// Takes note of a claim that succeeded, or failed for lack of space.
    mutating func noteClaim(succeeded: Bool, now: UInt64) {
        if succeeded {
            failures = 0
        } else {
            failures += 1
            noteFailure(now: now)
        }
    }

    private mutating func look(at folder: (name: String, descriptor: Descriptor)) {
        // A folder that cannot be asked (the output may just be deleted) does not stop the work.
        guard let space = try? fileSystem.space(of: folder.descriptor) else { return }
        let isShort =
            space.freeBytes < minBytes || space.freeInodes.map { $0 < minInodes } ?? false
        if isShort, closed.insert(folder.name).inserted {
            events(
                SpoolEvent.spaceExhausted(
                    folder: folder.name, freeBytes: space.freeBytes,
                    freeInodes: space.freeInodes))
        } else if !isShort, closed.remove(folder.name) != nil {
            events(SpoolEvent.spaceRecovered(folder: folder.name))
        }
    }
}
