// SPDX-License-Identifier: Apache-2.0

/// One way through all folders of `incoming/`, in steps.
///
/// However many files there are, it keeps the first paths beyond `bound` and one listing buffer's
/// names for each open level.
struct ScanPass {
    /// One open folder.
    struct Level {
        /// The path with a slash behind it; empty for `incoming/` itself.
        var prefix: [UInt8]
        var descriptor: Descriptor
        var folders: [BytePath] = []
        var hasMore = true
    }

    let number: UInt64
    /// Paths up to this one wait for a later pass.
    let bound: BytePath?
    let started: UInt64
    var levels: [Level] = []
    private var selection: PathSelection
    /// Whether files up to the bound were seen.
    private(set) var hasEarlier = false
    /// All files that may be taken.
    private(set) var total = 0

    init(number: UInt64, bound: BytePath?, capacity: Int, started: UInt64) {
        self.number = number
        self.bound = bound
        self.started = started
        selection = PathSelection(capacity: capacity)
    }

    /// The chosen paths in order, and whether files beyond them were left out.
    mutating func selected() -> (paths: [BytePath], isCut: Bool) {
        (selection.paths(), selection.isCut)
    }

    /// Takes a file's name into account.
    ///
    /// - Parameters:
    ///   - prefix: The folder's path with a slash behind it.
    ///   - name: The name in it.
    ///   - isKnown: Whether a path is remembered already or to be left alone; `nil`: none is.
    mutating func consider(
        _ prefix: [UInt8], _ name: borrowing Span<UInt8>, isKnown: ((BytePath) -> Bool)?
    ) {
        total += 1
        if let bound, !PathSelection.isBeyond(prefix, name, bound.bytes.span) {
            if !hasEarlier, !(isKnown?(ScanPass.path(prefix, name)) ?? false) {
                hasEarlier = true
            }
            return
        }
        guard selection.hasRoom(for: prefix, name) else { return }
        if let isKnown, isKnown(ScanPass.path(prefix, name)) { return }
        selection.insert(prefix, name)
    }

    static func path(_ prefix: [UInt8], _ name: borrowing Span<UInt8>) -> BytePath {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(prefix.count + name.count)
        bytes.append(contentsOf: prefix)
        for index in name.indices { bytes.append(name[index]) }
        return BytePath(adopting: bytes)
    }
}
