// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Finds files that wait in `incoming/`, and claims them in the order (first seen, path).
///
/// Used by one thread, which need not be the one that commits. It never blocks but in file system
/// calls, and does a bounded amount of work at a time: the owner waits until ``descriptor`` is
/// readable or ``nextDeadline`` has come, and calls ``claim(upTo:)``.
///
/// A window of files is remembered, at most `options.window`. While more are waiting, scans take
/// them lap by lap in path order, so that memory stays bounded and no file waits for ever.
package final class Intake {
    let layout: SpoolLayout
    let options: SpoolOptions
    let fileSystem: any FileSystem
    let clock: SpoolClock
    let events: EventHandler
    let rules: NameRules
    let settle: UInt64
    var ids: EntryIDMaker
    var window = CandidateWindow()
    var skipped = SkippedFiles()
    var reported = SkippedFiles(limit: 4_096)
    var tree: FolderTree
    var work: [WorkItem] = []
    var diskGuard: DiskGuard
    private var folderGuard: FolderGuard
    private var lastCall: UInt64 = 0
    private let outputForSpace: Descriptor

    // Scanning.
    var pass: ScanPass?
    var passNumber: UInt64 = 0
    /// Where the lap has come to; `nil`: at the start.
    var lap: BytePath?
    /// Whether files wait beyond those that are remembered.
    var isOverflowing = false
    var isScanWanted = true
    var nextScan: UInt64 = 0
    var earliestScan: UInt64 = 0
    var lastTotal = 0

    // Watching.
    var watcher: (any FolderWatcher)?
    var watches: [Int32: BytePath] = [:]
    var isWatchExhausted = false
    /// Files that were made and for all that is known not opened yet.
    var made: Set<BytePath> = []

    init(
        layout: SpoolLayout, outputForSpace: Descriptor, options: SpoolOptions,
        fileSystem: any FileSystem, clock: SpoolClock, random: @escaping @Sendable () -> UInt64,
        events: @escaping EventHandler
    ) {
        self.layout = layout
        self.outputForSpace = outputForSpace
        self.options = options
        self.fileSystem = fileSystem
        self.clock = clock
        self.events = events
        rules = NameRules(ignored: options.ignored)
        settle = options.settle.nanoseconds
        ids = EntryIDMaker(random: random)
        tree = FolderTree(root: layout.incoming, fileSystem: fileSystem)
        folderGuard = FolderGuard(layout, events: events)
        diskGuard = DiskGuard(
            folders: [
                ("spool", layout.spool), ("output", outputForSpace), ("state", layout.state),
            ],
            minBytes: options.minFreeBytes, minInodes: options.minFreeInodes,
            fileSystem: fileSystem, events: events)
        do { watcher = try fileSystem.makeWatcher() } catch { exhaustWatches(error) }
    }

    deinit {
        for level in pass?.levels ?? [] { fileSystem.close(level.descriptor) }
        fileSystem.close(outputForSpace)
    }

    /// Readable when files may have arrived; `nil` when folders cannot be watched.
    package var descriptor: Descriptor? { watcher?.descriptor }

    /// Claims what is ready, oldest first; first what was left from before.
    ///
    /// - Parameter limit: The most that the caller can hold.
    /// - Returns: Claims, none when nothing is ready or space is short.
    /// - Throws: When the spool itself fails; single files that cannot be taken are reported as
    ///   events and stay.
    package func claim(upTo limit: Int) throws(SpoolError) -> [Claim] {
        defer { tree.forgetAll() }
        var claims: [Claim] = []
        let now = clock.monotonic()
        lastCall = now
        try checkFolders(now: now)
        drainEvents(now: now)
        advanceScan(now: now)
        // Also when nothing can be taken: a file that is due needs no further call.
        window.advance(now: now)
        // The guard first: it is due to look whether or not there is room.
        guard diskGuard.isOpen(now: now), limit > 0 else { return [] }
        takeWork(&claims, limit: limit, now: now)
        while claims.count < limit, let candidate = window.takeReady(now: now) {
            switch take(candidate, now: now) {
            case .claimed(let claim):
                diskGuard.noteClaim(succeeded: true, now: now)
                claims.append(claim)
            case .passed: continue
            case .stopped: return claims
            }
        }
        return claims
    }

    private func checkFolders(now: UInt64) throws(SpoolError) {
        if try folderGuard.look(now: now).contains(.incoming) { startOver() }
    }

    /// When ``claim(upTo:)`` should be called again although nothing arrives; in nanoseconds of
    /// the monotonic clock.
    ///
    /// Files that wait for the caller to have room are no reason.
    package var nextDeadline: UInt64 {
        let now = clock.monotonic()
        if pass != nil { return now }
        if let wait = diskGuard.nextDeadline(now: now) { return wait }
        var next = isScanDue(now: .max) ? max(nextScanTime, now) : UInt64.max
        if let due = window.nextDue() { next = min(next, due) }
        // What was due at the last call was not taken because there was no room.
        for item in work where item.due > lastCall { next = min(next, item.due) }
        return next
    }

    /// Takes note that a write failed for lack of space: nothing is claimed for a while.
    package func noteNoSpace() { diskGuard.noteFailure(now: clock.monotonic()) }

    /// Files that could be claimed now; more may wait than are remembered.
    package var waiting: Int {
        window.readyCount + (isOverflowing ? max(0, lastTotal - window.count) : 0)
    }

    /// Files that were found changed after their settle period and are still watched.
    package var changing: Int { window.changingCount }

    /// Whether a scan is under way or due: ``claim(upTo:)`` goes on with it.
    package var isScanning: Bool { pass != nil || isScanDue(now: clock.monotonic()) }

    /// Entries in `work/` that nobody holds.
    package var leftInWork: Int { work.count }

    /// Files that were reported as not takable and are left alone.
    package var skippedCount: Int { skipped.count }

    /// Why nothing is claimed although files may wait; `nil` when there is no such reason.
    package var obstacle: String? { diskGuard.shortage }

    /// Whether nothing is left to claim but files that are still changing, and entries that could
    /// not be opened three times in a row.
    package var isExhausted: Bool {
        work.allSatisfy { $0.failures >= 3 } && pass == nil && !isScanWanted && !isOverflowing
            && window.count == window.changingCount
    }
}
