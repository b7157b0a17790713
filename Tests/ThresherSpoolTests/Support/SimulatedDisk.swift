// SPDX-License-Identifier: Apache-2.0
import ThresherSpool

/// What a folder tree on one or two simulated disks holds; a value, so that a crash can branch.
///
/// Every disk has its own journal: changes of names that are not durable yet, in order. A rename
/// keeps its inode; a file's bytes become durable apart from its name.
struct SimulatedDisk: Sendable {
    struct Inode: Sendable, Hashable {
        var isFolder: Bool
        var disk: Int
        var bytes: [UInt8] = []
        /// What has reached the disk; `nil` when nothing has.
        var durable: [UInt8]?
        var modified: Int64 = 0
        /// Whether a failed sync has marked the bytes clean that it did not write.
        var isForgotten = false
    }

    struct Key: Sendable, Hashable {
        var folder: Int
        var name: [UInt8]
    }

    /// A change of names that the journal holds.
    enum Change: Sendable, Hashable {
        case link(Key, Int)
        case unlink(Key)
        case rename(Key, Key)

        var folders: Set<Int> {
            switch self {
            case .link(let key, _), .unlink(let key): [key.folder]
            case .rename(let from, let to): [from.folder, to.folder]
            }
        }
    }

    var inodes: [Int: Inode] = [:]
    var names: [Key: Int] = [:]
    var durableNames: [Key: Int] = [:]
    var pending: [[Change]] = [[], []]
    var nextInode = 100
    /// Inode numbers of the roots: the folders named by absolute paths.
    var roots: [[UInt8]: Int] = [:]

    static func apply(_ change: Change, to names: inout [Key: Int]) {
        switch change {
        case .link(let key, let inode): names[key] = inode
        case .unlink(let key): names[key] = nil
        case .rename(let from, let to):
            guard let inode = names.removeValue(forKey: from) else { return }
            names[to] = inode
        }
    }

    /// Makes a change, which is not durable until the journal is written.
    mutating func change(_ change: Change, isDurable: Bool = false) {
        SimulatedDisk.apply(change, to: &names)
        if isDurable {
            SimulatedDisk.apply(change, to: &durableNames)
        } else {
            let folder = change.folders.first ?? 0
            pending[inodes[folder]?.disk ?? 0].append(change)
        }
    }

    /// Writes a disk's journal.
    mutating func commitJournal(_ disk: Int) {
        for change in pending[disk] { SimulatedDisk.apply(change, to: &durableNames) }
        pending[disk] = []
    }

    /// Writes what concerns one folder alone.
    mutating func commitFolder(_ folder: Int) {
        guard let disk = inodes[folder]?.disk else { return }
        var kept: [Change] = []
        for change in pending[disk] {
            if change.folders == [folder] {
                SimulatedDisk.apply(change, to: &durableNames)
            } else {
                kept.append(change)
            }
        }
        pending[disk] = kept
    }

    mutating func commitData(disk: Int) {
        for (number, inode) in inodes where inode.disk == disk && !inode.isFolder {
            if inode.durable != inode.bytes && !inode.isForgotten {
                inodes[number]?.durable = inode.bytes
            }
        }
    }

    /// What a failed sync leaves: bytes that later syncs will not write, because the kernel takes
    /// them for written.
    mutating func forgetUnsynced() {
        for (number, inode) in inodes where !inode.isFolder && inode.durable != inode.bytes {
            inodes[number]?.isForgotten = true
        }
    }

    /// Makes everything durable: a clean start for a model.
    mutating func settle() {
        for disk in 0..<2 {
            commitJournal(disk)
            commitData(disk: disk)
        }
        collectGarbage()
    }

    /// Forgets inodes that no name leads to.
    mutating func collectGarbage() {
        let reachable = Set(names.values).union(durableNames.values).union(roots.values)
        inodes = inodes.filter { reachable.contains($0.key) }
    }

    // MARK: Crashes

    /// How a machine or a process may end.
    enum Crash: String, Sendable, CaseIterable {
        /// The process dies: all it did stays.
        case kill
        /// Power fails: a prefix of each journal stays.
        case ordered
        /// Power fails: any subset of what was not synced stays.
        case weak
    }

    /// What became of bytes that were not synced.
    enum Tear: Sendable, CaseIterable {
        case whole, missing, half, zeros
    }

    /// The disk after a crash that left these changes of each journal.
    func after(_ kept: [[Change]], tear: Tear) -> SimulatedDisk {
        var disk = self
        disk.names = durableNames
        for changes in kept {
            for change in changes where disk.allows(change) {
                SimulatedDisk.apply(change, to: &disk.names)
            }
        }
        for (number, inode) in disk.inodes where !inode.isFolder && inode.durable != inode.bytes {
            let base = inode.durable ?? []
            let isAppended = inode.bytes.starts(with: base)
            let tail = isAppended ? inode.bytes.count - base.count : 0
            var bytes: [UInt8]
            switch tear {
            case .whole: bytes = inode.bytes
            case .missing: bytes = base
            case .half: bytes = isAppended ? base + inode.bytes.suffix(tail).prefix(tail / 2) : base
            case .zeros: bytes = base + Array(repeating: 0, count: tail)
            }
            if !isAppended && tear == .half { bytes = inode.bytes }
            disk.inodes[number]?.bytes = bytes
        }
        for (number, inode) in disk.inodes { disk.inodes[number]?.durable = inode.bytes }
        disk.durableNames = disk.names
        disk.pending = [[], []]
        disk.collectGarbage()
        return disk
    }

    /// Whether a change can have reached a disk on which others have not: its folder must be there.
    private func allows(_ change: Change) -> Bool {
        func exists(_ folder: Int) -> Bool {
            roots.values.contains(folder) || names.values.contains(folder)
        }
        switch change {
        case .link(let key, _): return exists(key.folder)
        case .unlink(let key): return names[key] != nil
        case .rename(let from, let to): return names[from] != nil && exists(to.folder)
        }
    }

    /// The disks that a crash may leave.
    ///
    /// - Parameters:
    ///   - crash: Which kind.
    ///   - limit: The most to return; beyond it a sample is taken.
    ///   - sample: Chooses below a bound, the same for the same seed.
    /// - Returns: Disks that differ.
    func survivors(
        _ crash: Crash, limit: Int, sample: (Int) -> Int
    ) -> [SimulatedDisk] {
        if crash == .kill {
            var disk = self
            disk.collectGarbage()
            return [disk]
        }
        let choices = pending.map { count(of: $0, crash) }
        let hasTorn = inodes.values.contains { !$0.isFolder && $0.durable != $0.bytes }
        let tears: [Tear] = hasTorn ? Tear.allCases : [.whole]
        let total = choices[0] * choices[1] * tears.count
        var picks = Array(0..<min(total, limit))
        if total > limit {
            // The extremes first: nothing kept, everything kept.
            picks = [0, total - 1] + (2..<max(limit, 3)).map { _ in sample(total) }
        }
        var seen: Set<[SimulatedFile]> = []
        var disks: [SimulatedDisk] = []
        for pick in picks {
            let tear = tears[pick % tears.count]
            let rest = pick / tears.count
            let kept = [
                choose(pending[0], rest % choices[0], crash),
                choose(pending[1], rest / choices[0], crash),
            ]
            let disk = after(kept, tear: tear)
            if seen.insert(disk.files).inserted { disks.append(disk) }
        }
        return disks
    }

    private func count(of changes: [Change], _ crash: Crash) -> Int {
        crash == .ordered ? changes.count + 1 : 1 << min(changes.count, 16)
    }

    private func choose(_ changes: [Change], _ number: Int, _ crash: Crash) -> [Change] {
        if crash == .ordered { return Array(changes.prefix(number)) }
        return changes.indices.filter { $0 < 16 ? number >> $0 & 1 == 1 : number & 1 == 1 }
            .map { changes[$0] }
    }

    // MARK: Looking

    /// One file by its absolute path.
    struct SimulatedFile: Sendable, Hashable {
        var path: [UInt8]
        var bytes: [UInt8]
    }

    /// All files and folders (which end in a slash), by path.
    var files: [SimulatedFile] {
        var children: [Int: [(name: [UInt8], inode: Int)]] = [:]
        for (key, inode) in names { children[key.folder, default: []].append((key.name, inode)) }
        var found: [SimulatedFile] = []
        func visit(_ folder: Int, _ path: [UInt8]) {
            for (name, inode) in children[folder] ?? [] {
                guard let node = inodes[inode] else { continue }
                let full = path + [UInt8(ascii: "/")] + name
                if node.isFolder {
                    found.append(SimulatedFile(path: full + [UInt8(ascii: "/")], bytes: []))
                    visit(inode, full)
                } else {
                    found.append(SimulatedFile(path: full, bytes: node.bytes))
                }
            }
        }
        for (path, inode) in roots { visit(inode, path) }
        return found.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    func inode(_ path: String) -> Int? {
        let bytes = Array(path.utf8)
        for (root, inode) in roots where bytes.starts(with: root) {
            var current = inode
            for part in bytes[root.count...].split(separator: UInt8(ascii: "/")) {
                guard let next = names[Key(folder: current, name: Array(part))] else { return nil }
                current = next
            }
            return current
        }
        return nil
    }
}
