// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Everything that a worker needs to know: pipelines in order of choice, sinks, limits.
///
/// It travels to workers as JSON and is made ready there against the same catalogue.
package struct PlanSetDefinition: Sendable, Equatable {
    /// In the order in which they are tried.
    package var pipelines: [PipelineDefinition]
    /// The sinks' names.
    package var sinks: [String]
    /// The largest entry that is read into one document, in bytes.
    package var inputBytes: Int
    /// The secret numbers of deciders' states, by the states' names; 0 for those not here.
    package var seeds: [String: UInt64] = [:]

    package init(pipelines: [PipelineDefinition], sinks: [String], inputBytes: Int) {
        self.pipelines = pipelines
        self.sinks = sinks
        self.inputBytes = inputBytes
    }

    /// The definition as JSON.
    package var json: JSONValue {
        [
            "pipelines": .array(pipelines.map(\.json)),
            "sinks": .array(sinks.map { .string($0) }),
            "input_bytes": .int(inputBytes),
            "seeds": .object(
                seeds.sorted { $0.key < $1.key }.map {
                    .init($0.key, .string(String($0.value, radix: 16)))
                }),
        ]
    }

    /// Takes a definition that ``json`` wrote; `nil` when it is none.
    package init?(json: JSONValue) {
        guard let pipelineValues = json["pipelines"]?.array,
            let sinks = json["sinks"]?.array?.compactMap(\.string),
            let inputBytes = json["input_bytes"]?.int,
            let seedValues = json["seeds"]?.members
        else { return nil }
        let pipelines = pipelineValues.compactMap(PipelineDefinition.init(json:))
        guard pipelines.count == pipelineValues.count else { return nil }
        self.init(pipelines: pipelines, sinks: sinks, inputBytes: inputBytes)
        for member in seedValues {
            guard let seed = member.value.string.flatMap({ UInt64($0, radix: 16) }) else {
                return nil
            }
            seeds[member.key] = seed
        }
    }
}

/// Plans and sinks ready to run.
package struct PlanSet: Sendable {
    /// In the order in which they are tried.
    package let plans: [Plan]
    /// In the order in which they were configured.
    package let sinkTypes: [any Sink.Type]
    let sinks: [any Sink]
    let inputBytes: Int

    /// Makes every stage and sink.
    ///
    /// - Parameters:
    ///   - definition: Checked against the same catalogue.
    ///   - registry: The catalogue.
    /// - Throws: `invalidConfig` when a name is unknown or a stage refuses its options.
    package init(_ definition: PlanSetDefinition, registry: Registry) throws(StageError) {
        var plans: [Plan] = []
        for pipeline in definition.pipelines {
            plans.append(try Plan(pipeline, registry: registry, seeds: definition.seeds))
        }
        var types: [any Sink.Type] = []
        for name in definition.sinks {
            guard let type = registry.sinks[name] else {
                throw StageError(.invalidConfig, "unknown sink '\(name)'")
            }
            types.append(type)
        }
        self.plans = plans
        sinkTypes = types
        sinks = types.map { $0.init() }
        inputBytes = definition.inputBytes
    }

    /// Loads what the stages would otherwise load for their first document.
    package func prepare() {
        for plan in plans {
            for step in plan.steps { step.stage.prepare() }
        }
    }

    /// The first plan that takes an entry, or why there is none.
    func route(path: String, mediaType: String) -> Route {
        if let plan = plans.first(where: { $0.takes(path: path, mediaType: mediaType) }) {
            return .plan(plan)
        }
        if !MediaType.isTextual(mediaType), plans.contains(where: { $0.matches(path: path) }) {
            return .rejected(
                OutcomeReason(
                    code: "unsupported_media_type", detail: "no pipeline reads \(mediaType)"))
        }
        return .rejected(
            OutcomeReason(
                code: "no_pipeline",
                detail: "no pipeline's match takes this path with the type \(mediaType)"))
    }

    /// How the output names the plan that takes an entry; `nil` when none does.
    package func identity(path: String, mediaType: String) -> PipelineIdentity? {
        guard case .plan(let plan) = route(path: path, mediaType: mediaType) else { return nil }
        return plan.identity
    }

    enum Route {
        case plan(Plan)
        case rejected(OutcomeReason)
    }
}
