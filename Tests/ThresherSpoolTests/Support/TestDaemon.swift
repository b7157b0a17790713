// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// The smallest daemon: takes what is ready, makes one output of each file, commits in bundles.
///
/// A file whose content starts with `fail` fails, `reject` is rejected; `lines` makes a document
/// of each line, streamed through several bundles.
final class TestDaemon {
    let spool: Spool
    let fileSystem: any FileSystem
    let recovery: Spool.Recovery
    var bundleLimit = 64
    var committed: [CommittedDocument] = []
    /// What the only decider remembered at the start.
    private(set) var memory: [String] = []
    /// How many records in its log were made with another seed than the log's.
    private(set) var foreignRecords = 0
    private let seed: UInt64
    private let storage: (any DeciderStorage)?

    /// What it remembers after all that was committed since; a second reading of its log.
    var memoryAfterwards: [String] {
        var records: [String] = []
        _ = try? storage?.records(from: .start, limit: .max) { record, _, _ in
            records.append(TestDaemon.text(of: record))
        }
        return records
    }

    /// What a record remembers, which ends in a zero and the seed that it was made with.
    private static func text(of record: [UInt8]) -> String {
        String(decoding: record.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func isForeign(_ record: [UInt8], _ seed: UInt64) -> Bool {
        !record.elementsEqual(text(of: record).utf8 + [0] + "\(seed)".utf8)
    }

    init(
        _ folders: SpoolFolders, options: SpoolOptions, fileSystem: any FileSystem,
        clock: SpoolClock = .system, random: @escaping @Sendable () -> UInt64 = testRandom,
        events: @escaping EventHandler = { _ in }
    ) throws(SpoolError) {
        self.fileSystem = fileSystem
        spool = try Spool.open(
            folders: folders, options: options, fileSystem: fileSystem, clock: clock,
            random: random, events: events)
        var records: [[UInt8]] = []
        var storage: (any DeciderStorage)?
        recovery = try spool.recover(
            states: [("memory", 1)],
            attach: {
                storage = $1
                return .start
            },
            restore: { _, record, _ in records.append(record) })
        self.storage = storage
        let seed = recovery.seeds["memory"] ?? 0
        self.seed = seed
        memory = records.map(TestDaemon.text)
        foreignRecords = records.count { TestDaemon.isForeign($0, seed) }
    }

    /// Moves the clock, when the test has one; called once when nothing is ready any more.
    var onIdle: (() -> Void)?

    /// Works until nothing is ready.
    func runUntilIdle(flushing: Bool = true) throws(SpoolError) {
        var idle = 0
        while true {
            let claims = try spool.intake.claim(upTo: bundleLimit)
            if claims.isEmpty {
                if spool.intake.isScanning { continue }
                if idle >= 3 || onIdle == nil { break }
                idle += 1
                onIdle?()
                continue
            }
            idle = 0
            try process(claims)
        }
        if flushing { try spool.committer.flush() }
    }

    func process(_ claims: [Claim]) throws(SpoolError) {
        var bundle = Bundle()
        for claim in claims {
            let bytes: [UInt8]
            do { bytes = try fileSystem.read(claim.descriptor, at: 0, count: claim.size) } catch {
                throw SpoolError(.io, "read", cause: error)
            }
            guard spool.intake.confirm(claim) else { continue }
            let done = recovery.entries[claim.entry] ?? []
            if bytes.starts(with: "lines".utf8) {
                for (record, line) in bytes.split(separator: 10).enumerated()
                where !done.contains(record) {
                    bundle.documents.append(
                        document(claim, record: record, Array(line)))
                    if bundle.documents.count >= bundleLimit {
                        try commit(&bundle)
                    }
                }
            } else if !done.contains(0) {
                bundle.documents.append(document(claim, record: nil, bytes))
            }
            bundle.ended.append(claim)
            if bundle.documents.count >= bundleLimit { try commit(&bundle) }
        }
        try commit(&bundle)
    }

    /// Whether errors that allow it are got over, as the real daemon does.
    var isPersistent = false

    private func commit(_ bundle: inout Bundle) throws(SpoolError) {
        do {
            committed += try spool.committer.commit(bundle)
        } catch {
            guard isPersistent else { throw error }
            if error.code == .unfinished {
                committed += try spool.committer.resume() ?? []
            } else if error.code == .io || error.code == .noSpace {
                committed += try spool.committer.commit(bundle)
            } else {
                throw error
            }
        }
        bundle = Bundle()
    }

    private func document(_ claim: Claim, record: Int?, _ bytes: [UInt8]) -> BundleDocument {
        let sha256 = Digest(of: bytes)
        let result = DocumentResult(
            record: record, document: DocumentID.make(sha256: sha256, record: record),
            sha256: sha256.hex, byteCount: bytes.count, mediaType: "text/plain",
            pipeline: "test", fingerprint: "f", end: .stored)
        let text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("fail") {
            return BundleDocument(
                claim: claim, result: result, outcome: .failed,
                reason: OutcomeReason(code: "signal", detail: "SIGSEGV", stage: "content"),
                lastWords: "last words")
        }
        if text.hasPrefix("reject") {
            return BundleDocument(
                claim: claim, result: result, outcome: .rejected,
                reason: OutcomeReason(code: "empty_file"))
        }
        return BundleDocument(
            claim: claim, result: result, outcome: .stored,
            files: [.init(fileExtension: "json", bytes: TestDaemon.output(bytes))],
            records: [.init(state: "memory", bytes: bytes + [0] + Array("\(seed)".utf8))])
    }

    /// What a file's output holds.
    static func output(_ input: [UInt8]) -> [UInt8] { Array("<".utf8) + input + Array(">".utf8) }
}

/// Random bits that tests need not repeat.
let testRandom: @Sendable () -> UInt64 = { UInt64.random(in: 0 ... .max) }
