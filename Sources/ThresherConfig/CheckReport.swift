// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
package import ThresherPlugin

/// What `thresher check` found.
package struct CheckReport: Sendable, Equatable {
    /// What a text is read as.
    package enum Kind: Sendable {
        /// The daemon's configuration.
        case daemon
        /// Pipelines that are used together.
        case pipelines
    }

    /// A configuration or pipeline with everything at the value that counts.
    package struct Effective: Sendable, Equatable {
        /// The file it comes from.
        package var name: String
        /// YAML that reads back to the same.
        package var text: String
    }

    /// Every mistake and warning, by file and place.
    package var diagnostics: [Diagnostic]
    /// What is in force, one text a file; empty when there is any error.
    package var effective: [Effective]

    /// The exit status: 0, or 78 (`EX_CONFIG`).
    package var exitCode: Int32 { diagnostics.hasErrors ? 78 : 0 }

    /// Every diagnostic as a person reads it.
    package var text: String { diagnostics.map { $0.text + "\n" }.joined() }

    /// The whole report as one JSON object.
    ///
    /// - Parameter withEffective: Whether what is in force is in it.
    /// - Returns: `ok`, `diagnostics` and, when asked for, `effective`.
    package func json(withEffective: Bool = false) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("ok", .bool(!diagnostics.hasErrors)),
            .init("diagnostics", .array(diagnostics.map(\.json))),
        ]
        if withEffective {
            let texts = effective.map {
                ["file": .string($0.name), "yaml": .string($0.text)] as JSONValue
            }
            members.append(.init("effective", .array(texts)))
        }
        return .object(members)
    }

    /// The effective texts as one: with several, each is a YAML document under its file's name.
    package var effectiveText: String {
        if effective.count == 1 { return effective[0].text }
        return effective.map { "--- # \(Visible.text($0.name))\n\($0.text)" }.joined()
    }

    /// Checks texts that are in memory.
    ///
    /// - Parameters:
    ///   - texts: The texts.
    ///   - kind: What they are read as; as pipelines they are checked as a set.
    ///   - environment: What `${VAR}` stands for.
    ///   - catalogue: The stages, readers and sinks there are.
    /// - Returns: What was found. Pipelines that a daemon's configuration names are not read.
    package static func check(
        _ texts: [ConfigurationText], as kind: Kind, environment: [String: String] = [:],
        catalogue: Catalogue
    ) -> CheckReport {
        var report = CheckReport(diagnostics: [], effective: [])
        switch kind {
        case .pipelines:
            report.add(
                PipelineLoader(catalogue: catalogue, environment: environment).load(texts),
                catalogue)
        case .daemon:
            for text in texts {
                var loader = ConfigurationLoader(
                    catalogue: catalogue, environment: environment,
                    workingFolder: ConfigurationFiles.workingFolder())
                let config = loader.daemon(text, overrides: [])
                report.diagnostics += loader.diagnostics
                report.effective.append(Effective(name: text.name, text: config.effectiveText))
            }
        }
        return report.finished()
    }

    /// Checks files and folders, and the pipelines that a daemon's configuration names.
    ///
    /// - Parameters:
    ///   - paths: Configuration files, pipeline files and folders of these, in any order; what a
    ///     file is can be seen from its keys. Without any, the defaults and the built-in pipeline
    ///     are checked.
    ///   - environment: What `${VAR}` stands for.
    ///   - workingFolder: What relative paths start from; absolute.
    ///   - catalogue: The stages, readers and sinks there are.
    /// - Returns: What was found.
    package static func check(
        paths: [String], environment: [String: String],
        workingFolder: String = ConfigurationFiles.workingFolder(), catalogue: Catalogue
    ) -> CheckReport {
        var report = CheckReport(diagnostics: [], effective: [])
        func loader() -> ConfigurationLoader {
            ConfigurationLoader(
                catalogue: catalogue, environment: environment, workingFolder: workingFolder)
        }
        func daemon(_ text: ConfigurationText?) {
            var loader = loader()
            var config = loader.daemon(text, overrides: [])
            loader.checkLogFile(of: config)
            _ = loader.pipelines(of: &config)
            report.diagnostics += loader.diagnostics
            let name = text?.name ?? "defaults"
            report.effective.append(Effective(name: name, text: config.effectiveText))
        }
        if paths.isEmpty { daemon(nil) }
        var pipelines: [ConfigurationText] = []
        for path in paths {
            let absolute = Paths.absolute(path, in: workingFolder)
            if ConfigurationFiles.kind(of: absolute) == .folder {
                var loader = loader()
                let definitions = loader.pipelines(at: path)
                report.add((definitions, loader.diagnostics), catalogue)
                continue
            }
            do throws(ConfigurationFiles.Problem) {
                let text = ConfigurationText(
                    name: path, bytes: try ConfigurationFiles.read(absolute))
                if kind(of: text) == .daemon { daemon(text) } else { pipelines.append(text) }
            } catch {
                report.diagnostics.append(Diagnostic(file: path, message: error.message))
            }
        }
        if !pipelines.isEmpty {
            report.add(
                PipelineLoader(catalogue: catalogue, environment: environment).load(pipelines),
                catalogue)
        }
        return report.finished()
    }

    /// What a file seems to be, from the keys at its top level.
    private static func kind(of text: ConfigurationText) -> Kind {
        let checker = text.checker(environment: [:])
        guard !checker.hasErrors, let pairs = YAMLComposer.compose(checker).node?.pairs else {
            let isPipeline = Paths.parent(text.name).hasSuffix("pipelines")
            return isPipeline ? .pipelines : .daemon
        }
        let daemonKeys =
            DaemonKeys.sections[0].keys.map(\.name) + DaemonKeys.sections.dropFirst().map(\.name)
        var score = 0
        for pair in pairs {
            for (names, weight) in [(PipelineReader.keys, 1), (daemonKeys, -1)] {
                if names.contains(pair.key) {
                    score += weight * 2
                } else if Suggestion.nearest(to: pair.key, among: names) != nil {
                    score += weight
                }
            }
        }
        return score > 0 ? .pipelines : .daemon
    }

    private mutating func add(
        _ loaded: (pipelines: [PipelineDefinition], diagnostics: [Diagnostic]),
        _ catalogue: Catalogue
    ) {
        diagnostics += loaded.diagnostics
        effective += loaded.pipelines.map {
            Effective(name: $0.name, text: $0.effectiveText(catalogue))
        }
    }

    private func finished() -> CheckReport {
        CheckReport(
            diagnostics: diagnostics.sortedByPlace(),
            effective: diagnostics.hasErrors ? [] : effective)
    }
}
