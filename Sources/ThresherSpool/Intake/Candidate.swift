// SPDX-License-Identifier: Apache-2.0

/// A waiting file that is remembered.
struct Candidate {
    var path: BytePath
    /// The scan or batch of events that saw it first: with the path, its place in the order.
    var firstSeen: UInt64
    /// What it was when last looked at; `nil` when that does not matter, because it arrived whole.
    var seen: FileStatus?
    /// When it may be claimed if it is still that.
    var due: UInt64
    /// How often it was found changed, or still being written when it was due.
    var changes = 0
    /// Since when it has not changed; `nil` unless its writer was seen to make it and not yet to
    /// close it.
    var openSince: UInt64?
}

/// The waiting files that are remembered, in claim order.
///
/// A file settles, then it is ready; both sides are heaps, and a file that was told apart twice is
/// in one place only, because stale heap entries carry an old version.
struct CandidateWindow {
    private struct Ticket {
        var due: UInt64
        var firstSeen: UInt64
        var path: BytePath
        var version: UInt64
    }

    private var known: [BytePath: (candidate: Candidate, version: UInt64, isReady: Bool)] = [:]
    private var settling = Heap<Ticket> { $0.due < $1.due }
    private var ready = Heap<Ticket> {
        $0.firstSeen == $1.firstSeen ? $0.path < $1.path : $0.firstSeen < $1.firstSeen
    }
    private var version: UInt64 = 0
    private(set) var readyCount = 0

    var count: Int { known.count }

    func contains(_ path: BytePath) -> Bool { known[path] != nil }

    /// The candidate at a path.
    subscript(_ path: BytePath) -> Candidate? { known[path]?.candidate }

    /// Adds a file, or renews what is known of it.
    mutating func put(_ candidate: Candidate, now: UInt64) {
        version += 1
        if known[candidate.path]?.isReady == true { readyCount -= 1 }
        let isReady = candidate.due <= now
        known[candidate.path] = (candidate, version, isReady)
        let ticket = Ticket(
            due: candidate.due, firstSeen: candidate.firstSeen, path: candidate.path,
            version: version)
        if isReady {
            readyCount += 1
            ready.insert(ticket)
        } else {
            settling.insert(ticket)
        }
    }

    mutating func remove(_ path: BytePath) {
        if let removed = known.removeValue(forKey: path), removed.isReady { readyCount -= 1 }
    }

    /// Lets the files that are due be ready; afterwards ``nextDue()`` is in the future.
    mutating func advance(now: UInt64) {
        while let ticket = settling.top, ticket.due <= now {
            _ = settling.removeTop()
            guard var entry = known[ticket.path], entry.version == ticket.version else { continue }
            entry.isReady = true
            known[ticket.path] = entry
            readyCount += 1
            ready.insert(ticket)
        }
    }

    /// Takes the first file in order that is due.
    mutating func takeReady(now: UInt64) -> Candidate? {
        advance(now: now)
        while let ticket = ready.removeTop() {
            guard let entry = known[ticket.path], entry.version == ticket.version else { continue }
            remove(ticket.path)
            return entry.candidate
        }
        return nil
    }

    /// When the next settling file is due.
    mutating func nextDue() -> UInt64? {
        while let ticket = settling.top {
            if known[ticket.path]?.version == ticket.version { return ticket.due }
            _ = settling.removeTop()
        }
        return nil
    }

    /// How many files were found changed when they were due, and wait again.
    var changingCount: Int { known.values.count { $0.candidate.changes > 0 } }
}
