// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig
import ThresherEngine
import ThresherService

/// Shows a log for people, and goes on as it grows.
struct TailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "Follow a log, readable and filtered.",
        discussion: """
            FILE is a log of JSON lines. Without it, it is the one that the configuration names \
            (log.file), with --config, or else standard input, as is -. Rotation and truncation are \
            noticed. Lines that are no JSON are shown as they are, with what a terminal would obey \
            escaped.

            The log of a systemd service is in the journal:
              journalctl -fu thresher -o json | thresher tail
            """)

    @Option(
        name: [.customShort("e"), .long],
        help: ArgumentHelp("Only lines about this entry or document.", valueName: "id"))
    var entry: [String] = []
    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "Only documents that ended so: stored, duplicate, rejected, failed.",
            valueName: "outcome"))
    var outcome: [Outcome] = []
    @Option(name: [.customShort("l"), .long], help: "The least level: debug … error.")
    var level = EventLevel.debug
    @Option(
        help: ArgumentHelp("Only these events; document.* is all of a noun.", valueName: "name"))
    var event: [String] = []
    @Option(
        name: [.customShort("n"), .long],
        help: "Begin so many lines before the end; 10, or all when lines are filtered.")
    var lines: Int?
    @Flag(
        name: [.customShort("f"), .long], inversion: .prefixedNo,
        help: "Go on as the file grows.")
    var follow = true
    @Option(
        help: ArgumentHelp("The daemon's configuration file.", valueName: "file"),
        transform: RawArguments.utf8)
    var config: String?
    @Argument(help: "The log file, or -.", transform: RawArguments.utf8)
    var file: String?

    func validate() throws {
        if let lines, lines < 0 { throw ValidationError("--lines must not be negative") }
        if file != nil, config != nil {
            throw ValidationError("--config is in place of a log file.")
        }
        if file == nil, config == nil, Descriptor.standardInput.isTerminal {
            throw ValidationError("Name a log file or a configuration. \(Self.journal)")
        }
    }

    private static let journal =
        "For the journal: journalctl -fu thresher -o json | thresher tail"

    /// The log file that the configuration names; standard input without a configuration.
    private func configuredFile() throws -> String {
        guard let config else { return "-" }
        var settings = SettingsOptions()
        settings.config = config
        guard let file = try settings.load([]).daemon.log.file else {
            Console.complain("\(config): no log file is configured. \(Self.journal)")
            throw ExitCode.configuration
        }
        return file
    }

    func run() throws {
        let file = try file ?? configuredFile()
        let filter = LogFilter(
            level: level, entries: entry, outcomes: Set(outcome), events: event)
        let isColoured =
            Descriptor.standardOutput.isTerminal && ReadableLog.allowsColour(.process)
        var printer = Printer(tail: LogTail(filter: filter, isColoured: isColoured))
        do throws(SystemError) {
            if file != "-" {
                try follow(file, filter, &printer)
            } else {
                try readInput(&printer)
            }
        } catch {
            Console.complain("\(file): \(error)")
            throw ExitCode.inputOutput
        }
    }

    private func readInput(_ printer: inout Printer) throws(SystemError) {
        if let lines { printer.hold(lines) }
        while true {
            let bytes = try Descriptor.standardInput.read(limit: 65_536)
            if bytes.isEmpty { break }
            printer.print(printer.tail.lines(in: bytes))
        }
        printer.print(printer.tail.flush())
        printer.release()
    }

    private func follow(_ path: String, _ filter: LogFilter, _ printer: inout Printer)
        throws(SystemError)
    {
        let log = try FollowedFile(path: path)
        if filter.isEmpty {
            try log.skip(toLast: lines ?? 10)
        } else if let lines {
            // Which lines are the last ones is known when all have been looked at.
            printer.hold(lines)
        }
        while true {
            try log.poll { printer.print(printer.tail.lines(in: $0)) }
            printer.release()
            guard follow else { return printer.print(printer.tail.flush()) }
            pause(milliseconds: 200)
        }
    }
}

/// Prints lines as they come, or first keeps the last so many of them.
private struct Printer {
    var tail: LogTail
    private var held: [LogLine]?
    private var limit = 0

    init(tail: LogTail) { self.tail = tail }

    mutating func hold(_ count: Int) {
        held = []
        limit = count
    }

    mutating func print(_ lines: [LogLine]) {
        if held != nil {
            held?.append(contentsOf: lines)
            held = held?.suffix(limit)
        } else if !lines.isEmpty {
            Console.write(Array(lines.map { tail.text(of: $0) }.joined().utf8))
        }
    }

    mutating func release() {
        guard let lines = held else { return }
        held = nil
        print(lines)
    }
}

extension Outcome: ExpressibleByArgument {}

extension EventLevel: ExpressibleByArgument {}
