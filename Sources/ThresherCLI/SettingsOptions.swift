// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import ThresherConfig

/// Where the configuration and the folders are: the options that all commands on a spool share.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The daemon's configuration file.", valueName: "file"),
        transform: RawArguments.utf8)
    var config: String?
    @Option(
        help: ArgumentHelp(
            "The spool: incoming/, work/, done/ and failed/ are in it.", valueName: "dir"),
        transform: RawArguments.utf8)
    var spool: String?
    @Option(
        help: ArgumentHelp("Where documents go. Default: out/ in the spool.", valueName: "dir"),
        transform: RawArguments.utf8)
    var output: String?
    @Option(
        help: ArgumentHelp(
            "Where the ledger and indexes are. Default: state/ in the spool.", valueName: "dir"),
        transform: RawArguments.utf8)
    var state: String?

    /// What these options say in place of the file.
    var overrides: [Override] {
        var overrides: [Override] = []
        if let spool { overrides.append(Override("spool", option: "--spool", text: spool)) }
        if let output { overrides.append(Override("output", option: "--output", text: output)) }
        if let state { overrides.append(Override("state", option: "--state", text: state)) }
        return overrides
    }

    /// Reads and checks everything; prints every mistake and ends with status 78 when there is one.
    func load(_ overrides: [Override]? = nil) throws -> Configuration {
        do {
            return try Configuration.load(
                file: config, overrides: overrides ?? self.overrides,
                environment: SettingsOptions.environment, catalogue: Build.catalogue)
        } catch {
            Console.write(error.diagnostics)
            throw ExitCode.configuration
        }
    }

    /// Reads and checks the daemon's own keys; for commands that run no pipeline.
    func loadDaemon() throws -> DaemonConfig {
        do {
            return try Configuration.loadDaemon(
                file: config, overrides: overrides, environment: SettingsOptions.environment,
                catalogue: Build.catalogue)
        } catch {
            Console.write(error.diagnostics)
            throw ExitCode.configuration
        }
    }

    /// This process's environment.
    static var environment: [String: String] {
        var variables: [String: String] = [:]
        var next = unsafe environ
        while let text = unsafe next.pointee {
            let entry = unsafe String(cString: text)
            if let sign = entry.firstIndex(of: "=") {
                variables[String(entry[..<sign])] = String(entry[entry.index(after: sign)...])
            }
            unsafe next += 1
        }
        return variables
    }
}
