// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// How a text relates to an earlier one, and why.
///
/// Two signs are weighed: the share of shingles that came back, and the share of facts (numbers and
/// names). A rewrite keeps both; a template ("Company X reports results") keeps its phrases and
/// changes its facts. The constants were found on generated pairs; `Tests/Benchmarks/README.md` has
/// the figures.
struct Relation: Equatable {
    /// What a pipeline may set.
    struct Thresholds: Equatable {
        /// The smallest share of a text's shingles that must stand in the other.
        var share = 0.3
        /// What the share of facts and half the share of shingles must reach together.
        var evidence = 0.75
    }

    var status: Duplicate.Status
    /// The share of the shorter in the longer that the status states.
    var similarity: Double
    /// Whether a text came back almost whole, or most of it with the facts of both: such a relation
    /// does not count against the phrases in it.
    var isStrong: Bool
    /// Shingles and facts that both have, for people.
    var laterShare: Double
    var earlierShare: Double
    var laterFacts: Double
    var earlierFacts: Double

    /// Below this many facts they decide nothing.
    static let fewFacts = 4
    private static let unknownFacts = 0.55
    /// By how much the earlier text's facts may speak for a text whose own facts do not.
    ///
    /// These are misread and added ones. Where more are new, it is another text with the same words
    /// around it.
    private static let addedFacts = 0.2
    /// The share of hashes that are spent from which on only those are compared that could have
    /// become so.
    private static let manySpent = 0.25
    /// The share of facts that one phrase in common needs with it.
    static let loneFacts = 0.8
    /// Texts below this many words have few shingles, of which more must come back.
    ///
    /// They are compared only with texts so short that about ``shortSeen`` of their hashes can be;
    /// with longer ones so few could that the seed would decide.
    private static let shortWords = 40
    private static let shortShare = 0.6
    private static let shortHits = 4
    private static let shortSeen = 12

    /// Compares a text with an earlier one; `nil` when they have nothing to do with each other.
    ///
    /// - Parameters:
    ///   - later: The text in question.
    ///   - earlier: One that was there before.
    ///   - spentShare: The share of the later text's indexed hashes that are spent.
    ///   - thresholds: What is asked for.
    ///   - isSpent: Whether a hash stands in so many texts that it says nothing.
    init?(
        _ later: TextSketch, _ earlier: TextSketch, spentShare: Double, thresholds: Thresholds,
        isSpent: (UInt64) -> Bool
    ) {
        // Where much is spent only those hashes tell the truth that could have become spent.
        let bound =
            spentShare > Relation.manySpent
            ? min(later.indexedBound, earlier.indexedBound) : min(later.bound, earlier.bound)
        let whole = SketchOverlap(later, earlier, upTo: bound, isSpent: isSpent)
        var overlap = whole
        var isHead = false
        if !earlier.head.isEmpty, later.words < 3 * TextSketch.headShingles {
            let head = SketchOverlap(later, head: earlier.head, isSpent: isSpent)
            if head.hits >= 3, head.laterShare > whole.laterShare || whole.hits < 3 {
                overlap = head
                isHead = true
            }
        }
        laterShare = overlap.laterShare
        earlierShare = whole.earlierShare
        let isWhole = earlierShare >= 0.8 && !isHead
        var aroundHits = whole.hits
        if !later.head.isEmpty, earlier.words < 3 * TextSketch.headShingles {
            let head = SketchOverlap(earlier, head: later.head, isSpent: isSpent)
            if head.hits >= 3, head.laterShare > earlierShare || whole.hits < 3 {
                earlierShare = head.laterShare
                aroundHits = head.hits
            }
        }
        guard overlap.hits > 0 || aroundHits > 0 else { return nil }

        let laterCount = later.facts.count
        let earlierCount = earlier.facts.count
        laterFacts = later.facts.share(in: earlier.facts)
        earlierFacts = earlier.facts.share(in: later.facts)
        let backward = Relation.facts(earlier, in: later)
        let forward = Relation.facts(later, in: earlier)
        // A misread or longer copy has facts of its own beside those of the first.
        let facts = max(
            forward, isWhole ? backward : min(0.85 * backward, forward + Relation.addedFacts))
        let isShort = later.words < Relation.shortWords
        // A short text is made of its facts: two alerts differ in a number and a place.
        let isOther =
            !later.facts.isSubset(of: earlier.facts) && !earlier.facts.isSubset(of: later.facts)
        let asked = thresholds.evidence

        var isIn = false
        if isShort {
            isIn =
                !isOther && Relation.canSee(later, in: earlier)
                && overlap.hits >= Relation.shortHits
                && laterShare >= Relation.shortShare
        } else {
            // A text that holds a whole earlier one has to be mostly that one.
            let share = isWhole ? max(0.48, thresholds.share) : thresholds.share
            isIn =
                overlap.hits >= 2 && laterShare >= share && facts >= 0.3
                && facts + laterShare / 2 >= asked
            // One hash that could be compared, found, and all facts with it: a short piece of a
            // very long text.
            isIn =
                isIn
                || overlap.hits == 1 && laterShare == 1 && laterFacts >= Relation.loneFacts
                    && laterCount >= 6
        }
        let mutual = max(forward, backward)
        let isAround =
            (earlier.words < Relation.shortWords
                ? !isOther && Relation.canSee(earlier, in: later)
                    && aroundHits >= Relation.shortHits
                    && earlierShare >= Relation.shortShare
                : aroundHits >= 2 && earlierShare >= thresholds.share)
            && mutual + earlierShare / 2 >= asked
        guard isIn || isAround else { return nil }
        let check = FactCheck(later, earlier, facts: mutual, asked: asked)
        if check.numbersDiffer || check.staysBehind(min(laterShare, earlierShare)) { return nil }
        if !isShort, check.isOtherForm(spentShare, lead: whole.formLead) { return nil }

        if isIn {
            let isPart =
                Double(earlier.words) > 1.5 * Double(later.words)
                && laterShare > 1.5 * earlierShare
            status = isPart ? .contained : .near
            similarity = laterShare
        } else {
            status = .supersedes
            similarity = earlierShare
        }
        let share = max(laterShare, earlierShare)
        let isFactless = min(laterCount, earlierCount) < Relation.fewFacts
        // Where a part is missing, the facts must be the same on both sides: two pages of one site
        // with the same half around articles of their own are no story that came back.
        isStrong =
            !check.isDoubtful
            && (share >= 0.85 && (mutual >= 0.75 || isFactless)
                || share >= 0.6 && min(forward, backward) >= 0.75)
    }

    /// Whether the facts of two texts leave room for a relation, whatever their phrases.
    static func mayAgree(
        _ later: TextSketch, _ earlier: TextSketch, _ thresholds: Thresholds
    ) -> Bool {
        // Short texts are asked in another way; of others all phrases count half.
        min(later.words, earlier.words) < shortWords
            || max(facts(later, in: earlier), facts(earlier, in: later)) + 0.5
                >= thresholds.evidence
    }

    private static func facts(_ one: TextSketch, in other: TextSketch) -> Double {
        one.facts.count < fewFacts ? unknownFacts : one.facts.share(in: other.facts)
    }

    /// Whether enough hashes of a short text can be compared with those of another.
    private static func canSee(_ short: TextSketch, in other: TextSketch) -> Bool {
        other.isComplete || short.words * TextSketch.size >= shortSeen * other.words
    }
}
