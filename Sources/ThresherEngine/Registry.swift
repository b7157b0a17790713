// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// A catalogue by name.
package struct Registry: Sendable {
    /// Stages by name.
    package let stages: [String: any Stage.Type]
    /// Readers by name.
    package let readers: [String: any Reader.Type]
    /// Sinks by name.
    package let sinks: [String: any Sink.Type]

    /// Indexes a catalogue.
    ///
    /// - Parameter catalogue: Its names must be unique within each list.
    /// - Throws: `invalidConfig` naming the first name that two entries share.
    package init(_ catalogue: Catalogue) throws(StageError) {
        stages = try Registry.index(catalogue.stages.map { ($0.spec.name, $0) }, "stages")
        readers = try Registry.index(catalogue.readers.map { ($0.spec.name, $0) }, "readers")
        sinks = try Registry.index(catalogue.sinks.map { ($0.spec.name, $0) }, "sinks")
    }

    private static func index<Value>(
        _ entries: [(String, Value)], _ kind: String
    ) throws(StageError) -> [String: Value] {
        var index: [String: Value] = [:]
        for (name, value) in entries {
            guard index.updateValue(value, forKey: name) == nil else {
                throw StageError(.invalidConfig, "two \(kind) of this build are called '\(name)'")
            }
        }
        return index
    }
}
