// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// The permanent record of outcomes, as its one writer sees it.
///
/// Used by one thread. JSON lines: a line for each document, and after a bundle's lines its ``LedgerSeal``. What
/// follows the last true seal is what a crash left, and is cut off.
final class Ledger {
    private let fileSystem: any FileSystem
    private let folder: Descriptor
    private let spool: String
    private let limit: Int
    private let events: EventHandler
    private var file: Descriptor?
    private var name: BytePath = ""
    private var size = 0
    /// The seal of the last bundle.
    private(set) var last = LedgerSeal.origin
    private var marks: [(seal: LedgerSeal, size: Int)] = []

    /// Opens the ledger and cuts off what is not whole.
    ///
    /// - Parameters:
    ///   - folder: `state/ledger`.
    ///   - spool: The spool's id.
    ///   - limit: The size at which a new file begins.
    ///   - redone: The SHA-256 of manifests whose bundles at the end are removed, because they are
    ///     written again: they may be in the cache and never reach the disk.
    ///   - fileSystem: Where it is.
    ///   - events: Told of repairs.
    /// - Throws: ``SpoolError/Code/format`` when another version wrote it.
    init(
        folder: Descriptor, spool: String, limit: Int, redone: Set<String>,
        fileSystem: any FileSystem, events: @escaping EventHandler
    ) throws(SpoolError) {
        self.folder = folder
        self.spool = spool
        self.limit = limit
        self.fileSystem = fileSystem
        self.events = events
        var names: [BytePath]
        do { names = try LedgerFiles.list(in: folder, fileSystem: fileSystem) } catch {
            throw SpoolError("cannot read the ledger", error)
        }
        while let newest = names.popLast() {
            if try takeUp(newest, redone: redone) { return }
        }
    }

    deinit { if let file { fileSystem.close(file) } }

    /// Goes on in a file; `false` when nothing in it is true and it was removed.
    private func takeUp(_ name: BytePath, redone: Set<String>) throws(SpoolError) -> Bool {
        let opened: Descriptor
        let length: Int
        do {
            opened = try fileSystem.openForAppending(name, in: folder)
            length = try fileSystem.status(of: opened).size
        } catch {
            throw SpoolError("cannot open the ledger", error)
        }
        var found = try LedgerFiles.lastSeal(
            of: opened, below: length, name: name, fileSystem: fileSystem)
        var isTakenBack = false
        while let (seal, end) = found, redone.contains(seal.manifest) {
            isTakenBack = true
            // The seal's own line is left out by looking below its end.
            found = try LedgerFiles.lastSeal(
                of: opened, below: end - 1, name: name, fileSystem: fileSystem)
        }
        guard let (seal, end) = found else {
            fileSystem.close(opened)
            do { try fileSystem.remove(name, in: folder) } catch {
                throw SpoolError("cannot repair the ledger", error)
            }
            if length > 0 && !isTakenBack {
                events(SpoolEvent.tailCut(file: name, bytes: length))
            }
            return false
        }
        if end < length {
            do { try fileSystem.truncate(opened, to: end) } catch {
                throw SpoolError("cannot repair the ledger", error)
            }
            if !isTakenBack { events(SpoolEvent.tailCut(file: name, bytes: length - end)) }
        }
        file = opened
        self.name = name
        size = end
        last = seal
        return true
    }

    /// Adds a bundle's lines and seals them, unless they are there.
    ///
    /// - Parameters:
    ///   - lines: One JSON object a line, each with its line feed.
    ///   - count: How many.
    ///   - bundle: The bundle's number.
    ///   - manifest: The SHA-256 of its manifest.
    ///   - committed: When, ISO 8601.
    /// - Throws: What a call failed with; nothing is added then.
    func add(
        lines: [UInt8], count: Int, bundle: Int, manifest: String, committed: String
    ) throws(SpoolError) {
        guard bundle > last.bundle else { return }
        let day = String(committed.prefix(10))
        let file = try fileForWriting(day: day)
        let seal = last.next(bundle: bundle, manifest: manifest, lines: lines)
        // Starting a file forgets the marks of the last one.
        let mark = (seal: last, size: size)
        try append(lines + seal.line(documents: count, committed: committed), to: file)
        marks = marks.suffix(1) + [mark]
        last = seal
    }

    private func fileForWriting(day: String) throws(SpoolError) -> Descriptor {
        if let file, size < limit, LedgerFiles.day(of: name) == day { return file }
        let next = LedgerFiles.name(bundle: last.bundle, day: day)
        // The clock may have been set back to a day whose file exists.
        if let file, next <= name { return file }
        let header = last.header(spool: spool)
        do throws(FileError) {
            let opened = try fileSystem.openForAppending(next, in: folder)
            do throws(FileError) {
                // An earlier try may have left part of a header.
                try fileSystem.truncate(opened, to: 0)
                try fileSystem.write(header, to: opened)
                // Lines that a failed sync leaves in doubt can be written again; this is not.
                try fileSystem.syncFile(opened)
            } catch {
                fileSystem.close(opened)
                throw error
            }
            if let file {
                fileSystem.close(file)
                events(SpoolEvent.ledgerRotated(file: next))
            }
            file = opened
            name = next
            size = header.count
            marks.removeAll()
            return opened
        } catch {
            throw SpoolError("cannot open a ledger file", error)
        }
    }

    private func append(_ bytes: [UInt8], to file: Descriptor) throws(SpoolError) {
        do {
            try fileSystem.write(bytes, to: file)
        } catch {
            do { try fileSystem.truncate(file, to: size) } catch {
                throw SpoolError(
                    .undecided, "cannot take back a cut write to the ledger", cause: error)
            }
            throw SpoolError("cannot write the ledger", error)
        }
        size += bytes.count
    }

    /// Takes back a bundle that is the last, so that it is written again.
    func takeBack(_ bundle: Int) throws(SpoolError) {
        guard last.bundle == bundle, let file, let mark = marks.popLast() else { return }
        do { try fileSystem.truncate(file, to: mark.size) } catch {
            throw SpoolError(.undecided, "cannot take back a write to the ledger", cause: error)
        }
        size = mark.size
        last = mark.seal
    }
}
