// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import ThresherPlugin

/// The command line of a build of Thresher.
public struct ThresherCommand: ParsableCommand {
    /// The commands.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "thresher",
            abstract: "Turns files dropped into a folder into clean, structured documents.",
            version: Build.version,
            subcommands: [
                RunCommand.self, ProcessCommand.self, ExplainCommand.self, PutCommand.self,
                FailedCommand.self, RetryCommand.self, ShowCommand.self, TailCommand.self,
                DedupCommand.self, CheckCommand.self, StagesCommand.self, WorkerCommand.self,
            ])
    }

    /// Creates the root command.
    public init() {}

    /// Parses the process's arguments, runs the command and exits with its status.
    ///
    /// - Parameter catalogue: The stages, readers and sinks of this build.
    public static func main(_ catalogue: Catalogue) -> Never {
        Build.use(catalogue)
        main(RawArguments.all)
        exit(withError: nil)
    }
}
