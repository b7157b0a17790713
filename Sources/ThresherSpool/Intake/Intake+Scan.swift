// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

extension Intake {
    /// Names that one call looks at; the first output waits for no more than that between calls.
    private static let stepSize = 20_000
    /// The most folders between `incoming/` and a file, itself among them.
    static let depthLimit = 64

    /// When a scan may begin.
    var nextScanTime: UInt64 {
        isScanWanted || isOverflowing ? earliestScan : max(nextScan, earliestScan)
    }

    /// Whether a scan is to begin by a time.
    func isScanDue(now: UInt64) -> Bool {
        guard pass == nil, nextScanTime <= now else { return false }
        // While the window is well filled a scan could only find what there is no room for.
        return isOverflowing
            ? window.count < max(options.window / 2, 1) : window.count < options.window
    }

    /// Begins or goes on with a scan.
    func advanceScan(now: UInt64) {
        if pass == nil {
            guard isScanDue(now: now) else { return }
            beginPass(now: now)
        }
        guard var pass else { return }
        // Out of the property, so that the heap in it is not copied.
        self.pass = nil
        var budget = Intake.stepSize
        while budget > 0, !pass.levels.isEmpty {
            let before = pass.total
            step(&pass)
            budget -= max(64, pass.total - before)
        }
        if pass.levels.isEmpty { end(&pass) } else { self.pass = pass }
    }

    /// Forgets where a scan and its watches were: `incoming/` is another folder.
    func startOver() {
        for level in pass?.levels ?? [] { fileSystem.close(level.descriptor) }
        pass = nil
        lap = nil
        tree.forgetAll()
        forgetWatches(under: "")
        isScanWanted = true
        earliestScan = 0
    }

    private func beginPass(now: UInt64) {
        passNumber += 1
        isScanWanted = false
        var next = ScanPass(
            number: passNumber, bound: isOverflowing ? lap : nil,
            capacity: options.window - window.count, started: now)
        do {
            let listing = try fileSystem.openFolder("", in: layout.incoming)
            watch(listing, "")
            next.levels = [.init(prefix: [], descriptor: listing)]
            pass = next
        } catch {
            retryScan(error)
        }
    }

    private func retryScan(_ error: FileError) {
        report("", nil, error.explanation)
        isScanWanted = true
        earliestScan = clock.monotonic() + options.pollInterval.nanoseconds
    }

    private func step(_ pass: inout ScanPass) {
        let last = pass.levels.count - 1
        if let name = pass.levels[last].folders.popLast() {
            enter(name, &pass)
            return
        }
        guard pass.levels[last].hasMore else {
            fileSystem.close(pass.levels[last].descriptor)
            pass.levels.removeLast()
            return
        }
        let prefix = pass.levels[last].prefix
        let descriptor = pass.levels[last].descriptor
        var folders: [BytePath] = []
        var specials: [BytePath] = []
        let isKnown = window.count == 0 && skipped.isEmpty ? nil : { self.isKnown($0) }
        do {
            let hasMore = try fileSystem.readEntries(of: descriptor) { name, kind in
                if rules.ignores(name: name) { return }
                if rules.hasPatterns, rules.matches(ScanPass.path(prefix, name)) { return }
                switch kind {
                case .folder: folders.append(ScanPass.path([], name))
                case .special: specials.append(ScanPass.path(prefix, name))
                case .file, .unknown:
                    pass.consider(prefix, name, isKnown: isKnown)
                }
            }
            pass.levels[last].hasMore = hasMore
        } catch {
            report(BytePath(prefix), nil, error.explanation)
            pass.levels[last].hasMore = false
        }
        pass.levels[last].folders = folders
        for path in specials where !skipped.contains(path) {
            skip(path, try? fileSystem.status(path, in: layout.incoming), "not_a_plain_file")
        }
    }

    /// Whether a path is remembered, or is to be left alone because it is as it was when skipped.
    private func isKnown(_ path: BytePath) -> Bool {
        if window.contains(path) { return true }
        if skipped.isEmpty || !skipped.contains(path) { return false }
        guard let status = try? fileSystem.status(path, in: layout.incoming) else { return true }
        return skipped.isUnchanged(path, status, folder: folderStatus(of: path))
    }

    private func folderStatus(of path: BytePath) -> FileStatus? {
        path.parent.isEmpty
            ? try? fileSystem.status(of: layout.incoming)
            : try? fileSystem.status(path.parent, in: layout.incoming)
    }

    private func enter(_ name: BytePath, _ pass: inout ScanPass) {
        let last = pass.levels[pass.levels.count - 1]
        let path = BytePath(last.prefix + name.bytes)
        guard pass.levels.count < Intake.depthLimit else {
            skipFolder(path, "nested deeper than \(Intake.depthLimit)")
            return
        }
        do {
            let folder = try fileSystem.openFolder(name, in: last.descriptor)
            watch(folder, path)
            pass.levels.append(
                .init(prefix: path.bytes + [BytePath.slash], descriptor: folder))
        } catch let error where error.isMissing {
            // Removed since it was listed.
        } catch let error where error.isDenied || error.isBlocked {
            skipFolder(path, error.symbol)
        } catch let error where error.isUnknownKind {
            // A listing that does not tell kinds, and a file.
        } catch {
            report(path, nil, error.explanation)
            isScanWanted = true
        }
    }

    private func end(_ pass: inout ScanPass) {
        let (selected, isCut) = pass.selected()
        let now = clock.monotonic()
        // What an event told of since it was listed is known better.
        for path in selected where !window.contains(path) {
            observe(path, firstSeen: pass.number, now: now)
        }
        lastTotal = pass.total
        if isCut {
            isOverflowing = true
            lap = selected.last ?? pass.bound
        } else if pass.hasEarlier {
            isOverflowing = true
            lap = nil
        } else {
            isOverflowing = false
            lap = nil
        }
        let ended = clock.monotonic()
        let duration = ended - min(pass.started, ended)
        earliestScan = isOverflowing ? ended : ended + 4 * min(duration, 5_000_000_000)
        let interval =
            watcher == nil || isWatchExhausted ? options.pollInterval : options.scanInterval
        nextScan = ended + interval.nanoseconds
    }

    /// Looks at a file for the first time, or again after an event, and remembers it.
    ///
    /// A file that was made by opening it is open until its maker closes it.
    func observe(_ path: BytePath, firstSeen: UInt64, now: UInt64, isOpen: Bool = false) {
        if settle == 0 {
            window.put(
                Candidate(path: path, firstSeen: firstSeen, seen: nil, due: now), now: now)
            return
        }
        do {
            let status = try fileSystem.status(path, in: layout.incoming)
            guard status.kind == .file else {
                if status.kind == .special { skip(path, status, "not_a_plain_file") }
                return
            }
            var candidate =
                window[path]
                ?? Candidate(path: path, firstSeen: firstSeen, seen: nil, due: now)
            let isUnchanged = candidate.seen.map { status.isUnchanged(since: $0) } ?? true
            let wasOpen = candidate.openSince != nil
            candidate.openSince = isOpen ? now : nil
            if window[path] != nil, isUnchanged, !wasOpen, candidate.openSince == nil { return }
            // What its first writer has done by closing it is no change of a file that was whole.
            candidate.changes =
                wasOpen ? 0 : candidate.changes + (isUnchanged || isOpen ? 0 : 1)
            candidate.seen = status
            candidate.due = now + settle
            window.put(candidate, now: now)
        } catch let error where error.isMissing {
            // Gone again.
        } catch let error where error.isDenied || error.isBlocked {
            skip(path, nil, error.symbol)
        } catch {
            report(path, nil, error.explanation)
        }
    }

    // MARK: Reporting

    /// Leaves a file alone until it changes, and says so once.
    func skip(_ path: BytePath, _ status: FileStatus?, _ reason: String) {
        let wasFull = skipped.isFull
        if skipped.insert(path, status, folder: folderStatus(of: path)) {
            events(SpoolEvent.fileSkipped(path: path, reason: reason))
        } else if skipped.isFull && !wasFull {
            events(SpoolEvent.skipsForgotten(limit: skipped.limit))
        }
    }

    private func skipFolder(_ path: BytePath, _ reason: String) {
        if reported.insert(path, nil) {
            events(SpoolEvent.folderSkipped(path: path, reason: reason))
        }
    }

    /// Says once that something went wrong with a name, which is tried again.
    func report(_ path: BytePath, _ status: FileStatus?, _ reason: String) {
        if reported.insert(path, status) {
            events(SpoolEvent.fileSkipped(path: path, reason: reason))
        }
    }
}
