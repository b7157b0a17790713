// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// What a page offered for title, authors and date of publication, what was taken, and why, for a
/// person who asks.
struct MetadataExplanation {
    /// The candidates and the features that are named for each field.
    private static let mostCandidates = 6
    private static let mostCauses = 4

    let candidates: PageCandidates
    let found: PageMetadata

    /// `{title: [{value, from, taken, score, because: […]}], authors: […], published: […]}`, the best
    /// candidate first.
    var json: JSONValue {
        [
            "title": list(candidates.titles, LearnedWeights.title, taken: found.title?.value) {
                $0
            },
            "authors": list(
                candidates.writers, LearnedWeights.author,
                taken: found.authors?.value.joined(separator: ", ")
            ) { $0.joined(separator: ", ") },
            "published": list(
                candidates.dates, LearnedWeights.date, taken: found.published?.value
            ) { $0.iso },
        ]
    }

    private func list<Value, Feature>(
        _ all: [Ranked<Value, Feature>], _ weights: [Double], taken: String?,
        _ text: (Value) -> String
    ) -> JSONValue {
        let scored = all.map { (candidate: $0, score: $0.score(weights)) }
        let order = scored.indices.sorted {
            scored[$0].score != scored[$1].score
                ? scored[$0].score > scored[$1].score : $0 < $1
        }
        return .array(
            order.prefix(Self.mostCandidates).map { index in
                let (candidate, score) = scored[index]
                let value = text(candidate.value)
                return [
                    "value": .string(value), "from": .string(candidate.from),
                    "taken": .bool(value == taken),
                    "score": .double((score * 100).rounded() / 100),
                    "because": .array(Self.causes(candidate, weights).map(JSONValue.string)),
                ]
            })
    }

    private static func causes<Value, Feature>(
        _ candidate: Ranked<Value, Feature>, _ weights: [Double]
    ) -> [String] {
        let known = candidate.features.filter {
            weights.indices.contains($0.rawValue) && abs(weights[$0.rawValue]) >= 0.05
        }
        let strongest = known.sorted { abs(weights[$0.rawValue]) > abs(weights[$1.rawValue]) }
        return strongest.prefix(mostCauses).map {
            Wording.points(weights[$0.rawValue]) + " " + Wording.spaced("\($0)")
        }
    }
}
