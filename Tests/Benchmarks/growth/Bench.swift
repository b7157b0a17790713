// SPDX-License-Identifier: Apache-2.0
import ThresherDedup
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// An index on disk with the stage before it, and what it costs.
final class Bench {
    private(set) var decider = DedupDecider()
    private var state: OpenState?
    private let path: BytePath
    private var stage: any DecidedStage
    private var pending: [[UInt8]] = []
    private var asked = 0
    private(set) var decideSeconds = 0.0
    private(set) var sketchSeconds = 0.0
    /// The id of the last document.
    private(set) var lastDocument = ""
    /// The longest decision since it was set to 0.
    var longest = 0.0

    init(_ path: BytePath) throws {
        self.path = path
        stage = try DedupStage(StageConfig(), StageContext(seed: 1))
        try open()
    }

    /// Opens the state, or closes it and opens it again.
    func open() throws {
        state = nil
        let decider = DedupDecider()
        let state = try OpenState(
            state: path, name: "dedup-growth", recordVersion: decider.recordVersion,
            attach: { decider.attach($0) }, events: { print("\($0.name): \($0.fields)") })
        var failure: StageError?
        try state.restore { record, _ in
            do throws(StageError) { try decider.restore(record) } catch { failure = error }
        }
        if let failure { throw failure }
        stage = try DedupStage(StageConfig(), StageContext(seed: state.seed))
        self.decider = decider
        self.state = state
    }

    /// Removes what was sealed, so that the next start makes it again.
    func removeSealed() {
        for name in state?.storage.fileNames ?? [] { state?.storage.remove(name) }
    }

    var recordCount: Int { state?.recordCount ?? 0 }

    /// Decides about a text; commits every 64 documents.
    @discardableResult
    func take(_ text: String) throws -> Decision {
        asked += 1
        let name = String(asked)
        let id = String(repeating: "0", count: 26 - name.count) + name
        lastDocument = id
        let start = Meter.threadCPU()
        guard let evidence = try stage.evidence(for: Document(id: id, text: text)) else {
            return Decision(.annotate)
        }
        let sketched = Meter.threadCPU()
        let decision = try decider.decide(
            evidence, owner: DocumentOwner(entry: id, record: 0, document: id),
            config: StageConfig())
        let end = Meter.threadCPU()
        sketchSeconds += sketched - start
        decideSeconds += end - sketched
        longest = max(longest, end - sketched)
        if let record = decision.record { pending.append(record) }
        if asked % 64 == 0 { try commit() }
        return decision
    }

    func commit() throws {
        guard !pending.isEmpty else { return }
        try state?.add(pending)
        pending.removeAll(keepingCapacity: true)
    }

    /// Waits for what is sealed in the background.
    func settle() { state?.storage.wait() }
}
