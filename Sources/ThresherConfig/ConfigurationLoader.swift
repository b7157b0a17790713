// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Puts a configuration together from its parts and collects what is wrong with them.
struct ConfigurationLoader {
    private static let folderKeys = ["spool", "output", "state", "pipelines", "log.file"]

    let catalogue: Catalogue
    let environment: [String: String]
    let workingFolder: String
    private(set) var diagnostics: [Diagnostic] = []
    /// The folder beside the configuration file that is used when it is there.
    private var pipelinesBeside: String?
    /// Says an error about the first of some keys that was given; the file as a whole without one.
    private var complaint: (([String], String) -> Diagnostic)?

    init(catalogue: Catalogue, environment: [String: String], workingFolder: String) {
        self.catalogue = catalogue
        self.environment = environment
        self.workingFolder = workingFolder
    }

    /// The daemon's own keys.
    mutating func daemon(_ text: ConfigurationText?, overrides: [Override]) -> DaemonConfig {
        var values = ConfigValues()
        var offsets: [String: Int] = [:]
        var fileChecker: Checker?
        if let text {
            let checker = text.checker(environment: environment)
            fileChecker = checker
            let folder = Paths.parent(Paths.absolute(text.name, in: workingFolder))
            pipelinesBeside = "\(folder)/pipelines"
            if !checker.hasErrors {
                var reader = DaemonReader(checker, sinks: sinkNames)
                reader.read(YAMLComposer.compose(checker).node)
                (values, offsets) = (reader.values, reader.offsets)
            }
            makeAbsolute(&values, in: folder)
            diagnostics += checker.finished()
        }
        var options: [String: String] = [:]
        for override in overrides {
            apply(override, to: &values)
            options[override.path] = override.option
        }
        if options["pipelines"] != nil { pipelinesBeside = nil }
        let config = DaemonConfig(values)
        let complaint = { (paths: [String], message: String) in
            for path in paths {
                if let option = options[path] { return Diagnostic(file: option, message: message) }
                guard let offset = offsets[path], let fileChecker else { continue }
                let place = fileChecker.source.place(at: offset)
                return Diagnostic(
                    file: fileChecker.source.name, place: place, message: message,
                    excerpt: fileChecker.source.excerpt(at: place))
            }
            return Diagnostic(file: text?.name ?? "configuration", message: message)
        }
        self.complaint = complaint
        // A rule about values that were not understood would speak about defaults nobody wrote.
        guard !diagnostics.hasErrors else { return config }
        var found: [Diagnostic] = []
        DaemonRules(config: config) { found.append(complaint($0, $1)) }.check()
        diagnostics += found
        return config
    }

    /// The pipelines that the daemon's configuration names.
    ///
    /// - Parameter daemon: Gets the folder beside its file when that is what is used.
    /// - Returns: The pipelines in the order they are tried.
    mutating func pipelines(of daemon: inout DaemonConfig) -> [PipelineDefinition] {
        if daemon.pipelines == nil, let beside = pipelinesBeside,
            ConfigurationFiles.kind(of: beside) == .folder
        {
            daemon.pipelines = beside
        }
        return pipelines(at: daemon.pipelines.map(shown))
    }

    /// Looks whether the log's file can be where it is to be.
    mutating func checkLogFile(of daemon: DaemonConfig) {
        guard !diagnostics.hasErrors, let complaint, let file = daemon.log.file else { return }
        let folder = Paths.parent(file)
        let problem: String? =
            switch ConfigurationFiles.kind(of: folder) {
            case .missing: "the folder \(Visible.quoted(folder)) does not exist"
            case .file: "\(Visible.quoted(folder)) is no folder"
            case .folder where ConfigurationFiles.kind(of: file) == .folder:
                "\(Visible.quoted(file)) is a folder"
            // What this user may not look at, the daemon's user perhaps may.
            case .folder, .other: nil
            }
        if let problem { diagnostics.append(complaint(["log.file"], "'file': \(problem)")) }
    }

    /// The pipelines of a folder or file, or the built-in one.
    mutating func pipelines(at path: String?) -> [PipelineDefinition] {
        guard let path else {
            let text = BuiltInPipelines.texts["default"] ?? ""
            return load([ConfigurationText(name: "built-in pipeline default", text)])
        }
        let absolute = Paths.absolute(path, in: workingFolder)
        switch ConfigurationFiles.kind(of: absolute) {
        case .missing: complain(of: path, "does not exist")
        case .file, .other:
            return load([file(path)], isSingle: true)
        case .folder:
            do throws(ConfigurationFiles.Problem) {
                let names = try ConfigurationFiles.pipelineNames(in: absolute)
                if names.isEmpty { complain(of: path, "has no pipeline file (*.yaml)") }
                let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
                return load(names.map { file("\(folder)/\($0)") })
            } catch {
                complain(of: path, error.message)
            }
        }
        return []
    }

    /// A pipeline file's text, or why there is none.
    private func file(_ path: String) -> ConfigurationText {
        do throws(ConfigurationFiles.Problem) {
            let bytes = try ConfigurationFiles.read(Paths.absolute(path, in: workingFolder))
            return ConfigurationText(name: path, bytes: bytes)
        } catch {
            return ConfigurationText(name: path, problem: error.message)
        }
    }

    /// Says what is wrong with the path of pipelines, where it was given.
    private mutating func complain(of path: String, _ message: String) {
        diagnostics.append(
            complaint?(["pipelines"], "'pipelines': \(Visible.text(path)) \(message)")
                ?? Diagnostic(file: path, message: message))
    }

    private mutating func load(_ texts: [ConfigurationText], isSingle: Bool = false)
        -> [PipelineDefinition]
    {
        let loader = PipelineLoader(catalogue: catalogue, environment: environment)
        let (pipelines, found) = loader.load(texts, isSingle: isSingle)
        diagnostics += found
        return pipelines
    }

    private var sinkNames: [String] {
        let names = catalogue.sinks.map { $0.spec.name }
        // A catalogue without sinks (of a test) has the one that is the default.
        return names.isEmpty ? ["json"] : names
    }

    private func makeAbsolute(_ values: inout ConfigValues, in folder: String) {
        for key in ConfigurationLoader.folderKeys {
            guard let path = values.given[key]?.string, !path.isEmpty else { continue }
            values[key] = .string(Paths.absolute(path, in: folder))
        }
    }

    private mutating func apply(_ override: Override, to values: inout ConfigValues) {
        guard let key = DaemonKeys.key(override.path) else { return }
        // The shell has put its variables in already.
        let text = override.text.replacing("${", with: "$${")
        let checker = Checker(SourceText(name: override.option, text: text), isOption: true)
        let node = YAMLNode(
            kind: .scalar(YAMLScalar(text: text, isPlain: !text.isEmpty)), start: 0,
            end: text.unicodeScalars.count)
        let reader = ValueReader(checker: checker, name: key.name, keyStart: 0)
        let value = reader.read(node, as: key.type, words: key.words, mayBeEmpty: key.mayBeEmpty)
        diagnostics += checker.finished()
        guard let value else { return }
        var given = ConfigValues([override.path: value])
        makeAbsolute(&given, in: workingFolder)
        values[override.path] = given.given[override.path]
    }

    /// A path as a person at the working folder would write it.
    private func shown(_ path: String) -> String {
        let prefix = workingFolder == "/" ? "/" : "\(workingFolder)/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}
