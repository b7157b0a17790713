// SPDX-License-Identifier: Apache-2.0

/// One way through all folders of `incoming/`, in steps.
///
/// However many files there are, it keeps the `capacity` first paths beyond `bound` and one listing
/// buffer's names for each open level.
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
    let capacity: Int
    let started: UInt64
    var levels: [Level] = []
    /// The first paths so far, the last of them on top.
    private(set) var selection = Heap<BytePath> { $1 < $0 }
    /// Whether files beyond the selection were left out.
    private(set) var isCut = false
    /// Whether files up to the bound were seen.
    private(set) var hasEarlier = false
    /// All files that may be taken.
    private(set) var total = 0

    init(number: UInt64, bound: BytePath?, capacity: Int, started: UInt64) {
        self.number = number
        self.bound = bound
        self.capacity = capacity
        self.started = started
    }

    /// The chosen paths in order.
    var selected: [BytePath] { selection.elements.sorted() }

    /// Takes a file's name into account.
    ///
    /// - Parameters:
    ///   - prefix: The folder's path with a slash behind it.
    ///   - name: The name in it.
    ///   - isKnown: Whether a path is remembered already or to be left alone.
    mutating func consider(
        _ prefix: [UInt8], _ name: borrowing Span<UInt8>, isKnown: (BytePath) -> Bool
    ) {
        total += 1
        if let bound, !ScanPass.isBeyond(prefix, name, bound) {
            if !hasEarlier, !isKnown(ScanPass.path(prefix, name)) { hasEarlier = true }
            return
        }
        let isFull = selection.count >= capacity
        if isFull, let last = selection.top, ScanPass.isBeyond(prefix, name, last) {
            isCut = true
            return
        }
        let path = ScanPass.path(prefix, name)
        if isKnown(path) { return }
        if isFull {
            isCut = true
            selection.replaceTop(with: path)
        } else {
            selection.insert(path)
        }
    }

    static func path(_ prefix: [UInt8], _ name: borrowing Span<UInt8>) -> BytePath {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(prefix.count + name.count)
        bytes.append(contentsOf: prefix)
        for index in name.indices { bytes.append(name[index]) }
        return BytePath(adopting: bytes)
    }

    /// Whether a path comes after another, told without making it.
    private static func isBeyond(
        _ prefix: [UInt8], _ name: borrowing Span<UInt8>, _ other: BytePath
    ) -> Bool {
        let bytes = other.bytes
        let count = prefix.count + name.count
        var index = 0
        while index < count {
            guard index < bytes.count else { return true }
            let byte = index < prefix.count ? prefix[index] : name[index - prefix.count]
            if byte != bytes[index] { return byte > bytes[index] }
            index += 1
        }
        return count > bytes.count
    }
}
