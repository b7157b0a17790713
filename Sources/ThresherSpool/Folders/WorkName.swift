// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine

/// Where a claimed entry lives: id, attempt and path are in the name, so that they survive any
/// death without a database.
///
/// `<entry id>.<attempt>@<path>` with `/` and `%` of the path escaped, which spares making and
/// removing a folder for each entry (two of the five directory updates a document costs); when
/// that is longer than a name may be, `<entry id>.<attempt>/<path>`.
package struct WorkName: Sendable, Hashable {
    package let entry: EntryID
    package let attempt: Int
    /// The path below `incoming/`.
    package let path: BytePath

    /// The entry's name in `work/`: of the file, or of its folder.
    package let item: BytePath
    /// Whether the entry has a folder of its own.
    package let isFolder: Bool

    package init(entry: EntryID, attempt: Int, path: BytePath) {
        self.entry = entry
        self.attempt = attempt
        self.path = path
        let prefix = Array("\(entry.text).\(attempt)".utf8)
        let flat = path.flattened
        isFolder = path.isEmpty || prefix.count + 1 + flat.count > 255
        item = BytePath(isFolder ? prefix : prefix + [UInt8(ascii: "@")] + flat)
    }

    /// The file's path below `work/`.
    package var file: BytePath { isFolder ? item.appending(path) : item }

    /// The same entry at another attempt.
    func with(attempt: Int) -> WorkName { WorkName(entry: entry, attempt: attempt, path: path) }

    /// What a name in `work/` says; `path` is empty for a folder.
    static func parse(_ name: [UInt8]) -> WorkName? {
        let head = name.prefix { $0 != UInt8(ascii: "@") }
        let parts = head.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, let entry = EntryID(String(decoding: parts[0], as: UTF8.self)),
            let attempt = Int(String(decoding: parts[1], as: UTF8.self)), attempt > 0
        else { return nil }
        if head.count == name.count {
            return WorkName(entry: entry, attempt: attempt, path: BytePath([]))
        }
        guard let path = BytePath(flattened: name[(head.count + 1)...]) else { return nil }
        return WorkName(entry: entry, attempt: attempt, path: path)
    }
}
