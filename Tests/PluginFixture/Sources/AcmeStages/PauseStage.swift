// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Takes a while over a document, so that tests can catch it at work.
struct PauseStage: Stage {
    static let turns = Field<Int>.int(
        "turns", default: 1_000_000, in: 0...Int.max,
        help: "How many turns of an idle loop to take.")

    static let spec = StageSpec(
        "acme_pause", stability: .experimental, fields: [.init(turns)],
        summary: "Takes a while over a document.", reads: [.text])

    private let turns: Int

    init(_ config: StageConfig, _ context: StageContext) { turns = config[Self.turns] }

    func process(_ document: Document) -> Verdict {
        var state = UInt64(document.text.utf8.count) | 1
        for _ in 0..<turns { state = state &* 6_364_136_223_846_793_005 &+ 1 }
        var result = document
        result.extra["acme_pause"] = .int(Int(state & 1))
        return .forward(result)
    }
}
