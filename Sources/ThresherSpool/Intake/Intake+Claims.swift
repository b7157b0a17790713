// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// An entry in `work/` that nobody holds: left by a crash, or waiting to settle again.
struct WorkItem {
    var name: WorkName
    /// What it must still be when it is due; `nil` when that does not matter.
    var seen: FileStatus?
    var due: UInt64
    var isAlone: Bool
    /// How often in a row it could not be opened.
    var failures = 0
}

extension Intake {
    enum Taking {
        case claimed(Claim)
        /// Not to be had, now or ever.
        case passed
        /// Nothing can be claimed for the moment.
        case stopped
    }

    /// Opens a file safely and makes it ours by renaming it into `work/`.
    ///
    /// The file is opened first, so that what cannot be read never leaves `incoming/`. Should
    /// another file take its name before the rename, it is that one which is in `work/` then.
    func take(_ candidate: Candidate, now: UInt64) -> Taking {
        let path = candidate.path
        var opened: Descriptor?
        do {
            let parent = try tree.folder(path.parent, creating: false)
            let file = try fileSystem.openFile(path.name, in: parent)
            opened = file
            let status = try fileSystem.status(of: file)
            guard status.kind == .file else {
                fileSystem.close(file)
                skip(path, status, "not_a_plain_file")
                return .passed
            }
            if let seen = candidate.seen {
                let isUnchanged = status.isUnchanged(since: seen)
                if !isUnchanged || isOpen(candidate, now: now) {
                    fileSystem.close(file)
                    settleAgain(candidate, status, isUnchanged: isUnchanged, now: now)
                    return .passed
                }
            }
            let name = WorkName(entry: ids.next(milliseconds: clock.wall()), attempt: 1, path: path)
            if name.isFolder { try makeFolders(for: name) }
            try fileSystem.rename(
                path.name, in: parent, to: name.file, in: layout.work, replacing: false)
            skipped.remove(path)
            let moved = try? fileSystem.status(name.file, in: layout.work)
            guard let moved, moved.isSameFile(as: status) else {
                fileSystem.close(file)
                work.append(
                    WorkItem(name: name, seen: moved, due: now + settle, isAlone: false))
                return .passed
            }
            return .claimed(claim(name, file, status, isAlone: false))
        } catch {
            if let opened { fileSystem.close(opened) }
            return handle(error, candidate, now: now)
        }
    }

    private func handle(_ error: FileError, _ candidate: Candidate, now: UInt64) -> Taking {
        let path = candidate.path
        if error.isMissing {
            // Taken away, or its folder was.
            return .passed
        }
        if error.isNoSpace {
            diskGuard.noteClaim(succeeded: false, now: now)
            window.put(candidate, now: now)
            return .stopped
        }
        if error.isExhausted {
            report("", nil, error.explanation)
            var later = candidate
            later.due = now + 100_000_000
            window.put(later, now: now)
            return .stopped
        }
        let status = try? fileSystem.status(path, in: layout.incoming)
        if error.isDenied || error.isBlocked || error.isTooLong || error.isUnknownKind
            || error.isOtherDevice || status?.kind == .special
        {
            let reason = status?.kind == .special ? "not_a_plain_file" : error.symbol
            skip(path, status, reason)
        } else {
            // Forgotten until the next scan finds it.
            report(path, status, error.explanation)
        }
        return .passed
    }

    private func settleAgain(
        _ candidate: Candidate, _ status: FileStatus, isUnchanged: Bool, now: UInt64
    ) {
        // In a backlog the place in the window goes to a file that can be taken.
        if isOverflowing && candidate.changes > 0 && candidate.openSince == nil { return }
        var changed = candidate
        changed.seen = status
        changed.due = now + settle
        changed.changes += 1
        if changed.openSince != nil && !isUnchanged { changed.openSince = now }
        window.put(changed, now: now)
    }

    /// Whether its writer has it open for all that is known: a slow one may pause for a while, and
    /// not every closing is seen.
    private func isOpen(_ candidate: Candidate, now: UInt64) -> Bool {
        guard let since = candidate.openSince else { return false }
        return now - min(since, now) < Intake.pauseLimit
    }

    /// How long a writer that has its new file open may pause, in nanoseconds.
    private static let pauseLimit: UInt64 = 60_000_000_000

    private func makeFolders(for name: WorkName) throws(FileError) {
        var path = BytePath([])
        for component in name.file.parent.components {
            path = path.appending(component)
            try fileSystem.makeFolder(path, in: layout.work, isPrivate: false)
        }
    }

    private func claim(
        _ name: WorkName, _ file: Descriptor, _ status: FileStatus, isAlone: Bool
    ) -> Claim {
        events(
            SpoolEvent.claimed(
                name.entry, path: name.path, size: status.size, attempt: name.attempt))
        return Claim(
            name: name, descriptor: file, status: status, isAlone: isAlone, claimed: clock.wall())
    }

    // MARK: Entries in work/

    /// Hands out entries that are in `work/` already.
    func takeWork(_ claims: inout [Claim], limit: Int, now: UInt64) {
        var index = 0
        while index < work.count, claims.count < limit {
            let item = work[index]
            guard item.due <= now else {
                index += 1
                continue
            }
            do throws(FileError) {
                let file = try fileSystem.openFile(item.name.file, in: layout.work)
                let status: FileStatus
                do { status = try fileSystem.status(of: file) } catch {
                    fileSystem.close(file)
                    throw error
                }
                if let seen = item.seen, !status.isUnchanged(since: seen) {
                    fileSystem.close(file)
                    work[index].seen = status
                    work[index].due = now + settle
                    index += 1
                    continue
                }
                work.remove(at: index)
                claims.append(claim(item.name, file, status, isAlone: item.isAlone))
            } catch let error where error.isMissing {
                work.remove(at: index)
                events(
                    SpoolEvent.fileDamaged(
                        file: BytePath("work").appending(item.name.file),
                        reason: "removed by somebody else"))
            } catch {
                report(item.name.path, nil, error.explanation)
                work[index].due = now + max(settle, 1_000_000_000)
                work[index].failures += 1
                index += 1
            }
        }
    }

    /// Ends the reading of a claim's file and closes it.
    ///
    /// - Returns: Whether the file is still what was read. If not, it was still being written: it
    ///   settles anew and is handed out again later as the same entry; what was made of it must be
    ///   dropped.
    package func confirm(_ claim: Claim) -> Bool {
        let now = try? fileSystem.status(of: claim.descriptor)
        fileSystem.close(claim.descriptor)
        if let now, now.size == claim.status.size, now.modified == claim.status.modified,
            now.links == claim.status.links || isStillNamed(now, claim)
        {
            return true
        }
        events(SpoolEvent.resettled(claim.entry, path: claim.path))
        let found = try? fileSystem.status(claim.name.file, in: layout.work)
        work.append(
            WorkItem(
                name: claim.name, seen: found, due: clock.monotonic() + settle,
                isAlone: claim.isAlone))
        return false
    }

    /// Whether a file that has lost or gained a name elsewhere still is the one in `work/`.
    private func isStillNamed(_ status: FileStatus, _ claim: Claim) -> Bool {
        guard status.links > 0, claim.status.links > 1,
            let found = try? fileSystem.status(claim.name.file, in: layout.work)
        else { return false }
        return found.isSameFile(as: status)
    }

    /// Closes a claim's file and leaves the entry in `work/` for the next start.
    package func abandon(_ claim: Claim) { fileSystem.close(claim.descriptor) }

    /// Hands an entry out again, no attempt counted; ``confirm(_:)`` has closed its file.
    package func putBack(_ claim: Claim) {
        work.append(
            WorkItem(name: claim.name, seen: nil, due: clock.monotonic(), isAlone: false))
    }

    /// Counts an attempt on which a worker died with this entry alone.
    ///
    /// - Returns: The claim of the next attempt; its file stays open.
    /// - Throws: When the entry cannot be renamed.
    package func countAttempt(_ claim: Claim) throws(SpoolError) -> Claim {
        let next = claim.name.with(attempt: claim.attempt + 1)
        do {
            if next.isFolder != claim.name.isFolder {
                // One more digit made the name too long: the path goes into folders.
                try makeFolders(for: next)
                try fileSystem.rename(
                    claim.name.file, in: layout.work, to: next.file, in: layout.work,
                    replacing: false)
            } else {
                try fileSystem.rename(
                    claim.name.item, in: layout.work, to: next.item, in: layout.work,
                    replacing: false)
            }
        } catch {
            throw SpoolError("cannot count an attempt on \(claim.entry)", error)
        }
        events(SpoolEvent.attemptCounted(next.entry, path: next.path, attempt: next.attempt))
        return Claim(
            name: next, descriptor: claim.descriptor, status: claim.status, isAlone: true,
            claimed: claim.claimed)
    }

    /// Takes over what the last process left in `work/`, oldest first.
    ///
    /// - Returns: The entries, which will be handed out alone and before new files.
    func recoverWork() throws(FileError) -> [WorkName] {
        var found: [WorkName] = []
        for (name, _) in try fileSystem.names(in: layout.work) {
            guard let parsed = WorkName.parse(name.bytes) else {
                if name.bytes.first != UInt8(ascii: ".") {
                    events(
                        SpoolEvent.fileDamaged(
                            file: BytePath("work").appending(name), reason: "not made by us"))
                }
                continue
            }
            if !parsed.path.isEmpty {
                found.append(parsed)
            } else if let path = try fileBelow(name) {
                found.append(
                    WorkName(entry: parsed.entry, attempt: parsed.attempt, path: path))
            }
        }
        found.sort { $0.entry < $1.entry }
        let now = clock.monotonic()
        let wall = clock.wall()
        for name in found {
            let status = try? fileSystem.status(name.file, in: layout.work)
            let age = status.map { Int64(clamping: wall) * 1_000_000 - $0.modified } ?? 0
            // A file that was changed just now may have been settling again. The file's own time
            // can only make us wait longer, never shorter.
            let isRecent = abs(age) < Int64(clamping: settle)
            work.append(
                WorkItem(
                    name: name, seen: isRecent ? status : nil, due: isRecent ? now + settle : now,
                    isAlone: true))
        }
        return found
    }

    /// The one file in an entry's folder; removes the folder when a crash came before the file.
    private func fileBelow(_ item: BytePath) throws(FileError) -> BytePath? {
        var path = BytePath([])
        while true {
            let here = item.appending(path)
            let folder = try fileSystem.openFolder(
                path.isEmpty ? item : here, in: layout.work)
            defer { fileSystem.close(folder) }
            guard let inside = try fileSystem.names(in: folder).first else {
                var empty = path.isEmpty ? item : here
                while !empty.isEmpty {
                    try fileSystem.removeFolder(empty, in: layout.work)
                    empty = empty.parent
                }
                return nil
            }
            path = path.appending(inside.name)
            let status = try fileSystem.status(item.appending(path), in: layout.work)
            if status.kind != .folder { return path }
        }
    }
}
