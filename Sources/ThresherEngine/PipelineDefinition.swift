// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// A pipeline as data: what a pipeline file says after it was checked.
///
/// It travels to workers as JSON (``json`` and ``init(json:)``) and is hashed to the fingerprint.
package struct PipelineDefinition: Sendable, Equatable {
    /// Lower-case letters, digits, `_` and `-`.
    package var name: String
    /// The user's own version number of the file.
    package var version: Int
    package var match: Match
    /// The reader's name.
    package var reader: String
    package var steps: [Step]

    /// Which entries a pipeline takes: any of the paths and any of the media types.
    package struct Match: Sendable, Equatable {
        /// Glob patterns on the path below the intake folder (`**` crosses folders); empty: all.
        package var paths: [String]
        /// Media types, `text/*` allowed; empty: all.
        package var mediaTypes: [String]

        package init(paths: [String] = [], mediaTypes: [String] = []) {
            self.paths = paths
            self.mediaTypes = mediaTypes
        }
    }

    /// One stage in its place.
    package struct Step: Sendable, Equatable {
        /// The stage's name.
        package var stage: String
        /// The options in their checked forms; from a file, all of them, given or not.
        package var config: [String: JSONValue]
        /// All must hold, or the step is skipped.
        package var guards: [Guard]
        package var onError: OnError

        package init(
            stage: String, config: [String: JSONValue] = [:], guards: [Guard] = [],
            onError: OnError = .quarantine
        ) {
            self.stage = stage
            self.config = config
            self.guards = guards
            self.onError = onError
        }
    }

    /// What follows when a stage fails.
    package enum OnError: String, Sendable, CaseIterable {
        /// The document fails and is kept with its reason.
        case quarantine
        /// The document is left out: `rejected`, reason `stage_failed`.
        case reject
        /// The document goes on as it was before the stage.
        case pass
    }

    /// A condition of `when:`.
    package enum Guard: Sendable, Equatable {
        /// The media type is one of these (`text/*` allowed).
        case mediaType([String])
        /// The path matches one of these globs.
        case path([String])
        /// The language is one of these (`en` also holds for `en-GB`).
        case language([String])
        /// The page type is one of these.
        case pageType([String])
        /// Each of these document fields has a value.
        case has([String])
        /// None of these document fields has a value.
        case lacks([String])
    }

    package init(
        name: String, version: Int = 1, match: Match = Match(), reader: String = "document",
        steps: [Step]
    ) {
        self.name = name
        self.version = version
        self.match = match
        self.reader = reader
        self.steps = steps
    }

    /// 16 hexadecimal digits that change with anything that can change a document.
    ///
    /// What the pipeline matches is no part of it: it decides which entries come, not what becomes
    /// of them.
    package var fingerprint: String {
        var plan = self
        plan.match = Match()
        return String(Digest(of: plan.json.utf8).hex.prefix(16))
    }

    /// What outputs state about the pipeline.
    package var identity: PipelineIdentity {
        PipelineIdentity(name: name, fingerprint: fingerprint, version: version)
    }
}

extension PipelineDefinition.Guard {
    /// The key under `when:`.
    package var key: String {
        switch self {
        case .mediaType: "media_type"
        case .path: "path"
        case .language: "language"
        case .pageType: "page_type"
        case .has: "has"
        case .lacks: "lacks"
        }
    }

    /// The words under that key.
    package var words: [String] {
        switch self {
        case .mediaType(let words), .path(let words), .language(let words), .pageType(let words),
            .has(let words), .lacks(let words):
            words
        }
    }

    /// All keys under `when:`.
    package static let keys = ["media_type", "path", "language", "page_type", "has", "lacks"]

    /// The condition of a key; `nil` for an unknown key.
    package init?(key: String, words: [String]) {
        switch key {
        case "media_type": self = .mediaType(words)
        case "path": self = .path(words)
        case "language": self = .language(words)
        case "page_type": self = .pageType(words)
        case "has": self = .has(words)
        case "lacks": self = .lacks(words)
        default: return nil
        }
    }
}

extension PipelineDefinition {
    /// The definition as JSON, members in a fixed order.
    package var json: JSONValue {
        func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
        return [
            "name": .string(name),
            "version": .int(version),
            "paths": strings(match.paths),
            "media_types": strings(match.mediaTypes),
            "reader": .string(reader),
            "steps": .array(
                steps.map { step in
                    [
                        "stage": .string(step.stage),
                        "config": .object(
                            step.config.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }),
                        "when": .object(step.guards.map { .init($0.key, strings($0.words)) }),
                        "on_error": .string(step.onError.rawValue),
                    ]
                }),
        ]
    }

    /// Takes a definition that ``json`` wrote; `nil` when it is none.
    package init?(json: JSONValue) {
        func strings(_ value: JSONValue?) -> [String]? { value?.array?.compactMap(\.string) }
        guard let name = json["name"]?.string, let version = json["version"]?.int,
            let paths = strings(json["paths"]), let mediaTypes = strings(json["media_types"]),
            let reader = json["reader"]?.string, let stepValues = json["steps"]?.array
        else { return nil }
        var steps: [Step] = []
        for value in stepValues {
            guard let stage = value["stage"]?.string, let config = value["config"]?.members,
                let when = value["when"]?.members,
                let onError = value["on_error"]?.string.flatMap(OnError.init(rawValue:))
            else { return nil }
            let guards = when.compactMap { Guard(key: $0.key, words: strings($0.value) ?? []) }
            guard guards.count == when.count else { return nil }
            steps.append(
                Step(
                    stage: stage,
                    config: Dictionary(config.map { ($0.key, $0.value) }) { $1 },
                    guards: guards, onError: onError))
        }
        self.init(
            name: name, version: version, match: Match(paths: paths, mediaTypes: mediaTypes),
            reader: reader, steps: steps)
    }
}
