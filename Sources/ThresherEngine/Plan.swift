// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// A pipeline ready to run: its stages made, its patterns compiled.
package struct Plan: Sendable {
    /// The pipeline as data.
    package let definition: PipelineDefinition
    /// How the output names it.
    package let identity: PipelineIdentity
    package let steps: [Step]
    let reader: any Reader
    private let paths: [Glob]

    /// One stage in its place.
    package struct Step: Sendable {
        /// The stage's name.
        package let name: String
        package let config: StageConfig
        package let onError: PipelineDefinition.OnError
        package let type: any Stage.Type
        let stage: any Stage
        /// The same stage, when it decides.
        let decided: (any DecidedStage)?
        let guards: [GuardCheck]
        let mediaTypes: [String]
    }

    /// Makes the stages of a pipeline.
    ///
    /// - Parameters:
    ///   - definition: A pipeline that was checked against the same catalogue.
    ///   - registry: The catalogue.
    ///   - seeds: The secret numbers of deciders' states, by the states' names.
    /// - Throws: `invalidConfig` when a name is unknown or a stage refuses its options.
    package init(
        _ definition: PipelineDefinition, registry: Registry, seeds: [String: UInt64] = [:]
    ) throws(StageError) {
        guard let readerType = registry.readers[definition.reader] else {
            throw StageError(.invalidConfig, "unknown reader '\(definition.reader)'")
        }
        var steps: [Step] = []
        for step in definition.steps {
            guard let type = registry.stages[step.stage] else {
                throw StageError(.invalidConfig, "unknown stage '\(step.stage)'")
            }
            let config = StageConfig(step.config)
            let state = (type as? any DecidedStage.Type)?.stateName(config)
            let context = StageContext(
                pipeline: definition.name, seed: state.flatMap { seeds[$0] } ?? 0)
            let stage = try type.init(config, context)
            steps.append(
                Step(
                    name: step.stage, config: config, onError: step.onError, type: type,
                    stage: stage, decided: stage as? any DecidedStage,
                    guards: step.guards.map(GuardCheck.init), mediaTypes: type.spec.mediaTypes))
        }
        self.definition = definition
        self.steps = steps
        identity = PipelineIdentity(
            name: definition.name, fingerprint: definition.fingerprint, version: definition.version)
        reader = readerType.init()
        paths = definition.match.paths.map(Glob.init)
    }

    /// Whether the pipeline takes an entry.
    ///
    /// A pipeline that names no media types takes every textual one.
    package func takes(path: String, mediaType: String) -> Bool {
        guard matches(path: path) else { return false }
        let types = definition.match.mediaTypes
        return types.isEmpty
            ? MediaType.isTextual(mediaType) : MediaType.matches(mediaType, any: types)
    }

    /// Whether the pipeline takes entries of a path, whatever their media type.
    package func matches(path: String) -> Bool {
        paths.isEmpty || paths.contains { $0.matches(path) }
    }
}

/// A condition of `when:` in its running form.
struct GuardCheck: Sendable {
    private let condition: PipelineDefinition.Guard
    private let globs: [Glob]

    init(_ condition: PipelineDefinition.Guard) {
        self.condition = condition
        globs = if case .path(let patterns) = condition { patterns.map(Glob.init) } else { [] }
    }

    func holds(for document: Document) -> Bool {
        switch condition {
        case .mediaType(let types): MediaType.matches(document.source.mediaType, any: types)
        case .path: globs.contains { $0.matches(document.source.path) }
        case .language(let tags):
            document.language.map { language in
                tags.contains { language.tag == $0 || language.tag.hasPrefix($0 + "-") }
            } ?? false
        case .pageType(let types): document.pageType.map { types.contains($0.type) } ?? false
        case .has(let fields):
            fields.allSatisfy { DocumentField($0).hasValue(in: document) }
        case .lacks(let fields):
            !fields.contains { DocumentField($0).hasValue(in: document) }
        }
    }
}
