// SPDX-License-Identifier: Apache-2.0

/// A stage whose answer depends on every document committed before.
///
/// It has two halves. This one runs in a worker like any stage (its `process` normally forwards the
/// document unchanged) and condenses the document into evidence; the other, its ``Decider``, runs
/// in the daemon, in claim order. In a pipeline file it is one line; only deciders may follow it.
public protocol DecidedStage: Stage {
    /// The bytes that the decider needs to know of a document, `nil` when it has nothing to decide.
    func evidence(for document: Document) throws(StageError) -> [UInt8]?

    /// Creates the half that runs in the daemon.
    static func makeDecider(_ config: StageConfig, _ context: StageContext) throws(StageError)
        -> any Decider

    /// The name of the state that the decider's records are kept under: pipelines whose names are
    /// equal share it. Lower-case letters, digits, `_` and `-`.
    static func stateName(_ config: StageConfig) -> String
}

/// Decides, with memory, in claim order.
///
/// Used by one thread at a time.
///
/// The memory is what its records say. The daemon makes each record durable in the commit that
/// also publishes the document, and gives them all back, in order, at the next start. A decider
/// does no I/O. Deciders that share a state name share one instance.
public protocol Decider: AnyObject {
    /// The version of the record format; a state of another version is refused at start.
    var recordVersion: Int { get }

    /// Takes back a record of an earlier commit.
    func restore(_ record: [UInt8]) throws(StageError)

    /// Decides about one document and remembers it at once, before it is committed.
    ///
    /// - Parameters:
    ///   - evidence: What the stage's worker half returned.
    ///   - owner: Who asks. The same owner asking again is never its own duplicate.
    ///   - config: The options of the step that asks.
    /// - Returns: What becomes of the document, and what to make durable.
    /// - Throws: When the evidence makes no sense.
    func decide(_ evidence: [UInt8], owner: DocumentOwner, config: StageConfig)
        throws(StageError) -> Decision

    /// Forgets what the decision with this record remembered: its commit did not come about.
    func retract(_ record: [UInt8])
}

/// The one document of one entry that a decision is about.
public struct DocumentOwner: Sendable, Hashable {
    /// The entry's id.
    public var entry: String
    /// The record's number in the entry, 0 when the entry is the document.
    public var record: Int
    /// The document's id.
    public var document: String

    /// Creates an owner.
    public init(entry: String, record: Int, document: String) {
        self.entry = entry
        self.record = record
        self.document = document
    }
}

/// A decider's answer.
public struct Decision: Sendable {
    /// What becomes of the document.
    public enum Action: String, Sendable, CaseIterable {
        /// Stored whole, with the relation in it.
        case annotate
        /// Stored as a small document that only points to the other.
        case link
        /// Not stored: the outcome `duplicate`.
        case drop
    }

    /// What becomes of the document.
    public var action: Action
    /// The relation that the output states.
    public var duplicate: Duplicate?
    /// What to make durable with the commit; `nil` when there is nothing new to remember.
    public var record: [UInt8]?
    /// Of the document's ``OptionalBlocks``, the places of those to leave out.
    public var leftOut: [Int] = []

    /// Creates a decision.
    public init(
        _ action: Action, duplicate: Duplicate? = nil, record: [UInt8]? = nil, leftOut: [Int] = []
    ) {
        self.action = action
        self.duplicate = duplicate
        self.record = record
        self.leftOut = leftOut
    }
}
