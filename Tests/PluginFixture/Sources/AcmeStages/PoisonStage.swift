// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Does to its process what a document's text asks for, so that tests can watch what the daemon
/// does about it.
struct PoisonStage: Stage {
    static let spec = StageSpec(
        "acme_poison", stability: .experimental,
        summary: "Traps, loops or eats memory when a document says so.", reads: [.content])

    init(_ config: StageConfig, _ context: StageContext) {}

    func process(_ document: Document) throws(StageError) -> Verdict {
        let content = document.content ?? ""
        if content.contains("poison: trap") {
            let nothing: [Int] = []
            return .drop(DropReason("\(nothing[content.utf8.count])"))
        }
        if content.contains("poison: loop") {
            var turns: UInt64 = 0
            while content.utf8.count != turns | 1 << 63 { turns &+= 1 }
        }
        if content.contains("poison: memory") {
            var hoard: [[UInt8]] = []
            while true { hoard.append([UInt8](repeating: 1, count: 1 << 20)) }
        }
        if content.contains("poison: fail") { throw StageError(.malformedInput, "says poison") }
        return .forward(document)
    }
}
