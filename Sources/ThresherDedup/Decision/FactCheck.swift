// SPDX-License-Identifier: Apache-2.0

/// What the facts of two texts say against their being one, whatever phrases they share.
///
/// An editor changes facts no more often than other words; a form that is filled in anew changes
/// little else. So facts are held against the phrases that came back, each rule in a case where the
/// sum that ``Relation`` asks for is too little.
struct FactCheck {
    /// The larger share of facts that one text has of the other's, moved by what a pipeline asks.
    private let facts: Double
    /// How many facts the text with fewer of them has.
    private let count: Int
    /// Numbers in the same surroundings.
    private let same: Int
    private let different: Int

    /// So many numbers that differ tell more than an editor's mistake.
    private static let fewNumbers = 3
    /// By how much the share of numbers that differ may exceed what the facts in common allow.
    private static let numberMargin = 0.1
    /// The share of phrases from which on facts have to come back with them, and how far they may
    /// stay behind: a changed word changes three phrases, but is at most one fact.
    private static let mostPhrases = 0.6
    private static let factLag = 0.25
    /// The share of spent hashes from which on a text may be mainly a form that many have, by how
    /// much more of that has come back then than of the rest, and the share of facts that a copy of
    /// one filled-in form needs.
    private static let formShare = 0.5
    private static let formLead = 0.3
    private static let formFacts = 0.8
    /// From which share on numbers that differ keep a relation from being beyond doubt.
    private static let doubtfulNumbers = 0.1

    /// - Parameters:
    ///   - later: The text in question.
    ///   - earlier: One that was there before.
    ///   - facts: The larger share of facts that one has of the other's.
    ///   - asked: What facts and phrases must reach together; less than by default lets more pass.
    init(_ later: TextSketch, _ earlier: TextSketch, facts: Double, asked: Double) {
        let lenience = asked > 0 ? Relation.Thresholds().evidence - asked : 1
        self.facts = facts + lenience
        count = min(later.facts.count, earlier.facts.count)
        (same, different) = later.numbers.compared(with: earlier.numbers)
    }

    /// Whether more numbers differ in their places than the rest of the facts makes likely.
    var numbersDiffer: Bool {
        different >= FactCheck.fewNumbers && share > facts - FactCheck.numberMargin
    }

    /// Whether most phrases came back and the facts did not; of both shares of phrases the smaller
    /// is asked.
    func staysBehind(_ phrases: Double) -> Bool {
        count >= Relation.fewFacts && phrases >= FactCheck.mostPhrases
            && facts < phrases - FactCheck.factLag
    }

    /// Whether a text is mainly a form that many have, with facts of its own.
    ///
    /// - Parameters:
    ///   - spentShare: The share of its hashes that are spent. In a large index that is much of any
    ///     text, which the other sign makes up for.
    ///   - lead: See ``SketchOverlap/formLead``.
    /// - Returns: Whether it is.
    func isOtherForm(_ spentShare: Double, lead: Double) -> Bool {
        spentShare >= FactCheck.formShare && lead >= FactCheck.formLead
            && facts < FactCheck.formFacts
    }

    /// Whether numbers differ enough to doubt that a text came back.
    var isDoubtful: Bool { different >= 2 && share > FactCheck.doubtfulNumbers }

    private var share: Double { Double(different) / Double(same + different) }
}
