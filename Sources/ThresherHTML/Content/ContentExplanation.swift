// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// What weighed most in the verdict on each block, for a person who asks.
///
/// Made on demand only: it walks every tree once more for every block.
struct ContentExplanation {
    /// The features that are named for a block.
    static let most = 4

    let main: MainContent
    let kept: Set<Int>
    let segmentation: Segmentation
    let reasons: DropReasons
    var model = ContentModel.shared

    /// `{decision, page_type, blocks: [{text, kind, kept, score, reason?, because: […]}]}`.
    var json: JSONValue {
        let blocks = segmentation.segments.indices.map { index -> JSONValue in
            let isIn = kept.contains(index)
            var members: [JSONValue.Member] = [
                .init("text", .string(segmentation.text(of: segmentation.segments[index]))),
                .init("kind", .string(segmentation.segments[index].kind.rawValue)),
                .init("kept", .bool(isIn)),
                .init("score", .double((main.scores[index] * 1000).rounded() / 1000)),
            ]
            if !isIn { members.append(.init("reason", .string(reasons.reason(index)))) }
            members.append(.init("because", .array(causes(index).map { .string($0) })))
            return .object(members)
        }
        var members = [JSONValue.Member("decision", .string(decision))]
        if let type = main.pageType {
            let confidence = "\((type.confidence * 100).rounded() / 100)"
            members.append(.init("page_type", .string("\(type.type), \(confidence) sure")))
        }
        members.append(.init("blocks", .array(blocks)))
        return .object(members)
    }

    private var decision: String {
        let promised =
            "the scores promise \(Int(main.promisedWords.rounded())) of "
            + "\(main.allWords) words"
        if main.isNotice { return "nothing is content but a notice: \(promised)" }
        if kept.isEmpty { return "nothing is content: \(promised)" }
        return "\(kept.count) of \(segmentation.count) blocks are content: \(promised)"
    }

    /// The strongest features, each with its value and whether it spoke for content (+) or against.
    private func causes(_ index: Int) -> [String] {
        let moved = model.contributions(main.matrix, block: index)
        let strongest = moved.indices.sorted {
            abs(moved[$0]) != abs(moved[$1]) ? abs(moved[$0]) > abs(moved[$1]) : $0 < $1
        }
        return strongest.prefix(Self.most).filter { abs(moved[$0]) >= 0.05 }.map { place in
            let column = model.selection.columns[place]
            let value = Double(main.matrix.value(column: column, row: index))
            let points = Double(moved[place])
            return Wording.points(points) + " " + FeatureWording.sentence(column, value)
        }
    }
}
