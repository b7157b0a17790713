// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import ThresherConfig
import ThresherEngine
import ThresherPlugin
import ThresherService

/// Runs the daemon.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Take files from the intake folder to documents.",
        discussion: """
            With --spool DIR alone no configuration file is needed: files dropped into \
            DIR/incoming become documents in DIR/out.
            """)

    @OptionGroup var settings: SettingsOptions
    @Option(
        help: ArgumentHelp("Pipeline files: a folder, or one file.", valueName: "dir"),
        transform: RawArguments.utf8)
    var pipelines: String?
    @Option(help: ArgumentHelp("Worker processes; 0: one per core.", valueName: "n"))
    var workers: Int?
    @Option(
        help: ArgumentHelp(
            "How long a file must stay unchanged, such as 2s.", valueName: "duration"))
    var settle: String?
    @Flag(help: "Take what is there, then exit: 0, or 1 when documents failed.")
    var once = false

    func run() throws {
        var overrides = settings.overrides
        if let pipelines {
            overrides.append(Override("pipelines", option: "--pipelines", text: pipelines))
        }
        if let workers {
            overrides.append(Override("workers.count", option: "--workers", text: String(workers)))
        }
        if let settle {
            overrides.append(Override("intake.settle", option: "--settle", text: settle))
        }
        let configuration = try settings.load(overrides)
        Console.write(configuration.warnings)
        throw ExitCode(try start(configuration))
    }

    private func start(_ configuration: Configuration) throws -> Int32 {
        let log = try openLog(configuration.daemon.log)
        defer { log.stop() }
        let registry: Registry
        do { registry = try Registry(Build.catalogue) } catch {
            Console.complain(error.message)
            throw ExitCode.configuration
        }
        let setup = DaemonSetup(
            configuration, registry: registry, runsOnce: once,
            processors: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        log.handle(setup.started(version: Build.number))
        do {
            return try Daemon(setup, events: log.handler, manager: ServiceManager()).run()
        } catch {
            log.handle(ServiceEvent.failed(status: error.status, detail: "\(error)"))
            return error.status
        }
    }

    private func openLog(_ config: DaemonConfig.Log) throws -> EventLog {
        var settings = EventLog.Settings(
            level: config.level, form: form(of: config.format), file: config.file)
        settings.linesPerSecond = config.perSecond
        do { return try EventLog(settings) } catch {
            Console.complain("the log file '\(config.file ?? "")' cannot be opened: \(error)")
            throw ExitCode.inputOutput
        }
    }

    private func form(of format: DaemonConfig.Log.Format) -> EventLog.Form {
        switch format {
        case .auto: .automatic
        case .json: .json
        case .text: .readable
        case .journal: .journal
        }
    }
}
