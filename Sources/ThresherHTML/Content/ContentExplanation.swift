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
            let sign = points > 0 ? "+" : "−"
            return "\(sign)\(Self.short(abs(points))) \(FeatureWording.words(column)) "
                + Self.short(value)
        }
    }

    /// A number with at most two decimals.
    private static func short(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e9
            ? "\(Int(rounded))" : "\(rounded)"
    }
}

/// Features in human words, made from the columns' own names.
enum FeatureWording {
    private static let places = [
        "text": "its", "place": "place:", "inside": "inside", "container0": "container:",
        "container1": "container, one out:", "container2": "container, two out:",
        "container3": "container, three out:", "container4": "container, four out:",
        "item": "list item:", "outerItem": "outer list item:", "build": "blocks of its build:",
        "densest": "densest element:", "third": "element with 30 % of the words:",
        "half": "element with half of the words:", "most": "element with 80 % of the words:",
        "names": "class names:", "Phrases": "its words:", "headingPhrases": "its heading's words:",
        "page": "page:",
    ]

    /// A column's name as a person would say it: `container1.linkDensity` is "container, one out:
    /// link density".
    static func words(_ column: Int) -> String {
        let parts = FeatureLayout.columns[column].split(separator: ".")
        let place = String(parts[0])
        return "\(places[place] ?? spaced(place) + ":") \(spaced(String(parts.last ?? "")))"
    }

    /// `linkDensity` as "link density", `previous1` as "previous 1".
    private static func spaced(_ name: String) -> String {
        var words: [UInt8] = []
        var wasDigit = false
        for byte in name.utf8 {
            let isUpper = byte >= 0x41 && byte <= 0x5A
            if isUpper || (ASCII.isDigit(byte) && !wasDigit) { words.append(0x20) }
            words.append(ASCII.lower(byte))
            wasDigit = ASCII.isDigit(byte)
        }
        return String(decoding: words, as: UTF8.self)
    }
}
