// SPDX-License-Identifier: Apache-2.0

/// A fact that a page may hold, with everything that speaks for and against it.
///
/// All evidence is yes or no, so that a candidate's score is a sum of weights. The weights are
/// learned on labelled pages (`Tools/training/metadata`); the evidence is computed here and nowhere
/// else.
struct Ranked<Value, Feature> where Feature: RawRepresentable<Int>, Feature: CaseIterable {
    var value: Value
    /// Where it was found, as `metadata_from` says it.
    var from: String
    var features: [Feature] = []

    mutating func note(_ feature: Feature, if holds: Bool = true) {
        if holds, !has(feature) { features.append(feature) }
    }

    func has(_ feature: Feature) -> Bool {
        features.contains { $0.rawValue == feature.rawValue }
    }

    /// The sum of the weights of what holds.
    func score(_ weights: [Double]) -> Double {
        features.reduce(0) { sum, feature in
            weights.indices.contains(feature.rawValue) ? sum + weights[feature.rawValue] : sum
        }
    }
}

extension Array {
    /// The candidate with the highest score above `floor`, the first of equals.
    ///
    /// The floor is 0 for what a page may lack.
    func best<Value, Feature>(_ weights: [Double], over floor: Double = -.infinity) -> Element?
    where Element == Ranked<Value, Feature> {
        var best: (element: Element, score: Double)?
        for element in self {
            let score = element.score(weights)
            if score > floor, best.map({ score > $0.score }) ?? true { best = (element, score) }
        }
        return best?.element
    }
}
