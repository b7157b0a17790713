// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherEngine
import ThresherSpool

/// Waits for the outcomes of dropped files in the ledger of a running daemon.
struct OutcomeFollower {
    /// A file that was dropped: what its lines in the ledger are known by.
    struct DroppedFile {
        /// The path below `incoming/`.
        var path: BytePath
        var sha256: String
        var byteCount: Int
        /// How things were before the drop.
        var before: Mark

        /// Whether a line tells of this file, and not of another under the same path.
        func matches(_ line: LedgerLine) -> Bool {
            !before.claimed.contains(line.entry)
                // A file that was not read, because it is too large, has no digest.
                && (line.sha256.isEmpty ? line.byteCount == byteCount : line.sha256 == sha256)
        }
    }

    /// How things are at a time.
    struct Mark {
        /// The ledger's end.
        fileprivate var end: LedgerReader.Position?
        /// The entries in `work/`.
        fileprivate var claimed: Set<EntryID>
    }

    private let view: SpoolView
    private let spool: String
    private let reader: LedgerReader
    private let clock = SpoolClock.system
    /// How long no daemon may have the spool before it is given up: it may be starting again.
    private static let patience: UInt64 = 10_000_000_000

    /// Starts to follow a daemon's work.
    ///
    /// - Parameters:
    ///   - spool: The spool's folder.
    ///   - state: The state folder.
    /// - Throws: ``SpoolError/Code/notRunning`` without a daemon, and whatever else makes it
    ///   impossible to see an outcome.
    init(spool: String, state: String) throws(SpoolError) {
        self.spool = spool
        view = SpoolView(BytePath(spool))
        guard view.isHeld != false else {
            throw SpoolError(
                .notRunning, "no daemon is running on '\(spool)' whose outcome could be awaited")
        }
        guard SpoolView.isHeld(BytePath(state)) != false else {
            throw SpoolError(
                .notFound,
                "the daemon on '\(spool)' has its ledger elsewhere than in '\(state)'; say where "
                    + "with --state or --config")
        }
        reader = try LedgerReader(state: BytePath(state))
        _ = try reader.end()
    }

    /// How things are now, before a drop.
    func mark() throws(SpoolError) -> Mark {
        Mark(end: try reader.end(), claimed: view.claimed())
    }

    /// Prints the outcome of each of a file's documents as soon as the ledger has it.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - deadline: When to give up, by the monotonic clock.
    /// - Returns: Whether a document failed.
    /// - Throws: When the ledger cannot be read, or nothing more is to be expected from it.
    func follow(_ file: DroppedFile, until deadline: UInt64?) throws(SpoolError) -> Bool {
        var position = file.before.end
        var entry: EntryID?
        var hasFailed = false
        var hasWarned = false
        let start = clock.monotonic()
        var seen = start
        while true {
            // Asked before the ledger is read, so that no line can slip between the two.
            let claimed = view.claimed()
            let wasKnown = entry != nil
            let isUnderWay = entry.map { claimed.contains($0) } ?? true
            position = try reader.read(.path(file.path), from: position) { line in
                guard entry.map({ $0 == line.entry }) ?? file.matches(line) else { return true }
                entry = line.entry
                hasFailed = hasFailed || line.outcome == .failed
                Console.print(LedgerText.line(line))
                return true
            }
            if entry != nil, !isUnderWay { return hasFailed }
            // Whether more is to come of an entry that was learned of just now is seen at once.
            if entry != nil, !wasKnown { continue }
            let now = clock.monotonic()
            if let deadline, now >= deadline {
                throw giveUp(file, .timedOut, "has no outcome yet")
            }
            if view.isHeld != false { seen = now }
            if now - seen > OutcomeFollower.patience {
                throw giveUp(file, .notRunning, "has no outcome, the daemon has ended")
            }
            if !hasWarned, now - start > OutcomeFollower.patience, view.isWaiting(file.path) {
                hasWarned = true
                Console.complain(
                    "'incoming/\(file.path.display)' waits to be taken; if the daemon leaves it "
                        + "alone, its log says why")
            }
            usleep(50_000)
        }
    }

    private func giveUp(
        _ file: DroppedFile, _ code: SpoolError.Code, _ what: String
    ) -> SpoolError {
        let place =
            if let entry = view.entry(of: file.path, besides: file.before.claimed) {
                "it is in work/ as \(entry)"
            } else if view.isWaiting(file.path) {
                "it is still in incoming/"
            } else {
                "it is neither in incoming/ nor in work/"
            }
        return SpoolError(code, "'incoming/\(file.path.display)' \(what): \(place)")
    }
}
