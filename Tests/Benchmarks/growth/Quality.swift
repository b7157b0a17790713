// SPDX-License-Identifier: Apache-2.0
import TestSupport
import ThresherDedup
import ThresherEngine
import ThresherPlugin

/// Scores the decisions about documents that `make_pairs.py` made, in an index in memory.
struct Quality {
    private struct Sample {
        var text: String
        var kind: String
        var isCopy: Bool
        var isScored: Bool
    }

    /// How many documents of a kind there are, and about how many the decision was wrong.
    private struct Tally {
        var count = 0
        var wrong = 0
    }

    private let name: String
    private var samples: [Sample] = []

    /// - Parameter folder: Has `docs.jsonl`.
    /// - Throws: When that cannot be read.
    init(_ folder: String) throws {
        name = folder.split(separator: "/").last.map(String.init) ?? folder
        for line in try lines(folder + "/docs.jsonl") {
            samples.append(
                Sample(
                    text: line["text"]?.string ?? "", kind: line["kind"]?.string ?? "",
                    isCopy: line["dup"] == true, isScored: line["dup"] != .null))
        }
    }

    /// Decides about all in an index that hashes with a seed, and prints what was wrong by kind.
    func run(seed: UInt64) throws {
        let stage = try DedupStage(StageConfig(), StageContext(seed: seed))
        let decider = DedupDecider()
        var copies: [String: Tally] = [:]
        var others: [String: Tally] = [:]
        for (number, sample) in samples.enumerated() {
            let digits = String(number)
            let id = String(repeating: "0", count: 26 - digits.count) + digits
            guard
                let evidence = try stage.evidence(for: Document(id: id, text: sample.text))
            else { continue }
            let decision = try decider.decide(
                evidence, owner: DocumentOwner(entry: id, record: 0, document: id),
                config: StageConfig())
            guard sample.isScored else { continue }
            let status = decision.duplicate?.status
            let isCalled = status == .exact || status == .near || status == .contained
            let wrong = isCalled == sample.isCopy ? 0 : 1
            if sample.isCopy {
                copies[sample.kind, default: Tally()].count += 1
                copies[sample.kind]?.wrong += wrong
            } else {
                others[sample.kind, default: Tally()].count += 1
                others[sample.kind]?.wrong += wrong
            }
        }
        let missed = copies.values.reduce(0) { $0 + $1.wrong }
        let right = copies.values.reduce(0) { $0 + $1.count } - missed
        let alarms = others.values.reduce(0) { $0 + $1.wrong }
        func share(_ part: Int, _ whole: Int) -> String {
            let value = Int((Double(part) / Double(max(1, whole)) * 1e4).rounded())
            return "\(value / 10_000)." + String(String(value % 10_000 + 10_000).dropFirst())
        }
        print(
            "\(name), seed \(seed): F1 \(share(2 * right, 2 * right + missed + alarms)),"
                + " precision \(share(right, right + alarms)), recall \(share(right, right + missed))"
        )
        print("  missed: \(Quality.list(copies))")
        print("  false alarms: \(Quality.list(others))")
    }

    private static func list(_ tallies: [String: Tally]) -> String {
        tallies.filter { $0.value.wrong > 0 }.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value.wrong) of \($0.value.count)" }.joined(separator: ", ")
    }
}
