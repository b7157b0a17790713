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
    func render(_ document: Document) -> Rendering

    /// The bytes that fill the gap; runs in the daemon.
    static func render(_ duplicate: Duplicate) -> [UInt8]
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

/// A file in three parts: `opening`, `body`, the decision, `closing`.
///
/// Without a decision the gap stays empty. With the action `link` the body is left out.
public struct Rendering: Sendable, Equatable {
    /// Who the document is: its id and source.
    public var opening: [UInt8]
    /// What it says.
    public var body: [UInt8]
    /// What comes after the decision.
    public var closing: [UInt8]

    /// Creates a rendering.
    public init(opening: [UInt8] = [], body: [UInt8], closing: [UInt8] = []) {
        self.opening = opening
        self.body = body
        self.closing = closing
    }

    /// The whole file.
    ///
    /// - Parameters:
    ///   - decision: The sink's rendering of the relation; empty when there is none.
    ///   - isLink: Whether the body is left out.
    public func file(decision: [UInt8], isLink: Bool = false) -> [UInt8] {
        opening + (isLink ? [] : body) + decision + closing
    }
}
