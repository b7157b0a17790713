// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Makes bundles durable, publishes their outputs and releases their inputs.
///
/// Used by one thread at a time, which need not be the one that claims. The steps and their
/// barriers:
///
/// 1. each output is staged under a private name; the manifest is written beside it;
/// 2. one barrier over spool and output (inputs and claims, staged bytes, manifest, their names),
///    and over what the bundle before has done since its commit;
/// 3. the manifest's name changes to `.commit`, the staging folder is synced: **the commit**;
/// 4. the commit file of the bundle before is removed: barrier 2 made all it stood for durable;
/// 5. staged files are renamed to their public names, deciders' records and ledger lines appended,
///    inputs released.
///
/// What step 5 does becomes durable with barrier 2 of the next bundle or with ``flush()``. Until
/// then the commit file says how to do it again, which is what recovery does.
package final class Committer: @unchecked Sendable {
    let layout: SpoolLayout
    let options: SpoolOptions
    let fileSystem: any FileSystem
    let clock: SpoolClock
    let random: @Sendable () -> UInt64
    let events: EventHandler
    let output: OutputFolder
    let ledger: Ledger
    let doneTree: FolderTree
    let failedTree: FolderTree
    var states: [String: StateLog] = [:]
    var recordVersions: [String: Int] = [:]
    /// What is known of entries whose documents come in several bundles.
    var openEntries: [EntryID: OpenEntry] = [:]
    var knownRestorations = 0
    private let spoolDevice: Device
    private let stateDevice: Device
    private(set) var nextBundle = 1
    private var previousManifest: String
    /// Committed and done, but not known to be durable: their commit files still stand.
    private var unsettled: [(name: BytePath, manifest: Manifest, sha256: String)] = []
    private var unfinished: Unfinished?
    private(set) var isUndecided = false

    /// A committed bundle of which not all is done.
    struct Unfinished {
        var manifest: Manifest
        var sha256: String
        /// The ledger's lines, as long as they are as the manifest has them.
        var lines: [UInt8]?
        var bundle: Bundle?
        var progress = Progress()
    }

    init(
        layout: SpoolLayout, output: OutputFolder, ledger: Ledger, options: SpoolOptions,
        fileSystem: any FileSystem, clock: SpoolClock,
        random: @escaping @Sendable () -> UInt64, events: @escaping EventHandler
    ) throws(SpoolError) {
        self.layout = layout
        self.output = output
        self.ledger = ledger
        self.options = options
        self.fileSystem = fileSystem
        self.clock = clock
        self.random = random
        self.events = events
        doneTree = FolderTree(root: layout.done, fileSystem: fileSystem)
        failedTree = FolderTree(root: layout.failed, fileSystem: fileSystem)
        previousManifest = ledger.last.manifest
        do {
            spoolDevice = try Device(of: layout.spool, fileSystem)
            stateDevice = try Device(of: layout.state, fileSystem)
        } catch {
            throw SpoolError.opening(layout.folders.spool, error)
        }
        noteBundle(ledger.last.bundle)
    }

    /// Sees to it that later bundles have higher numbers.
    func noteBundle(_ number: Int) { nextBundle = max(nextBundle, number + 1) }

    // MARK: Committing

    /// Commits a bundle.
    ///
    /// - Parameter bundle: Documents in claim order. A bundle without any may still end entries.
    /// - Returns: The documents with the names of their outputs.
    /// - Throws: ``SpoolError/Code/io`` or ``SpoolError/Code/noSpace`` when nothing was committed
    ///   and the entries are to be run again; ``SpoolError/Code/unfinished`` when it is committed
    ///   and ``resume()`` must be called until it succeeds; ``SpoolError/Code/undecided`` when the
    ///   process must end.
    package func commit(_ bundle: Bundle) throws(SpoolError) -> [CommittedDocument] {
        try checkUndecided()
        if unfinished != nil { _ = try resume() }
        if bundle.documents.isEmpty && bundle.ended.isEmpty { return [] }
        var attempt = 0
        while true {
            attempt += 1
            try output.refresh()
            do {
                unfinished = try prepare(bundle)
                break
            } catch {
                // The staging folder was deleted under our hands.
                guard let cause = error.cause, cause.isMissing || cause.isStale, attempt < 4,
                    !isUndecided
                else { throw error }
                try output.reopen()
            }
        }
        guard let committed = try resume() else { return [] }
        return committed
    }

    /// Goes on with a bundle that is committed and not all done.
    ///
    /// - Returns: Its documents; `nil` when there was nothing to do.
    /// - Throws: As ``commit(_:)``.
    package func resume() throws(SpoolError) -> [CommittedDocument]? {
        try checkUndecided()
        guard var work = unfinished else { return nil }
        do {
            let committed = try finish(&work)
            unfinished = nil
            return committed
        } catch {
            unfinished = work
            if error.code == .undecided {
                isUndecided = true
                throw error
            }
            throw SpoolError(
                .unfinished,
                "bundle \(work.manifest.bundle) is committed but not all done: \(error.message)",
                cause: error.cause)
        }
    }

    /// Does a bundle again that the last process has committed.
    func redo(_ manifest: Manifest, sha256: String) throws(SpoolError) {
        noteBundle(manifest.bundle)
        previousManifest = sha256
        unfinished = Unfinished(manifest: manifest, sha256: sha256, bundle: nil)
        _ = try resume()
    }

    /// Does a bundle under the next number: its own was used again while its output folder was out
    /// of reach.
    ///
    /// - Parameters:
    ///   - manifest: The bundle.
    ///   - former: Its commit file.
    /// - Throws: As ``resume()``, and when it cannot be committed again.
    func redo(_ manifest: Manifest, replacing former: BytePath) throws(SpoolError) {
        var work = Unfinished(manifest: manifest, sha256: "", bundle: nil)
        work.manifest.bundle = nextBundle
        nextBundle += 1
        do throws(FileError) {
            try recommit(&work)
            try fileSystem.remove(former, in: output.staging)
        } catch {
            throw SpoolError("cannot commit bundle \(manifest.bundle) again", error)
        }
        unfinished = work
        _ = try resume()
    }

    /// Makes what the last bundles did durable and removes their commit files; to be called when
    /// nothing is to be committed for a while, and at the end.
    package func flush() throws(SpoolError) {
        try checkUndecided()
        if unfinished != nil { _ = try resume() }
        guard !unsettled.isEmpty else { return }
        do {
            try barrier(withState: true).run()
        } catch {
            try redoUnsettled(after: error)
            throw SpoolError("cannot sync what was committed", error)
        }
        settle()
    }

    private func checkUndecided() throws(SpoolError) {
        guard isUndecided else { return }
        throw SpoolError(.undecided, "whether a bundle is committed is not known until a restart")
    }

    /// Steps 1 to 4.
    private func prepare(_ bundle: Bundle) throws(SpoolError) -> Unfinished {
        let number = nextBundle
        var staged: [BytePath] = []
        do {
            let manifest = try stage(bundle, number: number, staged: &staged)
            let (bytes, sha256, lines) = manifest.encoded(spool: layout.identifier)
            let name = BytePath("\(number).manifest")
            staged.append(name)
            try fileSystem.writeFile(
                name, in: output.staging, bytes, syncing: output.device.isRemote)
            if spoolDevice.isRemote { try syncInputs(bundle) }
            do {
                try barrier(withState: !unsettled.isEmpty).run()
            } catch {
                try redoUnsettled(after: error)
                throw error
            }
            try fileSystem.rename(
                name, in: output.staging, to: BytePath("\(number).commit"), in: output.staging,
                replacing: true)
            do {
                try fileSystem.syncFolder(output.staging)
            } catch {
                isUndecided = true
                throw SpoolError(
                    .undecided, "cannot sync the commit of bundle \(number)", cause: error)
            }
            settle()
            nextBundle = number + 1
            previousManifest = sha256
            return Unfinished(manifest: manifest, sha256: sha256, lines: lines, bundle: bundle)
        } catch let error as SpoolError {
            throw error
        } catch let error as FileError {
            for name in staged { try? fileSystem.remove(name, in: output.staging) }
            if !error.isMissing {
                events(SpoolEvent.bundleDiscarded(bundle: number, reason: error.explanation))
            }
            throw SpoolError("cannot commit bundle \(number) to '\(output.path.display)'", error)
        } catch {
            throw SpoolError(.io, "\(error)")
        }
    }

    private func barrier(withState: Bool) -> Barrier {
        var barrier = Barrier(fileSystem)
        barrier.add(
            layout.spool, spoolDevice,
            folders: [layout.incoming, layout.work] + doneTree.openFolders
                + failedTree.openFolders)
        barrier.add(
            output.root, output.device, folders: [output.staging] + output.tree.openFolders)
        if withState { barrier.add(layout.state, stateDevice, folders: []) }
        return barrier
    }

    /// Removes the commit files of bundles all of whose effects are durable.
    private func settle() {
        for (name, _, _) in unsettled {
            // A file that stays is redone at the next start, which changes nothing.
            try? fileSystem.remove(name, in: output.staging)
        }
        unsettled.removeAll()
    }

    /// After a failed sync nothing written since the last good one can be trusted to reach the
    /// disk, although it reads back well: it is written again.
    private func redoUnsettled(after error: FileError) throws(SpoolError) {
        for (_, manifest, _) in unsettled.reversed() {
            try ledger.takeBack(manifest.bundle)
            for state in manifest.states { try states[state.name]?.takeBack(manifest.bundle) }
        }
        for (_, manifest, sha256) in unsettled {
            do { try account(manifest, sha256: sha256, lines: nil) } catch {
                isUndecided = true
                throw SpoolError(
                    .undecided, "cannot write the ledger again after a failed sync",
                    cause: error.cause)
            }
        }
    }

    private func syncInputs(_ bundle: Bundle) throws(FileError) {
        for claim in bundle.ended {
            let file = try fileSystem.openFile(claim.name.file, in: layout.work)
            defer { fileSystem.close(file) }
            try fileSystem.syncFile(file)
        }
    }

    var isOutputRemote: Bool { output.device.isRemote }
    var lastManifest: String { previousManifest }

    /// Notes that a bundle is done but for the barrier.
    func noteDone(_ manifest: Manifest, sha256: String) {
        unsettled.append((BytePath("\(manifest.bundle).commit"), manifest, sha256))
    }

    /// Commits an unfinished bundle again: its staging folder was deleted, or an output gets
    /// another name.
    ///
    /// In recovery what was taken back from the ledger must stay so should power fail, since the
    /// new commit does not name the old one's lines.
    func recommit(_ work: inout Unfinished) throws(FileError) {
        let number = work.manifest.bundle
        let (bytes, sha256, lines) = work.manifest.encoded(spool: layout.identifier)
        let name = BytePath("\(number).manifest")
        try? fileSystem.remove(name, in: output.staging)
        try fileSystem.writeFile(name, in: output.staging, bytes, syncing: output.device.isRemote)
        try barrier(withState: work.bundle == nil).run()
        try fileSystem.rename(
            name, in: output.staging, to: BytePath("\(number).commit"),
            in: output.staging, replacing: true)
        do { try fileSystem.syncFolder(output.staging) } catch {
            isUndecided = true
            throw error
        }
        work.sha256 = sha256
        work.lines = lines
        previousManifest = sha256
    }
}

/// What the bundles so far said of an entry whose documents come in several.
struct OpenEntry {
    /// The first failures, for `reason.json`.
    var failures: [JSONValue] = []
    var failureCount = 0
    static let failureLimit = 100
}
