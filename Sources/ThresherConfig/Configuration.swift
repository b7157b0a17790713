// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// A value given on the command line in place of the file's.
package struct Override: Sendable, Equatable {
    /// The key's path, such as `intake.settle`.
    package var path: String
    /// The option as the user knows it, such as `--settle`.
    package var option: String
    /// The value as it would stand in the file.
    ///
    /// Relative folders start from the working folder.
    package var text: String

    package init(_ path: String, option: String, text: String) {
        self.path = path
        self.option = option
        self.text = text
    }
}

/// Everything that a daemon is told before it starts, checked as a whole.
package struct Configuration: Sendable, Equatable {
    /// The daemon's own keys.
    package var daemon: DaemonConfig
    /// The pipelines in the order they are tried.
    package var pipelines: [PipelineDefinition]
    /// What is probably a mistake but does not stand in the way.
    package var warnings: [Diagnostic]

    /// Reads files, environment and command line.
    ///
    /// - Parameters:
    ///   - file: The daemon's configuration file; `nil` for defaults alone.
    ///   - overrides: What the command line says; it wins.
    ///   - environment: What `${VAR}` stands for.
    ///   - workingFolder: What relative paths of the command line start from; absolute.
    ///   - catalogue: The stages, readers and sinks there are.
    /// - Returns: A configuration without errors.
    /// - Throws: Every mistake in all files.
    package static func load(
        file: String?, overrides: [Override] = [], environment: [String: String],
        workingFolder: String = ConfigurationFiles.workingFolder(), catalogue: Catalogue
    ) throws(ConfigurationError) -> Configuration {
        var loader = ConfigurationLoader(
            catalogue: catalogue, environment: environment, workingFolder: workingFolder)
        var daemon = loader.daemon(
            try read(file, workingFolder: workingFolder), overrides: overrides)
        loader.checkLogFile(of: daemon)
        let pipelines = loader.pipelines(of: &daemon)
        guard !loader.diagnostics.hasErrors else { throw ConfigurationError(loader.diagnostics) }
        return Configuration(
            daemon: daemon, pipelines: pipelines, warnings: loader.diagnostics.sortedByPlace())
    }

    /// Reads the daemon's own keys alone, for commands that run no pipeline.
    ///
    /// - Parameters:
    ///   - file: The daemon's configuration file; `nil` for defaults alone.
    ///   - overrides: What the command line says; it wins.
    ///   - environment: What `${VAR}` stands for.
    ///   - workingFolder: What relative paths of the command line start from; absolute.
    ///   - catalogue: The stages, readers and sinks there are.
    /// - Returns: The daemon's configuration.
    /// - Throws: Every mistake in the file.
    package static func loadDaemon(
        file: String?, overrides: [Override] = [], environment: [String: String],
        workingFolder: String = ConfigurationFiles.workingFolder(), catalogue: Catalogue
    ) throws(ConfigurationError) -> DaemonConfig {
        var loader = ConfigurationLoader(
            catalogue: catalogue, environment: environment, workingFolder: workingFolder)
        let daemon = loader.daemon(
            try read(file, workingFolder: workingFolder), overrides: overrides)
        guard !loader.diagnostics.hasErrors else { throw ConfigurationError(loader.diagnostics) }
        return daemon
    }

    private static func read(
        _ file: String?, workingFolder: String
    ) throws(ConfigurationError) -> ConfigurationText? {
        guard let file else { return nil }
        do throws(ConfigurationFiles.Problem) {
            let path = Paths.absolute(file, in: workingFolder)
            return ConfigurationText(name: file, bytes: try ConfigurationFiles.read(path))
        } catch {
            throw ConfigurationError([Diagnostic(file: file, message: error.message)])
        }
    }

    /// Reads a folder of pipeline files or one file; without a path the built-in pipeline.
    ///
    /// - Parameters:
    ///   - path: The folder or file; relative paths start from the working folder.
    ///   - environment: What `${VAR}` stands for.
    ///   - catalogue: The stages, readers and sinks there are.
    /// - Returns: The pipelines in the order they are tried, and warnings.
    /// - Throws: Every mistake in all files.
    package static func loadPipelines(
        _ path: String?, environment: [String: String], catalogue: Catalogue
    ) throws(ConfigurationError) -> (pipelines: [PipelineDefinition], warnings: [Diagnostic]) {
        var loader = ConfigurationLoader(
            catalogue: catalogue, environment: environment,
            workingFolder: ConfigurationFiles.workingFolder())
        let pipelines = loader.pipelines(at: path)
        guard !loader.diagnostics.hasErrors else { throw ConfigurationError(loader.diagnostics) }
        return (pipelines, loader.diagnostics)
    }

    /// The pipeline that `--pipeline NAME|FILE` means.
    ///
    /// What has a slash or ends in `.yaml` or `.yml` is a file; anything else is the name of a
    /// built-in one.
    ///
    /// - Parameters:
    ///   - nameOrFile: The option's value.
    ///   - environment: What `${VAR}` stands for.
    ///   - catalogue: The stages, readers and sinks there are.
    /// - Returns: The pipeline, without paths in its match.
    /// - Throws: Every mistake in the file, or that there is no such pipeline.
    package static func pipeline(
        _ nameOrFile: String, environment: [String: String], catalogue: Catalogue
    ) throws(ConfigurationError) -> PipelineDefinition {
        let isFile = [".yaml", ".yml"].contains { nameOrFile.hasSuffix($0) }
        if isFile || nameOrFile.contains("/") {
            let loaded = try loadPipelines(
                nameOrFile, environment: environment, catalogue: catalogue)
            if loaded.pipelines.count == 1 { return loaded.pipelines[0] }
            throw ConfigurationError([
                Diagnostic(file: nameOrFile, message: "is a folder; name one of its files")
            ])
        }
        guard let text = BuiltInPipelines.texts[nameOrFile] else {
            throw ConfigurationError(
                unknown: "pipeline", nameOrFile, in: "--pipeline",
                among: BuiltInPipelines.texts.keys.sorted())
        }
        let loader = PipelineLoader(catalogue: catalogue, environment: environment)
        let (definitions, diagnostics) = loader.load([
            ConfigurationText(name: "built-in pipeline \(nameOrFile)", text)
        ])
        guard !diagnostics.hasErrors, var found = definitions.first else {
            throw ConfigurationError(diagnostics)
        }
        found.match.paths = []
        return found
    }
}
