// SPDX-License-Identifier: Apache-2.0

/// Turns a document into the bytes of an output file.
///
/// It runs in a worker, before deciders have spoken, and leaves a gap for what they say.
public protocol Sink: Sendable {
    /// What the sink is called and what it writes.
    static var spec: SinkSpec { get }

    /// Creates the sink.
    init()

    /// The document's file, in segments.
    func render(_ document: Document, pipeline: PipelineIdentity) -> Rendering

    /// The bytes that fill the gap; runs in the daemon.
    ///
    /// - Parameters:
    ///   - duplicate: The relation that was decided.
    ///   - isLink: Whether the body is left out, so that these bytes must say where it is.
    /// - Returns: What goes into the gap; may be empty.
    static func render(_ duplicate: Duplicate, isLink: Bool) -> [UInt8]
}

/// Which pipeline made a document, as its output states it.
public struct PipelineIdentity: Sendable, Equatable {
    /// The pipeline's name.
    public var name: String
    /// 16 hexadecimal digits that change with anything that can change a document.
    public var fingerprint: String
    /// The user's own version number of the pipeline file.
    public var version: Int

    /// Creates an identity.
    public init(name: String, fingerprint: String, version: Int) {
        self.name = name
        self.fingerprint = fingerprint
        self.version = version
    }
}

/// What a sink is called and what it writes.
public struct SinkSpec: Sendable {
    /// The name in the configuration's `sinks:` list.
    public let name: String
    /// The ending of its files, without the dot.
    public let fileExtension: String
    /// One sentence.
    public let summary: String

    /// Creates a spec.
    public init(_ name: String, fileExtension: String, summary: String) {
        self.name = name
        self.fileExtension = fileExtension
        self.summary = summary
    }
}

/// A file in three parts, `opening`, `body` and `closing`, and a gap before or after the body for
/// what the deciders say.
///
/// Without a decision the gap stays empty. With the action `link` the body is left out.
public struct Rendering: Sendable, Equatable {
    /// Who the document is: its id and source.
    public var opening: [UInt8]
    /// What it says.
    public var body: [UInt8]
    /// What it says when deciders may leave blocks out, in the place of ``body``.
    public var choices: RenderingChoices?
    /// What ends the file, whatever was decided.
    public var closing: [UInt8]
    /// Whether the gap lies between opening and body instead of between body and closing.
    public var decisionPrecedesBody: Bool

    /// Creates a rendering.
    public init(
        opening: [UInt8] = [], body: [UInt8], closing: [UInt8] = [],
        decisionPrecedesBody: Bool = false
    ) {
        self.opening = opening
        self.body = body
        self.closing = closing
        self.decisionPrecedesBody = decisionPrecedesBody
    }

    /// Creates a rendering from whose body blocks can be left out.
    public init(
        opening: [UInt8] = [], choices: RenderingChoices, closing: [UInt8] = [],
        decisionPrecedesBody: Bool = false
    ) {
        self.init(
            opening: opening, body: [], closing: closing,
            decisionPrecedesBody: decisionPrecedesBody)
        self.choices = choices
    }

    /// The whole file.
    ///
    /// - Parameters:
    ///   - decision: The sink's rendering of the relation; empty when there is none.
    ///   - isLink: Whether the body is left out.
    ///   - leftOut: The blocks that are left out of the body.
    /// - Returns: The file's bytes.
    public func file(
        decision: [UInt8] = [], isLink: Bool = false, leavingOut leftOut: Set<Int> = []
    ) -> [UInt8] {
        let body = isLink ? [] : choices?.bytes(leavingOut: leftOut) ?? self.body
        return decisionPrecedesBody
            ? opening + decision + body + closing : opening + body + decision + closing
    }
}
