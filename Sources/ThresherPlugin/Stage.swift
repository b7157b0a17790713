// SPDX-License-Identifier: Apache-2.0

/// One step of a pipeline: a document in, a verdict out.
///
/// A stage is pure: no files, no network, no clock, no memory of other documents. The same
/// document under the same options gives the same verdict on every machine.
public protocol Stage: Sendable {
    /// What the stage is called, what it takes and what it does: data from which validation,
    /// the catalogue and the reference page are made.
    static var spec: StageSpec { get }

    /// Creates the stage from options that have been checked against its spec.
    init(_ config: StageConfig, _ context: StageContext) throws(StageError)

    /// Works on one document. A thrown error is the verdict `fail`.
    ///
    /// The document is the stage's own: what it changes in place is not copied first.
    func process(_ document: consuming Document) throws(StageError) -> Verdict

    /// Loads what the first document would otherwise wait for, such as tables.
    ///
    /// A worker calls it before it says that it is ready; nothing but time depends on it.
    func prepare()
}

extension Stage {
    /// There is nothing to load.
    public func prepare() {}
}

/// What a stage is told about the place it runs in.
public struct StageContext: Sendable {
    /// The pipeline's name.
    public var pipeline: String
    /// The secret number of the state that a ``DecidedStage`` decides by; 0 where none is kept.
    ///
    /// It never changes for a state. Hashes that are mixed with it cannot be aimed at.
    public var seed: UInt64

    /// Creates a context.
    public init(pipeline: String = "", seed: UInt64 = 0) {
        self.pipeline = pipeline
        self.seed = seed
    }
}

/// A stage's answer about one document.
public enum Verdict: Sendable {
    /// Goes on to the next stage.
    case forward(Document)
    /// Left out on purpose: the outcome `rejected`.
    case drop(DropReason)
    /// Could not be processed: the outcome `failed`.
    case fail(StageError)
}

/// Why a document was left out on purpose.
public struct DropReason: Sendable, Equatable {
    /// One `lower_snake_case` word from a closed list, for counters: `too_short`.
    public var code: String
    /// One line for a person: what was found and what the rule allows.
    public var detail: String?

    /// Creates a reason.
    public init(_ code: String, _ detail: String? = nil) {
        self.code = code
        self.detail = detail
    }
}

/// What went wrong in a stage or reader.
public struct StageError: Error, Sendable, Equatable {
    /// The kind of error, which decides what follows.
    ///
    /// New codes may come.
    public struct Code: Sendable, Hashable {
        /// `lower_snake_case`, as in logs.
        public let name: String
        private init(_ name: String) { self.name = name }

        /// The input cannot be what it claims to be; goes to quarantine.
        public static let malformedInput = Code("malformed_input")
        /// The input is over a limit; goes to quarantine.
        public static let tooLarge = Code("too_large")
        /// Something that is needed is missing for now.
        ///
        /// An entry that is one document is done again after a pause, a few times; a record of a
        /// container goes to quarantine.
        public static let unavailable = Code("unavailable")
        /// The options make no sense together.
        public static let invalidConfig = Code("invalid_config")
        /// A bug in the stage; goes to quarantine.
        public static let `internal` = Code("internal")
    }

    /// The kind.
    public let code: Code
    /// What was wrong, what was found, what is allowed: lower case, without full stop.
    public let message: String
    /// The option that is wrong, so that its place in the pipeline's file can be shown.
    public let option: String?

    /// Creates an error.
    public init(_ code: Code, _ message: String, option: String? = nil) {
        self.code = code
        self.message = message
        self.option = option
    }
}
