// SPDX-License-Identifier: Apache-2.0
import Synchronization
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// Explores what crashes of the real spool code leave, and checks that a later run puts it right.
///
/// Every call that changes something is a place to crash; every crash leaves one of several disks;
/// from each of them the daemon starts again, may crash again, and at last runs to its end. Then
/// nothing may be lost, doubled or torn.
struct CrashModel {
    /// What happens beside the daemon.
    struct Scenario: Sendable {
        var name: String
        /// Inputs by path.
        var inputs: [(path: String, text: String)]
        /// Dropped again under the first input's path as soon as it was claimed.
        var dropAgain: String?
        /// Outputs of somebody else.
        var foreign: [String] = []
        /// An output of somebody else that takes this name after so many changes, unless it is
        /// taken already or was.
        var arrival: (path: String, after: Int)?
        /// Folders of the output that somebody deletes after so many changes.
        var deletion: (path: String, after: Int)?
        /// Whether the daemon's private folder went with it, and with that the knowledge of what
        /// was published but not yet in the ledger: such a document may come twice.
        var deletesPrivateFolder: Bool { deletion?.path == "/output" }
        var isConsumed = true
        var bundleLimit = 2
        var disks = 2
        /// Whether the deciders' state is made by the first run.
        var isNewState = false
        var options = SpoolOptions.immediate
    }

    /// What was found wrong.
    struct Violations: Sendable, Equatable, CustomStringConvertible {
        var lost = 0
        var doubled = 0
        var torn = 0
        var other = 0
        var examples: [String] = []
        var states = 0
        var runs = 0

        var count: Int { lost + doubled + torn + other }
        var description: String {
            "lost \(lost), doubled \(doubled), torn \(torn), other \(other) in \(runs) runs from "
                + "\(states) states: \(examples.prefix(5))"
        }
    }

    let scenario: Scenario
    let crash: SimulatedDisk.Crash
    var depth = 2
    /// Disks looked at per crash, and crashes per run in all.
    var survivorLimit = 12
    var stateLimit = 2_000
    var skips: Set<SimulatedFileSystem.Skip> = []
    private var seed: UInt64 = 0x9E37_79B9_7F4A_7C15

    init(_ scenario: Scenario, _ crash: SimulatedDisk.Crash) {
        self.scenario = scenario
        self.crash = crash
    }

    private struct Node {
        var disk: SimulatedDisk
        var taken: [SimulatedDisk.SimulatedFile]
        var flags: Flags
        var crashes: Int
        var history: String
    }

    /// A number below a bound, from a sequence that is always the same.
    private mutating func sample(_ bound: Int) -> Int {
        seed ^= seed << 13
        seed ^= seed >> 7
        seed ^= seed << 17
        return Int(seed % UInt64(max(bound, 1)))
    }

    mutating func explore() -> Violations {
        var violations = Violations()
        var nodes = [
            Node(
                disk: start(), taken: [], flags: Flags(), crashes: 0, history: "")
        ]
        var seen: Set<Int> = []
        while !nodes.isEmpty {
            // Mostly the latest, so that second crashes are met before all first ones are through.
            let node = nodes.remove(at: sample(2) == 0 ? nodes.count - 1 : sample(nodes.count))
            violations.states += 1
            violations.runs += 1
            let end = run(node, crashAt: nil)
            check(end, node, &violations)
            guard node.crashes < depth else { continue }
            let total = end.state.changes
            for place in 0..<total {
                violations.runs += 1
                let crashed = run(node, crashAt: place)
                var generator = self
                let disks = crashed.state.disk.survivors(
                    crash, limit: survivorLimit, sample: { generator.sample($0) })
                self = generator
                for (index, disk) in disks.enumerated() {
                    let next = Node(
                        disk: disk, taken: crashed.state.taken,
                        flags: crashed.flags, crashes: node.crashes + 1,
                        history: node.history + " \(place)/\(total)#\(index)")
                    var hasher = Hasher()
                    hasher.combine(disk.files)
                    hasher.combine(next.taken)
                    hasher.combine(next.crashes)
                    hasher.combine(next.flags)
                    guard seen.insert(hasher.finalize()).inserted else { continue }
                    if violations.states + nodes.count < stateLimit {
                        nodes.append(next)
                    } else if !nodes.isEmpty, sample(4) == 0 {
                        nodes[sample(nodes.count)] = next
                    }
                }
            }
        }
        return violations
    }

    private struct Run {
        var state: SimulatedFileSystem.State
        var daemon: TestDaemon?
        var error: SpoolError?
        var flags = Flags()
    }

    /// The disk with an opened and closed spool and the inputs, all durable.
    private func start() -> SimulatedDisk {
        let fileSystem = SimulatedFileSystem(SimulatedFileSystem.empty(disks: scenario.disks))
        var options = scenario.options
        options.settle = .zero
        _ = try? TestDaemon(
            SimulatedFileSystem.folders, options: options, fileSystem: fileSystem,
            clock: CrashModel.clock(0), random: CrashModel.random(0))
        var disk = fileSystem.state.withLock { $0.disk }
        for (path, text) in scenario.inputs {
            disk.put("/spool/incoming/" + path, Array(text.utf8))
        }
        for path in scenario.foreign { disk.put(path, Array("foreign".utf8)) }
        if scenario.isNewState { disk.delete("/state/memory") }
        disk.settle()
        return disk
    }

    private static func clock(_ crashes: Int, _ time: TestTime = TestTime()) -> SpoolClock {
        SpoolClock(
            monotonic: { time.now }, wall: { 1_700_000_000_000 + UInt64(crashes) * 60_000 })
    }

    private static func random(_ crashes: Int) -> @Sendable () -> UInt64 { { UInt64(crashes + 1) } }

    private func run(_ node: Node, crashAt: Int?) -> Run {
        let fileSystem = SimulatedFileSystem(node.disk)
        let scenario = scenario
        let isOrdered = crash != .weak
        let foreign = self.foreign(node.flags)
        let world = World(node.flags)
        fileSystem.state.withLock { state in
            state.crashAt = crashAt
            state.skips = skips
            state.isConsumed = scenario.isConsumed
            state.isOrdered = isOrdered
            state.taken = node.taken
            state.foreign = foreign
            state.hook = { state in world.act(scenario, isOrdered, &state) }
        }
        let time = TestTime()
        var result = Run(state: SimulatedFileSystem.State())
        do throws(SpoolError) {
            let daemon = try TestDaemon(
                SimulatedFileSystem.folders, options: scenario.options, fileSystem: fileSystem,
                clock: CrashModel.clock(node.crashes + 1, time),
                random: CrashModel.random(node.crashes + 1))
            result.daemon = daemon
            daemon.onIdle = { time.advance(by: .seconds(60)) }
            daemon.bundleLimit = scenario.bundleLimit
            try daemon.runUntilIdle()
        } catch {
            result.error = error
        }
        result.state = fileSystem.state.withLock { $0 }
        result.flags = world.flags
        return result
    }

    /// The outputs of others, as far as they are there.
    private func foreign(_ flags: Flags) -> Set<[UInt8]> {
        var paths = Set(scenario.foreign.map { Array($0.utf8) })
        if flags.hasArrived, let arrival = scenario.arrival {
            paths.insert(Array(arrival.path.utf8))
        }
        return paths
    }

    // MARK: Checking

    private func check(_ run: Run, _ node: Node, _ violations: inout Violations) {
        func note(_ what: String, _ count: WritableKeyPath<Violations, Int>) {
            violations[keyPath: count] += 1
            violations.examples.append("\(scenario.name) \(crash)\(node.history): \(what)")
        }
        if let error = run.error { note("error \(error)", \.other) }
        var texts = scenario.inputs.map(\.text)
        if let again = scenario.dropAgain, run.flags.hasDropped { texts.append(again) }
        let files = run.state.disk.files
        func below(_ folder: String) -> [SimulatedDisk.SimulatedFile] {
            let prefix = Array((folder + "/").utf8)
            return files.filter {
                $0.path.starts(with: prefix) && $0.path.last != UInt8(ascii: "/")
                    && !$0.path.dropFirst(prefix.count).starts(with: ".thresher".utf8)
            }
        }
        let foreign = self.foreign(run.flags)
        let outputs = run.state.taken + below("/output").filter { !foreign.contains($0.path) }
        for path in foreign
        where files.first(where: { $0.path == path })?.bytes != Array("foreign".utf8) {
            note("foreign \(String(decoding: path, as: UTF8.self)) changed", \.other)
        }
        let expected = Set(texts.map { TestDaemon.output(Array($0.utf8)) })
        for output in outputs where !expected.contains(output.bytes) {
            note("torn \(String(decoding: output.path, as: UTF8.self))", \.torn)
        }
        let lines = CrashModel.ledger(run.state.disk)
        for text in texts {
            let mine = outputs.filter { $0.bytes == TestDaemon.output(Array(text.utf8)) }
            let names = Set(mine.map(\.path))
            let wasLost = crash == .kill && scenario.isConsumed && mine.count > 1
            if mine.isEmpty { note("lost \(text)", \.lost) }
            if names.count > 1 || wasLost, !scenario.deletesPrivateFolder {
                note(
                    "doubled \(text): \(names.map { String(decoding: $0, as: UTF8.self) })",
                    \.doubled)
            }
            let accounts = lines.filter { $0.sha256 == Digest(of: Array(text.utf8)).hex }
            if accounts.count != 1 { note("\(accounts.count) ledger lines of \(text)", \.other) }
            let stated = Set(accounts.flatMap(\.outputs).map { Array("/output/".utf8) + $0.bytes })
            let isNamed =
                scenario.deletesPrivateFolder ? names.isSuperset(of: stated) : names == stated
            if accounts.count == 1, !names.isEmpty, !isNamed {
                note("ledger names \(stated) for \(names)", \.other)
            }
            let archived = below("/spool/done").count { $0.bytes == Array(text.utf8) }
            if archived != 1 { note("\(archived) archived of \(text)", \.other) }
            let remembered = run.daemon.map { $0.memoryAfterwards.count { $0 == text } } ?? 0
            // Records tell whose they are, so that a document is no copy of its own first try.
            let mayRepeat = scenario.deletesPrivateFolder
            if remembered != 1, !(mayRepeat && remembered > 1) {
                note("\(remembered) remembered of \(text)", \.other)
            }
        }
        if let count = run.daemon?.foreignRecords, count > 0 {
            note("\(count) records of another seed", \.other)
        }
        if lines.count != texts.count { note("\(lines.count) ledger lines", \.other) }
        for folder in ["/spool/work", "/spool/incoming", "/spool/failed"]
        where !below(folder).isEmpty { note("left in \(folder)", \.other) }
        let staging = files.filter {
            $0.path.starts(with: "/output/.thresher".utf8) && $0.path.last != UInt8(ascii: "/")
                && !$0.path.suffix(5).elementsEqual(".lock".utf8)
        }
        if !staging.isEmpty { note("left in staging", \.other) }
    }

    private static func ledger(_ disk: SimulatedDisk) -> [LedgerLine] {
        disk.files.filter {
            $0.path.starts(with: "/state/ledger/".utf8)
        }.flatMap { file in
            file.bytes.split(separator: 10).compactMap { line in
                (try? JSONValue(parsing: Array(line))).flatMap { LedgerLine($0) }
            }
        }
    }
}

/// What the world around the daemon has done so far.
private struct Flags: Hashable {
    var hasDropped = false
    var hasDeleted = false
    var hasArrived = false
}

/// The world around the daemon, which acts between its calls.
private final class World: Sendable {
    private let state: Mutex<Flags>

    init(_ flags: Flags) { state = Mutex(flags) }

    var flags: Flags { state.withLock { $0 } }

    func act(
        _ scenario: CrashModel.Scenario, _ isOrdered: Bool,
        _ state: inout SimulatedFileSystem.State
    ) {
        var flags = flags
        if !flags.hasDropped, let text = scenario.dropAgain, let first = scenario.inputs.first,
            state.disk.inode("/spool/incoming/" + first.path) == nil
        {
            // Whoever drops it syncs it, which on one journal makes durable what came before.
            if isOrdered { state.disk.commitJournal(0) }
            state.disk.put("/spool/incoming/" + first.path, Array(text.utf8))
            flags.hasDropped = true
        }
        if !flags.hasDeleted, let deletion = scenario.deletion, state.changes >= deletion.after {
            state.disk.delete(deletion.path)
            flags.hasDeleted = true
        }
        if !flags.hasArrived, let arrival = scenario.arrival, state.changes >= arrival.after,
            state.disk.inode(arrival.path) == nil,
            !state.taken.contains(where: { $0.path == Array(arrival.path.utf8) })
        {
            if isOrdered { state.disk.commitJournal(scenario.disks - 1) }
            state.disk.put(arrival.path, Array("foreign".utf8))
            state.foreign.insert(Array(arrival.path.utf8))
            flags.hasArrived = true
        }
        let now = flags
        self.state.withLock { $0 = now }
    }
}

extension SimulatedDisk.Change {
    /// The names that it is about.
    var keys: [SimulatedDisk.Key] {
        switch self {
        case .link(let key, _), .unlink(let key): [key]
        case .rename(let from, let to): [from, to]
        }
    }
}

extension SimulatedDisk {
    /// Puts a durable file somewhere, with the folders above it.
    mutating func put(_ path: String, _ bytes: [UInt8]) {
        let parts = Array(path.utf8).split(separator: UInt8(ascii: "/")).map { Array($0) }
        guard let first = parts.first, var folder = roots[[UInt8(ascii: "/")] + first],
            let last = parts.last
        else { return }
        for part in parts.dropFirst().dropLast() {
            let key = Key(folder: folder, name: part)
            if let next = names[key] {
                folder = next
            } else {
                let inode = add(Inode(isFolder: true, disk: inodes[folder]?.disk ?? 0))
                change(.link(key, inode), isDurable: true)
                folder = inode
            }
        }
        let inode = add(
            Inode(
                isFolder: false, disk: inodes[folder]?.disk ?? 0, bytes: bytes, durable: bytes))
        // No file system forgets an older change of a name whose newer one it has kept.
        let key = Key(folder: folder, name: last)
        let disk = inodes[folder]?.disk ?? 0
        for change in pending[disk] where change.keys.contains(key) {
            SimulatedDisk.apply(change, to: &durableNames)
        }
        pending[disk].removeAll { $0.keys.contains(key) }
        change(.link(key, inode), isDurable: true)
    }

    private mutating func add(_ inode: Inode) -> Int {
        nextInode += 1
        inodes[nextInode] = inode
        nextInode += 1
        return nextInode - 1
    }

    /// Deletes a folder and all in it, as `rm -r` does.
    mutating func delete(_ path: String) {
        guard let folder = inode(path) else { return }
        func empty(_ folder: Int) {
            for (key, inode) in names where key.folder == folder {
                if inodes[inode]?.isFolder == true { empty(inode) }
                change(.unlink(key))
            }
        }
        empty(folder)
        for (key, inode) in names where inode == folder { change(.unlink(key)) }
    }
}
