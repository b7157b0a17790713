// SPDX-License-Identifier: Apache-2.0

/// What a build of Thresher is made of: explicit lists, no registration by side effect.
///
///     ThresherCommand.main(.standard + Catalogue(stages: [ShoutStage.self]))
public struct Catalogue: Sendable {
    /// The stages.
    public var stages: [any Stage.Type]
    /// The readers.
    public var readers: [any Reader.Type]
    /// The sinks.
    public var sinks: [any Sink.Type]
    /// The libraries that they stand on, with versions, such as `libxml2 2.9.14`.
    public var libraries: [String]

    /// Creates a catalogue.
    public init(
        stages: [any Stage.Type] = [], readers: [any Reader.Type] = [], sinks: [any Sink.Type] = [],
        libraries: [String] = []
    ) {
        self.stages = stages
        self.readers = readers
        self.sinks = sinks
        self.libraries = libraries
    }

    /// Both catalogues' lists, the left one's first.
    public static func + (left: Catalogue, right: Catalogue) -> Catalogue {
        Catalogue(
            stages: left.stages + right.stages, readers: left.readers + right.readers,
            sinks: left.sinks + right.sinks, libraries: left.libraries + right.libraries)
    }
}
