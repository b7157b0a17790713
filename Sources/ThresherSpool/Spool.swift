// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// The spool of one daemon: what is in it, in order and in our hands.
///
/// ``intake`` and ``committer`` are independent of each other and may be used by two threads.
/// Call ``recover(states:attach:restore:)`` before either.
package final class Spool {
    /// Finds and claims files.
    package let intake: Intake
    /// Makes results durable.
    package let committer: Committer
    /// Removes what is past its time.
    package let retention: Retention
    let layout: SpoolLayout
    private let fileSystem: any FileSystem
    private let events: EventHandler
    private let commits: [LeftCommit]
    private let leftovers: [BytePath]

    /// What ``recover(states:attach:restore:)`` found.
    package struct Recovery: Sendable {
        /// Committed bundles that were finished.
        package var bundles = 0
        /// Files of uncommitted bundles that were removed.
        package var discarded = 0
        /// Entries in `work/` that will be handed out again, with the numbers of their records
        /// that are committed already.
        package var entries: [EntryID: Set<Int>] = [:]
        /// The secret numbers of the states, by their names.
        package var seeds: [String: UInt64] = [:]
    }

    /// Opens a spool: makes missing folders, locks them, proves that renames work, and finishes
    /// what was committed to another output folder.
    ///
    /// - Parameters:
    ///   - folders: Where.
    ///   - options: How it behaves.
    ///   - fileSystem: What every call goes through.
    ///   - clock: What time it is.
    ///   - random: 64 random bits a call.
    ///   - events: Told what happens; called from both threads.
    /// - Returns: The spool, not yet recovered.
    /// - Throws: Code `inUse` when another daemon has it, `configuration` when the folders cannot
    ///   serve, `format` when another version wrote them.
    package static func open(
        folders: SpoolFolders, options: SpoolOptions,
        fileSystem: any FileSystem = PosixFileSystem(), clock: SpoolClock = .system,
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 0 ... .max) },
        events: @escaping EventHandler
    ) throws(SpoolError) -> Spool {
        let layout = try SpoolLayout(folders: folders, fileSystem: fileSystem, random: random)
        try layout.proveRenames()
        if let former = try OutputRecord.unfinished(layout, now: folders.output) {
            do throws(SpoolError) {
                let last = try Spool(layout, former, options, fileSystem, clock, random, events)
                let bundles = try last.recover().bundles
                try last.close()
                events(SpoolEvent.outputLeft(path: former, bundles: bundles))
            } catch {
                throw OutputRecord.unfinishable(former, layout, error)
            }
        }
        let spool = try Spool(
            layout, folders.output, options, fileSystem, clock, random, events)
        try OutputRecord.write(folders.output, layout)
        events(SpoolEvent.opened(spool: layout.identifier))
        return spool
    }

    private init(
        _ layout: SpoolLayout, _ outputPath: BytePath, _ options: SpoolOptions,
        _ fileSystem: any FileSystem, _ clock: SpoolClock,
        _ random: @escaping @Sendable () -> UInt64, _ events: @escaping EventHandler
    ) throws(SpoolError) {
        self.fileSystem = fileSystem
        self.events = events
        self.layout = layout
        let output = try OutputFolder(
            path: outputPath, identifier: layout.identifier, fileSystem: fileSystem,
            events: events)
        try output.proveRenames()
        (commits, leftovers) = try Spool.readStaging(output, fileSystem, events)
        let ledger = try Ledger(
            folder: layout.ledger, spool: layout.identifier, limit: options.ledgerFileBytes,
            redone: Set(commits.map(\.sha256)), fileSystem: fileSystem, events: events)
        committer = try Committer(
            layout: layout, output: output, ledger: ledger, options: options,
            fileSystem: fileSystem, clock: clock, random: random, events: events)
        let outputForSpace = try SpoolError.opening(outputPath) { () throws(FileError) in
            try fileSystem.openRoot(outputPath)
        }
        intake = Intake(
            layout: layout, outputForSpace: outputForSpace, options: options,
            fileSystem: fileSystem, clock: clock, random: random, events: events)
        retention = Retention(
            layout: layout, options: options, fileSystem: fileSystem, clock: clock,
            events: events)
    }

    /// Reads the commit files in staging, and lists what else is there.
    private static func readStaging(
        _ output: OutputFolder, _ fileSystem: any FileSystem, _ events: EventHandler
    ) throws(SpoolError) -> ([LeftCommit], [BytePath]) {
        var commits: [LeftCommit] = []
        var leftovers: [BytePath] = []
        let names: [BytePath]
        do { names = try fileSystem.names(in: output.staging).map(\.name) } catch {
            throw SpoolError.opening(output.path, error)
        }
        for name in names where name.bytes.first != UInt8(ascii: ".") {
            guard LeftCommit.isName(name) else {
                if !name.bytes.suffix(8).elementsEqual(".damaged".utf8) { leftovers.append(name) }
                continue
            }
            var sha256 = ""
            do throws(SpoolError) {
                let bytes = try SpoolError.opening(output.path) { () throws(FileError) in
                    try fileSystem.readFile(name, in: output.staging, limit: 256 << 20)
                }
                guard let bytes else { throw SpoolError(.damaged, "is too long") }
                let manifest = try Manifest(decoding: bytes, sha256: &sha256)
                commits.append(LeftCommit(name: name, manifest: manifest, sha256: sha256))
            } catch {
                guard error.code == .damaged else { throw error }
                // It was synced before it got this name, so no crash makes it. Its entries are
                // still in work/, or done if it had been carried out.
                events(SpoolEvent.fileDamaged(file: name, reason: error.message))
                let aside = BytePath(name.bytes + Array(".damaged".utf8))
                try? fileSystem.rename(
                    name, in: output.staging, to: aside, in: output.staging, replacing: true)
            }
        }
        return (commits.sorted { $0.manifest.bundle < $1.manifest.bundle }, leftovers)
    }

    /// Brings what the last process left in order: committed bundles are finished, uncommitted
    /// ones forgotten, entries in `work/` queued to be run alone, before any new file.
    ///
    /// - Parameters:
    ///   - states: The decider states in use, with their record versions.
    ///   - attach: Gives a state's decider its storage; says from where on it wants its records.
    ///   - restore: Takes each record of each state with its number, oldest first.
    /// - Returns: What was found.
    /// - Throws: When a call failed, or a state has records of another version.
    package func recover(
        states: [(name: String, recordVersion: Int)] = [],
        attach: (_ state: String, _ storage: any DeciderStorage) -> RecordPlace = { _, _ in
            .start
        },
        restore: (_ state: String, _ record: [UInt8], _ number: Int) -> Void = { _, _, _ in }
    ) throws(SpoolError) -> Recovery {
        var recovery = Recovery()
        let last = committer.ledger.last.bundle
        if last == 0, commits.isEmpty, holdsFiles(layout.done) || holdsFiles(layout.failed) {
            events(SpoolEvent.ledgerMissing)
        }
        // Records under a number that the ledger has are another bundle's, or there to stay.
        let redone = Set(commits.map(\.manifest.bundle).filter { $0 > last })
        for (name, version) in states { committer.recordVersions[name] = version }
        let inManifests = commits.flatMap(\.manifest.states).map { ($0.name, $0.recordVersion) }
        for (name, version) in states {
            _ = try committer.stateLog(
                name, recordVersion: version, redone: redone, attach: { attach(name, $0) })
        }
        for (name, version) in inManifests {
            _ = try committer.stateLog(name, recordVersion: version, redone: redone)
        }
        try finish(&recovery, last: last)
        try committer.flush()
        // Only now: what the commits had staged was among them.
        for name in leftovers {
            do { try fileSystem.remove(name, in: committer.output.staging) } catch { continue }
            recovery.discarded += 1
        }
        for (name, version) in states {
            let log = try committer.stateLog(name, recordVersion: version)
            recovery.seeds[name] = log.seed
            try log.restore(from: log.resumption) { record, number in
                restore(name, record, number)
            }
        }
        try recoverEntries(&recovery)
        if recovery.bundles + recovery.discarded + recovery.entries.count > 0 {
            events(
                SpoolEvent.recovered(
                    bundles: recovery.bundles, discarded: recovery.discarded,
                    entries: recovery.entries.count))
        }
        return recovery
    }

    private func holdsFiles(_ folder: Descriptor) -> Bool {
        guard let listing = try? fileSystem.openFolder("", in: folder) else { return false }
        defer { fileSystem.close(listing) }
        var isUsed = false
        // The first part of the listing is enough.
        _ = try? fileSystem.readEntries(of: listing) { name, _ in
            if name.count > 0, name[0] != UInt8(ascii: ".") { isUsed = true }
        }
        return isUsed
    }

    /// Finishes what was committed, old numbers first.
    private func finish(_ recovery: inout Recovery, last: Int) throws(SpoolError) {
        var renumbered: [(Manifest, BytePath)] = []
        let lines = try linesInDoubt()
        for commit in commits {
            committer.noteBundle(commit.manifest.bundle)
            switch commit.fate(lines, last: last) {
            case .redone:
                try committer.redo(commit.manifest, sha256: commit.sha256)
                recovery.bundles += 1
            case .renumbered(let manifest): renumbered.append((manifest, commit.name))
            case .givenUp:
                events(
                    SpoolEvent.bundleDiscarded(
                        bundle: commit.manifest.bundle,
                        reason: "its documents were done while the output was another"))
                try? fileSystem.remove(commit.name, in: committer.output.staging)
                recovery.discarded += 1
            }
        }
        for (manifest, name) in renumbered {
            try committer.redo(manifest, replacing: name)
            recovery.bundles += 1
        }
    }

    /// What the ledger says of the entries of commits that do not follow on what it has.
    private func linesInDoubt() throws(SpoolError) -> [LedgerLine] {
        var entries: Set<EntryID> = []
        var (bundle, manifest) = (committer.ledger.last.bundle, committer.ledger.last.manifest)
        for commit in commits {
            if commit.manifest.bundle <= bundle || commit.manifest.previous != manifest {
                entries.formUnion(commit.manifest.documents.map(\.line.entry))
            }
            (bundle, manifest) = (max(bundle, commit.manifest.bundle), commit.sha256)
        }
        guard let oldest = entries.min() else { return [] }
        return try LedgerReader(folder: layout.ledger, fileSystem: fileSystem)
            .lines(of: entries, since: oldest)
    }

    private func recoverEntries(_ recovery: inout Recovery) throws(SpoolError) {
        let names: [WorkName]
        do { names = try intake.recoverWork() } catch {
            throw SpoolError("cannot read what is in work/", error)
        }
        guard let oldest = names.first?.entry else { return }
        for name in names { recovery.entries[name.entry] = [] }
        let reader = LedgerReader(folder: layout.ledger, fileSystem: fileSystem)
        let committed = try reader.lines(of: Set(names.map(\.entry)), since: oldest)
        for line in committed {
            recovery.entries[line.entry]?.insert(line.record ?? 0)
            committer.openEntries[line.entry, default: OpenEntry()].add(line)
        }
    }

    /// Makes durable what waits for a barrier, and removes the commit files; for the end.
    package func close() throws(SpoolError) { try committer.flush() }
}
