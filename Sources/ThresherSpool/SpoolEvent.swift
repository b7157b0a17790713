// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// What happens in the spool, for logs and counters.
package enum SpoolEvent: Event {
    /// The folders are open and ours.
    case opened(spool: String)
    /// What the last process left is in order.
    case recovered(bundles: Int, discarded: Int, entries: Int)
    case claimed(EntryID, path: BytePath, size: Int, attempt: Int)
    /// The file changed while it was read: it was still being written.
    case resettled(EntryID, path: BytePath)
    /// A worker died on the entry alone.
    case attemptCounted(EntryID, path: BytePath, attempt: Int)
    /// The original bytes are kept with their reason.
    case quarantined(EntryID, path: BytePath, reason: String)
    case fileSkipped(path: BytePath, reason: String)
    case folderSkipped(path: BytePath, reason: String)
    /// More names are skipped than are remembered; further ones are not reported.
    case skipsForgotten(limit: Int)
    /// No more folders can be watched: they are scanned at intervals.
    case watchExhausted(reason: String)
    case watchOverflowed
    /// The name of an output was taken, or its folder is not ours to write.
    case outputRenamed(EntryID, wanted: BytePath, given: BytePath)
    case outputRecreated(path: BytePath)
    /// The last run had another output folder; what it committed there is finished.
    case outputLeft(path: BytePath, bundles: Int)
    /// A folder of the spool was moved or deleted and is there anew.
    case folderReopened(folder: BytePath)
    case spaceExhausted(folder: String, freeBytes: Int, freeInodes: Int?)
    case spaceRecovered(folder: String)
    /// A write that a crash cut short was cut off.
    case tailCut(file: BytePath, bytes: Int)
    /// A file of ours is not as it was written.
    case fileDamaged(file: BytePath, reason: String)
    /// A file of a decider's index is damaged or could not be written; its log has all it had.
    case sealingFailed(file: BytePath, reason: String)
    case bundleDiscarded(bundle: Int, reason: String)
    case ledgerRotated(file: BytePath)
    /// Files are in `done/` or `failed/`, and the ledger has no line.
    case ledgerMissing
    case filesPruned(folder: String, count: Int)

    package var name: String { facts.name }
    package var level: EventLevel {
        switch self {
        case .claimed, .attemptCounted, .quarantined: .debug
        case .resettled, .watchOverflowed, .ledgerRotated, .filesPruned: .info
        case .opened, .recovered, .outputRenamed, .outputLeft, .spaceRecovered, .tailCut: .notice
        case .fileSkipped, .folderSkipped, .skipsForgotten, .watchExhausted, .outputRecreated,
            .folderReopened, .sealingFailed, .bundleDiscarded, .ledgerMissing:
            .warning
        case .spaceExhausted, .fileDamaged: .error
        }
    }
    package var fields: [JSONValue.Member] { facts.fields }
    package var message: String { facts.message }

    private struct Facts {
        var name: String
        var message: String
        var fields: [JSONValue.Member]

        init(_ name: String, _ message: String, _ fields: [(String, JSONValue)]) {
            self.name = name
            self.message = message
            self.fields = fields.map { .init($0.0, $0.1) }
        }
    }

    private var facts: Facts {
        switch self {
        case .opened(let spool):
            Facts("spool.opened", "the spool is open", [("spool", .string(spool))])
        case .recovered(let bundles, let discarded, let entries):
            Facts(
                "spool.recovered", "what the last run left is in order",
                [
                    ("bundles", .int(bundles)), ("discarded", .int(discarded)),
                    ("entries", .int(entries)),
                ])
        case .claimed(let entry, let path, let size, let attempt):
            Facts(
                "entry.claimed", "the file is ours",
                [
                    ("entry", .string(entry.text)), ("path", .string(path.display)),
                    ("size_bytes", .int(size)), ("attempt", .int(attempt)),
                ])
        case .resettled(let entry, let path):
            Facts(
                "entry.resettled", "the file changed while it was read; it waits again",
                [("entry", .string(entry.text)), ("path", .string(path.display))])
        case .attemptCounted(let entry, let path, let attempt):
            Facts(
                "attempt.counted", "the claim's name tells of one attempt more",
                [
                    ("entry", .string(entry.text)), ("path", .string(path.display)),
                    ("attempt", .int(attempt)),
                ])
        case .quarantined(let entry, let path, let reason):
            Facts(
                "entry.quarantined", "the original is kept with its reason",
                [
                    ("entry", .string(entry.text)), ("path", .string(path.display)),
                    ("reason", .string(reason)),
                ])
        case .fileSkipped(let path, let reason):
            Facts(
                "file.skipped", "the file stays where it is",
                [("path", .string(path.display)), ("reason", .string(reason))])
        case .folderSkipped(let path, let reason):
            Facts(
                "folder.skipped", "the folder is not looked into",
                [("path", .string(path.display)), ("reason", .string(reason))])
        case .skipsForgotten(let limit):
            Facts(
                "skips.exhausted", "further skipped files are not reported",
                [("limit", .int(limit))])
        case .watchExhausted(let reason):
            Facts(
                "watch.exhausted", "folders are scanned at intervals instead of watched",
                [("reason", .string(reason))])
        case .watchOverflowed:
            Facts("watch.overflowed", "file events were lost; all folders are scanned", [])
        case .outputRenamed(let entry, let wanted, let given):
            Facts(
                "output.renamed", "the output could not have its name",
                [
                    ("entry", .string(entry.text)), ("path", .string(wanted.display)),
                    ("output", .string(given.printable)),
                ])
        case .outputRecreated(let path):
            Facts(
                "output.recreated", "the output folder was gone and is made again",
                [("path", .string(path.display))])
        case .outputLeft(let path, let bundles):
            Facts(
                "output.left",
                "bundles of the last run are finished in the output folder that it had",
                [("path", .string(path.display)), ("bundles", .int(bundles))])
        case .folderReopened(let folder):
            Facts(
                "folder.reopened", "the folder was moved or deleted and is made again",
                [("path", .string(folder.display))])
        case .spaceExhausted(let folder, let freeBytes, let freeInodes):
            Facts(
                "space.exhausted", "no file is claimed until there is space",
                [
                    ("folder", .string(folder)), ("free_bytes", .int(freeBytes)),
                    ("free_inodes", freeInodes.map { .int($0) } ?? .null),
                ])
        case .spaceRecovered(let folder):
            Facts(
                "space.recovered", "there is space again",
                [("folder", .string(folder))])
        case .tailCut(let file, let bytes):
            Facts(
                "tail.cut", "a write that a crash cut short is removed",
                [("file", .string(file.display)), ("size_bytes", .int(bytes))])
        case .fileDamaged(let file, let reason):
            Facts(
                "file.damaged", "a file of the spool is not as it was written",
                [("file", .string(file.display)), ("reason", .string(reason))])
        case .sealingFailed(let file, let reason):
            Facts(
                "index.unsealed",
                "a part of an index is not on disk; it is made again from the log",
                [("file", .string(file.display)), ("reason", .string(reason))])
        case .bundleDiscarded(let bundle, let reason):
            Facts(
                "bundle.discarded", "nothing of the bundle is committed; it is redone",
                [("bundle", .int(bundle)), ("reason", .string(reason))])
        case .ledgerMissing:
            Facts(
                "ledger.missing",
                "files were done before, and no ledger says what became of them: give back the "
                    + "state folder that the spool had, or go on without", [])
        case .ledgerRotated(let file):
            Facts(
                "ledger.rotated", "the ledger goes on in a new file",
                [("file", .string(file.display))])
        case .filesPruned(let folder, let count):
            Facts(
                "files.pruned", "files past their time are removed",
                [("folder", .string(folder)), ("count", .int(count))])
        }
    }
}
