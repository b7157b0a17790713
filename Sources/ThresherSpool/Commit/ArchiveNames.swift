// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Names in `done/` and `failed/`.
enum ArchiveNames {
    /// A name beside one that is taken: the id goes before the ending.
    static func taken(_ path: BytePath, entry: EntryID, attempt: Int) -> BytePath {
        path.marked("~\(entry.text)" + (attempt > 1 ? "-\(attempt)" : ""))
    }

    /// A name without folders, for a path that cannot be made.
    static func flat(_ name: WorkName) -> BytePath {
        BytePath(Array("\(name.entry.text)~".utf8) + name.path.name.bytes.prefix(200))
    }

    /// The name in the entry's folder in `failed/`; `reason.json` is ours.
    static func quarantined(_ name: WorkName) -> BytePath {
        let last = name.path.name
        return last == QuarantineReason.name ? "original-reason.json" : last
    }
}
