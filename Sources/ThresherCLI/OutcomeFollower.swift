// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherEngine
import ThresherSpool

/// Waits for the outcome of a dropped file in the ledger.
struct OutcomeFollower {
    let spool: String
    let state: String

    /// Prints the outcome of each of a file's documents as soon as the ledger has it.
    ///
    /// - Parameters:
    ///   - path: The path below `incoming/`.
    ///   - since: The ledger's end before the drop.
    /// - Returns: Whether a document failed.
    /// - Throws: When the ledger cannot be read.
    func follow(_ path: BytePath, since: LedgerReader.Position?) throws(SpoolError) -> Bool {
        var position = since
        var entry: EntryID?
        var hasFailed = false
        while true {
            // Asked before the ledger is read, so that no line can slip between the two.
            let isUnderWay = entry.map { isInWork($0) } ?? true
            if let reader = try? LedgerReader(state: BytePath(state)) {
                position = try reader.read(.path(path), from: position) { line in
                    guard entry == nil || line.entry == entry else { return true }
                    entry = line.entry
                    hasFailed = hasFailed || line.outcome == .failed
                    Console.print(LedgerText.line(line))
                    return true
                }
            }
            if entry != nil, !isUnderWay { return hasFailed }
            usleep(50_000)
        }
    }

    /// Whether the daemon still holds an entry, so that more documents of it may come.
    private func isInWork(_ entry: EntryID) -> Bool {
        guard let folder = unsafe opendir("\(spool)/work") else { return false }
        defer { unsafe closedir(folder) }
        while let found = unsafe readdir(folder) {
            let isEntry = unsafe withUnsafeBytes(of: &found.pointee.d_name) {
                unsafe $0.starts(with: entry.text.utf8)
            }
            if isEntry { return true }
        }
        return false
    }
}
