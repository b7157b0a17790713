// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

extension Committer {
    /// How far an unfinished bundle is.
    struct Progress {
        /// For each document, for each output: whether it is published.
        var published: [[Bool]] = []
        var released = 0
    }

    /// Publishes, accounts for and releases a committed bundle, in this order: an input that is
    /// still in `work/` shows that its outcome may be missing from the ledger, and one that has
    /// left never lacks it, also when somebody took the commit file away in between.
    ///
    /// Without the bundle's bytes (in recovery) a staged file that is gone counts as published;
    /// with them it was deleted by somebody and is staged again.
    func finish(_ work: inout Unfinished) throws(SpoolError) -> [CommittedDocument] {
        try unlessPassing(work.manifest) { () throws(FileError) in try publish(&work) }
        do {
            try account(work.manifest, sha256: work.sha256, lines: work.lines)
        } catch {
            guard error.code == .noSpace else {
                throw SpoolError(
                    .undecided, "cannot finish bundle \(work.manifest.bundle)",
                    cause: error.cause)
            }
            throw error
        }
        forgetMovedFolders()
        try unlessPassing(work.manifest) { () throws(FileError) in
            while work.progress.released < work.manifest.releases.count {
                try release(work.manifest.releases[work.progress.released])
                work.progress.released += 1
            }
        }
        note(work.manifest)
        noteDone(work.manifest, sha256: work.sha256)
        return work.manifest.documents.map { document in
            CommittedDocument(
                entry: document.line.entry, record: document.line.record,
                document: document.line.document, outcome: document.line.outcome,
                outputs: document.line.outputs.map(\.printable), committed: clock.wall())
        }
    }

    /// Does a part of ``finish(_:)``: what the kernel may grant later is no reason to end, any
    /// other failure is.
    private func unlessPassing(
        _ manifest: Manifest, _ part: () throws(FileError) -> Void
    ) throws(SpoolError) {
        do { try part() } catch {
            guard !isUndecided, error.isNoSpace || error.isExhausted || error.isDenied else {
                throw SpoolError(
                    .undecided, "cannot finish bundle \(manifest.bundle)", cause: error)
            }
            throw SpoolError("cannot move an output or input", error)
        }
    }

    /// Appends what deciders must remember, and the ledger's lines.
    func account(
        _ manifest: Manifest, sha256: String, lines: [UInt8]?
    ) throws(SpoolError) {
        for state in manifest.states {
            try stateLog(state.name, recordVersion: state.recordVersion).add(
                state.records, bundle: manifest.bundle)
        }
        guard !manifest.documents.isEmpty else { return }
        try ledger.add(
            lines: lines ?? manifest.lines, count: manifest.documents.count,
            bundle: manifest.bundle,
            manifest: sha256, committed: manifest.committed)
    }

    /// The log of a state, opened when first needed.
    func stateLog(
        _ name: String, recordVersion: Int, redone: Set<Int> = [],
        attach: (any DeciderStorage) -> RecordPlace = { _ in .start }
    ) throws(SpoolError) -> StateLog {
        if let known = states[name] { return known }
        let log = try StateLog(
            name: name, recordVersion: recordVersion, state: layout.state, redone: redone,
            attach: attach, fileSystem: fileSystem, random: random, events: events)
        states[name] = log
        noteBundle(log.lastBundle)
        return log
    }

    /// Keeps in mind which records of entries that go on have failed.
    private func note(_ manifest: Manifest) {
        let ended = Set(manifest.releases.map(\.name.entry))
        for document in manifest.documents where !ended.contains(document.line.entry) {
            openEntries[document.line.entry, default: OpenEntry()].add(document.line)
        }
        for release in manifest.releases {
            openEntries[release.name.entry] = nil
            if case .quarantine(let reason) = release.action {
                events(
                    SpoolEvent.quarantined(
                        release.name.entry, path: release.name.path,
                        reason: reason["reason"]?.string ?? ""))
            }
        }
    }

    // MARK: Publishing

    private func publish(_ work: inout Unfinished) throws(FileError) {
        if work.progress.published.isEmpty {
            work.progress.published = work.manifest.documents.map {
                Array(repeating: false, count: $0.outputs.count)
            }
        }
        var restaged = 0
        var index = 0
        documents: while index < work.manifest.documents.count {
            for part in work.manifest.documents[index].outputs.indices
            where !work.progress.published[index][part] {
                if try !publish(part, of: index, &work), work.bundle != nil {
                    restaged += 1
                    guard restaged < 16 else {
                        let staged = work.manifest.documents[index].outputs[part].staged
                        throw FileError(.rename, staged, missingNumber)
                    }
                    try restage(&work)
                    continue documents
                }
                // In recovery a staged file that is gone was published before the crash.
                work.progress.published[index][part] = true
            }
            index += 1
        }
    }

    /// Renames a staged file to its public name, or to one that is free.
    ///
    /// - Returns: Whether it was there.
    private func publish(
        _ part: Int, of index: Int, _ work: inout Unfinished
    ) throws(FileError) -> Bool {
        let entry = work.manifest.documents[index].line.entry
        let wanted = work.manifest.documents[index].outputs[part].name
        var attempt = 0
        while true {
            attempt += 1
            let file = work.manifest.documents[index].outputs[part]
            let name = file.name
            var isParentOpen = false
            do {
                let parent = try output.tree.folder(name.parent, creating: true)
                isParentOpen = true
                try fileSystem.rename(
                    file.staged, in: output.staging, to: name.name, in: parent,
                    replacing: options.onConflict == .replace)
                if name != wanted {
                    events(SpoolEvent.outputRenamed(entry, wanted: wanted, given: name))
                }
                return true
            } catch {
                if try isGone(file.staged) { return false }
                if attempt <= 8 && error.isTaken && isParentOpen {
                    let next = alternative(to: name, entry: entry, attempt: attempt)
                    try rename(&work) { other, _ in other.staged == file.staged ? next : nil }
                } else if attempt <= 8 && (error.isBlocked || error.isTaken) {
                    try rename(&work) { other, entry in
                        other.name.parent == name.parent
                            ? avoidingBlocked(other.name, entry: entry) : nil
                    }
                } else if attempt <= 8 && (error.isUnfit || error.isDenied),
                    name != plain(entry, file)
                {
                    // A mount inside the output, a file system with stricter names, or a folder
                    // that somebody made for himself: no other document may have to wait for it.
                    try rename(&work) { other, entry in
                        other.name.parent == name.parent ? plain(entry, other) : nil
                    }
                } else if attempt <= 8 && (error.isMissing || error.isStale) {
                    // The folder it goes to was deleted.
                    output.tree.forgetAll()
                } else {
                    throw error
                }
            }
        }
    }

    /// Gives outputs that are not published other names than were committed, and commits these
    /// before they are used: were the process to die in between, the ledger would name files that
    /// are called otherwise.
    ///
    /// - Parameters:
    ///   - work: The bundle.
    ///   - change: The new name of an output, if it gets one. What one refused folder has of the
    ///     bundle is to get its names at once, since each commit costs its syncs.
    /// - Throws: What a call failed with; the names are as they were then.
    private func rename(
        _ work: inout Unfinished, _ change: (Manifest.Output, EntryID) -> BytePath?
    ) throws(FileError) {
        let before = work.manifest
        for (index, document) in before.documents.enumerated() {
            for (part, file) in document.outputs.enumerated()
            where !work.progress.published[index][part] {
                guard let name = change(file, document.line.entry) else { continue }
                work.manifest.documents[index].outputs[part].name = name
                work.manifest.documents[index].line.outputs[part] = name
            }
        }
        guard work.manifest != before else { return }
        do { try recommit(&work) } catch {
            work.manifest = before
            throw error
        }
    }

    /// A name that any file system takes, in the output folder itself.
    private func plain(_ entry: EntryID, _ file: Manifest.Output) -> BytePath {
        let last = file.name.name.bytes
        let ending = last.lastIndex(of: UInt8(ascii: ".")).map { last[$0...].prefix(32) } ?? []
        let stem = file.staged.bytes.prefix { $0 != UInt8(ascii: ".") }
        return BytePath(Array("\(entry.text)-".utf8) + stem + ending)
    }

    private func isGone(_ staged: BytePath) throws(FileError) -> Bool {
        do {
            return try fileSystem.statusIfPresent(staged, in: output.staging) == nil
        } catch let error where error.isStale {
            return true
        }
    }

    /// `a.json` becomes `a~<entry id>.json`, and should that be taken too, `a~<entry id>-2.json`.
    private func alternative(to name: BytePath, entry: EntryID, attempt: Int) -> BytePath {
        let last = name.name.bytes
        let isMarked = last.count > 30 && String(decoding: last, as: UTF8.self).contains(entry.text)
        return name.marked(isMarked ? "-\(attempt)" : "~\(entry.text)")
    }

    private func avoidingBlocked(_ name: BytePath, entry: EntryID) -> BytePath {
        var path = BytePath([])
        for component in name.parent.components {
            path = path.appending(component)
            let status = try? fileSystem.status(path, in: output.root)
            if let status, status.kind != .folder {
                return OutputNames.avoiding(path, in: name, entry: entry)
            }
        }
        return name
    }

    /// Stages again what somebody deleted before it was published, and the commit with it.
    private func restage(_ work: inout Unfinished) throws(FileError) {
        guard let bundle = work.bundle else { return }
        do { try output.reopen() } catch {
            throw error.cause ?? FileError(.open, output.path, missingNumber)
        }
        for (index, document) in work.manifest.documents.enumerated() {
            for (part, file) in document.outputs.enumerated()
            where !work.progress.published[index][part] {
                try? fileSystem.remove(file.staged, in: output.staging)
                try fileSystem.writeFile(
                    file.staged, in: output.staging, bundle.documents[index].files[part].bytes,
                    syncing: isOutputRemote)
            }
        }
        try recommit(&work)
    }

    // MARK: Releasing

    private func release(_ release: Manifest.Release) throws(FileError) {
        switch release.action {
        case .delete:
            do {
                try fileSystem.remove(release.name.file, in: layout.work)
            } catch let error where error.isMissing {
                // Done before a crash.
            }
        case .keep:
            try archive(release.name)
        case .quarantine(let reason):
            try quarantine(release.name, reason)
        }
        if release.name.isFolder { removeFolders(of: release.name) }
    }

    /// Looks up the folders below `done/` and `failed/` anew when these were replaced.
    private func forgetMovedFolders() {
        let now = layout.restorations
        guard now != knownRestorations else { return }
        knownRestorations = now
        doneTree.forgetAll()
        failedTree.forgetAll()
    }

    /// Moves an input to `done/` under its path.
    private func archive(_ name: WorkName) throws(FileError) {
        var target = name.path
        var attempt = 0
        while true {
            attempt += 1
            var isParentOpen = false
            do {
                let parent = try doneTree.folder(target.parent, creating: true)
                isParentOpen = true
                try fileSystem.rename(
                    name.file, in: layout.work, to: target.name, in: parent, replacing: false)
                return
            } catch let error where attempt <= 4 && error.isTaken && isParentOpen {
                target = ArchiveNames.taken(name.path, entry: name.entry, attempt: attempt)
            } catch let error
                where attempt <= 4
                && (error.isBlocked || error.isTaken || error.isUnfit || error.isDenied)
                && target != ArchiveNames.flat(name)
            {
                target = ArchiveNames.flat(name)
            } catch let error where error.isMissing {
                guard try fileSystem.statusIfPresent(name.file, in: layout.work) != nil else {
                    return
                }
                guard attempt <= 4 else { throw error }
                doneTree.forgetAll()
                _ = try layout.restore(.done, events: events)
            }
        }
    }

    private func quarantine(_ name: WorkName, _ reason: JSONValue) throws(FileError) {
        let folder = BytePath(name.entry.text)
        let original = ArchiveNames.quarantined(name)
        if try fileSystem.statusIfPresent(name.file, in: layout.work) == nil {
            // Moved before a crash; when it is not here either, somebody has taken it since.
            let moved = folder.appending(original)
            guard try fileSystem.statusIfPresent(moved, in: layout.failed) != nil else { return }
        }
        let target = try failedFolder(folder)
        try? fileSystem.remove(QuarantineReason.name, in: target)
        try fileSystem.writeFile(
            QuarantineReason.name, in: target, reason.utf8 + [UInt8(ascii: "\n")],
            syncing: false)
        do {
            try fileSystem.rename(
                name.file, in: layout.work, to: original, in: target, replacing: false)
        } catch let error where error.isMissing || error.isTaken {
            // Moved before a crash.
        }
    }

    private func failedFolder(_ path: BytePath) throws(FileError) -> Descriptor {
        do { return try failedTree.folder(path, creating: true) } catch let error
            where error.isMissing
        {
            guard try layout.restore(.failed, events: events) else { throw error }
            failedTree.forgetAll()
            return try failedTree.folder(path, creating: true)
        }
    }

    /// Removes the folder of an entry whose file has left, as far as it is empty.
    private func removeFolders(of name: WorkName) {
        var path = name.file.parent
        while !path.isEmpty {
            do { try fileSystem.removeFolder(path, in: layout.work) } catch { return }
            path = path.parent
        }
    }
}
