// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig
import ThresherEngine
import ThresherSpool

/// Puts quarantined entries back.
struct RetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Put what failed back into the intake folder.",
        discussion: "It starts anew, as a new entry with a fresh count of attempts.")

    @OptionGroup var settings: SettingsOptions
    @Flag(help: "All of it.")
    var all = false
    @Argument(
        help: ArgumentHelp("Entries, by id, as 'thresher failed' lists them.", valueName: "entry"))
    var entries: [String] = []

    func validate() throws {
        guard all != !entries.isEmpty else {
            throw ValidationError("Name entries, or give --all.")
        }
    }

    func run() throws {
        let config = try settings.loadDaemon()
        do throws(SpoolError) {
            let quarantine = try Quarantine(spool: BytePath(config.spool))
            let items = try quarantine.list()
            let wanted = items.filter { all || entries.contains($0.entry.text) }
            for item in wanted {
                Console.print("\(item.entry)  incoming/\(try quarantine.retry(item).display)")
            }
            let found = Set(wanted.map(\.entry.text))
            if let missing = entries.first(where: { !found.contains($0) }) {
                throw SpoolError(.notFound, "no entry '\(missing)' is in failed/")
            }
        } catch {
            Console.complain("\(error)")
            throw ExitCode(error.exitCode)
        }
    }
}
